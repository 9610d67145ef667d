import * as l10n from '@vscode/l10n';
import { shownPitfalls, type Card, type CardRelation } from './card';
import type { CardPitfall } from './pitfalls';
import { renderFormulas, type FormulaAsset, type FormulaImages } from './formulaImage';
import { dataUri, type Image } from './image';
import type { Reference } from './knowledge/knowledge';
import { paletteOf, type Theme } from './palette';
import { renderPlot } from './plot/plot';
import type { PlotSubject } from './plot/plotSubject';
import { captionLine, parameterLines, sourceText, summaryLine } from './sentences';
import type { SpellingDefault } from './spellings';
import { argumentText } from './values';

/** A link in the title row that runs a command of the editor. */
interface CardCommand {
  readonly title: string;
  /** `command:…` with its arguments encoded. */
  readonly uri: string;
}

export interface MarkdownOptions {
  readonly theme: Theme;
  /** Without it formulas stand as text. */
  readonly formulas?: FormulaAsset;
  /** Whether to draw the plot. */
  readonly plot: boolean;
  readonly commands?: readonly CardCommand[];
}

/** The width of what a hover shows without scrolling sideways, in pixels. */
const imageWidth = 468;
/** Images together must leave room for title and summary in the 250 pixels that a hover has at first. */
const heightForImages = 150;
const tallestPlot = 120;
const lowestPlot = 68;
const lineHeight = 19;
/** Characters of the title row that fit one line. */
const lineLength = 72;
const tallestFormulas = 66;
/** Relations shown before the rest. */
const shownRelations = 2;
const formulaSize = 16;
const plotFontSize = 11;

/**
 * The card as Markdown for a hover of VS Code. What a first glance needs comes first: title, formula, plot, summary,
 * pitfalls. The rest follows below a line and is reached by scrolling: a `<details>` element would neither resize the
 * hover when it opens, nor be part of the accessible view while it is closed.
 */
export function renderMarkdown(card: Card, options: MarkdownOptions): string {
  const formulas = formulaImage(card, options);
  const blocks = [
    titleRow(card, options.commands ?? []),
    formulas ? picture(formulas.first, formulaText(card)) : formulaBlock(card),
    options.plot ? plotPicture(card, options, formulas?.first) : '',
    summaryBlock(card),
    bulletList(card.pitfalls.slice(0, shownPitfalls).map((pitfall) => `⚠ ${pitfallLine(pitfall)}`)),
    goodForLine(card),
    bulletList(card.relations.slice(0, shownRelations).map(relationLine)),
    '---',
    formulas?.second ? picture(formulas.second, card.derivativeFormula.text) : '',
    formulas ? formulaBlock(card) : '',
    bulletList(restOf(card)),
    spellingTable(card),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function titleRow(card: Card, commands: readonly CardCommand[]): string {
  const { title, kind } = titleText(card);
  const links = commands.map((command) => `[${escapeMarkdown(command.title)}](${escapeAddress(command.uri)})`);
  return [`**${escapeMarkdown(title)}** — ${escapeMarkdown(kind)}`, ...links].join('&nbsp; ');
}

function titleText(card: Card): { readonly title: string; readonly kind: string } {
  const title = [card.name, ...card.titleArguments].join(' · ');
  const kind =
    card.framework === undefined ? l10n.t('activation function') : frameworkPhrase(card.framework, card.isLikely);
  return { title, kind };
}

/** The lines beyond the first that the title row takes, in pixels. */
function furtherTitleLines(card: Card, commands: readonly CardCommand[]): number {
  const { title, kind } = titleText(card);
  const length = [title, kind, ...commands.map((command) => command.title)].join('   ').length;
  return lineHeight * (Math.ceil(length / lineLength) - 1);
}

function frameworkPhrase(framework: string, isLikely: boolean): string {
  return isLikely ? l10n.t('activation, probably of {0}', framework) : l10n.t('{0} activation', framework);
}

function formulaImage(card: Card, { formulas, theme }: MarkdownOptions): FormulaImages | undefined {
  return (
    formulas &&
    renderFormulas(formulas, card.activation, {
      palette: paletteOf(theme),
      emSize: formulaSize,
      maximumWidth: imageWidth,
      maximumHeight: tallestFormulas,
    })
  );
}

/** Drawings of subjects that are still known, by theme and height. */
const drawnPlots = new WeakMap<PlotSubject, Map<string, Image>>();

function drawPlot(subject: PlotSubject, height: number, theme: Theme): Image {
  const drawings = drawnPlots.get(subject) ?? new Map<string, Image>();
  drawnPlots.set(subject, drawings);
  const key = `${theme} ${height}`;
  const drawing =
    drawings.get(key) ??
    renderPlot(subject, { width: imageWidth, height, palette: paletteOf(theme), fontSize: plotFontSize });
  drawings.set(key, drawing);
  return drawing;
}

function plotPicture(card: Card, options: MarkdownOptions, formulas: Image | undefined): string {
  const taken = (formulas?.height ?? 0) + furtherTitleLines(card, options.commands ?? []);
  const height = Math.max(lowestPlot, Math.min(tallestPlot, heightForImages - taken));
  return picture(drawPlot(card.plot, height, options.theme), l10n.t('Plot of f and its derivative'));
}

/** The summary, and which curve it is about for a function of several inputs. */
function summaryBlock(card: Card): string {
  const caption = card.plotCaption ? captionLine(card.plotCaption) : '';
  return [summaryLine(card), caption]
    .filter((line) => line !== '')
    .map(escapeMarkdown)
    .join('  \n');
}

/** Both dimensions are given, or the hover jumps when the image is there. */
function picture(image: Image, alternative: string): string {
  const size = `width=${String(image.width)},height=${String(image.height)}`;
  return `![${escapeMarkdown(alternative)}](${dataUri(image)}|${size})`;
}

function formulaText({ formula, derivativeFormula }: Card): string {
  return `${formula.text}; ${derivativeFormula.text}`;
}

/** As code, so that nothing of it is taken for markup. */
function formulaBlock({ formula, derivativeFormula }: Card): string {
  return [formula.text, derivativeFormula.text].map(inlineCode).join('  \n');
}

function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function pitfallLine({ text, source, isExperiment }: CardPitfall): string {
  const note = isExperiment ? ` ${l10n.t('(experiment)')}` : '';
  return `${escapeMarkdown(text + note)} (${referenceLink(source)})`;
}

function referenceLink({ label, url }: Reference): string {
  return url === undefined ? escapeMarkdown(label) : `[${escapeMarkdown(label)}](${escapeAddress(url)})`;
}

function relationLine({ text, formula }: CardRelation): string {
  return formula === undefined ? escapeMarkdown(text) : `${escapeMarkdown(text)} ${inlineCode(formula)}`;
}

function goodForLine(card: Card): string {
  return `**${escapeMarkdown(l10n.t('Good for:'))}** ${escapeMarkdown(card.goodFor)}`;
}

function restOf(card: Card): readonly string[] {
  const pitfalls = card.pitfalls.slice(shownPitfalls).map(pitfallLine);
  const relations = card.relations.slice(shownRelations).map(relationLine);
  const lines = [...parameterLines(card), ...card.details].map(({ label, text }) => {
    return `**${escapeMarkdown(label)}:** ${escapeMarkdown(text)}`;
  });
  const { source } = card;
  const paper = source
    ? [`${escapeMarkdown(l10n.t('Source:'))} ${referenceLink({ label: sourceText(source), ...address(source.url) })}`]
    : [];
  return [...pitfalls, ...relations, ...lines, ...paper];
}

/** How the libraries spell it, with a column of defaults for each parameter in the formula. */
function spellingTable({ spellings }: Card): string {
  if (spellings.length === 0) {
    return '';
  }
  const parameters = [...new Set(spellings.flatMap(({ defaults }) => defaults.map(({ parameter }) => parameter)))];
  const heading = [l10n.t('Library'), l10n.t('Name'), ...parameters].map(escapeMarkdown);
  const rows = spellings.map(({ framework, paths, defaults }) => [
    escapeMarkdown(framework),
    paths.map(inlineCode).join(' '),
    ...parameters.map((name) => defaultText(defaults.find(({ parameter }) => parameter === name))),
  ]);
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function defaultText(found: SpellingDefault | undefined): string {
  return found ? escapeMarkdown(argumentText(found.value)) : '';
}

function address(url: string | undefined): { readonly url?: string } {
  return url === undefined ? {} : { url };
}

/**
 * `text` so that Markdown and HTML show it as it is. Arguments come from user code: they may hold anything. Line ends
 * become spaces, so that no text starts a block of its own.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!~|$:@]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** `text` as a span of code: fenced with more backticks than it holds, and not broken at spaces. */
function inlineCode(text: string): string {
  const clean = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').replaceAll(' ', '\u00a0');
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return `${fence}${space}${clean}${space}${fence}`;
}

/** Characters that would end the address of a link, as percent escapes. */
function escapeAddress(url: string): string {
  return url.replace(/[\s()<>\\]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}
