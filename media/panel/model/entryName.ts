import { assignmentText } from '../../../src/core/cards/values';
import { adjustableParameters, findActivation } from './panelActivation';
import type { Entry } from './state';

/** `Leaky ReLU, negative_slope = 0.2`: values are named where they are not the usual ones. */
export function entryName({ subject, values }: Entry): string {
  const activation = findActivation(subject.activation);
  const unusual = adjustableParameters(activation).filter(
    (parameter) => values[parameter.name] !== (parameter.default ?? parameter.standIn),
  );
  const named = unusual.map(({ name }) => assignmentText(name, values[name] ?? null));
  return [activation.name(), ...named].join(', ');
}
