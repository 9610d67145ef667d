import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../../activations';
import { shortNumber } from '../../cards/values';
import { computeFacts } from '../../numerics/facts';
import type { LayerActivation } from '../../model/layers/layer';

/** Activations that take something from scores. Softmax and sigmoid before a cross-entropy are another mistake. */
const narrowing: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'tanh',
]);

/** What becomes of scores behind an activation, from its range; nothing where they stay what they are. */
export function narrowedScores({ id, arguments: given }: LayerActivation): string | undefined {
  if (!narrowing.has(id)) {
    return undefined;
  }
  const activation = getActivation(id);
  const { lower, upper } = computeFacts(activation, resolveParameters(activation, given)).range;
  if (!Number.isFinite(lower.value)) {
    return l10n.t('negative scores hardly count');
  }
  if (Number.isFinite(upper.value)) {
    return l10n.t('scores lie between {0} and {1}', shortNumber(lower.value), shortNumber(upper.value));
  }
  return lower.value === 0
    ? l10n.t('no score can be negative')
    : l10n.t('scores cannot fall below {0}', shortNumber(lower.value));
}

/** The largest probability that tanh as scores can express: one score at 1, the others at −1. */
export function tanhLimit(activation: ActivationId, width: number | undefined, isBinary: boolean): string {
  if (activation !== 'tanh' || width === undefined || (width < 2 && !isBinary)) {
    return '';
  }
  const limit = isBinary ? 1 / (1 + Math.exp(-1)) : 1 / (1 + (width - 1) * Math.exp(-2));
  return l10n.t(' and no probability is above {0}', String(Number(limit.toPrecision(3))));
}
