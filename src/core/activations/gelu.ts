import * as l10n from '@vscode/l10n';
import { geluAsComputed, geluTanhAsComputed, sigmoidWeightedAsComputed } from '../numerics/frameworkArithmetic';
import type { Kink } from './activation';
import { bisect } from '../numerics/rootFinding';
import { logistic, normalDensity, normalDistribution, timesVanishing } from '../numerics/specialFunctions';
import { clip } from './clipping';
import { elementwiseFamily } from './family';
import { noKinks } from './kinks';
import { numberOf } from './parameters';
import { sigmoidWeighted, sigmoidWeightedDerivative } from './sigmoidWeighted';
import { GAUSSIAN_ERROR_LINEAR_UNITS } from './sources';

/** √(2/π) and the cubic coefficient of the tanh approximation, as Hendrycks and Gimpel give them. */
const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** The input weighted by the share of a normal distribution below it, and the approximations of that. */
export const geluFamily = elementwiseFamily({
  gelu: {
    id: 'gelu',
    kind: 'elementwise',
    name: () => l10n.t('GELU'),
    parameters: [
      {
        name: 'approximate',
        default: 'none',
        meaning: () => l10n.t('the exact function, or its approximation by tanh'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=x\,\Phi(x)=\frac{x}{2}\left(1+\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)`,
      text: 'f(x) = x·Φ(x) = x/2·(1 + erf(x/√2))',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\Phi(x)+\frac{x}{\sqrt{2\pi}}\,e^{-x^2/2}`,
      text: 'f′(x) = Φ(x) + x/√(2π)·e^(−x²/2)',
    },
    source: GAUSSIAN_ERROR_LINEAR_UNITS,
    value: (x) => gelu(x),
    computed: (x, _, round) => geluAsComputed(x, round),
    derivative: (x) => geluDerivative(x),
    kinks: noKinks,
  },

  gelu_tanh: {
    id: 'gelu_tanh',
    kind: 'elementwise',
    name: () => l10n.t('GELU (tanh approximation)'),
    parameters: [],
    formula: {
      latex: String.raw`\begin{aligned}f(x)&=\frac{x}{2}\,(1+\tanh u)\\u&=\sqrt{\frac{2}{\pi}}\,(x+0.044715\,x^3)\end{aligned}`,
      text: 'f(x) = x/2·(1 + tanh(u)); u = √(2/π)·(x + 0.044715·x³)',
    },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}f'(x)&=\frac{1+\tanh u}{2}+\frac{x\,v\,(1-\tanh^2 u)}{2}\\u&=\sqrt{\frac{2}{\pi}}\,(x+0.044715\,x^3)\\v&=\sqrt{\frac{2}{\pi}}\,(1+0.134145\,x^2)\end{aligned}`,
      text: 'f′(x) = (1 + tanh(u))/2 + x·v·(1 − tanh²(u))/2; u = √(2/π)·(x + 0.044715·x³); v = √(2/π)·(1 + 0.134145·x²)',
    },
    source: GAUSSIAN_ERROR_LINEAR_UNITS,
    // (1 + tanh u)/2 is the logistic function of 2u, which keeps its digits in the left tail.
    value: (x) => timesVanishing(x, logistic(2 * tanhArgument(x))),
    computed: (x, _, round) => geluTanhAsComputed(x, round),
    derivative(x) {
      const doubled = 2 * tanhArgument(x);
      const slope = 2 * SQRT_2_OVER_PI * (1 + 3 * CUBIC * x * x);
      return logistic(doubled) + timesVanishing(x * slope, logistic(doubled) * logistic(-doubled));
    },
    kinks: noKinks,
  },

  quick_gelu: {
    id: 'quick_gelu',
    kind: 'elementwise',
    name: () => l10n.t('Quick GELU'),
    parameters: [
      {
        name: 'alpha',
        default: 1.702,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('steepness of the sigmoid that stands in for Φ'),
      },
    ],
    formula: { latex: String.raw`f(x)=x\,\sigma(\alpha x)`, text: 'f(x) = x·σ(α·x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\sigma(\alpha x)\,(1+\alpha x\,(1-\sigma(\alpha x)))`,
      text: 'f′(x) = σ(α·x)·(1 + α·x·(1 − σ(α·x)))',
    },
    source: GAUSSIAN_ERROR_LINEAR_UNITS,
    value: (x, p) => sigmoidWeighted(x, numberOf(p, 'alpha')),
    computed: (x, p, round) => sigmoidWeightedAsComputed(x, numberOf(p, 'alpha'), round),
    derivative: (x, p) => sigmoidWeightedDerivative(x, numberOf(p, 'alpha')),
    kinks: noKinks,
  },

  gelu_10: {
    id: 'gelu_10',
    kind: 'elementwise',
    name: () => l10n.t('Clipped GELU'),
    parameters: [
      {
        name: 'min',
        default: -10,
        symbol: 'a',
        meaning: () => l10n.t('lower bound of the output'),
        domain: { minimum: -Infinity },
      },
      {
        name: 'max',
        default: 10,
        symbol: 'b',
        meaning: () => l10n.t('upper bound of the output'),
        domain: { maximum: Infinity },
      },
    ],
    formula: { latex: String.raw`f(x)=\min(\max(x\,\Phi(x),a),b)`, text: 'f(x) = min(max(x·Φ(x), a), b)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & x\,\Phi(x)\le a\\\Phi(x)+x\,\varphi(x) & a<x\,\Phi(x)<b\\0 & x\,\Phi(x)\ge b\end{cases}`,
      text: 'f′(x) = 0 (x·Φ(x) ≤ a); Φ(x) + x·φ(x) (a < x·Φ(x) < b); 0 (x·Φ(x) ≥ b)',
    },
    source: {
      authors: 'H. Wu et al.',
      year: 2020,
      title: 'Integer Quantization for Deep Learning Inference: Principles and Empirical Evaluation',
      url: 'https://arxiv.org/abs/2004.09602',
    },
    value: (x, p) => clip(gelu(x), numberOf(p, 'min'), numberOf(p, 'max')),
    computed: (x, p, round) => clip(geluAsComputed(x, round), numberOf(p, 'min'), numberOf(p, 'max')),
    // torch.clip lets the gradient pass where the output is exactly a bound.
    // Bounds that leave nothing between them make a constant, whose slope is zero there, too.
    derivative(x, p) {
      const [lower, upper] = [numberOf(p, 'min'), numberOf(p, 'max')];
      const unclipped = gelu(x);
      const passes = lower < upper && unclipped === clip(unclipped, lower, upper);
      return passes ? geluDerivative(x) : 0 * unclipped;
    },
    kinks: (p) => kinksOfClippedGelu(numberOf(p, 'min'), numberOf(p, 'max')),
  },
});

function gelu(x: number): number {
  return timesVanishing(x, normalDistribution(x));
}

function geluDerivative(x: number): number {
  return normalDistribution(x) + timesVanishing(x, normalDensity(x));
}

/** The argument of tanh in the approximation, √(2/π)·(x + 0.044715·x³). */
function tanhArgument(x: number): number {
  return SQRT_2_OVER_PI * x * (1 + CUBIC * x * x);
}

/** Where GELU is smallest; it falls before and rises after. */
const GELU_ARGMIN = -0.7517915246935645;

/** GELU falls from 0 to its minimum and rises again, so a bound between is met twice, one above 0 once. */
function kinksOfClippedGelu(lower: number, upper: number): readonly Kink[] {
  if (!(lower < upper)) {
    return [];
  }
  const falling = [
    ...crossingsWhileFalling(upper).map((at): Kink => ({ at, kind: 'corner', left: 0, right: geluDerivative(at) })),
    ...crossingsWhileFalling(lower).map((at): Kink => ({ at, kind: 'corner', left: geluDerivative(at), right: 0 })),
  ];
  const rising = [
    ...crossingsWhileRising(lower).map((at): Kink => ({ at, kind: 'corner', left: 0, right: geluDerivative(at) })),
    ...crossingsWhileRising(upper).map((at): Kink => ({ at, kind: 'corner', left: geluDerivative(at), right: 0 })),
  ];
  return [...falling, ...rising];
}

/** The x < argmin at which GELU falls below `level`, if there is one. */
function crossingsWhileFalling(level: number): readonly number[] {
  const farLeft = -40;
  return level > gelu(GELU_ARGMIN) && level < gelu(farLeft)
    ? [bisect((x) => gelu(x) <= level, GELU_ARGMIN, farLeft).holds]
    : [];
}

/** The x > argmin at which GELU rises to `level`, if there is one. */
function crossingsWhileRising(level: number): readonly number[] {
  return level > gelu(GELU_ARGMIN) && level < Infinity
    ? [bisect((x) => gelu(x) >= level, Math.max(level + 1, 1), GELU_ARGMIN).holds]
    : [];
}
