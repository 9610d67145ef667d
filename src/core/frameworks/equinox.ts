import type { Framework } from './framework';
import { parametersIn, symbolsIn } from './rows';

/** Equinox 0.13. Activations come from `jax.nn`; `Lambda` makes a layer of one. */
export const equinox: Framework = {
  id: 'equinox',
  name: 'Equinox',
  modules: ['equinox'],
  conventionalNames: { eqx: 'equinox', equinox: 'equinox' },
  symbols: [
    ...symbolsIn('equinox.nn', 'class', [
      ['Identity', 'identity', '*args, **kwargs'],
      ['PReLU', 'prelu', 'init_alpha=0.25', { renames: { init_alpha: 'a' } }],
    ]),
  ],
  activationParameters: [
    ...parametersIn('equinox.nn', 'fn', {}, [['Lambda', 0]]),
    ...parametersIn('equinox.nn', 'activation', {}, [['MLP', 4, 'relu']]),
    ...parametersIn('equinox.nn', 'final_activation', { role: 'output' }, [['MLP', 5, 'identity']]),
  ],
};
