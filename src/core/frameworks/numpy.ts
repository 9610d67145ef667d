import type { Framework } from './framework';

/** NumPy has no activations: `1 / (1 + np.exp(-x))` and its like are expressions. It lends names and methods to them. */
export const numpy: Framework = {
  id: 'numpy',
  name: 'NumPy',
  modules: ['numpy'],
  conventionalNames: { np: 'numpy', numpy: 'numpy' },
  symbols: [],
};
