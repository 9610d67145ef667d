import * as l10n from '@vscode/l10n';
import type { Source } from '../activations/activation';
import type { Card } from './card';
import type { CardDetail } from './facts';
import type { CardParameter } from './parameters';
import { argumentText, assignmentText } from './values';

/** The chosen facts as one line; of a function of several inputs they hold for the slice that is drawn. */
export function summaryLine({ summary, plotCaption }: Card): string {
  const line = summary.join(' · ');
  if (line === '') {
    return '';
  }
  return plotCaption ? l10n.t('Of the curve: {0}', line) : line.charAt(0).toUpperCase() + line.slice(1);
}

/** What is drawn of a function of several inputs, and against what. */
export function captionLine({ axis, value }: NonNullable<Card['plotCaption']>): string {
  return l10n.t('The curve: {0}, against {1}', value, axis);
}

/** Every parameter: `α = 0.2 (negative_slope): slope for negative inputs; the default is 0.01`. */
export function parameterLines(card: Card): readonly CardDetail[] {
  return card.parameters.map((parameter) => ({
    label: parameterLabel(parameter),
    text: [parameter.meaning, ...parameterRemarks(parameter, card.framework)].join('; '),
  }));
}

function parameterLabel({ name, symbol, value }: CardParameter): string {
  return symbol === undefined || symbol === name
    ? assignmentText(name, value)
    : `${assignmentText(symbol, value)} (${name})`;
}

function parameterRemarks(parameter: CardParameter, framework: string | undefined): readonly string[] {
  return [
    ...(parameter.value === null && parameter.default !== null
      ? [l10n.t('its value cannot be read from the code')]
      : []),
    ...(parameter.isLearned ? [l10n.t('learned; this is the initial value')] : []),
    ...origin(parameter, framework),
  ];
}

/** Where the value comes from, as far as that is known. */
function origin({ isGiven, value, default: usual }: CardParameter, framework: string | undefined): readonly string[] {
  if (isGiven === true) {
    return usual === null || usual === value
      ? [l10n.t('given in the code')]
      : [l10n.t('given in the code; commonly {0}', argumentText(usual))];
  }
  if (isGiven === false && framework !== undefined && value !== null) {
    return [l10n.t('default of {0}', framework)];
  }
  return usual === null || usual === value ? [] : [l10n.t('commonly {0}', argumentText(usual))];
}

/** `A. Maas et al., Rectifier Nonlinearities …, 2013`. */
export function sourceText({ authors, title, year }: Source): string {
  return `${authors}, ${title}, ${String(year)}`;
}
