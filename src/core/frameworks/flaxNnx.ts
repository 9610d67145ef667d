import type { Framework } from './framework';
import { functionsOfJax } from './jaxFunctions';
import { parametersIn, symbolsIn } from './rows';

/** Flax NNX 0.12. Besides what Linen has, it re-exports `identity`. */
export const flaxNnx: Framework = {
  id: 'flax_nnx',
  name: 'Flax NNX',
  modules: ['flax'],
  moduleAliases: {
    'flax.nnx.nn': 'flax.nnx',
    'flax.nnx.nn.activations': 'flax.nnx',
    'flax.nnx.nn.recurrent': 'flax.nnx',
    'flax.experimental.nnx': 'flax.nnx',
  },
  conventionalNames: { nnx: 'flax.nnx' },
  symbols: [
    ...functionsOfJax('flax.nnx'),
    ...symbolsIn('flax.nnx', 'function', [['identity', 'identity', 'x']]),
    ...symbolsIn('flax.nnx', 'class', [
      [
        'PReLU',
        'prelu',
        'negative_slope_init=0.01, *, dtype=None, param_dtype=jnp.float32, promote_dtype=dtypes.promote_dtype, ' +
          'negative_slope_metadata=MappingProxyType({})',
        { renames: { negative_slope_init: 'a' } },
      ],
    ]),
  ],
  activationParameters: [
    ...parametersIn('flax.nnx', 'gate_fn', { role: 'gate' }, [
      ['LSTMCell', null, 'sigmoid'],
      ['OptimizedLSTMCell', null, 'sigmoid'],
      ['GRUCell', null, 'sigmoid'],
    ]),
    ...parametersIn('flax.nnx', 'activation_fn', { role: 'recurrent' }, [
      ['LSTMCell', null, 'tanh'],
      ['OptimizedLSTMCell', null, 'tanh'],
      ['GRUCell', null, 'tanh'],
      ['SimpleCell', null, 'tanh'],
    ]),
  ],
};
