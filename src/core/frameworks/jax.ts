import type { Framework } from './framework';
import { functionsOfJax } from './jaxFunctions';
import { symbolsIn } from './rows';

const general = { general: true };

/** JAX 0.11, held against 0.10. It takes callables where other libraries take strings. */
export const jax: Framework = {
  id: 'jax',
  name: 'JAX',
  modules: ['jax'],
  moduleAliases: {
    'jax._src.nn.functions': 'jax.nn',
    'jax.nn.functions': 'jax.nn',
    'jax.experimental.stax': 'jax.example_libraries.stax',
  },
  conventionalNames: {
    jax: 'jax',
    jnn: 'jax.nn',
    jnp: 'jax.numpy',
    lax: 'jax.lax',
    jsp: 'jax.scipy',
  },
  symbols: [
    ...functionsOfJax('jax.nn'),
    ...symbolsIn('jax.nn', 'function', [
      ['identity', 'identity', 'x'],
      ['sparse_sigmoid', 'sparse_sigmoid', 'x'],
      ['mish', 'mish', 'x'],
      ['squareplus', 'squareplus', 'x, b=4'],
      ['sparse_plus', 'sparse_plus', 'x'],
    ]),
    ...symbolsIn('jax.numpy', 'function', [['tanh', 'tanh', 'x']]),
    ...symbolsIn('jax.lax', 'function', [
      ['logistic', 'sigmoid', 'x'],
      ['tanh', 'tanh', 'x'],
      ['erf', 'erf', 'x', general],
    ]),
    ...symbolsIn('jax.scipy.special', 'function', [
      ['expit', 'sigmoid', 'x'],
      ['erf', 'erf', 'x', general],
      ['logit', 'logit', 'x'],
      // Like SciPy's: the whole array unless an axis is given.
      ['softmax', 'softmax', 'x, *, axis=None'],
      ['log_softmax', 'log_softmax', 'x, *, axis=None'],
    ]),
    // The layers of stax are pairs of functions, named like classes and used without a call.
    ...symbolsIn('jax.example_libraries.stax', 'function', [
      ['Identity', 'identity'],
      ['Sigmoid', 'sigmoid'],
      ['Tanh', 'tanh'],
      ['Relu', 'relu'],
      ['LeakyRelu', 'leaky_relu', '', { fixed: { negative_slope: 0.01 } }],
      ['Elu', 'elu', '', { fixed: { alpha: 1 } }],
      ['Selu', 'selu'],
      ['Gelu', 'gelu_tanh'],
      ['Softplus', 'softplus', '', { fixed: { threshold: Infinity } }],
      ['Softmax', 'softmax', '', { fixed: { axis: -1 } }],
      ['LogSoftmax', 'log_softmax', '', { fixed: { axis: -1 } }],
    ]),
  ],
};
