import * as l10n from '@vscode/l10n';
import type { Kink, Parameter } from './activation';
import { timesVanishing } from '../numerics/specialFunctions';
import { clip, cornersOfClip, slopeWithin } from './clipping';
import { elementwiseFamily } from './family';
import { cornerBetween, jump, noKinks } from './kinks';
import { numberOf } from './parameters';

/** Zero, or a gentle slope, on the left; the identity, or its square, on the right. */
export const rectified = elementwiseFamily({
  relu: {
    id: 'relu',
    kind: 'elementwise',
    name: () => l10n.t('ReLU'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\max(0,x)`, text: 'f(x) = max(0, x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\0 & x\le0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); 0 (x ≤ 0)',
    },
    source: {
      authors: 'V. Nair, G. E. Hinton',
      year: 2010,
      title: 'Rectified Linear Units Improve Restricted Boltzmann Machines',
    },
    value: (x) => Math.max(0, x),
    derivative: (x) => slopeRightOf(x, 0, 0),
    kinks: () => cornerBetween(0, 1, 0),
  },

  relu6: {
    id: 'relu6',
    kind: 'elementwise',
    name: () => l10n.t('ReLU6'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\min(\max(0,x),6)`, text: 'f(x) = min(max(0, x), 6)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & x\le0\\1 & 0<x<6\\0 & x\ge6\end{cases}`,
      text: 'f′(x) = 0 (x ≤ 0); 1 (0 < x < 6); 0 (x ≥ 6)',
    },
    source: { authors: 'A. Krizhevsky', year: 2010, title: 'Convolutional Deep Belief Networks on CIFAR-10' },
    value: (x) => clip(x, 0, 6),
    derivative: (x) => slopeWithin(x, 0, 6, 1),
    kinks: () => cornersOfClip(0, 6, 1),
  },

  clipped_relu: {
    id: 'clipped_relu',
    kind: 'elementwise',
    name: () => l10n.t('Clipped ReLU'),
    parameters: [
      {
        name: 'max_value',
        default: null,
        symbol: 'm',
        meaning: () => l10n.t('upper bound of the output'),
        domain: { minimum: 0, maximum: Infinity },
        // As in ReLU6, the only clipped ReLU with a name of its own.
        standIn: 6,
      },
    ],
    formula: { latex: String.raw`f(x)=\min(\max(0,x),m)`, text: 'f(x) = min(max(0, x), m)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & x\le0\\1 & 0<x<m\\0 & x\ge m\end{cases}`,
      text: 'f′(x) = 0 (x ≤ 0); 1 (0 < x < m); 0 (x ≥ m)',
    },
    value: (x, p) => clip(x, 0, numberOf(p, 'max_value')),
    derivative: (x, p) => slopeWithin(x, 0, numberOf(p, 'max_value'), 1),
    kinks: (p) => cornersOfClip(0, numberOf(p, 'max_value'), 1),
  },

  leaky_relu: {
    id: 'leaky_relu',
    kind: 'elementwise',
    name: () => l10n.t('Leaky ReLU'),
    parameters: [
      {
        name: 'negative_slope',
        default: 0.01,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('slope for negative inputs'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>0\\\alpha x & x\le0\end{cases}`,
      text: 'f(x) = x (x > 0); α·x (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\\alpha & x\le0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); α (x ≤ 0)',
    },
    source: {
      authors: 'A. L. Maas, A. Y. Hannun, A. Y. Ng',
      year: 2013,
      title: 'Rectifier Nonlinearities Improve Neural Network Acoustic Models',
    },
    value: (x, p) => leaky(x, numberOf(p, 'negative_slope')),
    derivative: (x, p) => slopeRightOf(x, 0, numberOf(p, 'negative_slope')),
    kinks: (p) => cornerBetween(numberOf(p, 'negative_slope'), 1, 0),
  },

  prelu: {
    id: 'prelu',
    kind: 'elementwise',
    name: () => l10n.t('PReLU'),
    parameters: [
      {
        name: 'a',
        default: 0.25,
        symbol: 'a',
        meaning: () => l10n.t('slope for negative inputs, as it is before training'),
        learnable: true,
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>0\\ax & x\le0\end{cases}`,
      text: 'f(x) = x (x > 0); a·x (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\a & x\le0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); a (x ≤ 0)',
    },
    source: {
      authors: 'K. He, X. Zhang, S. Ren, J. Sun',
      year: 2015,
      title: 'Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification',
      url: 'https://arxiv.org/abs/1502.01852',
    },
    value: (x, p) => leaky(x, numberOf(p, 'a')),
    derivative: (x, p) => slopeRightOf(x, 0, numberOf(p, 'a')),
    kinks: (p) => cornerBetween(numberOf(p, 'a'), 1, 0),
  },

  // In training every negative input draws its slope from [l, u]; what is computed here is evaluation, which takes the
  // middle, and is also the mean of training.
  rrelu: {
    id: 'rrelu',
    kind: 'elementwise',
    name: () => l10n.t('RReLU (randomized leaky ReLU)'),
    parameters: [
      {
        name: 'lower',
        default: 1 / 8,
        symbol: 'l',
        meaning: () => l10n.t('smallest slope for negative inputs'),
      },
      {
        name: 'upper',
        default: 1 / 3,
        symbol: 'u',
        meaning: () => l10n.t('largest slope for negative inputs'),
      },
      {
        name: 'training',
        default: false,
        meaning: () => l10n.t('draws the slope at random; otherwise it is the middle of both bounds'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>0\\\frac{l+u}{2}\,x & x\le0\end{cases}`,
      text: 'f(x) = x (x > 0); (l + u)/2·x (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\\frac{l+u}{2} & x\le0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); (l + u)/2 (x ≤ 0)',
    },
    source: {
      authors: 'B. Xu, N. Wang, T. Chen, M. Li',
      year: 2015,
      title: 'Empirical Evaluation of Rectified Activations in Convolutional Network',
      url: 'https://arxiv.org/abs/1505.00853',
    },
    stochastic: true,
    value: (x, p) => leaky(x, (numberOf(p, 'lower') + numberOf(p, 'upper')) / 2),
    derivative: (x, p) => slopeRightOf(x, 0, (numberOf(p, 'lower') + numberOf(p, 'upper')) / 2),
    kinks: (p) => cornerBetween((numberOf(p, 'lower') + numberOf(p, 'upper')) / 2, 1, 0),
  },

  threshold: {
    id: 'threshold',
    kind: 'elementwise',
    name: () => l10n.t('Threshold'),
    parameters: [
      thresholdParameter({ name: 'threshold', default: null, standIn: 0 }),
      {
        name: 'value',
        default: null,
        symbol: 'v',
        meaning: () => l10n.t('output for inputs at or below the threshold'),
        standIn: 0,
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>\theta\\v & x\le\theta\end{cases}`,
      text: 'f(x) = x (x > θ); v (x ≤ θ)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>\theta\\0 & x\le\theta\end{cases}`,
      text: 'f′(x) = 1 (x > θ); 0 (x ≤ θ)',
    },
    value: (x, p) => (x <= numberOf(p, 'threshold') ? numberOf(p, 'value') : x),
    derivative: (x, p) => slopeRightOf(x, numberOf(p, 'threshold'), 0),
    kinks: (p) => kinkOfThreshold(numberOf(p, 'threshold'), numberOf(p, 'value')),
  },

  thresholded_relu: {
    id: 'thresholded_relu',
    kind: 'elementwise',
    name: () => l10n.t('Thresholded ReLU'),
    parameters: [thresholdParameter({ name: 'theta', default: 1 })],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>\theta\\0 & x\le\theta\end{cases}`,
      text: 'f(x) = x (x > θ); 0 (x ≤ θ)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>\theta\\0 & x\le\theta\end{cases}`,
      text: 'f′(x) = 1 (x > θ); 0 (x ≤ θ)',
    },
    source: {
      authors: 'K. Konda, R. Memisevic, D. Krueger',
      year: 2014,
      title: 'Zero-bias autoencoders and the benefits of co-adapting features',
      url: 'https://arxiv.org/abs/1402.3337',
    },
    value: (x, p) => (x <= numberOf(p, 'theta') ? 0 : x),
    derivative: (x, p) => slopeRightOf(x, numberOf(p, 'theta'), 0),
    kinks: (p) => kinkOfThreshold(numberOf(p, 'theta'), 0),
  },

  relu_squared: {
    id: 'relu_squared',
    kind: 'elementwise',
    name: () => l10n.t('Squared ReLU'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\max(0,x)^2`, text: 'f(x) = max(0, x)²' },
    derivativeFormula: { latex: String.raw`f'(x)=2\max(0,x)`, text: 'f′(x) = 2·max(0, x)' },
    source: {
      authors: 'D. R. So et al.',
      year: 2021,
      title: 'Primer: Searching for Efficient Transformers for Language Modeling',
      url: 'https://arxiv.org/abs/2109.08668',
    },
    value: (x) => Math.max(0, x) ** 2,
    derivative: (x) => 2 * Math.max(0, x),
    kinks: noKinks,
  },

  star_relu: {
    id: 'star_relu',
    kind: 'elementwise',
    name: () => l10n.t('StarReLU'),
    parameters: [
      {
        name: 's',
        default: 1,
        symbol: 's',
        meaning: () => l10n.t('scale, as it is before training'),
        learnable: true,
      },
      {
        name: 'b',
        default: 0,
        symbol: 'b',
        meaning: () => l10n.t('output for negative inputs, as it is before training'),
        learnable: true,
      },
    ],
    formula: { latex: String.raw`f(x)=s\max(0,x)^2+b`, text: 'f(x) = s·max(0, x)² + b' },
    derivativeFormula: { latex: String.raw`f'(x)=2s\max(0,x)`, text: 'f′(x) = 2·s·max(0, x)' },
    source: {
      authors: 'W. Yu et al.',
      year: 2022,
      title: 'MetaFormer Baselines for Vision',
      url: 'https://arxiv.org/abs/2210.13452',
    },
    value: (x, p) => timesVanishing(Math.max(0, x) ** 2, numberOf(p, 's')) + numberOf(p, 'b'),
    derivative: (x, p) => timesVanishing(2 * Math.max(0, x), numberOf(p, 's')),
    kinks: noKinks,
  },
});

/** Where the identity starts, for the activations that are constant below. */
function thresholdParameter(rest: Pick<Parameter, 'name' | 'default' | 'standIn'>): Parameter {
  return { ...rest, symbol: String.raw`\theta`, meaning: () => l10n.t('inputs above it pass unchanged') };
}

function leaky(x: number, negativeSlope: number): number {
  // Not max(x, slope · x), which is another function for slopes above 1.
  return x <= 0 ? timesVanishing(x, negativeSlope) : x;
}

/** 1 right of `bend`, `left` at the bend and left of it; NaN stays NaN. */
function slopeRightOf(x: number, bend: number, left: number): number {
  if (Number.isNaN(x)) {
    return x;
  }
  return x > bend ? 1 : left;
}

/** Constant `value` up to `threshold`, the identity beyond: a leap unless both meet. */
function kinkOfThreshold(threshold: number, value: number): readonly Kink[] {
  return value === threshold ? cornerBetween(0, 1, threshold) : [jump(0, 1, threshold)];
}
