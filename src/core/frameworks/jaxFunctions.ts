import type { Symbol } from './framework';
import { symbolsIn } from './rows';

/** JAX approximates GELU by tanh unless told otherwise, and Flax hands on the same function. */
const tanhUnlessTold = { variants: [{ when: { approximate: false }, activation: 'gelu' }] } as const;

/** No switch to the identity for large inputs, as PyTorch's softplus has at 20. */
const smoothEverywhere = { fixed: { threshold: Infinity } };

/** The activations that `jax.nn` has and that `flax.linen` and `flax.nnx` re-export under the same names. */
export function functionsOfJax(module: string): Symbol[] {
  return symbolsIn(module, 'function', [
    ['sigmoid', 'sigmoid', 'x'],
    ['hard_sigmoid', 'hard_sigmoid', 'x'],
    ['log_sigmoid', 'log_sigmoid', 'x'],
    ['tanh', 'tanh', 'x'],
    ['hard_tanh', 'hard_tanh', 'x'],
    ['soft_sign', 'softsign', 'x'],
    ['relu', 'relu', 'x'],
    ['relu6', 'relu6', 'x'],
    ['leaky_relu', 'leaky_relu', 'x, negative_slope=0.01'],
    ['elu', 'elu', 'x, alpha=1.0'],
    ['celu', 'celu', 'x, alpha=1.0'],
    ['selu', 'selu', 'x'],
    ['gelu', 'gelu_tanh', 'x, approximate=True', tanhUnlessTold],
    ['silu', 'silu', 'x', { aliases: [`${module}.swish`] }],
    ['hard_silu', 'hard_swish', 'x', { aliases: [`${module}.hard_swish`] }],
    ['softplus', 'softplus', 'x', smoothEverywhere],
    // `axis=None` means all axes at once.
    ['softmax', 'softmax', 'x, axis=-1, where=None'],
    ['log_softmax', 'log_softmax', 'x, axis=-1, where=None'],
    ['glu', 'glu', 'x, axis=-1'],
  ]);
}
