import type { Framework } from './framework';
import { keras2Strings } from './keras2';
import { parametersIn, symbolsIn } from './rows';

/** Mathematics that everybody calls, an activation only now and then. */
const general = { general: true };
const plainSine = { general: true, fixed: { omega_0: 1 } };

/** `axis=None` means the last one; `dim` is its name in version 1. */
const softmaxAxis = { fixed: { axis: -1 }, renames: { dim: 'axis' } };

/** No switch to the identity for large inputs, as PyTorch's softplus has at 20. */
const smoothEverywhere = { fixed: { threshold: Infinity } };

const strings = { registry: keras2Strings };
const recurrent = { ...strings, role: 'recurrent' } as const;

/**
 * TensorFlow 2.x with `tf.compat.v1`, read from its recorded API and from Keras' TensorFlow backend. `tf` is written
 * for `tensorflow` here, as its documentation does.
 */
export const tensorflow: Framework = {
  id: 'tensorflow',
  name: 'TensorFlow',
  modules: ['tensorflow'],
  moduleAliases: {
    tensorflow: 'tf',
    'tf.compat.v1': 'tf',
    'tf.compat.v2': 'tf',
    'tf.python.ops.nn': 'tf.nn',
    'tf.python.ops.nn_ops': 'tf.nn',
    'tf.python.ops.gen_nn_ops': 'tf.nn',
    'tf.python.ops.math_ops': 'tf.math',
    'tf.python.ops.nn_impl': 'tf.nn',
  },
  conventionalNames: { tf: 'tf', tensorflow: 'tf' },
  symbols: [
    ...symbolsIn('tf.nn', 'function', [
      ['sigmoid', 'sigmoid', 'x, name=None', { aliases: ['tf.math.sigmoid', 'tf.sigmoid'] }],
      ['tanh', 'tanh', 'x, name=None', { aliases: ['tf.math.tanh', 'tf.tanh'] }],
      ['softsign', 'softsign', 'features, name=None', { aliases: ['tf.math.softsign'] }],
      ['relu', 'relu', 'features, name=None'],
      ['relu6', 'relu6', 'features, name=None'],
      ['leaky_relu', 'leaky_relu', 'features, alpha=0.2, name=None', { renames: { alpha: 'negative_slope' } }],
      ['crelu', 'crelu', 'features, axis=-1, name=None'],
      ['elu', 'elu', 'features, name=None', { fixed: { alpha: 1 } }],
      ['selu', 'selu', 'features, name=None'],
      [
        'gelu',
        'gelu',
        'features, approximate=False, name=None',
        { variants: [{ when: { approximate: true }, activation: 'gelu_tanh' }] },
      ],
      [
        'silu',
        'silu',
        'features, beta=1.0',
        { aliases: ['tf.nn.swish'], variants: [{ when: { beta: { not: 1 } }, activation: 'swish_beta' }] },
      ],
      ['softplus', 'softplus', 'features, name=None', { aliases: ['tf.math.softplus'], ...smoothEverywhere }],
      [
        'softmax',
        'softmax',
        'logits, axis=None, name=None, dim=None',
        { aliases: ['tf.math.softmax'], ...softmaxAxis },
      ],
      [
        'log_softmax',
        'log_softmax',
        'logits, axis=None, name=None, dim=None',
        { aliases: ['tf.math.log_softmax'], ...softmaxAxis },
      ],
    ]),
    ...symbolsIn('tf.math', 'function', [
      ['log_sigmoid', 'log_sigmoid', 'x, name=None', { aliases: ['tf.log_sigmoid'] }],
      ['erf', 'erf', 'x, name=None', { ...general, aliases: ['tf.erf'] }],
      ['exp', 'exponential', 'x, name=None', { ...general, aliases: ['tf.exp'] }],
      ['sin', 'sine', 'x, name=None', { ...plainSine, aliases: ['tf.sin'] }],
    ]),
    ...symbolsIn('tf', 'function', [['identity', 'identity', 'input, name=None', general]]),
  ],
  activationParameters: [
    // The functional layers of version 1 hand their activation to Keras' layers.
    ...parametersIn('tf.layers', 'activation', strings, [
      ['dense', 2],
      ['conv1d', 7],
      ['conv2d', 7],
      ['conv3d', 7],
      ['separable_conv1d', 8],
      ['separable_conv2d', 8],
      ['conv2d_transpose', 6],
      ['conv3d_transpose', 6],
      ['Dense', 1],
      ['Conv1D', 6],
      ['Conv2D', 6],
      ['Conv3D', 6],
    ]),
    ...parametersIn('tf.nn.rnn_cell', 'activation', recurrent, [
      ['BasicRNNCell', 1, 'tanh'],
      ['RNNCell', 1, 'tanh'],
      ['GRUCell', 1, 'tanh'],
      ['BasicLSTMCell', 3, 'tanh'],
      ['LSTMCell', 10, 'tanh'],
    ]),
    ...parametersIn('tf.contrib.layers', 'activation_fn', {}, [
      ['fully_connected', 2, 'relu'],
      ['conv2d', null, 'relu'],
      ['convolution2d', null, 'relu'],
      ['conv2d_transpose', null, 'relu'],
      ['separable_conv2d', null, 'relu'],
    ]),
  ],
};
