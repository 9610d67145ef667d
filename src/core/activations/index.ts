import type { Activation, ParameterValues, ScalarFunction } from './activation';
import { elementary } from './elementary';
import { exponentialUnits } from './exponentialUnits';
import { gated } from './gated';
import { geluFamily } from './gelu';
import { normalizing } from './normalizing';
import { periodic } from './periodic';
import { rectified } from './rectified';
import { selecting } from './selecting';
import { shrinking } from './shrinking';
import { sigmoidal } from './sigmoidal';
import { softRectifiers } from './softRectifiers';
import { swishFamily } from './swish';
import { tanhLike } from './tanhLike';

export { resolveParameters } from './parameters';

/** Every activation the product knows, by its id; one file per family. */
export const activations = {
  ...elementary,
  ...sigmoidal,
  ...tanhLike,
  ...rectified,
  ...exponentialUnits,
  ...softRectifiers,
  ...geluFamily,
  ...swishFamily,
  ...shrinking,
  ...periodic,
  ...normalizing,
  ...gated,
  ...selecting,
};

export type ActivationId = keyof typeof activations;

const byId: Readonly<Record<ActivationId, Activation>> = activations;

export function getActivation(id: ActivationId): Activation {
  return byId[id];
}

/** Whether the text is the id of an activation; ids are the catalogue's, in snake case. */
export function isActivationId(text: string): text is ActivationId {
  return Object.hasOwn(activations, text);
}

/** Whether the function is defined at x, which only `logit` is not everywhere. */
export function isInDomain(activation: ScalarFunction, x: number, parameters: ParameterValues): boolean {
  const [lower, upper] = activation.domain?.(parameters) ?? [-Infinity, Infinity];
  return x > lower && x < upper;
}
