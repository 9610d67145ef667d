import type { Framework, Lookup, StringSource } from './framework';
import { reluVariants } from './kerasRelu';
import { parametersIn, registry, symbolsIn, withArguments } from './rows';

/** `max_value` and the slope change what `relu` is; see there. */
const relu = { variants: reluVariants('negative_slope') };

const exactUnlessTold = { variants: [{ when: { approximate: true }, activation: 'gelu_tanh' }] } as const;

/** The function in `keras.ops` approximates unless told otherwise, the one in `keras.activations` does not. */
const tanhUnlessTold = { variants: [{ when: { approximate: false }, activation: 'gelu' }] } as const;

/** Keras has no switch to the identity for large inputs, as PyTorch's softplus has at 20. */
const smoothEverywhere = { fixed: { threshold: Infinity } };

const shrinkage = { renames: { threshold: 'lambd' } };
const threshold = { renames: { default_value: 'value' } };

/** What `activation=` makes of a string: the function of that name with its defaults, not the layer with its own. */
const keras3Strings = registry({
  linear: 'identity',
  sigmoid: 'sigmoid',
  hard_sigmoid: 'hard_sigmoid',
  sparse_sigmoid: 'sparse_sigmoid',
  log_sigmoid: 'log_sigmoid',
  tanh: 'tanh',
  hard_tanh: 'hard_tanh',
  softsign: 'softsign',
  tanh_shrink: 'tanhshrink',
  soft_shrink: withArguments('softshrink', { lambd: 0.5 }),
  hard_shrink: withArguments('hardshrink', { lambd: 0.5 }),
  relu: 'relu',
  relu6: 'relu6',
  // The layer LeakyReLU has 0.3.
  leaky_relu: withArguments('leaky_relu', { negative_slope: 0.2 }),
  threshold: 'threshold',
  elu: withArguments('elu', { alpha: 1 }),
  celu: withArguments('celu', { alpha: 1 }),
  selu: 'selu',
  gelu: withArguments('gelu', { approximate: false }),
  silu: 'silu',
  swish: 'silu',
  hard_silu: 'hard_swish',
  hard_swish: 'hard_swish',
  mish: 'mish',
  softplus: { activation: 'softplus', ...smoothEverywhere },
  squareplus: withArguments('squareplus', { b: 4 }),
  sparse_plus: 'sparse_plus',
  exponential: 'exponential',
  softmax: withArguments('softmax', { axis: -1 }),
  log_softmax: withArguments('log_softmax', { axis: -1 }),
  sparsemax: withArguments('sparsemax', { axis: -1 }),
  glu: withArguments('glu', { axis: -1 }),
});

const strings: StringSource = { registry: keras3Strings };
const recurrent = { ...strings, role: 'recurrent' } as const;
const gate = { ...strings, role: 'gate' } as const;
const output = { ...strings, role: 'output' } as const;

const key = (name: string, role: Lookup['role'], needsImport: boolean): Lookup => ({
  kind: 'key',
  name,
  registry: keras3Strings,
  needsImport,
  ...(role === undefined ? {} : { role }),
});

/**
 * Keras 3.16, held against 3.15. `import keras` means this one: it is what `pip install keras` has given since the end
 * of 2023. Paths that only Keras 1 and 2 had (`keras.layers.advanced_activations`, `keras.backend.relu`) lead to the
 * table of Keras 2, and so does `tf.keras`; what `tf.keras` has only since it is Keras 3 (`tf.keras.ops`) leads here.
 */
export const keras3: Framework = {
  id: 'keras3',
  name: 'Keras 3',
  modules: ['keras', 'keras_core', 'keras_hub', 'keras_cv', 'keras_nlp'],
  moduleAliases: {
    keras_core: 'keras',
    'keras.api': 'keras',
    'keras._tf_keras.keras': 'keras',
    'keras.src': 'keras',
    'keras.activations.activations': 'keras.activations',
    'keras.layers.core': 'keras.layers',
    'keras.layers.activations': 'keras.layers',
    'keras.ops.nn': 'keras.ops',
    'keras.ops.numpy': 'keras.ops',
    'keras.ops.math': 'keras.ops',
    // Where Keras 2 has no such symbol: TensorFlow has shipped Keras 3 as `tf.keras` since 2.16.
    'tf.keras': 'keras',
  },
  conventionalNames: {
    keras: 'keras',
    layers: 'keras.layers',
    activations: 'keras.activations',
    ops: 'keras.ops',
  },
  symbols: [
    ...symbolsIn('keras.activations', 'function', [
      ['linear', 'identity', 'x'],
      ['sigmoid', 'sigmoid', 'x'],
      ['hard_sigmoid', 'hard_sigmoid', 'x'],
      ['sparse_sigmoid', 'sparse_sigmoid', 'x'],
      ['log_sigmoid', 'log_sigmoid', 'x'],
      ['tanh', 'tanh', 'x'],
      ['hard_tanh', 'hard_tanh', 'x'],
      ['softsign', 'softsign', 'x'],
      ['tanh_shrink', 'tanhshrink', 'x'],
      ['soft_shrink', 'softshrink', 'x, threshold=0.5', shrinkage],
      ['hard_shrink', 'hardshrink', 'x, threshold=0.5', shrinkage],
      // The layer has the same parameters in another order.
      ['relu', 'relu', 'x, negative_slope=0.0, max_value=None, threshold=0.0', relu],
      ['relu6', 'relu6', 'x'],
      ['leaky_relu', 'leaky_relu', 'x, negative_slope=0.2'],
      ['threshold', 'threshold', 'x, threshold, default_value', threshold],
      ['elu', 'elu', 'x, alpha=1.0'],
      ['celu', 'celu', 'x, alpha=1.0'],
      ['selu', 'selu', 'x'],
      ['gelu', 'gelu', 'x, approximate=False', exactUnlessTold],
      ['silu', 'silu', 'x', { aliases: ['keras.activations.swish'] }],
      ['hard_silu', 'hard_swish', 'x', { aliases: ['keras.activations.hard_swish'] }],
      ['mish', 'mish', 'x'],
      ['softplus', 'softplus', 'x', smoothEverywhere],
      ['squareplus', 'squareplus', 'x, b=4'],
      ['sparse_plus', 'sparse_plus', 'x'],
      ['exponential', 'exponential', 'x'],
      ['softmax', 'softmax', 'x, axis=-1'],
      ['log_softmax', 'log_softmax', 'x, axis=-1'],
      ['sparsemax', 'sparsemax', 'x, axis=-1'],
      ['glu', 'glu', 'x, axis=-1'],
    ]),
    ...symbolsIn('keras.ops', 'function', [
      ['sigmoid', 'sigmoid', 'x'],
      ['hard_sigmoid', 'hard_sigmoid', 'x'],
      ['sparse_sigmoid', 'sparse_sigmoid', 'x'],
      ['log_sigmoid', 'log_sigmoid', 'x'],
      ['erf', 'erf', 'x', { general: true }],
      ['tanh', 'tanh', 'x'],
      ['hard_tanh', 'hard_tanh', 'x'],
      ['softsign', 'softsign', 'x'],
      ['tanh_shrink', 'tanhshrink', 'x'],
      ['soft_shrink', 'softshrink', 'x, threshold=0.5', shrinkage],
      ['hard_shrink', 'hardshrink', 'x, threshold=0.5', shrinkage],
      ['relu', 'relu', 'x'],
      ['relu6', 'relu6', 'x'],
      ['leaky_relu', 'leaky_relu', 'x, negative_slope=0.2'],
      ['threshold', 'threshold', 'x, threshold, default_value', threshold],
      ['elu', 'elu', 'x, alpha=1.0'],
      ['celu', 'celu', 'x, alpha=1.0'],
      ['selu', 'selu', 'x'],
      ['gelu', 'gelu_tanh', 'x, approximate=True', tanhUnlessTold],
      ['silu', 'silu', 'x', { aliases: ['keras.ops.swish'] }],
      ['hard_silu', 'hard_swish', 'x', { aliases: ['keras.ops.hard_swish'] }],
      ['softplus', 'softplus', 'x', smoothEverywhere],
      ['squareplus', 'squareplus', 'x, b=4'],
      ['sparse_plus', 'sparse_plus', 'x'],
      ['softmax', 'softmax', 'x, axis=-1'],
      ['log_softmax', 'log_softmax', 'x, axis=-1'],
      ['sparsemax', 'sparsemax', 'x, axis=-1'],
      ['glu', 'glu', 'x, axis=-1'],
    ]),
    ...symbolsIn('keras.layers', 'class', [
      ['Identity', 'identity', '**kwargs'],
      ['ReLU', 'relu', 'max_value=None, negative_slope=0.0, threshold=0.0, **kwargs', relu],
      // `alpha` is the name in Keras 2, still accepted with a warning.
      [
        'LeakyReLU',
        'leaky_relu',
        'negative_slope=0.3, *, alpha=None, **kwargs',
        { renames: { alpha: 'negative_slope' } },
      ],
      // Starts at 0, and so as a plain ReLU, with one slope for every position unless axes are shared.
      [
        'PReLU',
        'prelu',
        "alpha_initializer='Zeros', alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs",
        {
          fixed: { a: 0 },
          variants: [
            { when: { alpha_initializer: { not: ['Zeros', 'zeros'] } }, activation: 'prelu', fixed: { a: null } },
          ],
        },
      ],
      ['ELU', 'elu', 'alpha=1.0, **kwargs'],
      ['Softmax', 'softmax', 'axis=-1, **kwargs'],
    ]),
    // Kept for loading old models; not in the public API.
    ...symbolsIn('keras._legacy.layers', 'class', [['ThresholdedReLU', 'thresholded_relu', 'theta=1.0, **kwargs']]),
  ],
  activationParameters: [
    ...parametersIn('keras.activations', 'identifier', strings, [['get', 0]]),
    ...parametersIn('keras.activations', 'config', strings, [['deserialize', 0]]),
    ...parametersIn('keras.layers', 'activation', strings, [
      ['Activation', 0],
      ['Dense', 1],
      ['EinsumDense', 2],
      ['TernaryDense', 2],
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
      // The names of Keras 1, kept for years as aliases.
      ['Convolution1D', 7],
      ['Convolution2D', 7],
      ['Convolution3D', 7],
      ['Convolution1DTranspose', 7],
      ['Convolution2DTranspose', 7],
      ['Convolution3DTranspose', 7],
      ['SeparableConvolution1D', 7],
      ['SeparableConvolution2D', 7],
    ]),
    ...parametersIn('keras.layers', 'activation', recurrent, [
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
    ...parametersIn('keras.layers', 'recurrent_activation', gate, [
      ['GRU', 2, 'sigmoid'],
      ['GRUCell', 2, 'sigmoid'],
      ['LSTM', 2, 'sigmoid'],
      ['LSTMCell', 2, 'sigmoid'],
      ['ConvLSTM', 8, 'sigmoid'],
      ['ConvLSTMCell', 8, 'sigmoid'],
      ['ConvLSTM1D', 7, 'sigmoid'],
      ['ConvLSTM2D', 7, 'sigmoid'],
      ['ConvLSTM3D', 7, 'sigmoid'],
    ]),
    ...parametersIn('keras.applications', 'classifier_activation', output, [
      ['VGG16', 6, 'softmax'],
      ['VGG19', 6, 'softmax'],
      ['Xception', 6, 'softmax'],
      ['InceptionV3', 6, 'softmax'],
      ['InceptionResNetV2', 6, 'softmax'],
      ['ResNet50', 6, 'softmax'],
      ['ResNet101', 6, 'softmax'],
      ['ResNet152', 6, 'softmax'],
      ['ResNet50V2', 6, 'softmax'],
      ['ResNet101V2', 6, 'softmax'],
      ['ResNet152V2', 6, 'softmax'],
      ['DenseNet121', 6, 'softmax'],
      ['DenseNet169', 6, 'softmax'],
      ['DenseNet201', 6, 'softmax'],
      ['NASNetMobile', 6, 'softmax'],
      ['NASNetLarge', 6, 'softmax'],
      ['MobileNet', 9, 'softmax'],
      ['MobileNetV2', 7, 'softmax'],
      ['MobileNetV3Small', 9, 'softmax'],
      ['MobileNetV3Large', 9, 'softmax'],
      ...['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'].map((size) => [`EfficientNet${size}`, 6, 'softmax'] as const),
      ...['B0', 'B1', 'B2', 'B3', 'S', 'M', 'L'].map((size) => [`EfficientNetV2${size}`, 6, 'softmax'] as const),
      ...['Tiny', 'Small', 'Base', 'Large', 'XLarge'].map((size) => [`ConvNeXt${size}`, 7, 'softmax'] as const),
    ]),
  ],
  lookups: [
    key('activation', undefined, true),
    key('recurrent_activation', 'gate', false),
    key('classifier_activation', 'output', false),
    key('final_activation', 'output', false),
    key('output_activation', 'output', false),
    key('last_activation', 'output', false),
    key('hidden_activation', undefined, true),
    key('act', undefined, true),
  ],
};
