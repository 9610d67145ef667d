import type { Framework } from './framework';
import { parametersIn, registry, symbolsIn } from './rows';

const activationStrings = registry({
  swish: 'silu',
  silu: 'silu',
  mish: 'mish',
  gelu: 'gelu',
  relu: 'relu',
});

/** Feed-forward blocks know more names: those of the classes with a linear map of their own. */
const feedForwardStrings = registry({
  ...activationStrings,
  gelu: { activation: 'gelu', symbol: 'diffusers.models.activations.GELU' },
  'gelu-approximate': 'gelu_tanh',
  geglu: 'geglu',
  'geglu-approximate': 'quick_gelu',
  swiglu: 'swiglu',
  'linear-silu': 'silu',
});

/** Hugging Face diffusers 0.40. `get_activation` lower-cases its string; the feed-forward block does not. */
export const diffusers: Framework = {
  id: 'diffusers',
  name: 'Diffusers',
  modules: ['diffusers'],
  conventionalNames: { diffusers: 'diffusers' },
  symbols: [
    ...symbolsIn('diffusers.models.activations', 'class', [
      ['FP32SiLU', 'silu'],
      [
        'GELU',
        'gelu',
        "dim_in, dim_out, approximate='none', bias=True",
        { block: true, variants: [{ when: { approximate: 'tanh' }, activation: 'gelu_tanh' }] },
      ],
      ['ApproximateGELU', 'quick_gelu', 'dim_in, dim_out, bias=True', { block: true }],
      ['GEGLU', 'geglu', 'dim_in, dim_out, bias=True', { block: true }],
      ['SwiGLU', 'swiglu', 'dim_in, dim_out, bias=True', { block: true }],
    ]),
  ],
  activationParameters: [
    ...parametersIn('diffusers.models.activations', 'act_fn', { registry: activationStrings, ignoresCase: true }, [
      ['get_activation', 0],
    ]),
    ...parametersIn('diffusers.models.activations', 'activation', { registry: activationStrings, ignoresCase: true }, [
      ['LinearActivation', 3, 'silu'],
    ]),
    ...parametersIn('diffusers.models.attention', 'activation_fn', { registry: feedForwardStrings }, [
      ['FeedForward', 4, 'geglu'],
    ]),
  ],
  lookups: [
    { kind: 'subscript', name: 'diffusers.models.activations.ACT2CLS', registry: activationStrings },
    { kind: 'subscript', name: 'diffusers.models.activations.ACTIVATION_FUNCTIONS', registry: activationStrings },
    { kind: 'key', name: 'act_fn', registry: activationStrings, ignoresCase: true, needsImport: true },
    { kind: 'key', name: 'activation_fn', registry: feedForwardStrings, needsImport: true },
  ],
};
