import { isActivationId } from '../activations';
import type { ElementwiseActivation, Kink, ParameterValues } from '../activations/activation';
import { kinkChoices, roundedSlope } from '../frameworks/kinkConventions';
import type { KinkChoice } from '../frameworks/kinkConventions';

/**
 * f' as a library's automatic differentiation returns it. Libraries differ at kinks only: PyTorch's Leaky ReLU has the
 * negative slope at 0, JAX's has 1, and `torch.maximum(x, 0)` has 1/2.
 * @param library the id of a framework or the dotted path of a symbol; PyTorch's convention where it is left out
 */
export function derivativeOf(
  activation: ElementwiseActivation,
  parameters: ParameterValues,
  library?: string,
): (x: number) => number {
  if (library === undefined || !isActivationId(activation.id)) {
    return (x) => activation.derivative(x, parameters);
  }
  const kinks = activation.kinks(parameters);
  const choices = kinkChoices(library, activation.id) ?? [];
  const rounded = roundedSlope(library, activation.id);
  return (x) => {
    for (let index = 0; index < kinks.length; index++) {
      const kink = kinks[index];
      if (kink?.at === x) {
        const choice = choices[index];
        return choice === undefined ? activation.derivative(x, parameters) : slopeAtKink(kink, choice);
      }
    }
    const derivative = activation.derivative(x, parameters);
    return derivative === 0 ? 0 : (rounded ?? derivative);
  };
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
