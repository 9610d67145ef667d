import * as l10n from '@vscode/l10n';
import type { Kink, Parameter } from './activation';
import { identityMinusTanh } from '../numerics/specialFunctions';
import { elementwiseFamily } from './family';
import { cornerBetween, jump, noKinks } from './kinks';
import { numberOf } from './parameters';

const THRESHOLD: Parameter = {
  name: 'lambd',
  default: 0.5,
  symbol: String.raw`\lambda`,
  meaning: () => l10n.t('inputs no further than this from 0 become 0'),
  domain: { minimum: 0 },
};

/** Small inputs become zero, or nearly so; large ones keep their size, or lose the same amount each. */
export const shrinking = elementwiseFamily({
  tanhshrink: {
    id: 'tanhshrink',
    kind: 'elementwise',
    name: () => l10n.t('Tanhshrink'),
    parameters: [],
    formula: { latex: String.raw`f(x)=x-\tanh x`, text: 'f(x) = x − tanh(x)' },
    derivativeFormula: { latex: String.raw`f'(x)=\tanh^2 x`, text: 'f′(x) = tanh²(x)' },
    value: (x) => identityMinusTanh(x),
    derivative: (x) => Math.tanh(x) ** 2,
    kinks: noKinks,
  },

  softshrink: {
    id: 'softshrink',
    kind: 'elementwise',
    name: () => l10n.t('Soft shrink'),
    parameters: [THRESHOLD],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x-\lambda & x>\lambda\\0 & |x|\le\lambda\\x+\lambda & x<-\lambda\end{cases}`,
      text: 'f(x) = x − λ (x > λ); 0 (|x| ≤ λ); x + λ (x < −λ)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & |x|>\lambda\\0 & |x|\le\lambda\end{cases}`,
      text: 'f′(x) = 1 (|x| > λ); 0 (|x| ≤ λ)',
    },
    source: { authors: 'D. L. Donoho', year: 1995, title: 'De-noising by soft-thresholding' },
    value: (x, p) => shrink(x, numberOf(p, 'lambd'), numberOf(p, 'lambd')),
    derivative: (x, p) => slopeOfShrink(x, numberOf(p, 'lambd')),
    kinks: (p) => kinksOfShrink(numberOf(p, 'lambd'), numberOf(p, 'lambd')),
  },

  hardshrink: {
    id: 'hardshrink',
    kind: 'elementwise',
    name: () => l10n.t('Hard shrink'),
    parameters: [THRESHOLD],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & |x|>\lambda\\0 & |x|\le\lambda\end{cases}`,
      text: 'f(x) = x (|x| > λ); 0 (|x| ≤ λ)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & |x|>\lambda\\0 & |x|\le\lambda\end{cases}`,
      text: 'f′(x) = 1 (|x| > λ); 0 (|x| ≤ λ)',
    },
    source: {
      authors: 'D. L. Donoho, I. M. Johnstone',
      year: 1994,
      title: 'Ideal spatial adaptation by wavelet shrinkage',
    },
    value: (x, p) => shrink(x, numberOf(p, 'lambd'), 0),
    derivative: (x, p) => slopeOfShrink(x, numberOf(p, 'lambd')),
    kinks: (p) => kinksOfShrink(numberOf(p, 'lambd'), 0),
  },

  shrink: {
    id: 'shrink',
    kind: 'elementwise',
    name: () => l10n.t('Shrink'),
    parameters: [
      THRESHOLD,
      {
        name: 'bias',
        default: 0,
        symbol: 'b',
        meaning: () => l10n.t('moves the remaining outputs towards 0: λ gives soft shrink, 0 hard shrink'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x-b & x>\lambda\\0 & |x|\le\lambda\\x+b & x<-\lambda\end{cases}`,
      text: 'f(x) = x − b (x > λ); 0 (|x| ≤ λ); x + b (x < −λ)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & |x|>\lambda\\0 & |x|\le\lambda\end{cases}`,
      text: 'f′(x) = 1 (|x| > λ); 0 (|x| ≤ λ)',
    },
    value: (x, p) => shrink(x, numberOf(p, 'lambd'), numberOf(p, 'bias')),
    derivative: (x, p) => slopeOfShrink(x, numberOf(p, 'lambd')),
    kinks: (p) => kinksOfShrink(numberOf(p, 'lambd'), numberOf(p, 'bias')),
  },
});

function shrink(x: number, threshold: number, bias: number): number {
  return Math.abs(x) <= threshold ? 0 : x - Math.sign(x) * bias;
}

function slopeOfShrink(x: number, threshold: number): number {
  if (Number.isNaN(x)) {
    return x;
  }
  return Math.abs(x) > threshold ? 1 : 0;
}

/** Corners where the outer pieces start at 0 (bias = threshold), leaps elsewhere. */
function kinksOfShrink(threshold: number, bias: number): readonly Kink[] {
  if (threshold === 0) {
    return bias === 0 ? [] : [jump(1, 1, 0)];
  }
  return bias === threshold
    ? [...cornerBetween(1, 0, -threshold), ...cornerBetween(0, 1, threshold)]
    : [jump(1, 0, -threshold), jump(0, 1, threshold)];
}
