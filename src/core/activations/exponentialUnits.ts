import * as l10n from '@vscode/l10n';
import type { Kink } from './activation';
import { expMinusOneMinusIdentity, timesVanishing } from '../numerics/specialFunctions';
import { elementwiseFamily } from './family';
import { cornerBetween, jump, noKinks } from './kinks';
import { numberOf } from './parameters';

/**
 * xIELU's guard ε is there for numerical reasons (10⁻⁶). A guard narrower than this is no feature of the function, and
 * the sliver next to 0 in which it changes the slope is not reported.
 */
const NARROWEST_VISIBLE_GUARD = 1e-3;

/**
 * xIELU as transformers, its only home, initializes it: an α of 0.8, stored as the softplus of a bfloat16 number (for
 * negative inputs on top of β). So a fresh one computes with 0.8004 and 0.8009, and with ε rounded to bfloat16.
 */
const XIELU_INITIAL = {
  alpha_p: Math.log1p(Math.exp(0.2041015625)),
  alpha_n: 0.5 + Math.log1p(Math.exp(-1.046875)),
  eps: -134 * 2 ** -27,
} as const;

/** The identity (or a parabola) on the right, an exponential that levels off on the left. */
export const exponentialUnits = elementwiseFamily({
  elu: {
    id: 'elu',
    kind: 'elementwise',
    name: () => l10n.t('ELU'),
    parameters: [
      {
        name: 'alpha',
        default: 1,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('the output approaches −α on the left'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>0\\\alpha\,(e^{x}-1) & x\le0\end{cases}`,
      text: 'f(x) = x (x > 0); α·(e^x − 1) (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\\alpha\,e^{x} & x\le0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); α·e^x (x ≤ 0)',
    },
    source: {
      authors: 'D.-A. Clevert, T. Unterthiner, S. Hochreiter',
      year: 2015,
      title: 'Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)',
      url: 'https://arxiv.org/abs/1511.07289',
    },
    value: (x, p) => (x > 0 ? x : numberOf(p, 'alpha') * Math.expm1(x)),
    derivative: (x, p) => (x > 0 ? 1 : numberOf(p, 'alpha') * Math.exp(x)),
    kinks: (p) => cornerBetween(numberOf(p, 'alpha'), 1, 0),
  },

  celu: {
    id: 'celu',
    kind: 'elementwise',
    name: () => l10n.t('CELU'),
    parameters: [
      {
        name: 'alpha',
        default: 1,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('the output approaches −α on the left, and the more slowly the larger α is'),
        domain: { above: 0 },
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}x & x>0\\\alpha\,(e^{x/\alpha}-1) & x\le0\end{cases}`,
      text: 'f(x) = x (x > 0); α·(e^(x/α) − 1) (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\e^{x/\alpha} & x\le0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); e^(x/α) (x ≤ 0)',
    },
    source: {
      authors: 'J. T. Barron',
      year: 2017,
      title: 'Continuously Differentiable Exponential Linear Units',
      url: 'https://arxiv.org/abs/1704.07483',
    },
    value(x, p) {
      const alpha = numberOf(p, 'alpha');
      return x > 0 ? x : alpha * Math.expm1(x / alpha);
    },
    derivative: (x, p) => (x > 0 ? 1 : Math.exp(x / numberOf(p, 'alpha'))),
    kinks: noKinks,
  },

  selu: {
    id: 'selu',
    kind: 'elementwise',
    name: () => l10n.t('SELU'),
    parameters: [
      {
        name: 'alpha',
        default: 1.6732632423543772,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('chosen, together with λ, so that mean 0 and variance 1 are kept'),
      },
      {
        name: 'scale',
        default: 1.0507009873554805,
        symbol: String.raw`\lambda`,
        meaning: () => l10n.t('slope for positive inputs'),
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}\lambda x & x>0\\\lambda\alpha\,(e^{x}-1) & x\le0\end{cases}`,
      text: 'f(x) = λ·x (x > 0); λ·α·(e^x − 1) (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}\lambda & x>0\\\lambda\alpha\,e^{x} & x\le0\end{cases}`,
      text: 'f′(x) = λ (x > 0); λ·α·e^x (x ≤ 0)',
    },
    source: {
      authors: 'G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter',
      year: 2017,
      title: 'Self-Normalizing Neural Networks',
      url: 'https://arxiv.org/abs/1706.02515',
    },
    value: (x, p) => timesVanishing(x > 0 ? x : numberOf(p, 'alpha') * Math.expm1(x), numberOf(p, 'scale')),
    derivative: (x, p) => numberOf(p, 'scale') * (x > 0 ? 1 : numberOf(p, 'alpha') * Math.exp(x)),
    kinks: (p) => cornerBetween(numberOf(p, 'scale') * numberOf(p, 'alpha'), numberOf(p, 'scale'), 0),
  },

  // α_p and α_n are the numbers that enter the formula. transformers trains logarithmic forms of them that softplus
  // maps back, and stores those in bfloat16, so that a fresh module computes with 0.8004 and 0.8009 where 0.8 is asked.
  xielu: {
    id: 'xielu',
    kind: 'elementwise',
    name: () => l10n.t('xIELU'),
    parameters: [
      {
        name: 'alpha_p',
        default: XIELU_INITIAL.alpha_p,
        symbol: String.raw`\alpha_p`,
        meaning: () => l10n.t('curvature for positive inputs, as it is before training'),
        learnable: true,
      },
      {
        name: 'alpha_n',
        default: XIELU_INITIAL.alpha_n,
        symbol: String.raw`\alpha_n`,
        meaning: () => l10n.t('curvature for negative inputs, as it is before training'),
        learnable: true,
      },
      { name: 'beta', default: 0.5, symbol: String.raw`\beta`, meaning: () => l10n.t('slope at 0') },
      {
        name: 'eps',
        default: XIELU_INITIAL.eps,
        meaning: () => l10n.t('the exponential is taken no further right than here, to keep its digits'),
        domain: { maximum: 0 },
      },
    ],
    formula: {
      latex: String.raw`f(x)=\begin{cases}\alpha_p x^2+\beta x & x>0\\\alpha_n\,(e^{x}-1-x)+\beta x & x\le0\end{cases}`,
      text: 'f(x) = α_p·x² + β·x (x > 0); α_n·(e^x − 1 − x) + β·x (x ≤ 0)',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}2\alpha_p x+\beta & x>0\\\alpha_n\,(e^{x}-1)+\beta & x\le0\end{cases}`,
      text: 'f′(x) = 2·α_p·x + β (x > 0); α_n·(e^x − 1) + β (x ≤ 0)',
    },
    source: {
      authors: 'A. H. Huang, I. Schlag',
      year: 2024,
      title: 'Deriving Activation Functions Using Integration',
      url: 'https://arxiv.org/abs/2411.13010',
    },
    value(x, p) {
      const beta = numberOf(p, 'beta');
      if (x > 0) {
        return timesVanishing(x, timesVanishing(x, numberOf(p, 'alpha_p')) + beta);
      }
      const alpha = numberOf(p, 'alpha_n');
      const guard = numberOf(p, 'eps');
      if (x < -1) {
        // Where the exponential has faded, both multiples of x are taken together: their difference may be zero.
        return alpha * Math.expm1(Math.min(x, guard)) + timesVanishing(x, beta - alpha);
      }
      const curved = x > guard ? Math.expm1(guard) - x : expMinusOneMinusIdentity(x);
      return alpha * curved + beta * x;
    },
    derivative(x, p) {
      const beta = numberOf(p, 'beta');
      if (x > 0) {
        return timesVanishing(x, 2 * numberOf(p, 'alpha_p')) + beta;
      }
      const alpha = numberOf(p, 'alpha_n');
      return x > numberOf(p, 'eps') ? beta - alpha : alpha * Math.expm1(x) + beta;
    },
    kinks(p) {
      const guard = numberOf(p, 'eps');
      return guard < -NARROWEST_VISIBLE_GUARD ? kinksOfGuard(guard, numberOf(p, 'alpha_n'), numberOf(p, 'beta')) : [];
    },
  },
});

/** A wide guard makes xIELU a straight line from the guard to 0, where it leaps back to 0; unless nothing bends. */
function kinksOfGuard(guard: number, alpha: number, beta: number): readonly Kink[] {
  if (alpha === 0) {
    return [];
  }
  const slope = beta - alpha;
  return [...cornerBetween(alpha * Math.expm1(guard) + beta, slope, guard), jump(slope, beta, 0)];
}
