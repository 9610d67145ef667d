import type { Framework, ParameterDetail, Symbol, Variant } from './framework';
import { methods, parametersIn, registry, symbolsIn, withArguments } from './rows';

/** No switch to the identity for large inputs, as PyTorch's softplus has at 20. */
const smoothEverywhere = { fixed: { threshold: Infinity } };

/** The names of `nn.Activation`, `npx.activation` and every layer's `activation=`. Softplus is called "softrelu". */
const activationStrings = registry({
  relu: 'relu',
  sigmoid: 'sigmoid',
  log_sigmoid: 'log_sigmoid',
  tanh: 'tanh',
  softrelu: { activation: 'softplus', ...smoothEverywhere },
  softsign: 'softsign',
  mish: 'mish',
});

/** The names of `act_type=` in `LeakyReLU`, whose slope of 0.25 is the ELU's α, too. */
const rectifierStrings = registry({
  leaky: withArguments('leaky_relu', { negative_slope: 0.25 }),
  prelu: withArguments('prelu', { a: 0.25 }),
  rrelu: withArguments('rrelu', { lower: 0.125, upper: 0.334 }),
  elu: withArguments('elu', { alpha: 0.25 }),
  selu: 'selu',
  gelu: 'gelu',
  gelu_erf: 'gelu',
  gelu_tanh: 'gelu_tanh',
});

const rectifierDetails: readonly ParameterDetail[] = [
  { name: 'slope', position: 3, default: 0.25, activation: 'leaky_relu', parameter: 'negative_slope' },
  { name: 'slope', position: 3, default: 0.25, activation: 'elu', parameter: 'alpha' },
  { name: 'lower_bound', position: 4, default: 0.125, activation: 'rrelu', parameter: 'lower' },
  { name: 'upper_bound', position: 5, default: 0.334, activation: 'rrelu', parameter: 'upper' },
];

const rectifierVariants: readonly Variant[] = [
  { when: { act_type: 'prelu' }, activation: 'prelu', renames: { gamma: 'a' } },
  { when: { act_type: 'rrelu' }, activation: 'rrelu', renames: { lower_bound: 'lower', upper_bound: 'upper' } },
  { when: { act_type: 'elu' }, activation: 'elu', renames: { slope: 'alpha' } },
  { when: { act_type: 'selu' }, activation: 'selu' },
  { when: { act_type: ['gelu', 'gelu_erf'] }, activation: 'gelu' },
  { when: { act_type: 'gelu_tanh' }, activation: 'gelu_tanh' },
];

/** One operator for a whole family; the upper bound of its random slopes is 0.334 rather than 1/3. */
function rectifier(path: string): Symbol {
  return {
    path,
    activation: 'leaky_relu',
    form: 'function',
    signature: "data=None, gamma=None, act_type='leaky', slope=0.25, lower_bound=0.125, upper_bound=0.334, **kwargs",
    renames: { slope: 'negative_slope' },
    variants: rectifierVariants,
  };
}

/** Rounded 1/6 and its spellings. */
const sixth = [1 / 6, 0.1666667, 0.166667, 0.16667, 0.16666667, 0.166666667];

const strings = { registry: activationStrings };
const recurrent = { ...strings, role: 'recurrent' } as const;
const gate = { ...strings, role: 'gate' } as const;
const general = { general: true };

/** The functions that the old and the new array interface share. */
function arrayFunctions(module: string): Symbol[] {
  return symbolsIn(module, 'function', [
    ['relu', 'relu', 'data'],
    ['sigmoid', 'sigmoid', 'data'],
    ['log_sigmoid', 'log_sigmoid', 'data'],
    ['softsign', 'softsign', 'data'],
    ['mish', 'mish', 'data'],
    ['softmax', 'softmax', 'data, length=None, axis=-1, temperature=None, use_length=False, dtype=None'],
    ['log_softmax', 'log_softmax', 'data, axis=-1, length=None, temperature=None, use_length=False, dtype=None'],
    ['erf', 'erf', 'data', general],
  ]);
}

/** Apache MXNet 2.0 with the `nd` and `sym` of version 1; the project was retired in 2023. */
export const mxnet: Framework = {
  id: 'mxnet',
  name: 'MXNet',
  modules: ['mxnet'],
  moduleAliases: {
    'mxnet.numpy_extension': 'mxnet.npx',
    'mxnet.ndarray': 'mxnet.nd',
    'mxnet.symbol': 'mxnet.nd',
    'mxnet.sym': 'mxnet.nd',
    'mxnet.nd.op': 'mxnet.nd',
    'mxnet.numpy': 'mxnet.np',
    'mxnet.gluon.nn.activations': 'mxnet.gluon.nn',
    'mxnet.gluon.nn.basic_layers': 'mxnet.gluon.nn',
    'mxnet.gluon.nn.conv_layers': 'mxnet.gluon.nn',
    'mxnet.gluon.contrib.rnn': 'mxnet.gluon.rnn',
    'mxnet.gluon.contrib.cnn': 'mxnet.gluon.nn',
  },
  conventionalNames: {
    mx: 'mxnet',
    npx: 'mxnet.npx',
    nd: 'mxnet.nd',
    gluon: 'mxnet.gluon',
    nn: 'mxnet.gluon.nn',
    // In `hybrid_forward(self, F, x)` it is a parameter: `nd` or `sym`.
    F: 'mxnet.nd',
  },
  symbols: [
    ...symbolsIn('mxnet.gluon.nn', 'class', [
      ['Identity', 'identity', '*args, **kwargs'],
      // The slope is required; the operator below has 0.25.
      ['LeakyReLU', 'leaky_relu', 'alpha, **kwargs', { renames: { alpha: 'negative_slope' } }],
      [
        'PReLU',
        'prelu',
        'alpha_initializer=initializer.Constant(0.25), in_channels=1, **kwargs',
        {
          fixed: { a: 0.25 },
          variants: [{ when: { alpha_initializer: { not: null } }, activation: 'prelu', fixed: { a: null } }],
        },
      ],
      ['ELU', 'elu', 'alpha=1.0, **kwargs'],
      ['SELU', 'selu', '**kwargs'],
      [
        'GELU',
        'gelu',
        "approximation='erf', **kwargs",
        { variants: [{ when: { approximation: 'tanh' }, activation: 'gelu_tanh' }] },
      ],
      ['SiLU', 'silu', '**kwargs'],
      ['Swish', 'swish_beta', 'beta=1.0, **kwargs', { variants: [{ when: { beta: 1 }, activation: 'silu' }] }],
    ]),
    ...arrayFunctions('mxnet.npx'),
    ...arrayFunctions('mxnet.nd'),
    rectifier('mxnet.npx.leaky_relu'),
    rectifier('mxnet.nd.LeakyReLU'),
    ...symbolsIn('mxnet.nd', 'function', [
      ['tanh', 'tanh', 'data'],
      [
        'hard_sigmoid',
        'hard_sigmoid_02',
        'data, alpha=0.2, beta=0.5',
        {
          variants: [
            { when: { alpha: sixth, beta: 0.5 }, activation: 'hard_sigmoid' },
            { when: { alpha: 0.5, beta: 0.5 }, activation: 'sparse_sigmoid' },
          ],
        },
      ],
      ['softmin', 'softmin', 'data, axis=-1, temperature=None, dtype=None'],
      ['exp', 'exponential', 'data', general],
      ['sin', 'sine', 'data', { general: true, fixed: { omega_0: 1 } }],
    ]),
    ...symbolsIn('mxnet.np', 'function', [['tanh', 'tanh', 'x']]),
  ],
  methods: methods([
    ['relu', 'relu'],
    ['sigmoid', 'sigmoid'],
    ['tanh', 'tanh'],
    ['softmax', 'softmax', 'axis=-1'],
    ['log_softmax', 'log_softmax', 'axis=-1'],
    ['softmin', 'softmin', 'axis=-1'],
  ]),
  activationParameters: [
    ...parametersIn('mxnet.npx', 'act_type', strings, [['activation', 1]]),
    ...parametersIn('mxnet.nd', 'act_type', strings, [['Activation', 1]]),
    ...['mxnet.npx.leaky_relu', 'mxnet.nd.LeakyReLU'].map((callee) => ({
      callee,
      parameter: 'act_type',
      position: 2,
      default: 'leaky_relu' as const,
      registry: rectifierStrings,
      details: rectifierDetails,
    })),
    ...parametersIn('mxnet.gluon.nn', 'activation', strings, [
      ['Activation', 0],
      ['Dense', 1],
      ['Conv1D', 7],
      ['Conv2D', 7],
      ['Conv3D', 7],
      ['Conv1DTranspose', 8],
      ['Conv2DTranspose', 8],
      ['Conv3DTranspose', 8],
      ['DeformableConvolution', 10],
      ['ModulatedDeformableConvolution', 10],
    ]),
    // The layer RNN is a ReLU by default, its cell a tanh.
    ...parametersIn('mxnet.gluon.rnn', 'activation', recurrent, [
      ['RNN', 2, 'relu'],
      ['RNNCell', 1, 'tanh'],
      ['LSTMCell', 6, 'tanh'],
      ['GRUCell', 6, 'tanh'],
      ['Conv1DRNNCell', 12, 'tanh'],
      ['Conv2DRNNCell', 12, 'tanh'],
      ['Conv3DRNNCell', 12, 'tanh'],
      ['Conv1DLSTMCell', 12, 'tanh'],
      ['Conv2DLSTMCell', 12, 'tanh'],
      ['Conv3DLSTMCell', 12, 'tanh'],
      ['Conv1DGRUCell', 12, 'tanh'],
      ['Conv2DGRUCell', 12, 'tanh'],
      ['Conv3DGRUCell', 12, 'tanh'],
    ]),
    ...parametersIn('mxnet.gluon.rnn', 'recurrent_activation', gate, [
      ['LSTMCell', 7, 'sigmoid'],
      ['GRUCell', 7, 'sigmoid'],
    ]),
  ],
  lookups: [
    { kind: 'key', name: 'activation', ...strings, needsImport: true },
    {
      kind: 'key',
      name: 'act_type',
      registry: registry({ ...activationStrings, ...rectifierStrings }),
      needsImport: true,
    },
  ],
};
