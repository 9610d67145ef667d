import * as l10n from '@vscode/l10n';
import { gaussianBell, logHyperbolicCosine, timesVanishing } from '../numerics/specialFunctions';
import { elementwiseFamily } from './family';
import { cornerBetween, noKinks } from './kinks';
import { numberOf } from './parameters';

/** Plain functions of school mathematics that also serve as activations. */
export const elementary = elementwiseFamily({
  identity: {
    id: 'identity',
    kind: 'elementwise',
    name: () => l10n.t('Identity (linear)'),
    parameters: [],
    formula: { latex: String.raw`f(x)=x`, text: 'f(x) = x' },
    derivativeFormula: { latex: String.raw`f'(x)=1`, text: 'f′(x) = 1' },
    value: (x) => x,
    derivative: (x) => (Number.isNaN(x) ? x : 1),
    kinks: noKinks,
  },

  abs: {
    id: 'abs',
    kind: 'elementwise',
    name: () => l10n.t('Absolute value'),
    parameters: [],
    formula: { latex: String.raw`f(x)=|x|`, text: 'f(x) = |x|' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}1 & x>0\\0 & x=0\\-1 & x<0\end{cases}`,
      text: 'f′(x) = 1 (x > 0); 0 (x = 0); −1 (x < 0)',
    },
    value: (x) => Math.abs(x),
    derivative: (x) => Math.sign(x),
    kinks: () => cornerBetween(-1, 1, 0),
  },

  exponential: {
    id: 'exponential',
    kind: 'elementwise',
    name: () => l10n.t('Exponential'),
    parameters: [],
    formula: { latex: String.raw`f(x)=e^{x}`, text: 'f(x) = e^x' },
    derivativeFormula: { latex: String.raw`f'(x)=e^{x}`, text: 'f′(x) = e^x' },
    value: (x) => Math.exp(x),
    derivative: (x) => Math.exp(x),
    kinks: noKinks,
  },

  logcosh: {
    id: 'logcosh',
    kind: 'elementwise',
    name: () => l10n.t('Log-cosh'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\ln\cosh x`, text: 'f(x) = ln(cosh(x))' },
    derivativeFormula: { latex: String.raw`f'(x)=\tanh x`, text: 'f′(x) = tanh(x)' },
    value: (x) => logHyperbolicCosine(x),
    derivative: (x) => Math.tanh(x),
    kinks: noKinks,
  },

  bent_identity: {
    id: 'bent_identity',
    kind: 'elementwise',
    name: () => l10n.t('Bent identity'),
    parameters: [],
    formula: { latex: String.raw`f(x)=\frac{\sqrt{x^2+1}-1}{2}+x`, text: 'f(x) = (√(x² + 1) − 1)/2 + x' },
    derivativeFormula: {
      latex: String.raw`f'(x)=\frac{x}{2\sqrt{x^2+1}}+1`,
      text: 'f′(x) = x/(2·√(x² + 1)) + 1',
    },
    // √(x² + 1) − 1 = x·x/(√(x² + 1) + 1), which keeps the digits of the bend around 0.
    value: (x) => x * (1 + cosineOfSlope(x, 1) / 2),
    derivative: (x) => 1 + cosineOfSlope(x, 0) / 2,
    kinks: noKinks,
  },

  // Code writes exp(−x²), exp(−x²/2) or exp(−x²/(2σ²)); all are this function, with σ = √½, 1 and σ.
  gaussian: {
    id: 'gaussian',
    kind: 'elementwise',
    name: () => l10n.t('Gaussian'),
    parameters: [
      {
        name: 'scale',
        default: Math.SQRT1_2,
        symbol: String.raw`\sigma`,
        meaning: () => l10n.t('width of the bell: exp(−x²) has 1/√2, exp(−x²/2) has 1'),
        domain: { above: 0 },
      },
    ],
    formula: { latex: String.raw`f(x)=e^{-x^2/(2\sigma^2)}`, text: 'f(x) = e^(−x²/(2σ²))' },
    derivativeFormula: {
      latex: String.raw`f'(x)=-\frac{x}{\sigma^2}\,e^{-x^2/(2\sigma^2)}`,
      text: 'f′(x) = −x/σ²·e^(−x²/(2σ²))',
    },
    source: {
      authors: 'D. S. Broomhead, D. Lowe',
      year: 1988,
      title: 'Multivariable functional interpolation and adaptive networks',
    },
    value: (x, p) => gaussianBell(x / numberOf(p, 'scale')),
    derivative(x, p) {
      const scale = numberOf(p, 'scale');
      return -timesVanishing(x / scale, gaussianBell(x / scale)) / scale;
    },
    kinks: noKinks,
  },
});

/** x/(√(x² + 1) + offset), with its limits at infinity. */
function cosineOfSlope(x: number, offset: number): number {
  return Math.abs(x) === Infinity ? Math.sign(x) : x / (Math.hypot(x, 1) + offset);
}
