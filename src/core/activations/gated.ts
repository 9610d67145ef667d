import * as l10n from '@vscode/l10n';
import type {
  ElementwiseActivation,
  Kink,
  ParameterValues,
  ScalarFunction,
  Source,
  VectorActivation,
} from './activation';
import { clip } from './clipping';
import { elementary } from './elementary';
import { geluFamily } from './gelu';
import { cornerBetween } from './kinks';
import { numberOf } from './parameters';
import { rectified } from './rectified';
import { sigmoidal } from './sigmoidal';
import { swishFamily } from './swish';
import { vectorFamily } from './vectorFamily';

const GLU_VARIANTS: Source = {
  authors: 'N. Shazeer',
  year: 2020,
  title: 'GLU Variants Improve Transformer',
  url: 'https://arxiv.org/abs/2002.05202',
};

type Vector = readonly number[];
type Matrix = readonly (readonly number[])[];
type Calculation = Pick<VectorActivation, 'vectorValue' | 'jacobian'>;

/** Two equally long halves; an input that has none, because its length is odd, has no output either. */
function halvesOf(x: Vector): readonly (readonly [first: number, second: number])[] {
  const size = x.length / 2;
  if (!Number.isInteger(size)) return [];
  return x.slice(0, size).map((first, i) => [first, x[size + i] ?? 0] as const);
}

/** Row i has two entries: how output i changes with the i-th number of each half. */
function pairedJacobian(slopes: readonly (readonly [first: number, second: number])[]): Matrix {
  const size = slopes.length;
  return slopes.map(([first, second], i) =>
    Array.from({ length: 2 * size }, (_, j) => (j === i ? first : j === size + i ? second : 0)),
  );
}

/** g(a) · b: the first half gates the second. */
function gatedByFirst(gate: ElementwiseActivation): Calculation {
  return {
    vectorValue: (x) => halvesOf(x).map(([a, b]) => gate.value(a, {}) * b),
    jacobian: (x) => pairedJacobian(halvesOf(x).map(([a, b]) => [gate.derivative(a, {}) * b, gate.value(a, {})])),
  };
}

/** a · g(b): the second half gates the first. */
function gatedBySecond(gate: ElementwiseActivation): Calculation {
  return {
    vectorValue: (x) => halvesOf(x).map(([a, b]) => a * gate.value(b, {})),
    jacobian: (x) => pairedJacobian(halvesOf(x).map(([a, b]) => [gate.value(b, {}), a * gate.derivative(b, {})])),
  };
}

/** The gate as it is drawn: what it lets through of a value path that carries 1. */
function gateAlone(gate: ElementwiseActivation): ScalarFunction {
  const { computed } = gate;
  return {
    value: (x) => gate.value(x, {}),
    derivative: (x) => gate.derivative(x, {}),
    kinks: () => gate.kinks({}),
    ...(computed && {
      computed: (x: number, _: ParameterValues, round: (y: number) => number) => computed(x, {}, round),
    }),
  };
}

const gateInput = () => l10n.t('pre-activation of the gate');
const outputForValueOne = () => l10n.t('output where the value path carries 1');

/** One half of the input decides how much of the other half passes. */
export const gated = vectorFamily({
  glu: {
    id: 'glu',
    kind: 'vector',
    name: () => l10n.t('GLU'),
    parameters: [
      { name: 'axis', default: -1, meaning: () => l10n.t('the dimension that is split into values and gates') },
    ],
    formula: { latex: String.raw`f(a,b)=a\otimes\sigma(b)`, text: 'f(a, b) = a ⊗ σ(b)' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=\sigma(b)\\\frac{\partial f}{\partial b}&=a\otimes\sigma(b)\,(1-\sigma(b))\end{aligned}`,
      text: '∂f/∂a = σ(b); ∂f/∂b = a ⊗ σ(b)·(1 − σ(b))',
    },
    source: {
      authors: 'Y. N. Dauphin, A. Fan, M. Auli, D. Grangier',
      year: 2016,
      title: 'Language Modeling with Gated Convolutional Networks',
      url: 'https://arxiv.org/abs/1612.08083',
    },
    ...gatedBySecond(sigmoidal.sigmoid),
    view: { axis: gateInput, caption: outputForValueOne, ...gateAlone(sigmoidal.sigmoid) },
  },

  swiglu: {
    id: 'swiglu',
    kind: 'vector',
    name: () => l10n.t('SwiGLU'),
    parameters: [],
    formula: { latex: String.raw`f(a,b)=a\,\sigma(a)\otimes b`, text: 'f(a, b) = a·σ(a) ⊗ b' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=\sigma(a)\,(1+a\,(1-\sigma(a)))\otimes b\\\frac{\partial f}{\partial b}&=a\,\sigma(a)\end{aligned}`,
      text: '∂f/∂a = σ(a)·(1 + a·(1 − σ(a))) ⊗ b; ∂f/∂b = a·σ(a)',
    },
    source: GLU_VARIANTS,
    ...gatedByFirst(swishFamily.silu),
    view: { axis: gateInput, caption: outputForValueOne, ...gateAlone(swishFamily.silu) },
  },

  geglu: {
    id: 'geglu',
    kind: 'vector',
    name: () => l10n.t('GEGLU'),
    parameters: [],
    formula: { latex: String.raw`f(a,b)=a\,\Phi(a)\otimes b`, text: 'f(a, b) = a·Φ(a) ⊗ b' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=\left(\Phi(a)+\frac{a}{\sqrt{2\pi}}\,e^{-a^2/2}\right)\otimes b\\\frac{\partial f}{\partial b}&=a\,\Phi(a)\end{aligned}`,
      text: '∂f/∂a = (Φ(a) + a/√(2π)·e^(−a²/2)) ⊗ b; ∂f/∂b = a·Φ(a)',
    },
    source: GLU_VARIANTS,
    ...gatedByFirst(geluFamily.gelu),
    view: { axis: gateInput, caption: outputForValueOne, ...gateAlone(geluFamily.gelu) },
  },

  reglu: {
    id: 'reglu',
    kind: 'vector',
    name: () => l10n.t('ReGLU'),
    parameters: [],
    formula: { latex: String.raw`f(a,b)=\max(0,a)\otimes b`, text: 'f(a, b) = max(0, a) ⊗ b' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=\begin{cases}b & a>0\\0 & a\le0\end{cases}\\\frac{\partial f}{\partial b}&=\max(0,a)\end{aligned}`,
      text: '∂f/∂a = b (a > 0); 0 (a ≤ 0); ∂f/∂b = max(0, a)',
    },
    source: GLU_VARIANTS,
    ...gatedByFirst(rectified.relu),
    view: { axis: gateInput, caption: outputForValueOne, ...gateAlone(rectified.relu) },
  },

  sreglu: {
    id: 'sreglu',
    kind: 'vector',
    name: () => l10n.t('Squared-ReLU GLU'),
    parameters: [],
    formula: { latex: String.raw`f(a,b)=\max(0,a)^2\otimes b`, text: 'f(a, b) = max(0, a)² ⊗ b' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=2\max(0,a)\otimes b\\\frac{\partial f}{\partial b}&=\max(0,a)^2\end{aligned}`,
      text: '∂f/∂a = 2·max(0, a) ⊗ b; ∂f/∂b = max(0, a)²',
    },
    ...gatedByFirst(rectified.relu_squared),
    view: { axis: gateInput, caption: outputForValueOne, ...gateAlone(rectified.relu_squared) },
  },

  clamped_swiglu: {
    id: 'clamped_swiglu',
    kind: 'vector',
    name: () => l10n.t('Clamped SwiGLU'),
    parameters: [
      { name: 'alpha', default: 1.702, symbol: String.raw`\alpha`, meaning: () => l10n.t('steepness of the gate') },
      {
        name: 'limit',
        default: 7,
        symbol: 'L',
        meaning: () => l10n.t('bound of both halves'),
        domain: { minimum: 0, maximum: Infinity },
      },
      { name: 'offset', default: 1, symbol: 'c', meaning: () => l10n.t('what is added to the value path') },
    ],
    formula: {
      latex: String.raw`\begin{aligned}f(a,b)&=u\,\sigma(\alpha u)\otimes(v+c)\\u&=\min(a,L)\\v&=\min(\max(b,-L),L)\end{aligned}`,
      text: 'f(a, b) = u·σ(α·u) ⊗ (v + c); u = min(a, L); v = min(max(b, −L), L)',
    },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=\begin{cases}\sigma(\alpha a)\,(1+\alpha a\,(1-\sigma(\alpha a)))\otimes(v+c) & a\le L\\0 & a>L\end{cases}\\\frac{\partial f}{\partial b}&=\begin{cases}u\,\sigma(\alpha u) & |b|\le L\\0 & |b|>L\end{cases}\end{aligned}`,
      text: '∂f/∂a = σ(α·a)·(1 + α·a·(1 − σ(α·a))) ⊗ (v + c) (a ≤ L); 0 (a > L); ∂f/∂b = u·σ(α·u) (|b| ≤ L); 0 (|b| > L)',
    },
    vectorValue: (x, parameters) =>
      halvesOf(x).map(([a, b]) => clampedGate(a, parameters) * clampedValue(b, parameters)),
    jacobian: (x, parameters) =>
      pairedJacobian(
        halvesOf(x).map(([a, b]) => [
          clampedGateSlope(a, parameters) * clampedValue(b, parameters),
          Math.abs(b) <= numberOf(parameters, 'limit') ? clampedGate(a, parameters) : 0,
        ]),
      ),
    view: {
      axis: gateInput,
      caption: outputForValueOne,
      value: clampedGate,
      derivative: clampedGateSlope,
      kinks: clampedGateKinks,
    },
  },

  bilinear_glu: {
    id: 'bilinear_glu',
    kind: 'vector',
    name: () => l10n.t('Bilinear GLU'),
    parameters: [],
    formula: { latex: String.raw`f(a,b)=a\otimes b`, text: 'f(a, b) = a ⊗ b' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f}{\partial a}&=b\\\frac{\partial f}{\partial b}&=a\end{aligned}`,
      text: '∂f/∂a = b; ∂f/∂b = a',
    },
    source: GLU_VARIANTS,
    ...gatedByFirst(elementary.identity),
    view: { axis: gateInput, caption: outputForValueOne, ...gateAlone(elementary.identity) },
  },
});

/** min(a, L)·σ(α·min(a, L)). */
function clampedGate(a: number, parameters: ParameterValues): number {
  return geluFamily.quick_gelu.value(Math.min(a, numberOf(parameters, 'limit')), parameters);
}

/** At the bound itself the gradient passes, as it does through PyTorch's clamp. */
function clampedGateSlope(a: number, parameters: ParameterValues): number {
  return a <= numberOf(parameters, 'limit') ? geluFamily.quick_gelu.derivative(a, parameters) : 0;
}

function clampedGateKinks(parameters: ParameterValues): readonly Kink[] {
  const limit = numberOf(parameters, 'limit');
  return Number.isFinite(limit) ? cornerBetween(clampedGateSlope(limit, parameters), 0, limit) : [];
}

function clampedValue(b: number, parameters: ParameterValues): number {
  const limit = numberOf(parameters, 'limit');
  return clip(b, -limit, limit) + numberOf(parameters, 'offset');
}
