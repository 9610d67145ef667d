import type { ActivationParameter, Framework, RegistryEntry } from './framework';
import { symbolsIn } from './rows';

/** What a flag of the feed-forward block, prefixed with `ff_` in the layers around it, switches on. */
const flags: Readonly<Record<string, RegistryEntry>> = {
  relu_squared: { activation: 'relu_squared' },
  swish: { activation: 'silu' },
  solu: { activation: 'solu' },
  // The gate is a GELU unless another flag says otherwise: x · GELU(gate), gated by the second half.
  glu: { activation: 'geglu' },
};

const layers = ['AttentionLayers', 'Encoder', 'Decoder', 'CrossAttender', 'PrefixDecoder', 'XTransformer'];

const layerFlags: readonly ActivationParameter[] = layers.flatMap((layer) =>
  Object.entries(flags).map(([name, flag]): ActivationParameter => ({
    callee: `x_transformers.${layer}`,
    parameter: `ff_${name}`,
    position: null,
    flag,
  })),
);

/** x-transformers 2. Flags choose the activation of its feed-forward blocks, an exact GELU without any. */
export const xTransformers: Framework = {
  id: 'x_transformers',
  name: 'x-transformers',
  modules: ['x_transformers'],
  moduleAliases: { 'x_transformers.x_transformers': 'x_transformers' },
  symbols: [
    ...symbolsIn('x_transformers', 'class', [
      [
        'FeedForward',
        'gelu',
        'dim, dim_out=None, mult=4, glu=False, glu_mult_bias=False, swish=False, relu_squared=False, solu=False, ' +
          'custom_activation=None, post_act_ln=False, dropout=0.0, sublayer_dropout=0.0, no_bias=False, ' +
          'zero_init_output=False',
        {
          block: true,
          variants: [
            { when: { glu: true, swish: true }, activation: 'swiglu' },
            { when: { glu: true }, activation: 'geglu' },
            { when: { relu_squared: true }, activation: 'relu_squared' },
            { when: { solu: true }, activation: 'solu' },
            { when: { swish: true }, activation: 'silu' },
          ],
        },
      ],
      ['ReluSquared', 'relu_squared'],
      ['SoLU', 'solu', 'dim', { block: true }],
    ]),
  ],
  activationParameters: layerFlags,
};
