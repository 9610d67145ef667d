import * as l10n from '@vscode/l10n';
import type { Knowledge, Relation } from './knowledge';
import { formatNumber, numericArgument } from './numbers';
import { computed, pytorch, smallExperiment } from './references';
import { reluAndSoftplus } from './rectified';
import { inHiddenLayers, unboundedInRecurrence } from './shared';

const softplusSlope: Relation = {
  id: 'softplus-slope-is-sigmoid',
  text: () => l10n.t('Its slope is the sigmoid, as the slope of ReLU is the step.'),
  latex: "f'(x)=\\sigma(\\beta x)",
};

export const softplus: Knowledge = {
  goodFor: () => l10n.t('Outputs that must be positive, such as a scale, a rate or a variance.'),
  relations: [
    softplusSlope,
    reluAndSoftplus,
    {
      id: 'softplus-pair-is-identity',
      text: () => l10n.t('As with ReLU, the two sides differ by the input.'),
      latex: '\\operatorname{softplus}(x)-\\operatorname{softplus}(-x)=x',
    },
    {
      id: 'softplus-is-log-sigmoid',
      text: () => l10n.t('It is the loss of a yes/no decision: minus the log-probability of the opposite answer.'),
      latex: '\\operatorname{softplus}(x)=-\\log\\sigma(-x)',
    },
  ],
  pitfalls: [
    {
      id: 'softplus-written-out',
      message: () =>
        l10n.t(
          'Written out as log(1 + exp(x)) it overflows in float32 above x = 88 and loses small values; call the softplus of the library instead.',
        ),
      source: computed,
      when: ({ form }) => form === 'expression',
    },
    {
      id: 'softplus-on-output',
      message: () =>
        l10n.t(
          'As a scale or variance it can come very close to 0; add a small epsilon before you divide by it or take its logarithm.',
        ),
      source: computed,
      roles: ['output', 'unknown'],
    },
    {
      id: 'softplus-in-hidden-layer',
      message: ({ facts }) =>
        l10n.t(
          'In hidden layers all outputs are positive (mean {0} for standard normal inputs) and the slope at 0 is only 1/2; ReLU, ELU or SiLU learn faster.',
          formatNumber(facts.moments?.mean ?? 0),
        ),
      source: computed,
      roles: inHiddenLayers,
      when: ({ facts }) => facts.moments !== null,
    },
    {
      id: 'softplus-layers-experiment',
      message: () =>
        l10n.t(
          'In a small experiment ten plain softplus layers shrank the gradient about 90,000-fold, ReLU layers 85-fold (default PyTorch initialization).',
        ),
      source: smallExperiment,
      roles: inHiddenLayers,
      experiment: true,
    },
    {
      id: 'softplus-threshold',
      message: (place) =>
        l10n.t(
          'Where βx is above {0}, PyTorch returns x itself; the error is tiny with the default of 20 and grows if you lower it.',
          formatNumber(numericArgument(place, 'threshold') ?? 20),
        ),
      source: pytorch('generated/torch.nn.Softplus'),
      when: ({ framework }) => framework === 'torch' || framework === 'paddle',
    },
    unboundedInRecurrence,
  ],
};

export const squareplus: Knowledge = {
  goodFor: () => l10n.t('Positive outputs where a square root is cheaper than exp and log.'),
  relations: [
    {
      id: 'squareplus-zero-is-relu',
      text: () => l10n.t('With b = 0 it is ReLU.'),
      latex: 'b=0:\\;\\tfrac12\\bigl(x+\\sqrt{x^2}\\bigr)=\\max(0,x)',
    },
    {
      id: 'squareplus-near-softplus',
      text: () => l10n.t('With b = 4 it stays above softplus, by at most {0}.', '0.307'),
      latex: '\\tfrac12\\bigl(x+\\sqrt{x^2+4}\\bigr)\\ge\\operatorname{softplus}(x)',
    },
  ],
  pitfalls: [
    {
      id: 'squareplus-heavy-tail',
      message: () =>
        l10n.t(
          'On the left it falls off only like b/(4|x|), not exponentially, so “off” units still pass on a little; mind it for near-zero scales.',
        ),
      source: computed,
    },
    {
      id: 'squareplus-cancels',
      message: () =>
        l10n.t(
          'Written out by hand, x + √(x² + b) cancels to 0 in float32 for large negative x; use the function of the library or b / (√(x² + b) − x).',
        ),
      source: computed,
      when: ({ form }) => form === 'expression',
    },
    unboundedInRecurrence,
  ],
};

export const sparsePlus: Knowledge = {
  goodFor: () => l10n.t('Non-negative outputs that may be exactly 0, with a smooth transition; rare.'),
  relations: [
    {
      id: 'sparse-sigmoid-is-slope-of-sparse-plus',
      text: () => l10n.t('Its slope is the sparse sigmoid, as the slope of softplus is the sigmoid.'),
      latex: "\\operatorname{sparseplus}'(x)=\\max(0,\\min(1,\\tfrac{x+1}{2}))",
    },
    {
      id: 'sparse-plus-near-relu',
      text: () => l10n.t('It equals ReLU outside −1 … 1 and is at most {0} above it inside.', '0.25'),
      latex: '0\\le f(x)-\\max(0,x)\\le\\tfrac14',
    },
  ],
  pitfalls: [
    {
      id: 'sparse-plus-dead-tail',
      message: () =>
        l10n.t(
          'Below x = −1 output and gradient are exactly zero, so units can die there as with ReLU; softplus always keeps some gradient.',
        ),
      source: computed,
      roles: inHiddenLayers,
    },
  ],
};

export const sqrtSoftplus: Knowledge = {
  goodFor: () => l10n.t('Scores of experts in the router of a mixture-of-experts model; rare elsewhere.'),
  relations: [
    {
      id: 'sqrt-softplus-squared',
      text: () => l10n.t('Its square is softplus.'),
      latex: 'f(x)^2=\\operatorname{softplus}(x)',
    },
  ],
  pitfalls: [
    {
      id: 'sqrt-softplus-slow-growth',
      message: () =>
        l10n.t('It grows only like √x, so differences between large scores shrink; mind the scale of what goes in.'),
      source: computed,
    },
  ],
};
