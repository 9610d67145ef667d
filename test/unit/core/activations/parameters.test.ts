import { describe, expect, it } from 'vitest';
import {
  activations,
  getActivation,
  isActivationId,
  isInDomain,
  resolveParameters,
} from '../../../../src/core/activations';
import type { Activation, ElementwiseActivation } from '../../../../src/core/activations/activation';

const entries = Object.entries<Activation>(activations);

/** Parameters and defaults as the libraries that define them document them; `null` must be given. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, number | string | boolean | null>>>> = {
  step: { threshold: 0 },
  hard_sigmoid_02: { alpha: 0.2, beta: 0.5 },
  laplace: { mu: 0.707107, sigma: 0.282095 },
  sigmoid_range: { low: null, high: null },
  logit: { eps: null },
  hard_tanh: { min_val: -1, max_val: 1 },
  lecun_tanh: { scale: 1.7159, slope: 2 / 3 },
  isru: { alpha: 1 },
  softshrink: { lambd: 0.5 },
  hardshrink: { lambd: 0.5 },
  shrink: { lambd: 0.5, bias: 0 },
  clipped_relu: { max_value: null },
  leaky_relu: { negative_slope: 0.01 },
  prelu: { a: 0.25 },
  rrelu: { lower: 1 / 8, upper: 1 / 3, training: false },
  threshold: { threshold: null, value: null },
  thresholded_relu: { theta: 1 },
  star_relu: { s: 1, b: 0 },
  elu: { alpha: 1 },
  celu: { alpha: 1 },
  selu: { alpha: 1.6732632423543772, scale: 1.0507009873554805 },
  // transformers' 0.8, 0.8 and -1e-6, stored as softplus⁻¹ and in bfloat16; the golden values hold them to 1e-12.
  xielu: {
    alpha_p: expect.closeTo(0.8, 2) as number,
    alpha_n: expect.closeTo(0.8, 2) as number,
    beta: 0.5,
    eps: expect.closeTo(-1e-6, 8) as number,
  },
  gelu: { approximate: 'none' },
  quick_gelu: { alpha: 1.702 },
  gelu_10: { min: -10, max: 10 },
  swish_beta: { beta: 1 },
  softplus: { beta: 1, threshold: 20 },
  squareplus: { b: 4 },
  sine: { omega_0: 30 },
  snake: { a: 1 },
  snake_beta: { alpha: 1, beta: 1 },
  gaussian: { scale: Math.SQRT1_2 },
};

function resolve(id: string, args: Parameters<typeof resolveParameters>[1]): Readonly<Record<string, number>> {
  if (!isActivationId(id)) throw new Error(`${id} is no activation`);
  return resolveParameters(getActivation(id), args);
}

describe('the record of activations', () => {
  it('has 59 element-wise activations and 18 of vectors, each under its own id', () => {
    expect(entries.filter(([, { kind }]) => kind === 'elementwise')).toHaveLength(59);
    expect(entries.filter(([, { kind }]) => kind === 'vector')).toHaveLength(18);
    for (const [id, activation] of entries) expect(activation.id).toBe(id);
  });

  it('tells ids from other words', () => {
    expect(isActivationId('leaky_relu')).toBe(true);
    expect(isActivationId('LeakyReLU')).toBe(false);
    expect(isActivationId('toString')).toBe(false);
  });

  it.each(entries.filter(([, { kind }]) => kind === 'elementwise'))(
    '%s has the parameters of the libraries',
    (id, one) => {
      expect(Object.fromEntries(one.parameters.map((parameter) => [parameter.name, parameter.default]))).toEqual(
        DEFAULTS[id] ?? {},
      );
      for (const parameter of one.parameters) {
        expect(parameter.meaning()).toMatch(/^\p{Ll}/u);
        expect(parameter.standIn !== undefined).toBe(parameter.default === null);
      }
    },
  );

  it.each(entries)('%s has a name, formulas in both forms and a source a reader can find', (_id, activation) => {
    expect(activation.name()).not.toBe('');
    for (const { latex, text } of [activation.formula, activation.derivativeFormula]) {
      expect(latex).not.toBe('');
      expect(text).not.toMatch(/\\|\{|\^\{/);
    }
    if (activation.source?.url !== undefined) expect(activation.source.url).toMatch(/^https:\/\//);
  });
});

describe('resolveParameters', () => {
  it('takes arguments over defaults', () => {
    expect(resolve('leaky_relu', {})).toEqual({ negative_slope: 0.01 });
    expect(resolve('leaky_relu', { negative_slope: 0.2 })).toEqual({ negative_slope: 0.2 });
    expect(resolve('hard_tanh', { max_val: 3 })).toEqual({ min_val: -1, max_val: 3 });
  });

  it('falls back to the default where an argument is unknown, no number, or outside of the domain', () => {
    expect(resolve('celu', { alpha: null })).toEqual({ alpha: 1 });
    expect(resolve('celu', { alpha: 'half' })).toEqual({ alpha: 1 });
    expect(resolve('celu', { alpha: 0 })).toEqual({ alpha: 1 });
    expect(resolve('celu', { alpha: -1 })).toEqual({ alpha: 1 });
    expect(resolve('celu', { alpha: Number.NaN })).toEqual({ alpha: 1 });
    expect(resolve('leaky_relu', { negative_slope: Infinity })).toEqual({ negative_slope: 0.01 });
    expect(resolve('squareplus', { b: 0 })).toEqual({ b: 0 });
  });

  it('allows infinity where it means something', () => {
    expect(resolve('softplus', { threshold: Infinity })).toEqual({ beta: 1, threshold: Infinity });
    expect(resolve('hard_tanh', { min_val: -Infinity })).toEqual({ min_val: -Infinity, max_val: 1 });
    expect(resolve('hard_tanh', { min_val: Infinity })).toEqual({ min_val: -1, max_val: 1 });
  });

  it('counts booleans as 0 and 1, as Python does, and leaves words out', () => {
    expect(resolve('leaky_relu', { negative_slope: true })).toEqual({ negative_slope: 1 });
    expect(resolve('rrelu', { training: true })).toEqual({ lower: 1 / 8, upper: 1 / 3, training: 1 });
    expect(resolve('gelu', { approximate: 'none' })).toEqual({});
  });

  it('computes with a stand-in where a required number is unknown', () => {
    expect(resolve('clipped_relu', {})).toEqual({ max_value: 6 });
    expect(resolve('threshold', { value: 20 })).toEqual({ threshold: 0, value: 20 });
    expect(resolve('sigmoid_range', {})).toEqual({ low: 0, high: 1 });
  });

  it('ignores arguments that the activation does not have', () => {
    expect(resolve('relu', { inplace: true })).toEqual({});
  });

  it('makes a missing parameter visible as NaN instead of throwing', () => {
    const leaky: ElementwiseActivation = activations.leaky_relu;
    expect(leaky.value(-1, {})).toBeNaN();
  });
});

describe('isInDomain', () => {
  it('bounds logit to probabilities unless it clips its input', () => {
    const logit: ElementwiseActivation = activations.logit;
    expect(isInDomain(logit, 0.5, resolveParameters(logit, {}))).toBe(true);
    expect(isInDomain(logit, 0, resolveParameters(logit, {}))).toBe(false);
    expect(isInDomain(logit, 1.5, resolveParameters(logit, {}))).toBe(false);
    expect(isInDomain(logit, 1.5, resolveParameters(logit, { eps: 1e-3 }))).toBe(true);
    expect(logit.value(1.5, resolveParameters(logit, {}))).toBeNaN();
    expect(logit.value(0, resolveParameters(logit, {}))).toBe(-Infinity);
  });

  it('lets every number into the others', () => {
    expect(isInDomain(activations.relu, -1e300, {})).toBe(true);
  });
});
