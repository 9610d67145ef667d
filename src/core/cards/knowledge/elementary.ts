import * as l10n from '@vscode/l10n';
import type { Knowledge } from './knowledge';
import { formatNumber, slopeVanishes } from './numbers';
import { computed, cs231n, keras } from './references';
import { inHiddenLayers, isKeras, signIsLost, unboundedInRecurrence } from './shared';
import { bumpAndStep, sigmoidSlopeIsNearlyGaussian } from './sigmoidal';

export const identity: Knowledge = {
  goodFor: () =>
    l10n.t('Regression outputs, logits for a loss that applies softmax or sigmoid itself, and linear bottlenecks.'),
  relations: [
    {
      id: 'linear-layers-collapse',
      text: () => l10n.t('Two linear layers with nothing else between them are one linear layer.'),
      latex: 'W_2(W_1x)=(W_2W_1)x',
    },
    {
      id: 'leaky-relu-slope-one-is-identity',
      text: () => l10n.t('Leaky ReLU with slope 1 is the identity.'),
      latex: '\\max(0,x)+1\\cdot\\min(0,x)=x',
    },
  ],
  pitfalls: [
    {
      id: 'identity-collapses-layers',
      message: () =>
        l10n.t(
          'Between two linear layers it adds nothing: both act as one; put a non-linear activation there unless a low-rank bottleneck is the aim.',
        ),
      source: cs231n,
      roles: inHiddenLayers,
    },
    {
      id: 'keras-default-activation-is-linear',
      message: () =>
        l10n.t(
          'In Keras a layer without activation= is linear, so a forgotten activation raises no error; name it even where linear is meant.',
        ),
      source: keras('layers/core_layers/dense'),
      roles: inHiddenLayers,
      when: ({ framework }) => isKeras(framework),
    },
  ],
};

export const abs: Knowledge = {
  goodFor: () => l10n.t('Features where only the size counts, such as the strength of an edge whatever its direction.'),
  relations: [
    {
      id: 'abs-is-maxout',
      text: () => l10n.t('It is Maxout with the two pieces fixed at x and −x.'),
      latex: '|x|=\\max(x,-x)',
    },
    {
      id: 'abs-is-two-relus',
      text: () => l10n.t('It is the sum of two ReLUs.'),
      latex: '|x|=\\operatorname{ReLU}(x)+\\operatorname{ReLU}(-x)',
    },
  ],
  pitfalls: [signIsLost],
};

export const exponential: Knowledge = {
  goodFor: () => l10n.t('Positive outputs whose logarithm is predicted: rates, scales, variances.'),
  relations: [
    {
      id: 'exponential-is-its-slope',
      text: () => l10n.t('It is its own slope.'),
      latex: "f'(x)=f(x)=e^x",
    },
    {
      id: 'softmax-normalizes-exponentials',
      text: () => l10n.t('Softmax divides exponentials by their sum.'),
      latex: '\\operatorname{softmax}(x)_i=e^{x_i}/\\textstyle\\sum_je^{x_j}',
    },
  ],
  pitfalls: [
    {
      id: 'exponential-overflows',
      message: () =>
        l10n.t(
          'It overflows above x = {0} in float32 and {1} in float16; clamp the input, or use softplus for a positive output that grows linearly.',
          '88.7',
          '11.1',
        ),
      source: computed,
    },
    {
      id: 'exponential-in-hidden-layer',
      message: () =>
        l10n.t(
          'In hidden layers value and slope explode together; ReLU or ELU are safer unless this is a Poisson rate or a normalizer.',
        ),
      source: computed,
      roles: inHiddenLayers,
    },
    unboundedInRecurrence,
  ],
};

export const logcosh: Knowledge = {
  goodFor: () => l10n.t('A smooth absolute value; usually a loss and rarely a layer.'),
  relations: [
    {
      id: 'logcosh-slope-is-tanh',
      text: () => l10n.t('Its slope is tanh.'),
      latex: "(\\ln\\cosh x)'=\\tanh x",
    },
    {
      id: 'logcosh-is-softplus',
      text: () => l10n.t('It is softplus, made symmetric.'),
      latex: '\\ln\\cosh x=\\operatorname{softplus}(2x)-x-\\ln2',
    },
  ],
  pitfalls: [signIsLost],
};

export const bentIdentity: Knowledge = {
  goodFor: () => l10n.t('Teaching examples; no framework ships it as a layer.'),
  relations: [
    {
      id: 'bent-identity-slopes',
      text: () => l10n.t('It bends smoothly from slope 1/2 on the left to slope 3/2 on the right.'),
      latex: "f'(x)=1+\\frac{x}{2\\sqrt{x^2+1}}",
    },
  ],
  pitfalls: [
    {
      id: 'bent-identity-is-nearly-linear',
      message: () =>
        l10n.t(
          'It is nearly a straight line over small inputs, so stacked layers stay close to linear; ReLU or SiLU bend more.',
        ),
      source: computed,
      roles: inHiddenLayers,
    },
  ],
};

export const gaussian: Knowledge = {
  goodFor: () => l10n.t('Radial basis functions: units that answer near a center, and networks that map coordinates.'),
  relations: [
    bumpAndStep,
    sigmoidSlopeIsNearlyGaussian,
    {
      id: 'gaussian-slope',
      text: () => l10n.t('Its slope is the function times −x/σ²: 0 at the center and steepest at x = ±σ.'),
      latex: "f'(x)=-\\tfrac{x}{\\sigma^2}\\,f(x)",
    },
    {
      id: 'error-function-slope-is-gaussian',
      text: () => l10n.t('The error function is its integral.'),
      latex: "\\operatorname{erf}'(x)=\\tfrac{2}{\\sqrt\\pi}e^{-x^2}",
    },
  ],
  pitfalls: [
    {
      id: 'gaussian-vanishes-on-both-sides',
      message: ({ facts }) =>
        l10n.t(
          'Beyond |x| = {0} value and slope are both near 0 (a sigmoid stays at 0 or 1), so a unit far from all data is dead; place centers on data and scale the input.',
          formatNumber(slopeVanishes(facts).above ?? 0),
        ),
      source: computed,
      roles: inHiddenLayers,
      when: ({ facts }) => slopeVanishes(facts).above !== null,
    },
    {
      id: 'gaussian-flat-at-center',
      message: () =>
        l10n.t(
          'It is not monotone: at the center the slope is 0 and then changes sign, so “more” of the input first raises and then lowers the output, unlike with a sigmoid.',
        ),
      source: computed,
    },
    signIsLost,
    {
      id: 'gaussian-not-zero-centered',
      message: ({ facts }) =>
        l10n.t(
          'Outputs are never negative (mean {0} for standard normal inputs), which shifts what the next layer sees; normalization centers it.',
          formatNumber(facts.moments?.mean ?? 0),
        ),
      source: computed,
      roles: inHiddenLayers,
      when: ({ facts }) => facts.moments !== null,
    },
  ],
};
