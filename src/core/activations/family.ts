import type { ElementwiseActivation } from './activation';

/** Types a record of activations without losing its keys, which become part of `ActivationId`. */
export function elementwiseFamily<Id extends string>(
  members: Readonly<Record<Id, ElementwiseActivation>>,
): Readonly<Record<Id, ElementwiseActivation>> {
  return members;
}
