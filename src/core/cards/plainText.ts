import * as l10n from '@vscode/l10n';
import { shownPitfalls, type Card } from './card';
import type { CardPitfall } from './pitfalls';
import { assignmentText } from './values';
import type { Spelling } from './spellings';
import { captionLine, parameterLines, sourceText, summaryLine } from './sentences';

/** The card as text for a terminal: everything that it says, without pictures. */
export function renderPlainText(card: Card): string {
  const title = [card.name, ...card.titleArguments].join(' · ');
  const blocks = [
    [card.framework === undefined ? title : `${title} — ${card.framework}`],
    [card.formula.text, card.derivativeFormula.text],
    [summaryLine(card), ...plotCaption(card)].filter((line) => line !== ''),
    section(l10n.t('Pitfalls'), card.pitfalls.slice(0, shownPitfalls).map(pitfallLine)),
    section(
      l10n.t('Related'),
      card.relations.map(({ text, formula }) => (formula === undefined ? text : `${text} ${formula}`)),
    ),
    section(l10n.t('Good for'), [card.goodFor]),
    section(
      l10n.t('Parameters'),
      parameterLines(card).map(({ label, text }) => `${label}: ${text}`),
    ),
    section(l10n.t('More'), [
      ...card.pitfalls.slice(shownPitfalls).map(pitfallLine),
      ...card.details.map(({ label, text }) => `${label}: ${text}`),
      ...(card.source ? [[sourceText(card.source), card.source.url].filter(Boolean).join(', ')] : []),
    ]),
    section(l10n.t('In libraries'), card.spellings.map(spellingLine)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(singleLine).join('\n'))
    .join('\n\n')}\n`;
}

function plotCaption({ plotCaption }: Card): readonly string[] {
  return plotCaption ? [captionLine(plotCaption)] : [];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${heading}:`, ...lines.map((line) => `- ${line}`)];
}

function pitfallLine({ text, source, isExperiment }: CardPitfall): string {
  const kind = isExperiment ? ` ${l10n.t('(experiment)')}` : '';
  return `${text}${kind} (${[source.label, source.url].filter(Boolean).join(', ')})`;
}

function spellingLine({ framework, paths, defaults }: Spelling): string {
  const values = defaults.map(({ parameter, value }) => assignmentText(parameter, value));
  return `${framework}: ${paths.join(', ')}${values.length > 0 ? ` (${values.join(', ')})` : ''}`;
}

/** Arguments come from user code: control characters of a terminal must not come with them. */
function singleLine(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
