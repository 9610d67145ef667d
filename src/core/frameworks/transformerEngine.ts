import type { Framework } from './framework';
import { parametersIn, registry } from './rows';

/** "gelu" is the tanh form here, and "srelu" the square of a ReLU. */
const torchStrings = registry({
  gelu: 'gelu_tanh',
  geglu: 'geglu',
  qgelu: 'quick_gelu',
  // The gate is the quick GELU.
  qgeglu: 'geglu',
  relu: 'relu',
  reglu: 'reglu',
  srelu: 'relu_squared',
  sreglu: 'sreglu',
  silu: 'silu',
  swiglu: 'swiglu',
  // Gated by the first half: σ(a) · b, where everybody else has a · σ(b).
  glu: 'glu',
  clamped_swiglu: 'clamped_swiglu',
});

/** With two names the second half multiplies: ('gelu', 'linear') is a GEGLU. */
const jaxStrings = registry({
  linear: 'identity',
  gelu: 'gelu_tanh',
  quick_gelu: 'quick_gelu',
  relu: 'relu',
  squared_relu: 'relu_squared',
  silu: 'silu',
});

const one = { registry: torchStrings };
const several = { registry: jaxStrings, many: true };

/** NVIDIA Transformer Engine 2.20. */
export const transformerEngine: Framework = {
  id: 'transformer_engine',
  name: 'Transformer Engine',
  modules: ['transformer_engine'],
  moduleAliases: {
    'transformer_engine.pytorch.module': 'transformer_engine.pytorch',
    'transformer_engine.pytorch.module.layernorm_mlp': 'transformer_engine.pytorch',
    'transformer_engine.pytorch.transformer': 'transformer_engine.pytorch',
    'transformer_engine.jax.flax.module': 'transformer_engine.jax.flax',
    'transformer_engine.jax.flax.transformer': 'transformer_engine.jax.flax',
  },
  conventionalNames: { te: 'transformer_engine.pytorch', te_flax: 'transformer_engine.jax.flax' },
  symbols: [],
  activationParameters: [
    ...parametersIn('transformer_engine.pytorch', 'activation', one, [
      ['LayerNormMLP', null, 'gelu_tanh'],
      ['TransformerLayer', null, 'gelu_tanh'],
    ]),
    ...parametersIn('transformer_engine.jax.flax', 'activations', several, [['LayerNormMLP', null, 'gelu_tanh']]),
    ...parametersIn('transformer_engine.jax.flax', 'mlp_activations', several, [['TransformerLayer', null, 'relu']]),
  ],
  lookups: [
    { kind: 'key', name: 'activation', ...one, needsImport: true },
    { kind: 'key', name: 'activations', ...several, needsImport: true },
    { kind: 'key', name: 'mlp_activations', ...several, needsImport: true },
  ],
};
