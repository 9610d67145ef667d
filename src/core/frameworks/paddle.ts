import type { Framework, Variant } from './framework';
import { methods, symbolsIn } from './rows';

const inPlace = { inPlace: true };
const general = { general: true };

const tanhApproximation: readonly Variant[] = [{ when: { approximate: true }, activation: 'gelu_tanh' }];

/** Rounded 1/6 and its spellings: any other slope is the older definition with parameters of its own. */
const sixth = [0.1666667, 1 / 6, 0.166667, 0.16667, 0.16666667, 0.166666667];
const otherLine: readonly Variant[] = [
  { when: { slope: { not: sixth } }, activation: 'hard_sigmoid_02', renames: { slope: 'alpha', offset: 'beta' } },
];

const ends = { renames: { min: 'min_val', max: 'max_val' } };
const shrinkage = { renames: { threshold: 'lambd' } };
const cut = { renames: { threshold: 'theta' } };
const slopeTensor = { renames: { weight: 'a' } };

/** PaddlePaddle (develop of 2023 and later). Every function takes a `name=None` in last place besides. */
export const paddle: Framework = {
  id: 'paddle',
  name: 'PaddlePaddle',
  modules: ['paddle'],
  moduleAliases: {
    'paddle.nn.layer': 'paddle.nn',
    'paddle.nn.layer.activation': 'paddle.nn',
    'paddle.nn.functional.activation': 'paddle.nn.functional',
    'paddle.tensor': 'paddle',
    'paddle.tensor.ops': 'paddle',
    'paddle.tensor.math': 'paddle',
    'paddle.fluid.layers': 'paddle.nn.functional',
  },
  conventionalNames: { paddle: 'paddle', F: 'paddle.nn.functional', nn: 'paddle.nn' },
  symbols: [
    ...symbolsIn('paddle.nn.functional', 'function', [
      ['sigmoid', 'sigmoid', 'x', { aliases: ['paddle.sigmoid'] }],
      ['hardsigmoid', 'hard_sigmoid', 'x, slope=0.1666667, offset=0.5', { variants: otherLine }],
      ['log_sigmoid', 'log_sigmoid', 'x'],
      ['tanh', 'tanh', 'x', { aliases: ['paddle.tanh'] }],
      ['tanh_', 'tanh', 'x', { ...inPlace, aliases: ['paddle.tanh_'] }],
      ['hardtanh', 'hard_tanh', 'x, min=-1.0, max=1.0', ends],
      ['hardtanh_', 'hard_tanh', 'x, min=-1.0, max=1.0', { ...inPlace, ...ends }],
      ['softsign', 'softsign', 'x'],
      ['tanhshrink', 'tanhshrink', 'x'],
      ['softshrink', 'softshrink', 'x, threshold=0.5', shrinkage],
      ['hardshrink', 'hardshrink', 'x, threshold=0.5', shrinkage],
      ['relu', 'relu', 'x'],
      ['relu_', 'relu', 'x', inPlace],
      ['relu6', 'relu6', 'x'],
      ['leaky_relu', 'leaky_relu', 'x, negative_slope=0.01'],
      ['leaky_relu_', 'leaky_relu', 'x, negative_slope=0.01', inPlace],
      ['prelu', 'prelu', "x, weight, data_format='NCHW'", slopeTensor],
      // Random unless told that it does not train: the opposite of PyTorch's function.
      ['rrelu', 'rrelu', 'x, lower=0.125, upper=1/3, training=True'],
      ['thresholded_relu', 'thresholded_relu', 'x, threshold=1.0, value=0.0', cut],
      ['thresholded_relu_', 'thresholded_relu', 'x, threshold=1.0, value=0.0', { ...inPlace, ...cut }],
      ['elu', 'elu', 'x, alpha=1.0'],
      ['elu_', 'elu', 'x, alpha=1.0', inPlace],
      ['celu', 'celu', 'x, alpha=1.0, inplace=False'],
      ['selu', 'selu', 'x, scale=1.0507009873554805, alpha=1.6732632423543772'],
      ['gelu', 'gelu', 'x, approximate=False', { variants: tanhApproximation }],
      ['silu', 'silu', 'x, inplace=False'],
      ['swish', 'silu', 'x'],
      ['hardswish', 'hard_swish', 'x'],
      ['mish', 'mish', 'x'],
      ['softplus', 'softplus', 'x, beta=1, threshold=20'],
      ['softmax', 'softmax', 'x, axis=-1, dtype=None'],
      ['softmax_', 'softmax', 'x, axis=-1, dtype=None', inPlace],
      ['log_softmax', 'log_softmax', 'x, axis=-1, dtype=None'],
      [
        'gumbel_softmax',
        'gumbel_softmax',
        'x, temperature=1.0, hard=False, axis=-1',
        { renames: { temperature: 'tau', axis: 'dim' } },
      ],
      // `groups` is the number of inputs for each output; TensorFlow Addons counts the outputs.
      ['maxout', 'maxout', 'x, groups, axis=1'],
      ['glu', 'glu', 'x, axis=-1'],
    ]),
    ...symbolsIn('paddle.nn', 'class', [
      ['Identity', 'identity', '*args, **kwargs'],
      ['Sigmoid', 'sigmoid'],
      ['Hardsigmoid', 'hard_sigmoid'],
      ['LogSigmoid', 'log_sigmoid'],
      ['Tanh', 'tanh'],
      ['Hardtanh', 'hard_tanh', 'min=-1.0, max=1.0', ends],
      ['Softsign', 'softsign'],
      ['Tanhshrink', 'tanhshrink'],
      ['Softshrink', 'softshrink', 'threshold=0.5', shrinkage],
      ['Hardshrink', 'hardshrink', 'threshold=0.5', shrinkage],
      ['ReLU', 'relu'],
      ['ReLU6', 'relu6'],
      ['LeakyReLU', 'leaky_relu', 'negative_slope=0.01'],
      [
        'PReLU',
        'prelu',
        "num_parameters=1, init=0.25, weight_attr=None, data_format='NCHW'",
        { renames: { init: 'a' } },
      ],
      ['RReLU', 'rrelu', 'lower=0.125, upper=1/3'],
      ['ThresholdedReLU', 'thresholded_relu', 'threshold=1.0, value=0.0', cut],
      ['ELU', 'elu', 'alpha=1.0'],
      ['CELU', 'celu', 'alpha=1.0'],
      ['SELU', 'selu', 'scale=1.0507009873554805, alpha=1.6732632423543772'],
      ['GELU', 'gelu', 'approximate=False', { variants: tanhApproximation }],
      ['Silu', 'silu', '', { aliases: ['paddle.nn.SiLU'] }],
      ['Swish', 'silu'],
      ['Hardswish', 'hard_swish'],
      ['Mish', 'mish'],
      ['Softplus', 'softplus', 'beta=1, threshold=20'],
      ['Softmax', 'softmax', 'axis=-1'],
      ['LogSoftmax', 'log_softmax', 'axis=-1'],
      ['Softmax2D', 'softmax2d'],
      ['Maxout', 'maxout', 'groups, axis=1'],
      ['GLU', 'glu', 'axis=-1'],
    ]),
    ...symbolsIn('paddle.incubate.nn.functional', 'function', [['swiglu', 'swiglu', 'x, y=None']]),
    ...symbolsIn('paddle', 'function', [
      ['erf', 'erf', 'x', general],
      ['exp', 'exponential', 'x', general],
      ['sin', 'sine', 'x', { general: true, fixed: { omega_0: 1 } }],
      ['logit', 'logit', 'x, eps=None'],
    ]),
  ],
  methods: methods([
    ['sigmoid', 'sigmoid'],
    ['sigmoid_', 'sigmoid', '', inPlace],
    ['tanh', 'tanh'],
    ['tanh_', 'tanh', '', inPlace],
    ['erf', 'erf', '', general],
    ['logit', 'logit', 'eps=None'],
  ]),
};
