import type { VectorActivation } from './activation';

/** Types a record of vector activations without losing its keys, which become part of `ActivationId`. */
export function vectorFamily<Id extends string>(
  members: Readonly<Record<Id, VectorActivation>>,
): Readonly<Record<Id, VectorActivation>> {
  return members;
}
