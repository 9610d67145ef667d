import * as l10n from '@vscode/l10n';
import {
  logistic,
  logOnePlusExp,
  normalDensity,
  normalDistribution,
  timesVanishing,
} from '../numerics/specialFunctions';
import { normalDistributionAsComputed, sigmoidAsComputed } from '../numerics/frameworkArithmetic';
import { clip, cornersOfClip, slopeWithin } from './clipping';
import { elementwiseFamily } from './family';
import { jump, noKinks } from './kinks';
import { numberOf } from './parameters';
import { SEARCHING_FOR_MOBILENET_V3 } from './sources';

/** S-shaped curves from 0 to 1 (or between two given bounds), with their hard relatives, logarithm and inverse. */
export const sigmoidal = elementwiseFamily({
  sigmoid: {
    id: 'sigmoid',
    kind: 'elementwise',
    name: () => l10n.t('Sigmoid'),
    parameters: [],
    formula: { latex: String.raw`\sigma(x)=\frac{1}{1+e^{-x}}`, text: 'σ(x) = 1/(1 + e^(−x))' },
    derivativeFormula: {
      latex: String.raw`\sigma'(x)=\sigma(x)\,(1-\sigma(x))`,
      text: 'σ′(x) = σ(x)·(1 − σ(x))',
    },
    source: {
      authors: 'P.-F. Verhulst',
      year: 1838,
      title: 'Notice sur la loi que la population suit dans son accroissement',
    },
    value: (x) => logistic(x),
    computed: (x, _, round) => sigmoidAsComputed(x, round),
    derivative: (x) => logistic(x) * logistic(-x),
    kinks: noKinks,
  },

  hard_sigmoid: {
    id: 'hard_sigmoid',
    kind: 'elementwise',
    name: () => l10n.t('Hard sigmoid (slope 1/6)'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\frac{\min(\max(x+3,0),6)}{6}`,
      text: 'f(x) = min(max(x + 3, 0), 6)/6',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}\frac{1}{6} & |x|<3\\0 & |x|\ge3\end{cases}`,
      text: 'f′(x) = 1/6 (|x| < 3); 0 (|x| ≥ 3)',
    },
    source: SEARCHING_FOR_MOBILENET_V3,
    value: (x) => clip(x + 3, 0, 6) / 6,
    derivative: (x) => slopeWithin(x, -3, 3, 1 / 6),
    kinks: () => cornersOfClip(-3, 3, 1 / 6),
  },

  hard_sigmoid_02: {
    id: 'hard_sigmoid_02',
    kind: 'elementwise',
    name: () => l10n.t('Hard sigmoid (slope 0.2)'),
    parameters: [
      { name: 'alpha', default: 0.2, symbol: String.raw`\alpha`, meaning: () => l10n.t('slope of the middle piece') },
      { name: 'beta', default: 0.5, symbol: String.raw`\beta`, meaning: () => l10n.t('value at 0') },
    ],
    formula: {
      latex: String.raw`f(x)=\min(\max(\alpha x+\beta,0),1)`,
      text: 'f(x) = min(max(α·x + β, 0), 1)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & \alpha x+\beta\le0\\\alpha & 0<\alpha x+\beta<1\\0 & \alpha x+\beta\ge1\end{cases}`,
      text: 'f′(x) = 0 (α·x + β ≤ 0); α (0 < α·x + β < 1); 0 (α·x + β ≥ 1)',
    },
    value: (x, p) => clip(timesVanishing(x, numberOf(p, 'alpha')) + numberOf(p, 'beta'), 0, 1),
    derivative(x, p) {
      const slope = numberOf(p, 'alpha');
      return slopeWithin(timesVanishing(x, slope) + numberOf(p, 'beta'), 0, 1, slope);
    },
    kinks(p) {
      const slope = numberOf(p, 'alpha');
      const atZero = -numberOf(p, 'beta') / slope;
      const atOne = (1 - numberOf(p, 'beta')) / slope;
      return slope === 0 ? [] : cornersOfClip(Math.min(atZero, atOne), Math.max(atZero, atOne), slope);
    },
  },

  sparse_sigmoid: {
    id: 'sparse_sigmoid',
    kind: 'elementwise',
    name: () => l10n.t('Sparse sigmoid (slope 1/2)'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\frac{\min(\max(x+1,0),2)}{2}`,
      text: 'f(x) = min(max(x + 1, 0), 2)/2',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}\frac{1}{2} & |x|<1\\0 & |x|\ge1\end{cases}`,
      text: 'f′(x) = 1/2 (|x| < 1); 0 (|x| ≥ 1)',
    },
    source: {
      authors: 'M. Courbariaux, Y. Bengio, J.-P. David',
      year: 2015,
      title: 'BinaryConnect: Training Deep Neural Networks with binary weights during propagations',
      url: 'https://arxiv.org/abs/1511.00363',
    },
    value: (x) => clip(x + 1, 0, 2) / 2,
    derivative: (x) => slopeWithin(x, -1, 1, 1 / 2),
    kinks: () => cornersOfClip(-1, 1, 1 / 2),
  },

  log_sigmoid: {
    id: 'log_sigmoid',
    kind: 'elementwise',
    name: () => l10n.t('LogSigmoid'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\ln\sigma(x)=-\ln(1+e^{-x})`, text: 'f(x) = ln σ(x) = −ln(1 + e^(−x))' },
    derivativeFormula: { latex: String.raw`f'(x)=1-\sigma(x)=\sigma(-x)`, text: 'f′(x) = 1 − σ(x) = σ(−x)' },
    value: (x) => -logOnePlusExp(-x),
    derivative: (x) => logistic(-x),
    kinks: noKinks,
  },

  laplace: {
    id: 'laplace',
    kind: 'elementwise',
    name: () => l10n.t('Laplace (Mega attention)'),
    parameters: [
      { name: 'mu', default: 0.707107, symbol: String.raw`\mu`, meaning: () => l10n.t('where the curve passes 1/2') },
      {
        name: 'sigma',
        default: 0.282095,
        symbol: String.raw`\sigma`,
        meaning: () => l10n.t('width of the transition'),
        domain: { above: 0 },
      },
    ],
    formula: {
      latex: String.raw`f(x)=\frac{1}{2}\left(1+\operatorname{erf}\left(\frac{x-\mu}{\sigma\sqrt{2}}\right)\right)`,
      text: 'f(x) = ½·(1 + erf((x − μ)/(σ·√2)))',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\frac{1}{\sigma\sqrt{2\pi}}\,e^{-(x-\mu)^2/(2\sigma^2)}`,
      text: 'f′(x) = 1/(σ·√(2π))·e^(−(x − μ)²/(2σ²))',
    },
    source: {
      authors: 'X. Ma et al.',
      year: 2022,
      title: 'Mega: Moving Average Equipped Gated Attention',
      url: 'https://arxiv.org/abs/2209.10655',
    },
    value: (x, p) => normalDistribution((x - numberOf(p, 'mu')) / numberOf(p, 'sigma')),
    computed: (x, p, round) =>
      normalDistributionAsComputed(round(round(x - numberOf(p, 'mu')) / numberOf(p, 'sigma')), round),
    derivative(x, p) {
      const width = numberOf(p, 'sigma');
      return normalDensity((x - numberOf(p, 'mu')) / width) / width;
    },
    kinks: noKinks,
  },

  sigmoid_range: {
    id: 'sigmoid_range',
    kind: 'elementwise',
    name: () => l10n.t('Sigmoid range'),
    parameters: [
      { name: 'low', default: null, symbol: 'l', meaning: () => l10n.t('lower bound of the output'), standIn: 0 },
      { name: 'high', default: null, symbol: 'h', meaning: () => l10n.t('upper bound of the output'), standIn: 1 },
    ],
    formula: { latex: String.raw`f(x)=l+(h-l)\,\sigma(x)`, text: 'f(x) = l + (h − l)·σ(x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=(h-l)\,\sigma(x)\,(1-\sigma(x))`,
      text: 'f′(x) = (h − l)·σ(x)·(1 − σ(x))',
    },
    // The weighted mean of both bounds reaches each of them exactly, which low + (high − low)·σ does not.
    value: (x, p) => numberOf(p, 'low') * logistic(-x) + numberOf(p, 'high') * logistic(x),
    derivative: (x, p) => (numberOf(p, 'high') - numberOf(p, 'low')) * logistic(x) * logistic(-x),
    kinks: noKinks,
  },

  logit: {
    id: 'logit',
    kind: 'elementwise',
    name: () => l10n.t('Logit (inverse sigmoid)'),
    parameters: [
      {
        name: 'eps',
        default: null,
        meaning: () => l10n.t('first clips the input to [eps, 1 − eps]; without it the input must lie between 0 and 1'),
        domain: { minimum: 0, maximum: 0.5 },
        standIn: 0,
      },
    ],
    formula: { latex: String.raw`f(x)=\ln\frac{x}{1-x}`, text: 'f(x) = ln(x/(1 − x))' },
    derivativeFormula: { latex: String.raw`f'(x)=\frac{1}{x\,(1-x)}`, text: 'f′(x) = 1/(x·(1 − x))' },
    source: { authors: 'J. Berkson', year: 1944, title: 'Application of the Logistic Function to Bio-Assay' },
    value: (x, p) => logOdds(withinMargins(x, numberOf(p, 'eps'))),
    derivative(x, p) {
      const probability = withinMargins(x, numberOf(p, 'eps'));
      return probability === x ? 1 / (x * (1 - x)) : 0 * probability;
    },
    kinks(p) {
      const margin = numberOf(p, 'eps');
      const slope = 1 / (margin * (1 - margin));
      return margin > 0 ? cornersOfClip(margin, 1 - margin, slope) : [];
    },
    domain: (p) => (numberOf(p, 'eps') > 0 ? [-Infinity, Infinity] : [0, 1]),
  },

  step: {
    id: 'step',
    kind: 'elementwise',
    name: () => l10n.t('Step'),
    parameters: [
      {
        name: 'threshold',
        default: 0,
        symbol: String.raw`\theta`,
        meaning: () => l10n.t('where the output leaps from 0 to 1'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}1 & x\ge\theta\\0 & x<\theta\end{cases}`,
      text: 'f(x) = 1 (x ≥ θ); 0 (x < θ)',
    },
    derivativeFormula: { latex: String.raw`f'(x)=0\quad(x\ne\theta)`, text: 'f′(x) = 0 (x ≠ θ)' },
    source: {
      authors: 'W. S. McCulloch, W. Pitts',
      year: 1943,
      title: 'A logical calculus of the ideas immanent in nervous activity',
    },
    value: (x, p) => (Number.isNaN(x) ? x : Number(x >= numberOf(p, 'threshold'))),
    derivative: (x) => (Number.isNaN(x) ? x : 0),
    kinks: (p) => [jump(0, 0, numberOf(p, 'threshold'))],
  },
});

/** x clipped to [margin, 1 − margin]; without a margin, NaN where x is no probability. */
function withinMargins(x: number, margin: number): number {
  const clipped = clip(x, margin, 1 - margin);
  return margin === 0 && clipped !== x ? Number.NaN : clipped;
}

/** ln(p/(1 − p)); around 1/2, where the fraction is next to 1, by way of its distance from 1, which is exact. */
function logOdds(probability: number): number {
  return probability > 0.25 && probability < 0.75
    ? Math.log1p((2 * probability - 1) / (1 - probability))
    : Math.log(probability) - Math.log1p(-probability);
}
