import * as l10n from '@vscode/l10n';
import type { Knowledge } from './knowledge';
import { formatNumber, roundsToUpperLimit, slopeVanishes } from './numbers';
import { computed, glorot2010, keras, krizhevsky2012, pytorch, smallExperiment } from './references';
import { gradientExactlyZeroOutside, inHiddenLayers, saturatesOnBothSides } from './shared';
import { tanhIsScaledSigmoid } from './sigmoidal';

export const tanh: Knowledge = {
  goodFor: () =>
    l10n.t(
      'Hidden states of RNN and LSTM cells, outputs between −1 and 1 (actions, images), and small or smooth networks.',
    ),
  relations: [
    tanhIsScaledSigmoid,
    {
      id: 'tanh-slope',
      text: () =>
        l10n.t('Its slope follows from its value and is largest at 0, where it is 1: four times that of the sigmoid.'),
      latex: "\\tanh'(x)=1-\\tanh^2x",
    },
    {
      id: 'tanh-is-odd',
      text: () => l10n.t('It is zero-centered: inputs spread evenly around 0 give outputs spread evenly around 0.'),
      latex: '\\tanh(-x)=-\\tanh x',
    },
  ],
  pitfalls: [
    {
      id: 'tanh-saturates',
      message: ({ facts }) =>
        l10n.t(
          'In hidden layers it saturates: beyond |x| = {0} the slope is below {1}, so large weights or inputs stall learning; use Xavier initialization or normalize first.',
          formatNumber(slopeVanishes(facts).above ?? 0),
          formatNumber(facts.slopeThreshold),
        ),
      source: glorot2010,
      roles: inHiddenLayers,
      when: ({ facts }) => slopeVanishes(facts).above !== null,
    },
    {
      id: 'tanh-in-recurrence',
      message: () =>
        l10n.t(
          'In a recurrent cell it is the usual choice, as it keeps the state between −1 and 1; in Keras, LSTM and GRU use the fast cuDNN kernel only with tanh.',
        ),
      source: keras('layers/recurrent_layers/lstm'),
      roles: ['recurrent'],
    },
    {
      id: 'tanh-output-range',
      message: () =>
        l10n.t(
          'As an output it stays strictly between −1 and 1: scale the targets to that range, images in 0 … 1 by 2x − 1, and undo it before you show them.',
        ),
      source: computed,
      roles: ['output'],
    },
    {
      id: 'tanh-rounds-to-one',
      message: ({ facts }) =>
        l10n.t(
          'In float32 it rounds to exactly 1 from about x = {0}, so atanh or log(1 − tanh²) of it turns infinite; compute such terms from the pre-activation.',
          Math.round(roundsToUpperLimit(facts, 'fp32') ?? 0),
        ),
      source: computed,
      roles: ['output'],
      when: ({ facts }) => roundsToUpperLimit(facts, 'fp32') !== undefined,
    },
    {
      id: 'tanh-slower-than-relu',
      message: () =>
        l10n.t(
          'Krizhevsky et al. saw a convolutional network learn about six times faster with ReLU than with tanh; try ReLU with He initialization in deep networks.',
        ),
      source: krizhevsky2012,
      roles: inHiddenLayers,
    },
    {
      id: 'tanh-as-gate',
      message: () =>
        l10n.t(
          'A gate made of tanh can turn the sign of what it gates; a sigmoid, between 0 and 1, only opens and closes.',
        ),
      source: computed,
      roles: ['gate'],
    },
    {
      id: 'tanh-large-weights-experiment',
      message: () =>
        l10n.t(
          'In a small experiment with weights from N(0, 1), gradients grew about 16,000-fold on their way back through ten tanh layers; Xavier initialization kept them level.',
        ),
      source: smallExperiment,
      roles: inHiddenLayers,
      experiment: true,
    },
    {
      id: 'calculate-gain',
      message: ({ facts }) =>
        l10n.t(
          "PyTorch's calculate_gain('tanh') returns 5/3; {0} would exactly keep the mean square of standard normal inputs.",
          formatNumber(facts.gains?.forward ?? 0),
        ),
      source: pytorch('nn.init'),
      roles: ['initialization'],
      when: ({ facts }) => facts.gains !== null,
    },
  ],
};

export const hardTanh: Knowledge = {
  goodFor: () => l10n.t('Cheap bounded units in quantized and binary networks, and clipping actions to a range.'),
  relations: [
    {
      id: 'hard-tanh-approximates-tanh',
      text: () => l10n.t('It replaces the curve of tanh by a clipped line and is never more than {0} away.', '0.239'),
      latex: '\\tanh x\\approx\\max(-1,\\min(1,x))',
    },
    {
      id: 'hard-tanh-is-stretched-sparse-sigmoid',
      text: () => l10n.t('To the clipped line from 0 to 1 it is what tanh is to the sigmoid.'),
      latex: '\\max(-1,\\min(1,x))=2\\max(0,\\min(1,\\tfrac{x+1}{2}))-1',
    },
  ],
  pitfalls: [gradientExactlyZeroOutside],
};

export const lecunTanh: Knowledge = {
  goodFor: () => l10n.t('Classic small networks with standardized inputs and targets at ±1.'),
  relations: [
    {
      id: 'lecun-tanh-fixed-points',
      text: () => l10n.t('The constants are chosen so that ±1 are mapped to ±1.'),
      latex: '1.7159\\tanh\\tfrac23\\approx1',
    },
    tanhIsScaledSigmoid,
  ],
  pitfalls: [saturatesOnBothSides],
};

export const erf: Knowledge = {
  goodFor: () =>
    l10n.t('Inside the exact GELU and where a Gaussian probability is wanted; rare as a layer of its own.'),
  relations: [
    {
      id: 'gelu-from-error-function',
      text: () => l10n.t('The exact GELU multiplies its input with a gate made of the error function.'),
      latex:
        '\\operatorname{GELU}(x)=\\tfrac x2\\left[1+\\operatorname{erf}\\!\\left(\\tfrac{x}{\\sqrt2}\\right)\\right]',
    },
    {
      id: 'error-function-slope-is-gaussian',
      text: () => l10n.t('Its slope is a Gaussian bump.'),
      latex: "\\operatorname{erf}'(x)=\\tfrac{2}{\\sqrt\\pi}e^{-x^2}",
    },
  ],
  pitfalls: [saturatesOnBothSides],
};

export const arctan: Knowledge = {
  goodFor: () => l10n.t('A bounded, smooth unit whose tails flatten slowly; rare in practice.'),
  relations: [
    {
      id: 'arctan-slope',
      text: () => l10n.t('Its slope falls off like 1/x², while that of tanh falls off exponentially.'),
      latex: "\\arctan'(x)=\\frac{1}{1+x^2}",
    },
  ],
  pitfalls: [
    {
      id: 'arctan-range',
      message: () =>
        l10n.t('It ends at ±π/2 (±1.571) and not at ±1; divide by π/2 where the next step expects −1 … 1.'),
      source: computed,
    },
    saturatesOnBothSides,
  ],
};

export const softsign: Knowledge = {
  goodFor: () => l10n.t('A bounded, zero-centered unit with gentler tails than tanh; rare in practice.'),
  relations: [
    {
      id: 'softsign-slope',
      text: () =>
        l10n.t('Its slope follows from its value and falls off like 1/x², while that of tanh falls off exponentially.'),
      latex: "f'(x)=\\bigl(1-|f(x)|\\bigr)^2",
    },
    {
      id: 'softsign-near-tanh',
      text: () => l10n.t('It runs below tanh in size, by at most {0}.', '0.306'),
      latex: '\\tanh x\\approx\\frac{x}{1+|x|}',
    },
  ],
  pitfalls: [
    {
      id: 'softsign-shrinks-signal',
      message: ({ facts }) =>
        l10n.t(
          'It shrinks the signal more than tanh does: a gain of {0} keeps the mean square of standard normal inputs, and default initialization is far below that.',
          formatNumber(facts.gains?.forward ?? 0),
        ),
      source: computed,
      roles: inHiddenLayers,
      when: ({ facts }) => facts.gains !== null,
    },
    saturatesOnBothSides,
  ],
};

export const isru: Knowledge = {
  goodFor: () => l10n.t('A stand-in for tanh without exponentials, proposed for recurrent networks.'),
  relations: [
    {
      id: 'isru-slope',
      text: () => l10n.t('Its slope is a power of the same root.'),
      latex: "f'(x)=(1+\\alpha x^2)^{-3/2}",
    },
  ],
  pitfalls: [
    {
      id: 'isru-range',
      message: ({ facts }) =>
        l10n.t(
          'Its limits are ±1/√α, here ±{0}, so α sets the range as well as the steepness.',
          formatNumber(facts.range.upper.value),
        ),
      source: computed,
    },
    saturatesOnBothSides,
  ],
};
