import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber, roundsToUpperLimit, slopeVanishes } from './numbers';
import { bengio2013, computed, cs231n, glorot2010, keras, pytorch, smallExperiment, thread } from './references';
import { gradientExactlyZeroOutside, inHiddenLayers } from './shared';

export const tanhIsScaledSigmoid: Relation = {
  id: 'tanh-is-scaled-sigmoid',
  text: () => l10n.t('Tanh is a sigmoid stretched to the range from −1 to 1 and twice as steep in its input.'),
  latex: '\\tanh x=2\\,\\sigma(2x)-1',
};

export const softmaxOfTwoIsSigmoid: Relation = {
  id: 'softmax-of-two-is-sigmoid',
  text: () => l10n.t('Softmax over two classes is a sigmoid of the difference of the two logits.'),
  latex: '\\operatorname{softmax}(a,b)_1=\\sigma(a-b)',
};

export const bumpAndStep: Relation = {
  id: 'bump-and-step',
  text: () =>
    l10n.t(
      'A sigmoid is a soft step that says which side of a boundary the input is on; a Gaussian is a bump that says how near it is to a point, and the slope of a sigmoid is itself such a bump.',
    ),
};

export const sigmoidSlopeIsNearlyGaussian: Relation = {
  id: 'sigmoid-slope-is-nearly-gaussian',
  text: () =>
    l10n.t(
      'The slope of the sigmoid and a Gaussian of the same height and width 1.56 differ by less than {0}.',
      '0.01',
    ),
  latex: "\\sigma'(x)\\approx\\tfrac14 e^{-x^2/(2\\cdot 1.56^2)}",
};

const logSigmoidIsSoftplus: Relation = {
  id: 'log-sigmoid-is-softplus',
  text: () => l10n.t('It is softplus turned around in both directions.'),
  latex: '\\log\\sigma(x)=-\\operatorname{softplus}(-x)',
};

const hardSigmoidDefinitions: Pitfall = {
  id: 'hard-sigmoid-definitions',
  message: () =>
    l10n.t(
      'The name has several definitions: slope 1/6 in PyTorch, JAX and Keras 3, slope 0.2 in Keras 2 (up to {0} apart); check which one your weights were trained with.',
      '0.0833',
    ),
  source: thread('tensorflow/tensorflow', 65381),
};

export const sigmoid: Knowledge = {
  goodFor: () =>
    l10n.t(
      'Probabilities of yes/no and multi-label outputs, and the gates of LSTM, GRU, GLU and squeeze-and-excitation.',
    ),
  relations: [
    tanhIsScaledSigmoid,
    {
      id: 'sigmoid-slope',
      text: () => l10n.t('Its slope follows from its value and is largest at 0, where it is 1/4.'),
      latex: "\\sigma'(x)=\\sigma(x)\\,\\bigl(1-\\sigma(x)\\bigr)",
    },
    bumpAndStep,
    softmaxOfTwoIsSigmoid,
    {
      id: 'sigmoid-symmetry',
      text: () => l10n.t('Yes and no swap places when the sign of the input does.'),
      latex: '1-\\sigma(x)=\\sigma(-x)',
    },
    sigmoidSlopeIsNearlyGaussian,
  ],
  pitfalls: [
    {
      id: 'sigmoid-vanishing-gradient',
      message: ({ facts }) =>
        l10n.t(
          'In hidden layers the gradient shrinks: the slope is at most {0}, and below {1} beyond |x| = {2}; prefer ReLU or GELU, or normalize before it.',
          formatNumber(facts.lipschitz.value),
          formatNumber(facts.slopeThreshold),
          formatNumber(slopeVanishes(facts).above ?? 0),
        ),
      source: glorot2010,
      roles: inHiddenLayers,
      when: ({ facts }) => slopeVanishes(facts).above !== null,
    },
    {
      id: 'sigmoid-as-gate',
      message: () =>
        l10n.t(
          'As a gate it is in its place: near 0 it closes, near 1 it lets everything pass, and saturation is how it decides; LSTMs often start with an open forget gate (bias 1).',
        ),
      source: keras('layers/recurrent_layers/lstm'),
      roles: ['gate', 'recurrent'],
    },
    {
      id: 'sigmoid-before-logits-loss',
      message: () =>
        l10n.t(
          'Losses on logits (BCEWithLogitsLoss, from_logits=True) apply the sigmoid themselves; a second one squeezes the probability into 0.5 … 0.731, so give them the logits.',
        ),
      source: pytorch('generated/torch.nn.BCEWithLogitsLoss'),
      roles: ['output'],
    },
    {
      id: 'sigmoid-rounds-to-one',
      message: ({ facts }) =>
        l10n.t(
          'In float32 it rounds to exactly 1 from about x = {0}, where log(1 − p) becomes −∞; use a loss on logits or log-sigmoid instead of taking the logarithm.',
          Math.round(roundsToUpperLimit(facts, 'fp32') ?? 0),
        ),
      source: computed,
      roles: ['output'],
      when: ({ facts }) => roundsToUpperLimit(facts, 'fp32') !== undefined,
    },
    {
      id: 'sigmoid-in-attention',
      message: () =>
        l10n.t(
          'As attention weights, sigmoids score each position by itself and need not sum to 1; use softmax where positions should compete.',
        ),
      source: computed,
      roles: ['attention'],
    },
    {
      id: 'not-zero-centered',
      message: ({ facts }) =>
        l10n.t(
          'Outputs are never negative (mean {0} for standard normal inputs), so the weight gradients of a neuron share a sign and zig-zag; batches soften this, tanh avoids it.',
          formatNumber(facts.moments?.mean ?? 0),
        ),
      source: cs231n,
      roles: inHiddenLayers,
      when: ({ facts }) => facts.moments !== null,
    },
    {
      id: 'sigmoid-layers-experiment',
      message: () =>
        l10n.t(
          'In a small experiment with SGD, accuracy was 0.96 with one sigmoid layer and stayed at chance with three; with batch normalization before each it was 0.94 or more.',
        ),
      source: smallExperiment,
      roles: inHiddenLayers,
      experiment: true,
    },
    {
      id: 'calculate-gain',
      message: ({ facts }) =>
        l10n.t(
          "PyTorch's calculate_gain('sigmoid') returns 1; to keep the mean square of standard normal inputs the gain would have to be {0}.",
          formatNumber(facts.gains?.forward ?? 0),
        ),
      source: pytorch('nn.init'),
      roles: ['initialization'],
      when: ({ facts }) => facts.gains !== null,
    },
  ],
};

export const hardSigmoid: Knowledge = {
  goodFor: () =>
    l10n.t('Gates on phones and integer hardware, as in the squeeze-and-excitation blocks of MobileNetV3.'),
  relations: [
    {
      id: 'hard-sigmoid-approximates-sigmoid',
      text: () =>
        l10n.t('It replaces the curve of the sigmoid by a clipped line and is never more than {0} away.', '0.0692'),
      latex: '\\sigma(x)\\approx\\tfrac16\\min(\\max(x+3,0),6)',
    },
    {
      id: 'hard-sigmoid-is-shifted-relu6',
      text: () => l10n.t('It is ReLU6, shifted by 3 and scaled to the range from 0 to 1.'),
      latex: 'f(x)=\\tfrac16\\operatorname{ReLU6}(x+3)',
    },
  ],
  pitfalls: [gradientExactlyZeroOutside, hardSigmoidDefinitions],
};

export const hardSigmoid02: Knowledge = {
  goodFor: () =>
    l10n.t('Loading models of Keras 2 and Theano, whose recurrent gates used it; new models rarely need it.'),
  relations: [
    {
      id: 'hard-sigmoid-02-approximates-sigmoid',
      text: () =>
        l10n.t('Its line has nearly the slope of the sigmoid at 0; it is never more than {0} away.', '0.0759'),
      latex: '\\sigma(x)\\approx\\max(0,\\min(1,\\tfrac15x+\\tfrac12))',
    },
  ],
  pitfalls: [hardSigmoidDefinitions, gradientExactlyZeroOutside],
};

export const sparseSigmoid: Knowledge = {
  goodFor: () => l10n.t('Probabilities that may be exactly 0 or 1, and rounding to binary values as in BinaryConnect.'),
  relations: [
    {
      id: 'sparse-sigmoid-is-two-class-sparsemax',
      text: () => l10n.t('It is sparsemax over two classes, as the sigmoid is softmax over two.'),
      latex: '\\operatorname{sparsemax}(x,0)_1=\\max(0,\\min(1,\\tfrac{x+1}{2}))',
    },
    {
      id: 'sparse-sigmoid-is-slope-of-sparse-plus',
      text: () => l10n.t('It is the slope of sparse plus, as the sigmoid is the slope of softplus.'),
      latex: "\\operatorname{sparseplus}'(x)=\\max(0,\\min(1,\\tfrac{x+1}{2}))",
    },
  ],
  pitfalls: [gradientExactlyZeroOutside],
};

export const logSigmoid: Knowledge = {
  goodFor: () => l10n.t('Log-probabilities of yes/no events inside a loss, without the underflow of log(sigmoid(x)).'),
  relations: [
    logSigmoidIsSoftplus,
    {
      id: 'log-sigmoid-slope',
      text: () => l10n.t('Its slope is the probability of the opposite answer.'),
      latex: "(\\log\\sigma)'(x)=\\sigma(-x)",
    },
  ],
  pitfalls: [
    {
      id: 'log-sigmoid-in-hidden-layer',
      message: () =>
        l10n.t(
          'Its values are always negative and fall without bound, which suits a loss and not a hidden layer; ReLU or GELU do better there.',
        ),
      source: computed,
      roles: inHiddenLayers,
    },
    {
      id: 'log-sigmoid-is-no-probability',
      message: () =>
        l10n.t(
          'The output is a logarithm: feed it to a loss that expects log-probabilities, and take exp to read the probability.',
        ),
      source: computed,
      roles: ['output'],
    },
  ],
};

export const laplace: Knowledge = {
  goodFor: () =>
    l10n.t('Attention weights in Mega, as a bounded stand-in for squared ReLU that scores positions one by one.'),
  relations: [
    {
      id: 'laplace-is-error-function',
      text: () => l10n.t('It is an error function, shifted and scaled to the range from 0 to 1.'),
      latex: 'f(x)=\\tfrac12+\\tfrac12\\operatorname{erf}\\!\\left(\\tfrac{x-\\mu}{\\sigma\\sqrt2}\\right)',
    },
  ],
  pitfalls: [
    {
      id: 'laplace-name',
      message: () =>
        l10n.t(
          'Despite its name it is the cumulative curve of a Gaussian, and with the usual constants f(0) is only {0}: scores around 0 are almost closed.',
          '0.0061',
        ),
      source: computed,
      when: (place) => place.arguments['mu'] === 0.707107 && place.arguments['sigma'] === 0.282095,
    },
    {
      id: 'laplace-does-not-sum-to-one',
      message: () =>
        l10n.t(
          'Unlike with softmax, the weights of a row need not sum to 1, so their total grows with the length of the sequence.',
        ),
      source: computed,
      roles: ['attention'],
    },
  ],
};

export const sigmoidRange: Knowledge = {
  goodFor: () => l10n.t('Outputs with known limits, such as a rating between 1 and 5.'),
  relations: [
    {
      id: 'sigmoid-range-is-stretched-sigmoid',
      text: () => l10n.t('It is a sigmoid, stretched to the height of the range and moved to its lower end.'),
      latex: 'f(x)=l+(h-l)\\,\\sigma(x)',
    },
  ],
  pitfalls: [
    {
      id: 'sigmoid-range-ends-unreachable',
      message: () =>
        l10n.t(
          'The ends of the range are approached and never reached, with vanishing gradient; widen the range a little if targets lie on them (0 … 5.5 for ratings up to 5).',
        ),
      source: computed,
    },
  ],
};

export const logit: Knowledge = {
  goodFor: () => l10n.t('Turning probabilities back into logits.'),
  relations: [
    {
      id: 'logit-inverts-sigmoid',
      text: () => l10n.t('It undoes the sigmoid.'),
      latex: '\\operatorname{logit}(\\sigma(x))=x',
    },
  ],
  pitfalls: [
    {
      id: 'logit-domain',
      message: () =>
        l10n.t(
          'It is defined between 0 and 1 only: at the ends it is infinite and outside NaN, so clamp the input or set eps.',
        ),
      source: pytorch('generated/torch.logit'),
    },
  ],
};

export const step: Knowledge = {
  goodFor: () =>
    l10n.t('Threshold units of early networks, and spiking or binary networks with a substitute gradient.'),
  relations: [
    {
      id: 'step-is-steep-sigmoid',
      text: () => l10n.t('It is the limit of an ever steeper sigmoid.'),
      latex: '\\lim_{k\\to\\infty}\\sigma(kx)=\\mathbb 1[x\\ge0]\\quad(x\\ne0)',
    },
    {
      id: 'relu-slope-is-step',
      text: () => l10n.t('It is the slope of ReLU.'),
      latex: "\\operatorname{ReLU}'(x)=\\mathbb 1[x>0]",
    },
  ],
  pitfalls: [
    {
      id: 'step-has-no-gradient',
      message: () =>
        l10n.t(
          'Its slope is zero wherever it exists, so no gradient reaches what comes before it; train it with a straight-through or surrogate gradient.',
        ),
      source: bengio2013,
    },
  ],
};
