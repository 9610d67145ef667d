import * as l10n from '@vscode/l10n';
import { isFrom, type Trap } from './trap';

const recurrentLayers = new Set(['keras3', 'keras2']);

/** Gains that `calculate_gain` gives and what to know of them. */
const gains: Readonly<Record<string, () => string>> = {
  selu: () =>
    l10n.t('The gain for "selu" is 3/4, found by experiment; a self-normalizing network wants nonlinearity="linear".'),
  tanh: () => l10n.t('The gain for "tanh" is 5/3; keeping the second moment of N(0, 1) inputs takes 1.5925.'),
  sigmoid: () => l10n.t('The gain for "sigmoid" is 1, as for a linear layer; keeping the second moment takes 1.8462.'),
};

/** Traps of one library each, whatever the arguments. */
export const libraryTraps: readonly Trap[] = [
  {
    id: 'tfa-end-of-life',
    severity: 'medium',
    appliesTo: ({ framework }) => framework === 'tfa',
    message: () =>
      l10n.t(
        'TensorFlow Addons has had no development since May 2024; Keras has gelu, mish, hard_shrink and sparsemax.',
      ),
    source: 'TensorFlow Addons, README: end of life announced for May 2024',
  },
  {
    id: 'recurrent-activation',
    severity: 'high',
    appliesTo: ({ framework, form, role }) => recurrentLayers.has(framework) && form === 'string' && role === 'gate',
    message: ({ framework }) =>
      framework === 'keras2'
        ? l10n.t(
            'Without it the gates of ConvLSTM layers and of LSTM and GRU in version 1 are hard sigmoids of slope 0.2, of the others sigmoids.',
          )
        : l10n.t(
            'Without it all recurrent layers of Keras 3 gate with a sigmoid; in Keras 2 the ConvLSTM layers had a hard sigmoid of slope 0.2.',
          ),
    source: 'Keras 3.15 keras/src/layers/rnn, Keras 2 tf_keras/layers/rnn/conv_lstm2d.py and lstm_v1.py',
  },
  {
    id: 'rnn-default-nonlinearity',
    severity: 'medium',
    appliesTo: ({ path }) => path === 'haiku.VanillaRNN',
    message: () => l10n.t('Haiku’s VanillaRNN has a ReLU built in; plain RNNs of PyTorch, Keras and MLX have tanh.'),
    source: 'Haiku, haiku/_src/recurrent.py, VanillaRNN',
  },
  {
    id: 'calculate-gain',
    severity: 'medium',
    appliesTo: ({ framework, role, form, activation }) =>
      framework === 'torch' && form === 'string' && role === 'initialization' && activation in gains,
    message: ({ activation }) => gains[activation]?.() ?? '',
    source: 'PyTorch 2.14, torch/nn/init.py, calculate_gain',
  },
  {
    id: 'sklearn-output',
    severity: 'low',
    appliesTo: ({ framework }) => framework === 'sklearn',
    message: () =>
      l10n.t(
        'This sets the hidden layers only; the output is the identity for regression, softmax for several classes and logistic otherwise.',
      ),
    source: 'scikit-learn 1.9, sklearn/neural_network/_multilayer_perceptron.py',
  },
  {
    id: 'fairseq-swish',
    severity: 'low',
    appliesTo: (subject) => isFrom(subject, 'fairseq') && subject.path === 'swish',
    message: () =>
      l10n.t(
        'get_activation_fn("swish") returns the class nn.SiLU: calling the result on a tensor makes a layer instead.',
      ),
    source: 'fairseq, fairseq/utils.py, get_activation_fn',
  },
  {
    id: 'torch-sigmoid-deprecated',
    severity: 'low',
    appliesTo: ({ path }) => path === 'torch.nn.functional.sigmoid' || path === 'torch.nn.functional.tanh',
    message: ({ path }) =>
      l10n.t(
        'Old versions of PyTorch warned that this is deprecated in favour of torch.{0}; current ones do not.',
        path.slice(path.lastIndexOf('.') + 1),
      ),
    source: 'PyTorch 1.13 and 2.14, torch/nn/functional.py',
  },
];
