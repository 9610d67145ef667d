import type { ActivationId } from '../../core/activations';
import type { Arguments } from '../../core/text';

/** GELU's tanh form is a function of its own; frameworks select it by a word. */
export function variantOf(
  activation: ActivationId,
  values: Arguments,
): { readonly activation: ActivationId; readonly arguments: Arguments } {
  const isTanh = activation === 'gelu' && values['approximate'] === 'tanh';
  return isTanh ? { activation: 'gelu_tanh', arguments: {} } : { activation, arguments: values };
}
