import type { Framework } from './framework';
import { functionsOfJax } from './jaxFunctions';
import { parametersIn, symbolsIn } from './rows';

/** Flax Linen 0.12. `mish`, `squareplus`, `sparse_plus` and `sparse_sigmoid` are in `jax.nn` only. */
export const flaxLinen: Framework = {
  id: 'flax_linen',
  name: 'Flax Linen',
  modules: ['flax'],
  moduleAliases: {
    'flax.linen.activation': 'flax.linen',
    'flax.linen.recurrent': 'flax.linen',
    // The module before Linen, gone since 0.4.
    'flax.nn': 'flax.linen',
  },
  conventionalNames: { nn: 'flax.linen', flax: 'flax', linen: 'flax.linen' },
  symbols: [
    ...functionsOfJax('flax.linen'),
    ...symbolsIn('flax.linen', 'class', [
      [
        'PReLU',
        'prelu',
        'param_dtype=jnp.float32, negative_slope_init=0.01',
        { renames: { negative_slope_init: 'a' } },
      ],
    ]),
  ],
  activationParameters: [
    ...parametersIn('flax.linen', 'gate_fn', { role: 'gate' }, [
      ['LSTMCell', null, 'sigmoid'],
      ['OptimizedLSTMCell', null, 'sigmoid'],
      ['GRUCell', null, 'sigmoid'],
      ['MGUCell', null, 'sigmoid'],
    ]),
    ...parametersIn('flax.linen', 'activation_fn', { role: 'recurrent' }, [
      ['LSTMCell', null, 'tanh'],
      ['OptimizedLSTMCell', null, 'tanh'],
      ['GRUCell', null, 'tanh'],
      ['MGUCell', null, 'tanh'],
      ['SimpleCell', null, 'tanh'],
    ]),
  ],
};
