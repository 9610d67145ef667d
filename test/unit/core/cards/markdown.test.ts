import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { beforeAll, describe, expect, it } from 'vitest';
import { typesetFormulas } from '../../../../src/build/typesetFormulas';
import { activations, type ActivationId } from '../../../../src/core/activations';
import { buildCard, type CardSubject } from '../../../../src/core/cards/card';
import type { FormulaAsset } from '../../../../src/core/cards/formulaImage';
import { escapeMarkdown, renderMarkdown, type MarkdownOptions } from '../../../../src/core/cards/markdown';
import { paletteOf, type Theme } from '../../../../src/core/cards/palette';
import { elementsOf, numberIn, parseXml } from '../../support/xml';

const ids = Object.keys(activations) as ActivationId[];
const themes: readonly Theme[] = ['light', 'dark', 'highContrast', 'highContrastLight'];
const commands = [
  { title: 'Show chart', uri: 'command:activationInsight.chart?%5B%22leaky_relu%22%5D' },
  { title: 'Compare [all] (now)', uri: 'command:activationInsight.compare' },
];

let formulas: FormulaAsset;

beforeAll(async () => {
  formulas = await typesetFormulas();
}, 60_000);

function show(subject: CardSubject, options: Partial<MarkdownOptions> = {}): string {
  return renderMarkdown(buildCard(subject), { theme: 'dark', formulas, plot: true, commands, ...options });
}

/** Pictures cut short: their letters and digits can be no markup, but take a parser long. */
function withoutData(markdown: string): string {
  return markdown.replace(/(base64,\w{8})[\w+/=]+/g, '$1');
}

/** All tokens that VS Code's Markdown parser finds, nested ones included. */
function tokensOf(markdown: string): readonly Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(withoutData(markdown)), (token) => {
    found.push(token);
  });
  return found;
}

function ofType<Kind extends Tokens.Image | Tokens.Link | Tokens.Codespan | Tokens.HTML>(
  tokens: readonly Token[],
  type: Kind['type'],
): readonly Kind[] {
  return tokens.filter((token): token is Kind => token.type === type);
}

/** What is read out: the text without pictures, as the accessible view takes it. */
function textOf(markdown: string): string {
  const html = marked.parse(withoutData(markdown), { async: false });
  const text = html.replace(/<img[^>]*>/g, '').replace(/<[^>]*>/g, '');
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_whole, code: string | undefined, name: string | undefined) => {
    const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };
    return code === undefined ? (named[name ?? ''] ?? '?') : String.fromCodePoint(Number(code));
  });
}

interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

function picturesOf(markdown: string): readonly Picture[] {
  return [...markdown.matchAll(/!\[[^\n]*?\]\((data:[^\s)]*)\)/g)].map(([, href = '']) => {
    const [, data, width, height] =
      /^data:image\/svg\+xml;base64,([\w+/=]+)\|width=(\d+),height=(\d+)$/.exec(href) ?? [];
    if (data === undefined) {
      throw new Error(`No picture: ${href.slice(0, 80)}`);
    }
    return { svg: Buffer.from(data, 'base64').toString('latin1'), width: Number(width), height: Number(height) };
  });
}

describe('the first line', () => {
  it('explains itself and holds the links', () => {
    const markdown = show({ activation: 'leaky_relu', arguments: { negative_slope: 0.2 }, framework: 'torch' });
    const [line = ''] = markdown.split('\n');
    expect(textOf(line)).toContain('Leaky ReLU · negative_slope = 0.2 — PyTorch activation');
    const links = ofType<Tokens.Link>(tokensOf(line), 'link');
    expect(links.map(({ href, text }) => [text.replaceAll('\\', ''), href])).toEqual(
      commands.map(({ title, uri }) => [title, uri]),
    );
  });

  it('says where the framework is only likely, and where there is none', () => {
    const subject: CardSubject = { activation: 'relu', arguments: {}, framework: 'torch', certainty: 'likely' };
    expect(textOf(show(subject))).toContain('activation, probably of PyTorch');
    expect(textOf(show({ activation: 'relu', arguments: {} }))).toContain('activation function');
  });
});

describe.each(ids)('the card of %s', (activation) => {
  it('is small, and its pictures have their size and the colours of the theme', () => {
    for (const theme of themes) {
      const markdown = show(
        { activation, arguments: {}, framework: 'torch', role: 'hidden', inPlace: true },
        { theme },
      );
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(40_000);
      const pictures = picturesOf(markdown);
      expect(pictures.length).toBeGreaterThanOrEqual(2);
      for (const { svg, width, height } of pictures) {
        const document = parseXml(svg);
        expect([numberIn(document, 'width'), numberIn(document, 'height')]).toEqual([width, height]);
        expect(width).toBeLessThanOrEqual(484);
        expect(svg).toContain(paletteOf(theme).text);
        expect(svg).not.toMatch(/currentColor|var\(|<script|<image|href="[^#]/);
        expect(elementsOf(document, 'text').every(({ text }) => text !== '')).toBe(true);
      }
    }
  });

  it('has title, formula, plot and summary within 250 pixels', () => {
    const markdown = show({ activation, arguments: {} });
    const [title = '', , , summary = ''] = markdown.split('\n\n');
    const [formula, plot] = picturesOf(markdown);
    // As measured in VS Code's hover: lines of 19 pixels with some 76 characters, 8 pixels between paragraphs, 6 pixels
    // below a picture.
    const lines = (text: string): number => Math.ceil(text.trim().length / 76);
    const titleHeight = 4 + 19 * lines(textOf(title).replace(/Show chart.*/s, ''));
    const pictureHeights = [formula, plot].map((picture) => 8 + (picture?.height ?? Number.NaN) + 6);
    // A third line of the summary is needed by one activation only; it may lie below.
    const summaryHeight = 8 + 19 * Math.min(2, lines(textOf(summary.split('  \n')[0] ?? '')));
    expect(pictureHeights.reduce((sum, height) => sum + height, titleHeight + summaryHeight)).toBeLessThanOrEqual(250);
  });

  it('has all that its pictures say as text, too', () => {
    const card = buildCard({ activation, arguments: {} });
    const text = textOf(show({ activation, arguments: {} })).replaceAll('\u00a0', ' ');
    for (const statement of [card.formula.text, card.derivativeFormula.text, ...card.summary.slice(1), card.goodFor]) {
      expect(text).toContain(statement);
    }
  });

  it('has its pictures where the parser finds pictures', () => {
    const markdown = show({ activation, arguments: {} });
    expect(ofType<Tokens.Image>(tokensOf(markdown), 'image')).toHaveLength(picturesOf(markdown).length);
  });

  it('is plain Markdown: no HTML, links with addresses only, and nothing that VS Code strips', () => {
    const tokens = tokensOf(show({ activation, arguments: {}, framework: 'torch', role: 'hidden' }));
    expect(ofType<Tokens.HTML>(tokens, 'html')).toEqual([]);
    for (const { href } of ofType<Tokens.Link>(tokens, 'link')) {
      expect(href).toMatch(/^(?:https?:\/\/|command:activationInsight\.)/);
    }
  });
});

describe('renderMarkdown', () => {
  it('draws no plot where none is wanted', () => {
    expect(picturesOf(show({ activation: 'relu', arguments: {} }, { plot: false }))).toHaveLength(1);
  });

  it('shows formulas as text where there are no typeset ones', () => {
    const card = buildCard({ activation: 'relu', arguments: {} });
    const markdown = renderMarkdown(card, { theme: 'dark', plot: false });
    expect(picturesOf(markdown)).toEqual([]);
    expect(markdown.indexOf('max(0,')).toBeLessThan(markdown.indexOf('Range'));
  });

  it('needs no summary', () => {
    const markdown = renderMarkdown(buildCard({ activation: 'relu', arguments: {} }, { facts: [] }), {
      theme: 'dark',
      plot: false,
    });
    expect(textOf(markdown)).not.toContain('Range');
  });

  it('shows three pitfalls at most before the line', () => {
    const [before = ''] = show({ activation: 'sigmoid', arguments: {}, role: 'hidden' }).split('\n---\n');
    expect(before.match(/⚠/g)).toHaveLength(3);
  });
});

describe('text from code', () => {
  const marks = fc.string({
    unit: fc.constantFrom(...Array.from('\\`*_{}[]()#+-.!~|$<>&"\':/@\n\r\t a1é漢😀\u2028\u0000')),
    maxLength: 40,
  });

  it('is shown as it is, and makes no markup', () => {
    fc.assert(
      fc.property(marks, (text) => {
        const tokens = tokensOf(`before ${escapeMarkdown(text)} after`);
        const kinds = new Set(tokens.map(({ type }) => type));
        expect([...kinds].filter((kind) => !['paragraph', 'text', 'escape'].includes(kind))).toEqual([]);
        const shown = textOf(`before ${escapeMarkdown(text)} after`)
          .replace(/\s+/g, ' ')
          .trim();
        const expected = `before ${text} after`.replace(/[\u0000-\u001f\u2028\s]+/g, ' ').trim();
        expect(shown.replaceAll('&#39;', "'")).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '](command:workbench.action.quit) [x',
    '<img src=x onerror=alert(1)>',
    '**bold** `code` $(gear) https://example.org',
    '\n\n# heading\n\n---\n',
    '| a | b |\n|---|---|',
    '`'.repeat(7),
  ])('stays harmless as an argument: %j', (value) => {
    const subject: CardSubject = {
      activation: 'gelu',
      arguments: { approximate: value },
      framework: 'torch',
      form: 'function',
      path: 'torch.nn.functional.gelu',
      given: { approximate: value },
    };
    const plain = tokensOf(show({ ...subject, arguments: { approximate: 'none' } })).map(({ type }) => type);
    const tokens = tokensOf(show(subject));
    expect(ofType<Tokens.HTML>(tokens, 'html')).toEqual([]);
    for (const { href } of ofType<Tokens.Link>(tokens, 'link')) {
      expect(href).toMatch(/^(?:https:\/\/(?!example)|command:activationInsight\.)/);
    }
    const structure = (types: readonly string[]): readonly string[] =>
      types.filter((type) => ['heading', 'table', 'hr', 'image', 'link', 'code'].includes(type));
    expect(structure(tokens.map(({ type }) => type))).toEqual(structure(plain));
  });
});
