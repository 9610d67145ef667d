import * as l10n from '@vscode/l10n';
import { erf, erfDerivative, hyperbolicSecantSquared, timesVanishing } from '../numerics/specialFunctions';
import { clip, cornersOfClip, slopeWithin } from './clipping';
import { elementwiseFamily } from './family';
import { noKinks } from './kinks';
import { numberOf } from './parameters';
import { EFFICIENT_BACKPROP } from './sources';

/** S-shaped curves that are symmetric about the origin: bounded on both sides and zero-centered. */
export const tanhLike = elementwiseFamily({
  tanh: {
    id: 'tanh',
    kind: 'elementwise',
    name: () => l10n.t('Tanh'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\tanh x=\frac{e^{x}-e^{-x}}{e^{x}+e^{-x}}`,
      text: 'f(x) = tanh(x) = (e^x − e^(−x))/(e^x + e^(−x))',
    },
    derivativeFormula: { latex: String.raw`f'(x)=1-\tanh^2 x`, text: 'f′(x) = 1 − tanh²(x)' },
    source: EFFICIENT_BACKPROP,
    value: (x) => Math.tanh(x),
    derivative: (x) => hyperbolicSecantSquared(x),
    kinks: noKinks,
  },

  hard_tanh: {
    id: 'hard_tanh',
    kind: 'elementwise',
    name: () => l10n.t('Hard tanh'),
    parameters: [
      {
        name: 'min_val',
        default: -1,
        symbol: 'a',
        meaning: () => l10n.t('lower bound of the output'),
        domain: { minimum: -Infinity },
      },
      {
        name: 'max_val',
        default: 1,
        symbol: 'b',
        meaning: () => l10n.t('upper bound of the output'),
        domain: { maximum: Infinity },
      },
    ],
    formula: { latex: String.raw`f(x)=\min(\max(x,a),b)`, text: 'f(x) = min(max(x, a), b)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}0 & x\le a\\1 & a<x<b\\0 & x\ge b\end{cases}`,
      text: 'f′(x) = 0 (x ≤ a); 1 (a < x < b); 0 (x ≥ b)',
    },
    source: { authors: 'R. Collobert', year: 2004, title: 'Large Scale Machine Learning (PhD thesis)' },
    value: (x, p) => clip(x, numberOf(p, 'min_val'), numberOf(p, 'max_val')),
    derivative: (x, p) => slopeWithin(x, numberOf(p, 'min_val'), numberOf(p, 'max_val'), 1),
    kinks: (p) => cornersOfClip(numberOf(p, 'min_val'), numberOf(p, 'max_val'), 1),
  },

  lecun_tanh: {
    id: 'lecun_tanh',
    kind: 'elementwise',
    name: () => l10n.t('LeCun scaled tanh'),
    parameters: [
      { name: 'scale', default: 1.7159, symbol: 'A', meaning: () => l10n.t('bound of the output') },
      { name: 'slope', default: 2 / 3, symbol: 'S', meaning: () => l10n.t('factor of the input') },
    ],
    formula: { latex: String.raw`f(x)=A\tanh(Sx)`, text: 'f(x) = A·tanh(S·x)' },
    derivativeFormula: { latex: String.raw`f'(x)=AS\,(1-\tanh^2(Sx))`, text: 'f′(x) = A·S·(1 − tanh²(S·x))' },
    source: EFFICIENT_BACKPROP,
    value: (x, p) => numberOf(p, 'scale') * Math.tanh(timesVanishing(x, numberOf(p, 'slope'))),
    derivative(x, p) {
      const slope = numberOf(p, 'slope');
      return numberOf(p, 'scale') * slope * hyperbolicSecantSquared(timesVanishing(x, slope));
    },
    kinks: noKinks,
  },

  erf: {
    id: 'erf',
    kind: 'elementwise',
    name: () => l10n.t('Error function'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)=\operatorname{erf}(x)=\frac{2}{\sqrt{\pi}}\int_0^x e^{-t^2}\,dt`,
      text: 'f(x) = erf(x) = 2/√π·∫₀ˣ e^(−t²) dt',
    },
    derivativeFormula: { latex: String.raw`f'(x)=\frac{2}{\sqrt{\pi}}\,e^{-x^2}`, text: 'f′(x) = 2/√π·e^(−x²)' },
    value: (x) => erf(x),
    derivative: (x) => erfDerivative(x),
    kinks: noKinks,
  },

  arctan: {
    id: 'arctan',
    kind: 'elementwise',
    name: () => l10n.t('Arctangent'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\arctan x`, text: 'f(x) = arctan(x)' },
    derivativeFormula: { latex: String.raw`f'(x)=\frac{1}{1+x^2}`, text: 'f′(x) = 1/(1 + x²)' },
    value: (x) => Math.atan(x),
    derivative: (x) => 1 / (1 + x * x),
    kinks: noKinks,
  },

  softsign: {
    id: 'softsign',
    kind: 'elementwise',
    name: () => l10n.t('Softsign'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\frac{x}{1+|x|}`, text: 'f(x) = x/(1 + |x|)' },
    derivativeFormula: { latex: String.raw`f'(x)=\frac{1}{(1+|x|)^2}`, text: 'f′(x) = 1/(1 + |x|)²' },
    source: {
      authors: 'J. Bergstra, G. Desjardins, P. Lamblin, Y. Bengio',
      year: 2009,
      title: 'Quadratic Polynomials Learn Better Image Features (Technical Report 1337, Université de Montréal)',
    },
    value: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
    derivative: (x) => 1 / (1 + Math.abs(x)) ** 2,
    kinks: noKinks,
  },

  isru: {
    id: 'isru',
    kind: 'elementwise',
    name: () => l10n.t('ISRU (inverse square root unit)'),
    parameters: [
      {
        name: 'alpha',
        default: 1,
        symbol: String.raw`\alpha`,
        meaning: () => l10n.t('bounds the output to ±1/√α'),
        domain: { minimum: 0 },
      },
    ],
    formula: { latex: String.raw`f(x)=\frac{x}{\sqrt{1+\alpha x^2}}`, text: 'f(x) = x/√(1 + α·x²)' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\frac{1}{(1+\alpha x^2)^{3/2}}`,
      text: 'f′(x) = 1/(1 + α·x²)^(3/2)',
    },
    source: {
      authors: 'B. Carlile, G. Delamarter, P. Kinney, A. Marti, B. Whitney',
      year: 2017,
      title: 'Improving Deep Learning by Inverse Square Root Linear Units (ISRLUs)',
      url: 'https://arxiv.org/abs/1710.09967',
    },
    value(x, p) {
      const root = Math.sqrt(numberOf(p, 'alpha'));
      const scaled = timesVanishing(x, root);
      return Math.abs(scaled) === Infinity ? Math.sign(x) / root : x / Math.hypot(1, scaled);
    },
    derivative(x, p) {
      const scaled = timesVanishing(x, Math.sqrt(numberOf(p, 'alpha')));
      return Math.hypot(1, scaled) ** -3;
    },
    kinks: noKinks,
  },
});
