import type { Framework } from './framework';
import { parametersIn, symbolsIn } from './rows';

/** dm-haiku 0.0.17. It leaves activations to `jax.nn` and takes callables. */
export const haiku: Framework = {
  id: 'haiku',
  name: 'Haiku',
  modules: ['haiku'],
  moduleAliases: { 'haiku._src.nets': 'haiku.nets', 'haiku._src.recurrent': 'haiku' },
  conventionalNames: { hk: 'haiku', haiku: 'haiku' },
  symbols: [
    // A recurrent layer whose ReLU is hard-coded, where other libraries have tanh.
    ...symbolsIn('haiku', 'class', [
      ['VanillaRNN', 'relu', 'hidden_size, double_bias=True, name=None', { block: true }],
    ]),
  ],
  activationParameters: [...parametersIn('haiku.nets', 'activation', {}, [['MLP', 4, 'relu']])],
};
