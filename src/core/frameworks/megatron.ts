import type { Framework } from './framework';
import { parametersIn, symbolsIn } from './rows';

/**
 * Megatron-LM core. Its layers take callables; fusing the bias into the GELU (`bias_gelu_impl`) silently changes the
 * exact GELU to the tanh form.
 */
export const megatron: Framework = {
  id: 'megatron',
  name: 'Megatron-LM',
  modules: ['megatron'],
  moduleAliases: { 'megatron.core.transformer.transformer_config': 'megatron.core.transformer' },
  symbols: [
    ...symbolsIn('megatron.core.activations', 'function', [
      ['squared_relu', 'relu_squared', 'x'],
      ['quick_gelu', 'quick_gelu', 'x'],
      ['fast_gelu', 'gelu_tanh', 'x'],
    ]),
    ...symbolsIn('megatron.core.fusions', 'function', [
      ['fused_bias_gelu.bias_gelu_impl', 'gelu_tanh', 'input, bias'],
      ['fused_bias_swiglu.bias_swiglu_impl', 'swiglu', 'input, bias'],
      ['fused_bias_geglu.bias_geglu_impl', 'geglu', 'input, bias'],
    ]),
  ],
  activationParameters: [
    ...parametersIn('megatron.core.transformer', 'activation_func', {}, [
      ['TransformerConfig', null, 'gelu'],
      ['MLATransformerConfig', null, 'gelu'],
    ]),
  ],
};
