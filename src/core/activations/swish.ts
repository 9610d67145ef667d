import * as l10n from '@vscode/l10n';
import { sigmoidWeightedAsComputed } from '../numerics/frameworkArithmetic';
import { hyperbolicSecantSquared, logistic, timesVanishing } from '../numerics/specialFunctions';
import { elementwiseFamily } from './family';
import { cornerBetween, noKinks } from './kinks';
import { numberOf } from './parameters';
import { sigmoidWeighted, sigmoidWeightedDerivative } from './sigmoidWeighted';
import { SEARCHING_FOR_MOBILENET_V3 } from './sources';

/** The input times a gate between 0 and 1 (LiSHT: between −1 and 1) that is made from the input itself. */
export const swishFamily = elementwiseFamily({
  silu: {
    id: 'silu',
    kind: 'elementwise',
    name: () => l10n.t('SiLU (Swish)'),
    parameters: [],
    formula: { latex: String.raw`f(x)=x\,\sigma(x)=\frac{x}{1+e^{-x}}`, text: 'f(x) = x·σ(x) = x/(1 + e^(−x))' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\sigma(x)\,(1+x\,(1-\sigma(x)))`,
      text: 'f′(x) = σ(x)·(1 + x·(1 − σ(x)))',
    },
    source: {
      authors: 'S. Elfwing, E. Uchibe, K. Doya',
      year: 2017,
      title: 'Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement Learning',
      url: 'https://arxiv.org/abs/1702.03118',
    },
    value: (x) => sigmoidWeighted(x, 1),
    computed: (x, _, round) => sigmoidWeightedAsComputed(x, 1, round),
    derivative: (x) => sigmoidWeightedDerivative(x, 1),
    kinks: noKinks,
  },

  swish_beta: {
    id: 'swish_beta',
    kind: 'elementwise',
    name: () => l10n.t('Swish with β'),
    parameters: [
      {
        name: 'beta',
        default: 1,
        symbol: String.raw`\beta`,
        meaning: () => l10n.t('steepness of the gate: 0 gives x/2, large values approach ReLU'),
      },
    ],
    formula: { latex: String.raw`f(x)=x\,\sigma(\beta x)`, text: 'f(x) = x·σ(β·x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\sigma(\beta x)\,(1+\beta x\,(1-\sigma(\beta x)))`,
      text: 'f′(x) = σ(β·x)·(1 + β·x·(1 − σ(β·x)))',
    },
    source: {
      authors: 'P. Ramachandran, B. Zoph, Q. V. Le',
      year: 2017,
      title: 'Searching for Activation Functions',
      url: 'https://arxiv.org/abs/1710.05941',
    },
    value: (x, p) => sigmoidWeighted(x, numberOf(p, 'beta')),
    computed: (x, p, round) => sigmoidWeightedAsComputed(x, numberOf(p, 'beta'), round),
    derivative: (x, p) => sigmoidWeightedDerivative(x, numberOf(p, 'beta')),
    kinks: noKinks,
  },

  hard_swish: {
    id: 'hard_swish',
    kind: 'elementwise',
    name: () => l10n.t('Hard swish'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\frac{x\min(\max(x+3,0),6)}{6}`,
      text: 'f(x) = x·min(max(x + 3, 0), 6)/6',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & x\le-3\\\frac{2x+3}{6} & -3<x<3\\1 & x\ge3\end{cases}`,
      text: 'f′(x) = 0 (x ≤ −3); (2·x + 3)/6 (−3 < x < 3); 1 (x ≥ 3)',
    },
    source: SEARCHING_FOR_MOBILENET_V3,
    value: (x) => hardGate(x, -3, 3, (x * (x + 3)) / 6),
    derivative: (x) => hardGateDerivative(x, -3, 3, (2 * x + 3) / 6),
    kinks: () => [...cornerBetween(0, -0.5, -3), ...cornerBetween(1.5, 1, 3)],
  },

  mish: {
    id: 'mish',
    kind: 'elementwise',
    name: () => l10n.t('Mish'),
    parameters: [],
    formula: { latex: String.raw`f(x)=x\tanh(\ln(1+e^{x}))`, text: 'f(x) = x·tanh(ln(1 + e^x))' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}f'(x)&=t+x\,\sigma(x)\,(1-t^2)\\t&=\tanh(\ln(1+e^{x}))\end{aligned}`,
      text: 'f′(x) = t + x·σ(x)·(1 − t²); t = tanh(ln(1 + e^x))',
    },
    source: {
      authors: 'D. Misra',
      year: 2019,
      title: 'Mish: A Self Regularized Non-Monotonic Activation Function',
      url: 'https://arxiv.org/abs/1908.08681',
    },
    value: (x) => timesVanishing(x, mishGate(x).gate),
    derivative(x) {
      const { gate, complement } = mishGate(x);
      return gate + timesVanishing(x, complement * logistic(x));
    },
    kinks: noKinks,
  },

  hard_mish: {
    id: 'hard_mish',
    kind: 'elementwise',
    name: () => l10n.t('Hard Mish'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\frac{x\min(\max(x+2,0),2)}{2}`,
      text: 'f(x) = x·min(max(x + 2, 0), 2)/2',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & x\le-2\\x+1 & -2<x<0\\1 & x\ge0\end{cases}`,
      text: 'f′(x) = 0 (x ≤ −2); x + 1 (−2 < x < 0); 1 (x ≥ 0)',
    },
    value: (x) => hardGate(x, -2, 0, (x * (x + 2)) / 2),
    // Written with torch.clamp, the only form in use, which lets the gradient pass at its bounds: −1 at −2.
    derivative: (x) => (x === -2 ? -1 : hardGateDerivative(x, -2, 0, x + 1)),
    kinks: () => cornerBetween(0, -1, -2),
  },

  lisht: {
    id: 'lisht',
    kind: 'elementwise',
    name: () => l10n.t('LiSHT'),
    parameters: [],
    formula: { latex: String.raw`f(x)=x\tanh x`, text: 'f(x) = x·tanh(x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\tanh x+x\,(1-\tanh^2 x)`,
      text: 'f′(x) = tanh(x) + x·(1 − tanh²(x))',
    },
    source: {
      authors: 'S. K. Roy, S. Manna, S. R. Dubey, B. B. Chaudhuri',
      year: 2019,
      title: 'LiSHT: Non-Parametric Linearly Scaled Hyperbolic Tangent Activation Function for Neural Networks',
      url: 'https://arxiv.org/abs/1901.05894',
    },
    value: (x) => x * Math.tanh(x),
    derivative: (x) => Math.tanh(x) + timesVanishing(x, hyperbolicSecantSquared(x)),
    kinks: noKinks,
  },

  tanhexp: {
    id: 'tanhexp',
    kind: 'elementwise',
    name: () => l10n.t('TanhExp (TeLU)'),
    parameters: [],
    formula: { latex: String.raw`f(x)=x\tanh(e^{x})`, text: 'f(x) = x·tanh(e^x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\tanh(e^{x})+x\,e^{x}\,(1-\tanh^2(e^{x}))`,
      text: 'f′(x) = tanh(e^x) + x·e^x·(1 − tanh²(e^x))',
    },
    source: {
      authors: 'X. Liu, X. Di',
      year: 2020,
      title: 'TanhExp: A Smooth Activation Function with High Convergence Speed for Lightweight Neural Networks',
      url: 'https://arxiv.org/abs/2003.09855',
    },
    value: (x) => timesVanishing(x, Math.tanh(Math.exp(x))),
    derivative(x) {
      const exponential = Math.exp(x);
      const slopeOfGate = timesVanishing(exponential, hyperbolicSecantSquared(exponential));
      return Math.tanh(exponential) + timesVanishing(x, slopeOfGate);
    },
    kinks: noKinks,
  },
});

/** 0 up to `lower`, `between` up to `upper`, the identity beyond; NaN stays NaN. */
function hardGate(x: number, lower: number, upper: number, between: number): number {
  if (x >= upper) {
    return x;
  }
  return x <= lower ? 0 : between;
}

/** The slopes of {@link hardGate}, with those of the outer pieces at the bounds, as in PyTorch's hardswish. */
function hardGateDerivative(x: number, lower: number, upper: number, between: number): number {
  if (x >= upper) {
    return 1;
  }
  return x <= lower ? 0 : between;
}

/**
 * Mish's gate t = tanh(ln(1 + e^x)), and 1 − t². With n = e^x the gate is n(n + 2)/(n(n + 2) + 2), an algebraic form
 * without cancellation; for positive x both sides are divided by n² so that nothing overflows.
 */
function mishGate(x: number): { gate: number; complement: number } {
  const n = Math.exp(-Math.abs(x));
  if (x > 0) {
    const denominator = 1 + 2 * n + 2 * n * n;
    return { gate: (1 + 2 * n) / denominator, complement: (2 * n * (1 + n)) ** 2 / denominator ** 2 };
  }
  const denominator = n * (n + 2) + 2;
  return { gate: (n * (n + 2)) / denominator, complement: (4 * (1 + n) ** 2) / denominator ** 2 };
}
