import type { Framework } from './framework';
import { parametersIn, symbolsIn } from './rows';

const general = { general: true };

/** No switch to the identity for large inputs, as PyTorch's softplus has at 20. */
const smoothEverywhere = { fixed: { threshold: Infinity } };

/** Modules that take no argument where the functions do. */
const lastAxis = { fixed: { axis: -1 } };

/** SELU's constants are cut off after the sixth digit here. */
const shortConstants = { fixed: { alpha: 1.67326, scale: 1.0507 } };

/** Apple's MLX 0.32. Strings are rejected where an activation is wanted. */
export const mlx: Framework = {
  id: 'mlx',
  name: 'MLX',
  modules: ['mlx'],
  moduleAliases: {
    'mlx.nn.layers': 'mlx.nn',
    'mlx.nn.layers.activations': 'mlx.nn',
    'mlx.nn.layers.recurrent': 'mlx.nn',
    'mlx.nn.layers.transformer': 'mlx.nn',
  },
  conventionalNames: { nn: 'mlx.nn', mx: 'mlx.core' },
  symbols: [
    ...symbolsIn('mlx.nn', 'function', [
      ['step', 'step', 'x, threshold=0.0'],
      ['sigmoid', 'sigmoid', 'x'],
      ['log_sigmoid', 'log_sigmoid', 'x'],
      ['tanh', 'tanh', 'x'],
      ['hard_tanh', 'hard_tanh', 'x, min_val=-1.0, max_val=1.0'],
      ['softsign', 'softsign', 'x'],
      ['softshrink', 'softshrink', 'x, lambd=0.5'],
      ['hard_shrink', 'hardshrink', 'x, lambd=0.5'],
      ['relu', 'relu', 'x'],
      ['relu6', 'relu6', 'x'],
      ['leaky_relu', 'leaky_relu', 'x, negative_slope=0.01'],
      ['prelu', 'prelu', 'x, alpha', { renames: { alpha: 'a' } }],
      ['relu2', 'relu_squared', 'x'],
      ['elu', 'elu', 'x, alpha=1.0'],
      ['celu', 'celu', 'x, alpha=1.0'],
      ['selu', 'selu', 'x', shortConstants],
      ['gelu', 'gelu', 'x'],
      ['gelu_approx', 'gelu_tanh', 'x'],
      // Elsewhere "fast" means the tanh form; here it is x · σ(1.702 x).
      ['gelu_fast_approx', 'quick_gelu', 'x'],
      ['silu', 'silu', 'x'],
      ['hardswish', 'hard_swish', 'x'],
      ['mish', 'mish', 'x'],
      ['softplus', 'softplus', 'x', smoothEverywhere],
      ['softmax', 'softmax', 'x, axis=-1'],
      ['log_softmax', 'log_softmax', 'x, axis=-1'],
      ['softmin', 'softmin', 'x, axis=-1'],
      ['glu', 'glu', 'x, axis=-1'],
    ]),
    ...symbolsIn('mlx.nn', 'class', [
      ['Identity', 'identity', '*args, **kwargs'],
      ['Step', 'step', 'threshold=0.0'],
      ['Sigmoid', 'sigmoid'],
      ['LogSigmoid', 'log_sigmoid'],
      ['Tanh', 'tanh'],
      ['HardTanh', 'hard_tanh'],
      ['Softsign', 'softsign'],
      ['Softshrink', 'softshrink', 'lambd=0.5'],
      ['HardShrink', 'hardshrink', 'lambd=0.5'],
      ['ReLU', 'relu'],
      ['ReLU6', 'relu6'],
      ['LeakyReLU', 'leaky_relu', 'negative_slope=0.01'],
      ['PReLU', 'prelu', 'num_parameters=1, init=0.25', { renames: { init: 'a' } }],
      ['ReLU2', 'relu_squared'],
      ['ELU', 'elu', 'alpha=1.0'],
      ['CELU', 'celu', 'alpha=1.0'],
      ['SELU', 'selu', '', shortConstants],
      [
        'GELU',
        'gelu',
        "approx='none'",
        {
          renames: { approx: 'approximate' },
          variants: [
            { when: { approx: ['precise', 'tanh'] }, activation: 'gelu_tanh' },
            { when: { approx: 'fast' }, activation: 'quick_gelu' },
          ],
        },
      ],
      ['SiLU', 'silu'],
      ['Hardswish', 'hard_swish'],
      ['Mish', 'mish'],
      ['Softplus', 'softplus', '', smoothEverywhere],
      ['Softmax', 'softmax', '', lastAxis],
      ['LogSoftmax', 'log_softmax', '', lastAxis],
      ['Softmin', 'softmin', '', lastAxis],
      ['GLU', 'glu', 'axis=-1'],
    ]),
    ...symbolsIn('mlx.core', 'function', [
      ['sigmoid', 'sigmoid', 'a'],
      ['erf', 'erf', 'a', general],
      ['tanh', 'tanh', 'a'],
      // Over the whole array unless an axis is given.
      ['softmax', 'softmax', 'a, axis=None'],
    ]),
  ],
  activationParameters: [
    ...parametersIn('mlx.nn', 'nonlinearity', { role: 'recurrent' }, [['RNN', 3, 'tanh']]),
    ...parametersIn('mlx.nn', 'activation', {}, [
      ['TransformerEncoderLayer', 4, 'relu'],
      ['TransformerEncoder', 5, 'relu'],
      ['TransformerDecoderLayer', 4, 'relu'],
      ['TransformerDecoder', 5, 'relu'],
      ['Transformer', 6, 'relu'],
    ]),
  ],
};
