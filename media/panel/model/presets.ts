import * as l10n from '@vscode/l10n';
import type { PanelUse } from '../../../src/panel.protocol';
import { isKnownActivation } from './panelActivation';
import { entryOf, mostCompared, pickedEntry, type Entry } from './state';

/** A comparison worth a look. */
export interface Preset {
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** The comparisons on offer; first that of the file, if it uses two different activations or more. */
export function presets(fileName: string | undefined, uses: readonly PanelUse[]): readonly Preset[] {
  const used = distinctEntries(uses);
  const of = (label: string, ...ids: readonly string[]): Preset => ({ label, entries: ids.map(pickedEntry) });
  return [
    ...(fileName !== undefined && used.length > 1 ? [{ label: l10n.t('Used in {0}', fileName), entries: used }] : []),
    of(l10n.t('Squashing'), 'sigmoid', 'tanh', 'hard_sigmoid', 'softsign', 'arctan'),
    of(l10n.t('Rectifiers'), 'relu', 'leaky_relu', 'relu6', 'elu', 'selu'),
    of(l10n.t('Smooth rectifiers'), 'relu', 'softplus', 'gelu', 'silu', 'mish'),
    of(l10n.t('GELU forms'), 'gelu', 'gelu_tanh', 'quick_gelu'),
    of(l10n.t('Gaussian beside sigmoid'), 'gaussian', 'sigmoid'),
  ];
}

/** Each function once, however often the file uses it. */
function distinctEntries(uses: readonly PanelUse[]): readonly Entry[] {
  const known = uses
    .filter(({ subject }) => isKnownActivation(subject.activation))
    .map(({ subject }) => entryOf(subject));
  const byFunction = new Map(known.map((entry) => [JSON.stringify([entry.subject.activation, entry.values]), entry]));
  return [...byFunction.values()].slice(0, mostCompared);
}
