import type { Framework } from './framework';
import { symbolsIn } from './rows';

/** SciPy 1.17. */
export const scipy: Framework = {
  id: 'scipy',
  name: 'SciPy',
  modules: ['scipy'],
  conventionalNames: { scipy: 'scipy', special: 'scipy.special' },
  symbols: [
    ...symbolsIn('scipy.special', 'function', [
      ['expit', 'sigmoid', 'x'],
      ['log_expit', 'log_sigmoid', 'x'],
      ['erf', 'erf', 'z', { general: true }],
      ['logit', 'logit', 'x'],
      // Over the whole array unless an axis is given.
      ['softmax', 'softmax', 'x, axis=None'],
      ['log_softmax', 'log_softmax', 'x, axis=None'],
    ]),
  ],
};
