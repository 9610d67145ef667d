import * as l10n from '@vscode/l10n';
import { elementwiseFamily } from './family';
import { noKinks } from './kinks';
import { numberOf } from './parameters';

/** Waves, alone or on top of the identity. At infinity they, or their slopes, have no limit: the result is NaN. */
export const periodic = elementwiseFamily({
  sine: {
    id: 'sine',
    kind: 'elementwise',
    name: () => l10n.t('Sine'),
    parameters: [
      {
        name: 'omega_0',
        default: 30,
        symbol: String.raw`\omega_0`,
        meaning: () => l10n.t('angular frequency: SIREN uses 30, a bare sin(x) has 1'),
      },
    ],
    formula: { latex: String.raw`f(x)=\sin(\omega_0 x)`, text: 'f(x) = sin(ω₀·x)' },
    derivativeFormula: { latex: String.raw`f'(x)=\omega_0\cos(\omega_0 x)`, text: 'f′(x) = ω₀·cos(ω₀·x)' },
    source: {
      authors: 'V. Sitzmann, J. N. P. Martel, A. W. Bergman, D. B. Lindell, G. Wetzstein',
      year: 2020,
      title: 'Implicit Neural Representations with Periodic Activation Functions',
      url: 'https://arxiv.org/abs/2006.09661',
    },
    value: (x, p) => Math.sin(angle(numberOf(p, 'omega_0'), x)),
    derivative: (x, p) => numberOf(p, 'omega_0') * Math.cos(angle(numberOf(p, 'omega_0'), x)),
    kinks: noKinks,
  },

  cosine: {
    id: 'cosine',
    kind: 'elementwise',
    name: () => l10n.t('Cosine'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\cos x`, text: 'f(x) = cos(x)' },
    derivativeFormula: { latex: String.raw`f'(x)=-\sin x`, text: 'f′(x) = −sin(x)' },
    value: (x) => Math.cos(x),
    derivative: (x) => -Math.sin(x),
    kinks: noKinks,
  },

  snake: {
    id: 'snake',
    kind: 'elementwise',
    name: () => l10n.t('Snake'),
    parameters: [
      {
        name: 'a',
        default: 1,
        symbol: 'a',
        meaning: () => l10n.t('frequency of the wave, which some implementations train; 0 gives the identity'),
      },
    ],
    formula: { latex: String.raw`f(x)=x+\frac{1}{a}\sin^2(ax)`, text: 'f(x) = x + 1/a·sin²(a·x)' },
    derivativeFormula: { latex: String.raw`f'(x)=1+\sin(2ax)`, text: 'f′(x) = 1 + sin(2·a·x)' },
    source: {
      authors: 'L. Ziyin, T. Hartwig, M. Ueda',
      year: 2020,
      title: 'Neural Networks Fail to Learn Periodic Functions and How to Fix It',
      url: 'https://arxiv.org/abs/2006.08195',
    },
    value: (x, p) => snake(x, numberOf(p, 'a'), numberOf(p, 'a')),
    derivative: (x, p) => 1 + Math.sin(angle(2 * numberOf(p, 'a'), x)),
    kinks: noKinks,
  },

  snake_beta: {
    id: 'snake_beta',
    kind: 'elementwise',
    name: () => l10n.t('SnakeBeta'),
    parameters: [
      {
        name: 'alpha',
        default: 1,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('frequency of the wave, as it is before training'),
        learnable: true,
      },
      {
        name: 'beta',
        default: 1,
        symbol: String.raw`\beta`,
        meaning: () => l10n.t('the wave has height 1/β, as it is before training'),
        domain: { above: 0 },
        learnable: true,
      },
    ],
    formula: { latex: String.raw`f(x)=x+\frac{1}{\beta}\sin^2(\alpha x)`, text: 'f(x) = x + 1/β·sin²(α·x)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=1+\frac{\alpha}{\beta}\sin(2\alpha x)`,
      text: 'f′(x) = 1 + α/β·sin(2·α·x)',
    },
    value: (x, p) => snake(x, numberOf(p, 'alpha'), numberOf(p, 'beta')),
    derivative(x, p) {
      const frequency = numberOf(p, 'alpha');
      return 1 + (frequency / numberOf(p, 'beta')) * Math.sin(angle(2 * frequency, x));
    },
    kinks: noKinks,
  },
});

/** frequency · x, reduced to one turn where the product alone would overflow. */
function angle(frequency: number, x: number): number {
  const product = frequency * x;
  return Number.isFinite(product) ? product : (x % ((2 * Math.PI) / frequency)) * frequency;
}

/** x + sin²(frequency·x)/damping; a wave of frequency 0 is no wave. */
function snake(x: number, frequency: number, damping: number): number {
  return frequency === 0 || Math.abs(x) === Infinity ? x : x + Math.sin(angle(frequency, x)) ** 2 / damping;
}
