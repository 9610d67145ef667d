import { isActivationId } from '../activations';
import type { ElementwiseActivation, Kink, ParameterValues } from '../activations/activation';
import { kinkChoices, roundedSlope } from '../frameworks/kinkConventions';
import type { KinkChoice } from '../frameworks/kinkConventions';

/**
 * f'(x) as a library's automatic differentiation returns it. Libraries differ at kinks only: PyTorch's Leaky ReLU has
 * the negative slope at 0, JAX's has 1, and `torch.maximum(x, 0)` has 1/2.
 * @param library the id of a framework or the dotted path of a symbol; PyTorch's convention where it is left out
 */
export function derivativeAt(
  activation: ElementwiseActivation,
  x: number,
  parameters: ParameterValues,
  library?: string,
): number {
  const derivative = activation.derivative(x, parameters);
  if (library === undefined || !isActivationId(activation.id)) {
    return derivative;
  }
  const kinks = activation.kinks(parameters);
  const index = kinks.findIndex((kink) => kink.at === x);
  const kink = kinks[index];
  if (kink !== undefined) {
    const choice = kinkChoices(library, activation.id)?.[index];
    return choice === undefined ? derivative : slopeAtKink(kink, choice);
  }
  return derivative === 0 ? 0 : (roundedSlope(library, activation.id) ?? derivative);
}

/** What stands in for the derivative at a kink. */
export function slopeAtKink(kink: Kink, choice: KinkChoice): number {
  switch (choice) {
    case 'left':
      return kink.left;
    case 'right':
      return kink.right;
    case 'mean':
      return (kink.left + kink.right) / 2;
  }
}
