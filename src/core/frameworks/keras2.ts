import type { Framework, Lookup, StringSource } from './framework';
import { reluVariants } from './kerasRelu';
import { parametersIn, registry, symbolsIn, withArguments } from './rows';

/** Keras 2 calls the slope `alpha` in its functions, and `negative_slope` in the layer `ReLU` alone. */
const reluFunction = { variants: reluVariants('alpha') };
const reluLayer = { variants: reluVariants('negative_slope') };

const exactUnlessTold = { variants: [{ when: { approximate: true }, activation: 'gelu_tanh' }] } as const;

/** No switch to the identity for large inputs, as PyTorch's softplus has at 20. */
const smoothEverywhere = { fixed: { threshold: Infinity } };

/** 0.2 x + 0.5: Keras 3 and everybody else have x / 6 + 0.5. */
const hardSigmoid = { fixed: { alpha: 0.2, beta: 0.5 } };

/**
 * What `activation=` makes of a string. Names of functions give the function with its defaults; names of layers, which
 * Keras 3 rejects, give the layer with its own. `relu6`, `leaky_relu`, `silu` and `log_softmax` are TensorFlow's
 * functions, which only strings reach.
 */
export const keras2Strings = registry({
  linear: 'identity',
  sigmoid: 'sigmoid',
  hard_sigmoid: { activation: 'hard_sigmoid_02', ...hardSigmoid },
  tanh: 'tanh',
  softsign: 'softsign',
  relu: 'relu',
  relu6: 'relu6',
  leaky_relu: withArguments('leaky_relu', { negative_slope: 0.2 }),
  elu: withArguments('elu', { alpha: 1 }),
  selu: 'selu',
  gelu: withArguments('gelu', { approximate: false }),
  silu: withArguments('silu', { beta: 1 }),
  swish: 'silu',
  mish: 'mish',
  softplus: { activation: 'softplus', ...smoothEverywhere },
  exponential: 'exponential',
  softmax: withArguments('softmax', { axis: -1 }),
  log_softmax: withArguments('log_softmax', { axis: -1 }),
  ReLU: { activation: 'relu', symbol: 'tf.keras.layers.ReLU' },
  LeakyReLU: withArguments('leaky_relu', { negative_slope: 0.3 }, 'tf.keras.layers.LeakyReLU'),
  PReLU: withArguments('prelu', { a: 0 }, 'tf.keras.layers.PReLU'),
  ThresholdedReLU: withArguments('thresholded_relu', { theta: 1 }, 'tf.keras.layers.ThresholdedReLU'),
  ELU: withArguments('elu', { alpha: 1 }, 'tf.keras.layers.ELU'),
  Softmax: withArguments('softmax', { axis: -1 }, 'tf.keras.layers.Softmax'),
});

const strings: StringSource = { registry: keras2Strings };
const recurrent = { ...strings, role: 'recurrent' } as const;
const gate = { ...strings, role: 'gate' } as const;

const key = (name: string, role?: Lookup['role']): Lookup => ({
  kind: 'key',
  name,
  registry: keras2Strings,
  needsImport: true,
  ...(role === undefined ? {} : { role }),
});

/**
 * Keras 2: tf-keras 2.21, which is `tf.keras` up to TensorFlow 2.15 and afterwards under TF_USE_LEGACY_KERAS, and
 * `keras` before version 3. The source does not say which TensorFlow runs it; `tf.keras` counts as Keras 2 because most
 * code that writes it was written for it. Whoever runs a newer TensorFlow changes one line: the alias of
 * `tensorflow.keras` and `tf.keras` to `keras`.
 */
export const keras2: Framework = {
  id: 'keras2',
  name: 'Keras 2',
  modules: ['tensorflow', 'tf_keras', 'keras'],
  moduleAliases: {
    tf_keras: 'tf.keras',
    'tensorflow.keras': 'tf.keras',
    'tensorflow.python.keras': 'tf.keras',
    'tensorflow.contrib.keras': 'tf.keras',
    'tensorflow._api.v2.v2.keras': 'tf.keras',
    'tf.compat.v1.keras': 'tf.keras',
    'tf.compat.v2.keras': 'tf.keras',
    'tf.contrib.keras': 'tf.keras',
    'tf.keras.src': 'tf.keras',
    'tf.keras.api': 'tf.keras',
    'tf.keras.layers.core': 'tf.keras.layers',
    'tf.keras.layers.activation': 'tf.keras.layers',
    'tf.keras.layers.advanced_activations': 'tf.keras.layers',
    'tf.keras.layers.convolutional': 'tf.keras.layers',
    'tf.keras.layers.recurrent': 'tf.keras.layers',
    'tf.keras.layers.recurrent_v2': 'tf.keras.layers',
    'tf.keras.layers.rnn': 'tf.keras.layers',
    // Modules that only Keras 1 and 2 had under this name.
    'keras.backend': 'tf.keras.backend',
    'keras.layers.advanced_activations': 'tf.keras.layers',
    'keras.layers.convolutional': 'tf.keras.layers',
    'keras.layers.recurrent': 'tf.keras.layers',
    'keras.layers.convolutional_recurrent': 'tf.keras.layers',
    'keras.layers.local': 'tf.keras.layers',
  },
  conventionalNames: { K: 'tf.keras.backend' },
  symbols: [
    ...symbolsIn('tf.keras.activations', 'function', [
      ['linear', 'identity', 'x'],
      ['sigmoid', 'sigmoid', 'x'],
      ['hard_sigmoid', 'hard_sigmoid_02', 'x', hardSigmoid],
      ['tanh', 'tanh', 'x'],
      ['softsign', 'softsign', 'x'],
      ['relu', 'relu', 'x, alpha=0.0, max_value=None, threshold=0.0', reluFunction],
      ['elu', 'elu', 'x, alpha=1.0'],
      ['selu', 'selu', 'x'],
      ['gelu', 'gelu', 'x, approximate=False', exactUnlessTold],
      ['swish', 'silu', 'x'],
      ['mish', 'mish', 'x'],
      ['softplus', 'softplus', 'x', smoothEverywhere],
      ['exponential', 'exponential', 'x'],
      ['softmax', 'softmax', 'x, axis=-1'],
    ]),
    ...symbolsIn('tf.keras.layers', 'class', [
      // Order and name of the slope differ from the function's.
      ['ReLU', 'relu', 'max_value=None, negative_slope=0.0, threshold=0.0, **kwargs', reluLayer],
      ['LeakyReLU', 'leaky_relu', 'alpha=0.3, **kwargs', { renames: { alpha: 'negative_slope' } }],
      // Starts at 0, and so as a plain ReLU, with one slope for every position unless axes are shared.
      [
        'PReLU',
        'prelu',
        "alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs",
        {
          fixed: { a: 0 },
          variants: [
            { when: { alpha_initializer: { not: ['zeros', 'Zeros'] } }, activation: 'prelu', fixed: { a: null } },
          ],
        },
      ],
      ['ThresholdedReLU', 'thresholded_relu', 'theta=1.0, **kwargs', { aliases: ['keras.layers.ThresholdedReLU'] }],
      ['ELU', 'elu', 'alpha=1.0, **kwargs'],
      ['Softmax', 'softmax', 'axis=-1, robust_masking=False, **kwargs'],
    ]),
    // `from keras import backend as K`. Keras 3 keeps these for old code only.
    ...symbolsIn('tf.keras.backend', 'function', [
      ['sigmoid', 'sigmoid', 'x'],
      ['hard_sigmoid', 'hard_sigmoid_02', 'x', hardSigmoid],
      ['tanh', 'tanh', 'x'],
      ['softsign', 'softsign', 'x'],
      ['relu', 'relu', 'x, alpha=0.0, max_value=None, threshold=0.0', reluFunction],
      ['elu', 'elu', 'x, alpha=1.0'],
      ['softplus', 'softplus', 'x', smoothEverywhere],
      ['softmax', 'softmax', 'x, axis=-1'],
    ]),
  ],
  activationParameters: [
    ...parametersIn('tf.keras.activations', 'identifier', strings, [['get', 0]]),
    ...parametersIn('tf.keras.activations', 'name', strings, [['deserialize', 0]]),
    ...parametersIn('tf.keras.layers', 'activation', strings, [
      ['Activation', 0],
      ['Dense', 1],
      ['EinsumDense', 2],
      ['Conv', 8],
      ['DepthwiseConv', 7],
      ['SeparableConv', 8],
      ['Conv1D', 7],
      ['Conv2D', 7],
      ['Conv3D', 7],
      ['Conv1DTranspose', 7],
      ['Conv2DTranspose', 7],
      ['Conv3DTranspose', 7],
      ['DepthwiseConv1D', 6],
      ['DepthwiseConv2D', 6],
      ['SeparableConv1D', 7],
      ['SeparableConv2D', 7],
      ['LocallyConnected1D', 5],
      ['LocallyConnected2D', 5],
    ]),
    ...parametersIn('keras.layers', 'activation', strings, [
      ['LocallyConnected1D', 5],
      ['LocallyConnected2D', 5],
    ]),
    ...parametersIn('tf.keras.layers', 'activation', recurrent, [
      ['SimpleRNN', 1, 'tanh'],
      ['SimpleRNNCell', 1, 'tanh'],
      ['GRU', 1, 'tanh'],
      ['GRUCell', 1, 'tanh'],
      ['LSTM', 1, 'tanh'],
      ['LSTMCell', 1, 'tanh'],
      ['ConvLSTM', 7, 'tanh'],
      ['ConvLSTMCell', 7, 'tanh'],
      ['ConvLSTM1D', 6, 'tanh'],
      ['ConvLSTM2D', 6, 'tanh'],
      ['ConvLSTM3D', 6, 'tanh'],
    ]),
    // The gates of convolutional LSTMs, and of all of them in version 1, are hard sigmoids of slope 0.2.
    ...parametersIn('tf.keras.layers', 'recurrent_activation', gate, [
      ['GRU', 2, 'sigmoid'],
      ['GRUCell', 2, 'sigmoid'],
      ['LSTM', 2, 'sigmoid'],
      ['LSTMCell', 2, 'sigmoid'],
      ['ConvLSTM', 8, 'hard_sigmoid_02'],
      ['ConvLSTMCell', 8, 'hard_sigmoid_02'],
      ['ConvLSTM1D', 7, 'hard_sigmoid_02'],
      ['ConvLSTM2D', 7, 'hard_sigmoid_02'],
      ['ConvLSTM3D', 7, 'hard_sigmoid_02'],
    ]),
    ...parametersIn('tf.compat.v1.keras.layers', 'activation', recurrent, [
      ['GRU', 1, 'tanh'],
      ['GRUCell', 1, 'tanh'],
      ['LSTM', 1, 'tanh'],
      ['LSTMCell', 1, 'tanh'],
    ]),
    ...parametersIn('tf.compat.v1.keras.layers', 'recurrent_activation', gate, [
      ['GRU', 2, 'hard_sigmoid_02'],
      ['GRUCell', 2, 'hard_sigmoid_02'],
      ['LSTM', 2, 'hard_sigmoid_02'],
      ['LSTMCell', 2, 'hard_sigmoid_02'],
    ]),
  ],
  lookups: [
    key('activation'),
    key('recurrent_activation', 'gate'),
    key('classifier_activation', 'output'),
    key('final_activation', 'output'),
    key('output_activation', 'output'),
    key('last_activation', 'output'),
  ],
};
