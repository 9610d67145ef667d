import * as l10n from '@vscode/l10n';
import { logistic, logOnePlusExp, timesVanishing } from '../numerics/specialFunctions';
import { clip } from './clipping';
import { elementwiseFamily } from './family';
import { cornerBetween, jump, noKinks } from './kinks';
import { numberOf } from './parameters';

/**
 * PyTorch's softplus switches to the identity where the difference has rounded away in float32. A leap smaller than
 * this is no feature of the function and not reported.
 */
const SMALLEST_VISIBLE_LEAP = 1e-6;

/** Left of here ln(1 + e^x) equals e^x in float64. */
const SOFTPLUS_IS_EXPONENTIAL = -40;

/** ReLU with the corner rounded off: everywhere positive, or zero only from some point on. */
export const softRectifiers = elementwiseFamily({
  softplus: {
    id: 'softplus',
    kind: 'elementwise',
    name: () => l10n.t('Softplus'),
    parameters: [
      {
        name: 'beta',
        default: 1,
        symbol: String.raw`\beta`,
        meaning: () => l10n.t('sharpness of the bend: large values approach ReLU'),
        domain: { above: 0 },
      },
      {
        name: 'threshold',
        default: 20,
        meaning: () => l10n.t('computes x itself where β·x exceeds it'),
        domain: { maximum: Infinity },
      },
    ],
    formula: { latex: String.raw`f(x)=\frac{1}{\beta}\ln(1+e^{\beta x})`, text: 'f(x) = 1/β·ln(1 + e^(β·x))' },
    derivativeFormula: { latex: String.raw`f'(x)=\sigma(\beta x)`, text: 'f′(x) = σ(β·x)' },
    source: {
      authors: 'C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia',
      year: 2001,
      title: 'Incorporating Second-Order Functional Knowledge for Better Option Pricing',
    },
    value(x, p) {
      const beta = numberOf(p, 'beta');
      const scaled = beta * x;
      return scaled > numberOf(p, 'threshold') || scaled === Infinity ? x : logOnePlusExp(scaled) / beta;
    },
    derivative(x, p) {
      const scaled = numberOf(p, 'beta') * x;
      return scaled > numberOf(p, 'threshold') ? 1 : logistic(scaled);
    },
    kinks(p) {
      const threshold = numberOf(p, 'threshold');
      return Math.log1p(Math.exp(-threshold)) > SMALLEST_VISIBLE_LEAP
        ? [jump(logistic(threshold), 1, threshold / numberOf(p, 'beta'))]
        : [];
    },
  },

  squareplus: {
    id: 'squareplus',
    kind: 'elementwise',
    name: () => l10n.t('Squareplus'),
    parameters: [
      {
        name: 'b',
        default: 4,
        symbol: 'b',
        meaning: () => l10n.t('size of the bend; 0 gives ReLU'),
        domain: { minimum: 0 },
      },
    ],
    formula: { latex: String.raw`f(x)=\frac{x+\sqrt{x^2+b}}{2}`, text: 'f(x) = (x + √(x² + b))/2' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\frac{1}{2}\left(1+\frac{x}{\sqrt{x^2+b}}\right)`,
      text: 'f′(x) = ½·(1 + x/√(x² + b))',
    },
    source: {
      authors: 'J. T. Barron',
      year: 2021,
      title: 'Squareplus: A Softplus-Like Algebraic Rectifier',
      url: 'https://arxiv.org/abs/2112.11687',
    },
    value: (x, p) => squareplus(x, numberOf(p, 'b')),
    derivative(x, p) {
      const b = numberOf(p, 'b');
      // f' = f/√(x² + b), which does not cancel on the left; the quotient is the limit at 0 for b = 0 and at infinity.
      if (x === 0) {
        return 0.5;
      }
      return Math.abs(x) === Infinity ? Number(x > 0) : squareplus(x, b) / Math.hypot(x, Math.sqrt(b));
    },
    kinks: (p) => (numberOf(p, 'b') === 0 ? cornerBetween(0, 1, 0) : noKinks()),
  },

  sparse_plus: {
    id: 'sparse_plus',
    kind: 'elementwise',
    name: () => l10n.t('Sparse plus'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\begin{cases}0 & x\le-1\\\frac{(x+1)^2}{4} & -1<x<1\\x & x\ge1\end{cases}`,
      text: 'f(x) = 0 (x ≤ −1); (x + 1)²/4 (−1 < x < 1); x (x ≥ 1)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\frac{\min(\max(x+1,0),2)}{2}`,
      text: 'f′(x) = min(max(x + 1, 0), 2)/2',
    },
    source: {
      authors: 'M. Blondel, A. F. T. Martins, V. Niculae',
      year: 2019,
      title: 'Learning with Fenchel-Young Losses',
      url: 'https://arxiv.org/abs/1901.02324',
    },
    value: (x) => (x >= 1 ? x : clip(x + 1, 0, 2) ** 2 / 4),
    derivative: (x) => clip(x + 1, 0, 2) / 2,
    kinks: noKinks,
  },

  sqrt_softplus: {
    id: 'sqrt_softplus',
    kind: 'elementwise',
    name: () => l10n.t('Sqrt-softplus'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\sqrt{\ln(1+e^{x})}`, text: 'f(x) = √(ln(1 + e^x))' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\frac{\sigma(x)}{2\sqrt{\ln(1+e^{x})}}`,
      text: 'f′(x) = σ(x)/(2·√(ln(1 + e^x)))',
    },
    // Far left both are multiples of e^(x/2), which lives on long after e^x has underflowed.
    value: (x) => (x < SOFTPLUS_IS_EXPONENTIAL ? Math.exp(x / 2) : Math.sqrt(logOnePlusExp(x))),
    derivative: (x) =>
      x < SOFTPLUS_IS_EXPONENTIAL ? Math.exp(x / 2) / 2 : logistic(x) / (2 * Math.sqrt(logOnePlusExp(x))),
    kinks: noKinks,
  },
});

/** (x + √(x² + b))/2, on the left as b/(2(√(x² + b) − x)), where the textbook form cancels. */
function squareplus(x: number, b: number): number {
  const root = Math.hypot(x, Math.sqrt(b));
  return x > 0 ? x / 2 + root / 2 : timesVanishing(1 / (root - x), b / 2);
}
