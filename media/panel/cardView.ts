import * as l10n from '@vscode/l10n';
import { cardFacts, detailFacts, summarizeFacts } from '../../src/core/cards/facts';
import type { FormulaAsset } from '../../src/core/cards/formulaImage';
import type { Facts } from '../../src/core/numerics/facts';
import type { MessageFromPanel, PanelCard, PanelReference, PanelUse } from '../../src/panel.protocol';
import { button, make, type Child } from './dom';
import { formulaPicture } from './formulaPicture';
import { findActivation } from './model/panelActivation';
import type { Entry } from './model/state';

/** The file that the panel looks at. */
export interface LookedAtFile {
  readonly name: string;
  readonly uses: readonly PanelUse[];
}

const shownPitfalls = 3;

/**
 * Everything said of one activation: what follows from the function is computed here and changes with the sliders; what
 * is known of it beyond comes from the extension.
 */
export class CardView {
  readonly element = make('section', { class: 'card', 'aria-label': l10n.t('About this activation') });
  private readonly formula = make('div', {});
  private readonly summary = make('ul', { class: 'summary' });
  private readonly words = make('div', { class: 'words' });
  private readonly details = make('dl', { class: 'details' });
  private readonly uses = make('div', {});
  private readonly spellings = make('div', {});
  private shownFormula = '';

  constructor(private readonly post: (message: MessageFromPanel) => void) {
    this.element.append(
      this.formula,
      this.summary,
      this.words,
      this.uses,
      this.spellings,
      make('h2', {}, l10n.t('In numbers')),
      this.details,
    );
  }

  showFormula({ subject }: Entry, card: PanelCard | undefined, asset: FormulaAsset | undefined): void {
    const width = this.element.clientWidth - 26;
    const own = card?.activation === subject.activation ? card : undefined;
    const key = JSON.stringify([subject.activation, asset === undefined, own === undefined, width]);
    if (key === this.shownFormula) return;
    this.shownFormula = key;
    this.formula.replaceChildren(formulaPicture(subject.activation, own, asset, width));
  }

  showFacts({ subject }: Entry, facts: Facts): void {
    const activation = findActivation(subject.activation);
    const phrases = summarizeFacts(facts, cardFacts);
    const slice = activation.kind === 'vector' ? [l10n.t('Of the slice that is drawn:')] : [];
    this.summary.replaceChildren(...[...slice, ...phrases].map((phrase) => make('li', {}, phrase)));
    this.details.replaceChildren(
      ...detailFacts(facts).flatMap(({ label, text }) => [make('dt', {}, label), make('dd', {}, text)]),
    );
  }

  /** @param card `undefined` while it is not there yet, or for another activation */
  showWords(entry: Entry, card: PanelCard | undefined): void {
    if (card?.activation !== entry.subject.activation) {
      this.words.replaceChildren();
      this.spellings.replaceChildren();
      return;
    }
    this.words.replaceChildren(
      make('p', { class: 'good-for' }, make('strong', {}, l10n.t('Good for:')), ` ${card.goodFor}`),
      ...pitfallList(card),
      ...relationList(card),
      ...(card.source ? [make('p', { class: 'hint' }, `${l10n.t('Source:')} `, referenceLink(card.source))] : []),
    );
    this.spellings.replaceChildren(...this.spellingList(card));
  }

  showUses({ subject }: Entry, file: LookedAtFile | undefined): void {
    const uses = file?.uses.filter((use) => use.subject.activation === subject.activation) ?? [];
    if (file === undefined || uses.length === 0) {
      this.uses.replaceChildren();
      return;
    }
    const rows = uses.map(({ code, place }) => {
      const line = l10n.t('line {0}', place.range.start.line + 1);
      const where = place.cell === undefined ? line : l10n.t('cell {0}, {1}', place.cell + 1, line);
      const label = make('span', { class: 'where' }, where);
      const link = button(
        '',
        () => {
          this.post({ type: 'reveal', place });
        },
        { class: 'use' },
      );
      link.append(make('code', {}, code), label);
      return make('li', {}, link);
    });
    this.uses.replaceChildren(make('h2', {}, l10n.t('In {0}', file.name)), make('ul', { class: 'plain' }, ...rows));
  }

  private spellingList({ spellings, framework }: PanelCard): HTMLElement[] {
    if (spellings.length === 0) return [];
    const row = (spelling: PanelCard['spellings'][number]): HTMLElement => {
      const lines = spelling.code.map((code) => this.copyable(code));
      const notes = spelling.notes.map((note) => make('p', { class: 'hint' }, note));
      return make('div', { class: 'spelling' }, make('h3', {}, spelling.framework), ...lines, ...notes);
    };
    const own = spellings.filter((spelling) => spelling.framework === framework);
    const first = own.length > 0 ? own : spellings.slice(0, 3);
    const others = spellings.filter((spelling) => !first.includes(spelling));
    return [
      make('h2', {}, l10n.t('How libraries write it')),
      ...first.map(row),
      ...folded(l10n.t('Other libraries ({0})', others.length), others.map(row)),
    ];
  }

  private copyable(code: string): HTMLElement {
    const copy = button(
      l10n.t('Copy'),
      () => {
        this.post({ type: 'copy', text: code });
      },
      {
        class: 'copy',
        'aria-label': l10n.t('Copy {0}', code),
      },
    );
    return make('div', { class: 'code-line' }, make('code', {}, code), copy);
  }
}

/** What is drawn of a function of several inputs, as axis titles. */
export function axisTitles({ subject }: Entry): { readonly x: string; readonly y?: string } {
  const activation = findActivation(subject.activation);
  return activation.kind === 'elementwise' ? { x: 'x' } : { x: activation.view.axis(), y: activation.view.caption() };
}

function pitfallList({ pitfalls }: PanelCard): HTMLElement[] {
  if (pitfalls.length === 0) return [];
  const rows = pitfalls.map(({ text, source, isExperiment }) => {
    const note = isExperiment ? ` ${l10n.t('(experiment)')}` : '';
    const origin = make('span', { class: 'origin' }, ' (', referenceLink(source), ')');
    return make('li', {}, `${text}${note}`, origin);
  });
  return [
    make('h2', {}, l10n.t('Look out for')),
    make('ul', { class: 'pitfalls' }, ...rows.slice(0, shownPitfalls)),
    ...folded(l10n.t('More ({0})', rows.length - shownPitfalls), [
      make('ul', { class: 'pitfalls' }, ...rows.slice(shownPitfalls)),
    ]).slice(0, rows.length > shownPitfalls ? 1 : 0),
  ];
}

function relationList({ relations }: PanelCard): HTMLElement[] {
  if (relations.length === 0) return [];
  const rows = relations.map(({ text, formula }) =>
    make('li', {}, text, ...(formula === undefined ? [] : [' ', make('code', {}, formula)])),
  );
  return [make('h2', {}, l10n.t('Relations')), make('ul', { class: 'relations' }, ...rows)];
}

function referenceLink({ label, url }: PanelReference): Child {
  return url?.startsWith('https://') === true ? make('a', { href: url }, label) : label;
}

function folded(title: string, content: readonly HTMLElement[]): HTMLElement[] {
  return content.length === 0 ? [] : [make('details', {}, make('summary', {}, title), ...content)];
}
