import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber, numericArgument } from './numbers';
import {
  bertoin2021,
  clevert2015,
  computed,
  cs231n,
  he2015,
  keras,
  le2015,
  lu2019,
  smallExperiment,
} from './references';
import { inHiddenLayers, isKeras, overwritesInput, secondDerivativeIsZero, unboundedInRecurrence } from './shared';

export const reluIsMaxout: Relation = {
  id: 'relu-is-maxout',
  text: () => l10n.t('ReLU is Maxout with the two pieces fixed at x and 0.'),
  latex: '\\operatorname{ReLU}(x)=\\max(x,0)',
};

export const reluAndSoftplus: Relation = {
  id: 'relu-and-softplus',
  text: () => l10n.t('Softplus is the smooth version of ReLU; they differ most at 0, by ln 2 ≈ {0}.', '0.693'),
  latex: '0<\\operatorname{softplus}(x)-\\operatorname{ReLU}(x)\\le\\ln2',
};

const dyingUnits: Pitfall = {
  id: 'relu-dying-units',
  message: () =>
    l10n.t(
      'A unit whose input is negative for all data outputs 0 and gets no gradient, so it cannot recover; a lower learning rate, normalization or Leaky ReLU prevent it.',
    ),
  source: lu2019,
  roles: inHiddenLayers,
};

/** Where the value of a dead unit is not 0. */
const stuckUnits: Pitfall = {
  id: 'units-stuck-at-constant',
  message: (place) =>
    l10n.t(
      'A unit whose input stays below {0} for all data gives a constant and gets no gradient, so it cannot recover; a lower learning rate or normalization prevent it.',
      formatNumber(numericArgument(place, 'threshold') ?? 0),
    ),
  source: lu2019,
  roles: inHiddenLayers,
};

const noNegativeOutputs: Pitfall = {
  id: 'relu-on-output',
  message: () =>
    l10n.t(
      'As an output it cannot predict negative values and may get stuck at 0; leave logits and regression outputs linear, or use softplus for positive targets.',
    ),
  source: computed,
  roles: ['output'],
};

const jumpAtThreshold: Pitfall = {
  id: 'threshold-jump',
  message: () =>
    l10n.t(
      'The value jumps at the threshold, and no gradient tells the optimizer of the jump; a shifted ReLU, ReLU(x − θ), is continuous.',
    ),
  source: computed,
  when: ({ facts }) => facts.kinks.some((kink) => kink.kind === 'jump'),
};

const cappedAbove: Pitfall = {
  id: 'capped-relu-zero-gradient',
  message: ({ facts }) =>
    l10n.t(
      'The gradient is exactly zero below {0} and above {1}, so a unit outside gets no signal; keep the inputs normalized.',
      formatNumber(facts.range.lower.value),
      formatNumber(facts.range.upper.value),
    ),
  source: computed,
  roles: inHiddenLayers,
  when: ({ facts }) => Number.isFinite(facts.range.upper.value),
};

export const relu: Knowledge = {
  goodFor: () =>
    l10n.t('The default for hidden layers of CNNs and MLPs: cheap, no saturation above 0, sparse outputs.'),
  relations: [
    reluIsMaxout,
    {
      id: 'relu-slope-is-step',
      text: () => l10n.t('Its slope is a step: 0 on the left, 1 on the right.'),
      latex: "\\operatorname{ReLU}'(x)=\\mathbb 1[x>0]",
    },
    reluAndSoftplus,
    {
      id: 'relu-pair-is-identity',
      text: () => l10n.t('Two of them restore the input, so a ReLU layer can pass a signal through unchanged.'),
      latex: 'x=\\operatorname{ReLU}(x)-\\operatorname{ReLU}(-x)',
    },
  ],
  pitfalls: [
    dyingUnits,
    noNegativeOutputs,
    {
      id: 'relu-in-recurrence',
      message: () =>
        l10n.t(
          'Nothing bounds the state here, so it can grow from step to step and end in NaN; use tanh, or start with the identity as recurrent matrix.',
        ),
      source: le2015,
      roles: ['recurrent'],
    },
    {
      id: 'keras-cudnn-needs-tanh',
      message: () =>
        l10n.t('In Keras, LSTM and GRU use the fast cuDNN kernel only with tanh and sigmoid; ReLU turns it off.'),
      source: keras('layers/recurrent_layers/lstm'),
      roles: ['recurrent'],
      when: ({ framework }) => isKeras(framework),
    },
    overwritesInput,
    {
      id: 'relu-not-zero-centered',
      message: ({ facts }) =>
        l10n.t(
          'Outputs are never negative (mean {0} for standard normal inputs), which shifts what the next layer sees; normalization or an ELU centers it.',
          formatNumber(facts.moments?.mean ?? 0),
        ),
      source: clevert2015,
      roles: inHiddenLayers,
      when: ({ facts }) => facts.moments !== null,
    },
    {
      id: 'relu-needs-he-initialization',
      message: ({ facts }) =>
        l10n.t(
          'It drops the negative half of its inputs; He initialization makes up for it with a gain of {0}, so that signals keep their size from layer to layer.',
          formatNumber(facts.gains?.forward ?? 0),
        ),
      source: he2015,
      roles: ['hidden', 'unknown', 'initialization'],
      when: ({ facts }) => facts.gains !== null,
    },
    {
      id: 'relu-dead-units-experiment',
      message: () =>
        l10n.t(
          'In a small experiment (four layers of 256 units) Adam left about 25 % of the units dead at a learning rate of 0.01 and 60 to 70 % at 0.03.',
        ),
      source: smallExperiment,
      roles: inHiddenLayers,
      experiment: true,
    },
    {
      id: 'relu-dead-units-anecdote',
      message: () =>
        l10n.t(
          'An anecdote from the CS231n notes: up to 40 % of a network may be dead if the learning rate is too high; with a proper one this is rarer.',
        ),
      source: cs231n,
      roles: inHiddenLayers,
    },
    {
      id: 'relu-logits-experiment',
      message: () =>
        l10n.t(
          'In a small experiment with ReLU on ten logits, one to three classes died for the whole data set in 5 of 8 runs with Adam.',
        ),
      source: smallExperiment,
      roles: ['output'],
      experiment: true,
    },
    secondDerivativeIsZero,
    {
      id: 'relu-slope-at-zero',
      message: () =>
        l10n.t(
          'At exactly 0 the slope is a convention: relu takes 0, clamp(min=0) takes 1 and maximum(x, 0) takes 1/2, which can matter in low precision.',
        ),
      source: bertoin2021,
      roles: inHiddenLayers,
    },
  ],
};

export const relu6: Knowledge = {
  goodFor: () => l10n.t('Mobile CNNs that will run in 8-bit integers: the cap at 6 keeps the range of values fixed.'),
  relations: [
    {
      id: 'relu6-is-capped-relu',
      text: () => l10n.t('It is ReLU with a lid at 6.'),
      latex: '\\operatorname{ReLU6}(x)=\\min(\\operatorname{ReLU}(x),6)',
    },
    {
      id: 'hard-sigmoid-is-shifted-relu6',
      text: () => l10n.t('Shifted by 3 and divided by 6 it is the hard sigmoid.'),
      latex: '\\operatorname{hardsigmoid}(x)=\\tfrac16\\operatorname{ReLU6}(x+3)',
    },
  ],
  pitfalls: [dyingUnits, cappedAbove, noNegativeOutputs, overwritesInput, secondDerivativeIsZero],
};

export const clippedRelu: Knowledge = {
  goodFor: () =>
    l10n.t('Hidden layers whose values must stay in a fixed range, for quantization or in recurrent speech models.'),
  relations: [
    {
      id: 'clipped-relu-is-capped-relu',
      text: () => l10n.t('It is ReLU with a lid at m; m = 6 is ReLU6.'),
      latex: 'f(x)=\\min(\\operatorname{ReLU}(x),m)',
    },
  ],
  pitfalls: [dyingUnits, cappedAbove, noNegativeOutputs, secondDerivativeIsZero],
};

export const threshold: Knowledge = {
  goodFor: () => l10n.t('Replacing everything up to a threshold by one value; rare as a layer.'),
  relations: [
    {
      id: 'threshold-zero-is-relu',
      text: () => l10n.t('With threshold 0 and value 0 it is ReLU.'),
      latex: '\\theta=0,\\;v=0:\\;f(x)=\\operatorname{ReLU}(x)',
    },
  ],
  pitfalls: [jumpAtThreshold, stuckUnits, overwritesInput],
};

export const thresholdedRelu: Knowledge = {
  goodFor: () => l10n.t('Autoencoders without bias, where only clear responses should pass; rare elsewhere.'),
  relations: [
    {
      id: 'thresholded-relu-zero-is-relu',
      text: () => l10n.t('With threshold 0 it is ReLU.'),
      latex: '\\theta=0:\\;f(x)=\\operatorname{ReLU}(x)',
    },
  ],
  pitfalls: [
    jumpAtThreshold,
    {
      id: 'thresholded-relu-dead-zone',
      message: (place) =>
        l10n.t(
          'Up to {0} output and gradient are exactly zero, more of the inputs than with ReLU, so units die more easily.',
          formatNumber(numericArgument(place, 'theta') ?? 0),
        ),
      source: computed,
      roles: inHiddenLayers,
      when: (place) => (numericArgument(place, 'theta') ?? 0) > 0,
    },
    {
      id: 'keras-argument-rename',
      message: () => l10n.t('Keras 3 has no ThresholdedReLU any more; ReLU(threshold=θ) is its replacement.'),
      source: keras('layers/activation_layers/relu'),
      when: ({ framework }) => isKeras(framework),
    },
  ],
};

export const reluSquared: Knowledge = {
  goodFor: () => l10n.t('Feed-forward layers of Transformers, as in Primer: sparse like ReLU and smooth at 0.'),
  relations: [
    {
      id: 'relu-squared-slope',
      text: () => l10n.t('Its slope is twice a ReLU, so it has no kink.'),
      latex: "f'(x)=2\\operatorname{ReLU}(x)",
    },
    {
      id: 'relu-squared-gates-itself',
      text: () => l10n.t('It is a ReLU gate on its own input.'),
      latex: 'f(x)=x\\cdot\\operatorname{ReLU}(x)',
    },
  ],
  pitfalls: [
    {
      id: 'relu-squared-grows',
      message: () =>
        l10n.t(
          'Large inputs grow quadratically (float16 overflows above x = {0}) and so does their gradient; keep a normalization layer before it.',
          '256',
        ),
      source: computed,
    },
    dyingUnits,
    noNegativeOutputs,
    unboundedInRecurrence,
  ],
};

export const starRelu: Knowledge = {
  goodFor: () => l10n.t('MetaFormer vision models, where it costs a fraction of GELU.'),
  relations: [
    {
      id: 'star-relu-standardizes',
      text: () =>
        l10n.t('With s = {0} and b = {1}, standard normal inputs keep mean 0 and variance 1.', '0.8944', '−0.4472'),
      latex: 's=\\tfrac{1}{\\sqrt{5/4}},\\quad b=-\\tfrac{s}{2}',
    },
    {
      id: 'star-relu-is-scaled-squared-relu',
      text: () => l10n.t('It is squared ReLU with a scale and a shift that are learned.'),
      latex: 'f(x)=s\\operatorname{ReLU}(x)^2+b',
    },
  ],
  pitfalls: [
    {
      id: 'star-relu-grows',
      message: () =>
        l10n.t('Large inputs grow quadratically and so does their gradient; keep a normalization layer before it.'),
      source: computed,
    },
    stuckUnits,
  ],
};
