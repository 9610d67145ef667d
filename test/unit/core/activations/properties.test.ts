import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, getActivation, isInDomain, resolveParameters } from '../../../../src/core/activations';
import type { ActivationId } from '../../../../src/core/activations';
import type {
  Activation,
  ElementwiseActivation,
  Parameter,
  ParameterValues,
} from '../../../../src/core/activations/activation';

const elementwise = Object.values<Activation>(activations).filter((activation) => activation.kind === 'elementwise');
const named = elementwise.map((activation) => [activation.id, activation] as const);

function get(id: ActivationId): ElementwiseActivation {
  const activation = getActivation(id);
  if (activation.kind !== 'elementwise') throw new Error(`${id} is no element-wise activation`);
  return activation;
}

/** A multiple of 0.05 from the parameter's domain, of ordinary size and no closer than 0.2 to the domain's ends. */
function numberFor({ domain }: Parameter): fc.Arbitrary<number> {
  const minimum = Math.max(domain?.minimum ?? domain?.above ?? -3, -3);
  const maximum = Math.min(domain?.maximum ?? 3, 3);
  const steps = { min: Math.ceil((minimum + 0.2) * 20), max: Math.floor((maximum - 0.2) * 20) };
  return fc.integer(steps).map((step) => step / 20);
}

/** The defaults, or arbitrary numbers for all parameters. */
function parametersOf(activation: ElementwiseActivation): fc.Arbitrary<ParameterValues> {
  const numbers = activation.parameters.filter((parameter) => typeof parameter.default !== 'string');
  const arbitrary = fc.record(Object.fromEntries(numbers.map((parameter) => [parameter.name, numberFor(parameter)])));
  return fc.oneof(fc.constant(resolveParameters(activation, {})), arbitrary);
}

function isNearKink(
  activation: ElementwiseActivation,
  x: number,
  parameters: ParameterValues,
  distance: number,
): boolean {
  return activation.kinks(parameters).some((kink) => Math.abs(kink.at - x) < distance);
}

describe('Clipped GELU', () => {
  it('is a constant where its bounds leave nothing between them', () => {
    const { value, derivative } = get('gelu_10');
    for (const bounds of [
      { min: 0, max: 0 },
      { min: 1, max: -1 },
    ]) {
      for (const x of [-1, 0, bounds.max, 2]) {
        expect(value(x, bounds)).toBe(bounds.max);
        expect(derivative(x, bounds)).toBeCloseTo(0, 15);
      }
    }
  });
});

describe.each(named)('%s', (id, activation) => {
  it('has the slope of its difference quotients', () => {
    const check = ([parameters, x]: [ParameterValues, number]): void => {
      const step = 1e-6;
      fc.pre(isInDomain(activation, x - 1e-2, parameters) && isInDomain(activation, x + 1e-2, parameters));
      const distance = id === 'xielu' ? 1e-5 : 2 * step;
      fc.pre(!isNearKink(activation, x, parameters, distance) && (id !== 'xielu' || Math.abs(x) > distance));
      const quotient = (activation.value(x + step, parameters) - activation.value(x - step, parameters)) / (2 * step);
      const scale = 1 + Math.abs(quotient) + Math.abs(activation.value(x, parameters)) + (id === 'logit' ? 1e3 : 0);
      expect(Math.abs(activation.derivative(x, parameters) - quotient)).toBeLessThan(5e-6 * scale);
    };
    const from = id === 'logit' ? 0 : -12;
    const to = id === 'logit' ? 1 : 12;
    fc.assert(fc.property(fc.tuple(parametersOf(activation), fc.double({ min: from, max: to, noNaN: true })), check));
  });

  it('is a number, and finite where the true value is, from −1e4 to 1e4', () => {
    const inputs = fc.oneof(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(parametersOf(activation), inputs, (parameters, x) => {
        fc.pre(isInDomain(activation, x, parameters) && (id !== 'logit' || x > 1e-300));
        const overflows = id === 'exponential' && x > 709.78;
        expect(activation.value(x, parameters)).toSatisfy(overflows ? (y) => y === Infinity : Number.isFinite);
        expect(activation.derivative(x, parameters)).toSatisfy(overflows ? (y) => y === Infinity : Number.isFinite);
      }),
    );
  });

  it('leads to its limits: no NaN for enormous inputs, and NaN for NaN only', () => {
    fc.assert(
      fc.property(parametersOf(activation), fc.constantFrom(-1, 1), (parameters, sign) => {
        expect(activation.value(Number.NaN, parameters)).toBeNaN();
        expect(activation.derivative(Number.NaN, parameters)).toBeNaN();
        fc.pre(isInDomain(activation, sign * 1e308, parameters));
        const far = activation.value(sign * 1e308, parameters);
        expect(far).not.toBeNaN();
        expect(activation.derivative(sign * 1e308, parameters)).not.toBeNaN();
        if (id === 'sine' || id === 'cosine') return;
        const limit = activation.value(sign * Infinity, parameters);
        if (Number.isFinite(limit)) expect(far).toBeCloseTo(limit, 12);
        else expect(far * Math.sign(limit)).toBeGreaterThan(1e150);
      }),
    );
  });

  it('bends and leaps at its kinks as they say', () => {
    fc.assert(
      fc.property(parametersOf(activation), (parameters) => {
        const kinks = activation.kinks(parameters);
        kinks.forEach((kink, index) => {
          const step = 1e-6;
          const at = (distance: number): number => activation.value(kink.at + distance, parameters);
          const scale = 1 + Math.abs(kink.left) + Math.abs(kink.right) + Math.abs(at(0));
          expect(kink.at).toBeGreaterThan(kinks[index - 1]?.at ?? -Infinity);
          fc.pre(
            !isNearKink(
              { ...activation, kinks: () => kinks.filter((other) => other !== kink) },
              kink.at,
              parameters,
              4 * step,
            ),
          );
          expect(Math.abs((at(2 * step) - at(step)) / step - kink.right)).toBeLessThan(1e-4 * scale);
          expect(Math.abs((at(-step) - at(-2 * step)) / step - kink.left)).toBeLessThan(1e-4 * scale);
          const leap = Math.abs(at(1e-9) - at(-1e-9));
          if (kink.kind === 'corner') expect(leap).toBeLessThan(1e-8 * scale);
          else expect(leap).toBeGreaterThan(1e-7);
          if (kink.kind === 'corner') expect(kink.left).not.toBe(kink.right);
        });
      }),
    );
  });

  it('has no other kinks at the places where one could be', () => {
    const suspects = [-6, -3, -2.5, -2, -1, -0.5, 0, 0.5, 1, 2, 2.5, 3, 6, 10];
    fc.assert(
      fc.property(parametersOf(activation), (parameters) => {
        for (const x of [...suspects, ...Object.values(parameters)]) {
          const distance = id === 'xielu' ? 1e-5 : 1e-9;
          if (!isInDomain(activation, x - 0.1, parameters) || !isInDomain(activation, x + 0.1, parameters)) continue;
          if (isNearKink(activation, x, parameters, 2 * distance)) continue;
          const before = activation.derivative(x - distance, parameters);
          const change = activation.derivative(x + distance, parameters) - before;
          expect(Math.abs(change), `at ${x}`).toBeLessThan((id === 'xielu' ? 1e-3 : 1e-5) * (1 + Math.abs(before)));
        }
      }),
    );
  });
});

describe('activations that are monotone by their papers', () => {
  const increasing: readonly ActivationId[] = [
    'identity',
    'step',
    'sigmoid',
    'hard_sigmoid',
    'hard_sigmoid_02',
    'sparse_sigmoid',
    'log_sigmoid',
    'laplace',
    'sigmoid_range',
    'erf',
    'tanh',
    'hard_tanh',
    'lecun_tanh',
    'arctan',
    'softsign',
    'isru',
    'tanhshrink',
    'softshrink',
    'hardshrink',
    'shrink',
    'relu',
    'relu6',
    'clipped_relu',
    'leaky_relu',
    'prelu',
    'rrelu',
    'thresholded_relu',
    'relu_squared',
    'star_relu',
    'elu',
    'celu',
    'selu',
    'softplus',
    'squareplus',
    'sparse_plus',
    'sqrt_softplus',
    'exponential',
    'bent_identity',
    'snake',
  ];

  it.each(increasing)('%s never falls', (id) => {
    const activation = get(id);
    const parameters = resolveParameters(activation, {});
    const input = fc.oneof(
      fc.double({ min: -30, max: 30, noNaN: true }),
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    );
    fc.assert(
      fc.property(input, input, (a, b) => {
        const [lower, upper] = [
          activation.value(Math.min(a, b), parameters),
          activation.value(Math.max(a, b), parameters),
        ];
        if (upper !== lower) expect(upper - lower).toBeGreaterThan(-4 * Number.EPSILON * Math.abs(upper));
        expect(activation.derivative(a, parameters)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('relations between activations', () => {
  const ordinary = fc.double({ min: -40, max: 40, noNaN: true });
  const slope = fc.double({ min: -3, max: 3, noNaN: true });
  const positive = fc.double({ min: 0.1, max: 5, noNaN: true });

  function value(id: ActivationId, x: number, args: Readonly<Record<string, number>> = {}): number {
    const activation = get(id);
    return activation.value(x, resolveParameters(activation, args));
  }

  function expectSame(actual: number, expected: number): void {
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(expected)));
  }

  it('knows the tanh of half the argument in the sigmoid', () => {
    fc.assert(
      fc.property(ordinary, (x) => {
        expectSame(value('tanh', x), 2 * value('sigmoid', 2 * x) - 1);
      }),
    );
  });

  it('has members of families as special cases of the family', () => {
    fc.assert(
      fc.property(ordinary, (x) => {
        expectSame(value('leaky_relu', x, { negative_slope: 0 }), value('relu', x));
        expectSame(value('clipped_relu', x), value('relu6', x));
        expectSame(value('hard_tanh', x, { min_val: 0, max_val: 6 }), value('relu6', x));
        expectSame(value('hard_sigmoid_02', x, { alpha: 1 / 6 }), value('hard_sigmoid', x));
        expectSame(value('hard_sigmoid_02', x, { alpha: 1 / 2 }), value('sparse_sigmoid', x));
        expectSame(value('swish_beta', x), value('silu', x));
        expectSame(value('quick_gelu', x, { alpha: 1 }), value('silu', x));
        expectSame(value('selu', x, { alpha: 1, scale: 1 }), value('elu', x));
        expectSame(value('celu', x), value('elu', x));
        expectSame(value('star_relu', x), value('relu_squared', x));
        expectSame(value('threshold', x, { threshold: 0, value: 0 }), value('relu', x));
        expectSame(value('thresholded_relu', x, { theta: 0 }), value('relu', x));
        expectSame(value('squareplus', x, { b: 0 }), value('relu', x));
        expectSame(value('gelu_10', x, { min: -Infinity, max: Infinity }), value('gelu', x));
        expectSame(value('sigmoid_range', x), value('sigmoid', x));
      }),
    );
  });

  it('has families that meet', () => {
    fc.assert(
      fc.property(ordinary, slope, positive, (x, a, b) => {
        expectSame(value('prelu', x, { a }), value('leaky_relu', x, { negative_slope: a }));
        expectSame(value('rrelu', x, { lower: a, upper: a }), value('leaky_relu', x, { negative_slope: a }));
        expectSame(value('shrink', x, { lambd: b, bias: b }), value('softshrink', x, { lambd: b }));
        expectSame(value('shrink', x, { lambd: b }), value('hardshrink', x, { lambd: b }));
        expectSame(value('snake_beta', x, { alpha: b, beta: b }), value('snake', x, { a: b }));
        expectSame(b * value('celu', x / b), value('celu', x, { alpha: b }));
        expectSame(
          value('softplus', b * x, { threshold: Infinity }) / b,
          value('softplus', x, { beta: b, threshold: Infinity }),
        );
        expectSame(value('laplace', x, { mu: 0, sigma: Math.SQRT1_2 }), (1 + value('erf', x)) / 2);
      }),
    );
  });

  it('gates and logarithms are made of what they say', () => {
    fc.assert(
      fc.property(ordinary, (x) => {
        expectSame(value('hard_swish', x), x * value('hard_sigmoid', x));
        expectSame(value('silu', x), x * value('sigmoid', x));
        expectSame(value('log_sigmoid', x), -value('softplus', -x, { threshold: Infinity }));
        expectSame(value('sqrt_softplus', x) ** 2, value('softplus', x, { threshold: Infinity }));
        expectSame(value('tanhshrink', x), x - value('tanh', x));
        expectSame(value('lisht', x), x * value('tanh', x));
        expectSame(value('gaussian', x), value('exponential', -x * x));
      }),
    );
  });

  it('inverts the sigmoid by the logit', () => {
    const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(probability, (p) => {
        expectSame(value('sigmoid', value('logit', p)), p);
      }),
    );
  });

  it('approximates GELU as closely as is known: 4.74e-4 by tanh, 0.0204 by the sigmoid', () => {
    fc.assert(
      fc.property(ordinary, (x) => {
        expect(Math.abs(value('gelu_tanh', x) - value('gelu', x))).toBeLessThan(4.74e-4);
        expect(Math.abs(value('quick_gelu', x) - value('gelu', x))).toBeLessThan(0.0204);
      }),
    );
  });
});
