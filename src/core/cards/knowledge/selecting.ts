import * as l10n from '@vscode/l10n';
import type { Knowledge } from './knowledge';
import { leakyReluIsMaxout, preluIsMaxout } from './leaky';
import { reluIsMaxout } from './rectified';
import { caffenetBenchmark, computed, goodfellow2013, tensorflowAddonsMaxout } from './references';

export const maxout: Knowledge = {
  goodFor: () => l10n.t('Learning the shape of the activation itself; made to go with Dropout.'),
  relations: [
    reluIsMaxout,
    leakyReluIsMaxout,
    preluIsMaxout,
    {
      id: 'abs-is-maxout',
      text: () => l10n.t('The absolute value is Maxout with the two pieces fixed at x and −x.'),
      latex: '|x|=\\max(x,-x)',
    },
    {
      id: 'maxout-is-convex',
      text: () =>
        l10n.t('With enough pieces it comes as close as you like to any convex function: each piece is a tangent.'),
      latex: 'f(x)\\approx\\max_j\\,(w_jx+b_j)',
    },
  ],
  pitfalls: [
    {
      id: 'maxout-multiplies-parameters',
      message: () =>
        l10n.t(
          'With k pieces it needs k times the weights of a ReLU layer for the same width; compare it with a wider ReLU layer of equal cost.',
        ),
      source: goodfellow2013,
    },
    {
      id: 'maxout-gain-is-mostly-cost',
      message: () =>
        l10n.t(
          'In one benchmark (128-pixel ImageNet) it reached 0.517 at the same width and 0.482 at the same cost, against 0.471 for ReLU: most of the gain is cost.',
        ),
      source: caffenetBenchmark,
    },
    {
      id: 'maxout-does-not-die',
      message: () =>
        l10n.t(
          'It does not saturate, and one piece always gets the gradient; a piece that never wins still learns nothing, so start the pieces apart.',
        ),
      source: goodfellow2013,
    },
    {
      id: 'maxout-meaning',
      message: () =>
        l10n.t(
          'The number means different things: TensorFlow Addons takes the outputs that are left, Paddle the inputs merged into each output.',
        ),
      source: tensorflowAddonsMaxout,
      when: ({ framework }) => framework === 'tfa' || framework === 'paddle',
    },
  ],
};

export const crelu: Knowledge = {
  goodFor: () => l10n.t('Early layers of CNNs, where filters tend to come in pairs of opposite sign.'),
  relations: [
    {
      id: 'crelu-halves-give-input-and-size',
      text: () => l10n.t('The difference of its halves is the input, their sum its absolute value: nothing is lost.'),
      latex:
        'x=\\operatorname{ReLU}(x)-\\operatorname{ReLU}(-x),\\quad|x|=\\operatorname{ReLU}(x)+\\operatorname{ReLU}(-x)',
    },
  ],
  pitfalls: [
    {
      id: 'crelu-doubles-features',
      message: () =>
        l10n.t(
          'It doubles the number of features, so the next layer needs twice the inputs; halve the layer before it to keep the cost.',
        ),
      source: computed,
    },
  ],
};
