import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber, numericArgument, slopeVanishes } from './numbers';
import {
  barron2017,
  caffenetBenchmark,
  clevert2015,
  computed,
  huang2024,
  klambauer2017,
  pytorch,
  smallExperiment,
} from './references';
import { inHiddenLayers, outputBoundedBelow, overwritesInput, unboundedInRecurrence } from './shared';

const eluAndCeluAgreeAtOne: Relation = {
  id: 'elu-and-celu-agree-at-one',
  text: () => l10n.t('ELU and CELU are the same function for α = 1, and only then.'),
  latex: '\\alpha=1:\\;\\operatorname{ELU}(x)=\\operatorname{CELU}(x)',
};

const seluIsScaledElu: Relation = {
  id: 'selu-is-scaled-elu',
  text: () => l10n.t('SELU is ELU with α = {0}, times {1}.', '1.673', '1.051'),
  latex: '\\operatorname{SELU}(x)=\\lambda\\operatorname{ELU}_{\\alpha}(x)',
};

const leftTailSaturates: Pitfall = {
  id: 'elu-left-tail-saturates',
  message: ({ facts }) =>
    l10n.t(
      'Below x = {0} the slope is under {1}: the output settles near {2}, a calm “off” state that hardly learns; normalized inputs keep most units out of it.',
      formatNumber(slopeVanishes(facts).below ?? 0),
      formatNumber(facts.slopeThreshold),
      formatNumber(facts.range.lower.value),
    ),
  source: clevert2015,
  roles: inHiddenLayers,
  when: ({ facts }) => slopeVanishes(facts).below !== null && Number.isFinite(facts.range.lower.value),
};

const boundedBelowByLimit: Pitfall = {
  id: 'elu-on-output',
  message: ({ facts }) =>
    l10n.t(
      'As an output it stays above {0}; leave regression outputs and logits linear unless the targets have that bound.',
      formatNumber(facts.range.lower.value),
    ),
  source: computed,
  roles: ['output'],
  when: ({ facts }) => Number.isFinite(facts.range.lower.value),
};

function hasOtherAlpha(alpha: number | undefined): boolean {
  return alpha !== undefined && alpha !== 1;
}

export const elu: Knowledge = {
  goodFor: () => l10n.t('Hidden layers without normalization, where outputs with a mean near 0 speed up learning.'),
  relations: [
    eluAndCeluAgreeAtOne,
    seluIsScaledElu,
    {
      id: 'elu-slope-on-the-left',
      text: () => l10n.t('On the left its slope is its value plus α.'),
      latex: "f'(x)=f(x)+\\alpha\\quad(x<0)",
    },
  ],
  pitfalls: [
    {
      id: 'elu-celu-alpha',
      message: (place) =>
        l10n.t(
          'With α = {0} the slope jumps at 0 from {0} to 1; CELU stays smooth for every α.',
          formatNumber(numericArgument(place, 'alpha') ?? 1),
        ),
      source: barron2017,
      when: (place) => hasOtherAlpha(numericArgument(place, 'alpha')),
    },
    boundedBelowByLimit,
    unboundedInRecurrence,
    overwritesInput,
    leftTailSaturates,
    {
      id: 'elu-and-batch-normalization',
      message: () =>
        l10n.t(
          'With batch normalization the advantage vanished in one benchmark (128-pixel ImageNet: 0.498 against 0.499 for ReLU, without it 0.488 against 0.471).',
        ),
      source: caffenetBenchmark,
      roles: inHiddenLayers,
    },
  ],
};

export const celu: Knowledge = {
  goodFor: () => l10n.t('Wherever ELU fits, if α is not 1 and the function should stay smooth.'),
  relations: [
    eluAndCeluAgreeAtOne,
    {
      id: 'celu-scales',
      text: () => l10n.t('A change of α only scales input and output, which keeps the slope at 0 at 1.'),
      latex: '\\operatorname{CELU}_\\alpha(x)=\\alpha\\operatorname{CELU}_1(x/\\alpha)',
    },
  ],
  pitfalls: [
    {
      id: 'elu-celu-alpha',
      message: () =>
        l10n.t(
          'ELU with the same alpha is another function, as CELU also divides the input by it; exchange the two only where alpha is 1.',
        ),
      source: barron2017,
      when: (place) => hasOtherAlpha(numericArgument(place, 'alpha')),
    },
    boundedBelowByLimit,
    unboundedInRecurrence,
    overwritesInput,
    leftTailSaturates,
  ],
};

export const selu: Knowledge = {
  goodFor: () => l10n.t('Deep plain feed-forward networks without normalization layers.'),
  relations: [
    seluIsScaledElu,
    {
      id: 'selu-fixed-point',
      text: () => l10n.t('Standard normal inputs keep mean 0 and variance 1: that is what the two constants are for.'),
      latex: '\\mathbb E[f(z)]=0,\\quad\\mathbb E[f(z)^2]=1,\\qquad z\\sim\\mathcal N(0,1)',
    },
  ],
  pitfalls: [
    {
      id: 'selu-recipe',
      message: () =>
        l10n.t(
          'It normalizes itself only with LeCun-normal weights, zero biases, standardized inputs and a plain stack of layers; elsewhere use ELU or GELU with normalization.',
        ),
      source: klambauer2017,
      roles: inHiddenLayers,
    },
    {
      id: 'calculate-gain',
      message: () =>
        l10n.t(
          "nonlinearity='selu' means gain 3/4 in PyTorch, with which signals fade; for the self-normalizing recipe pass nonlinearity='linear'.",
        ),
      source: pytorch('nn.init'),
      roles: ['hidden', 'unknown', 'initialization'],
      when: ({ framework }) => framework === 'torch',
    },
    {
      id: 'selu-alpha-dropout',
      message: () =>
        l10n.t(
          'Plain Dropout breaks it (in a small experiment with 16 layers the variance rose from 1 to 1.59); AlphaDropout kept it at 1.',
        ),
      source: smallExperiment,
      roles: inHiddenLayers,
      experiment: true,
    },
    {
      id: 'selu-he-initialization',
      message: () =>
        l10n.t(
          'He initialization is too large for it: in a small experiment with 16 layers the variance grew from 1 to 38.',
        ),
      source: smallExperiment,
      roles: ['hidden', 'unknown', 'initialization'],
      experiment: true,
    },
    boundedBelowByLimit,
    unboundedInRecurrence,
    overwritesInput,
    leftTailSaturates,
  ],
};

export const xielu: Knowledge = {
  goodFor: () => l10n.t('Feed-forward layers of language models, as an extension of squared ReLU to negative inputs.'),
  relations: [
    {
      id: 'xielu-slope',
      text: () =>
        l10n.t(
          'It is the integral of a stretched ELU: a straight line as slope on the right, an exponential one on the left.',
        ),
      latex: "f'(x)=\\begin{cases}2\\alpha_p x+\\beta & x>0\\\\ \\alpha_n(e^{x}-1)+\\beta & x\\le0\\end{cases}",
    },
  ],
  pitfalls: [
    {
      id: 'xielu-has-parameters',
      message: () =>
        l10n.t(
          'It has two trained numbers of its own: make it in __init__, one instance per layer, so that the optimizer finds them.',
        ),
      source: huang2024,
    },
    {
      id: 'xielu-grows',
      message: () =>
        l10n.t(
          'Large positive inputs grow quadratically and so does their gradient; keep a normalization layer before it.',
        ),
      source: computed,
    },
    outputBoundedBelow,
  ],
};
