import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, getActivation } from '../../../../src/core/activations';
import type { ActivationId } from '../../../../src/core/activations';
import type { Parameter, ParameterValues, ScalarFunction } from '../../../../src/core/activations/activation';
import type { Facts } from '../../../../src/core/numerics/facts';
import { computeFacts } from '../../../../src/core/numerics/facts';

/** Facts must hold for every parameter in its domain, not only for the defaults. */

const ids = Object.keys(activations) as ActivationId[];

/** Numbers that the parameter allows, of ordinary sizes: round ones, negative ones, large and small ones. */
function valueOf({ domain }: Parameter): fc.Arbitrary<number> {
  const minimum = Math.max(domain?.minimum ?? -1e3, domain?.above === undefined ? -1e3 : domain.above + 1e-3);
  const maximum = Math.min(domain?.maximum ?? 1e3, 1e3);
  const round = [0.25, 0.5, 1, 2, 3, 10, 30, -1, -0.5, 0].filter((x) => x >= minimum && x <= maximum);
  const any = fc.double({ min: minimum, max: maximum, noNaN: true }).map((x) => Number(x.toPrecision(4)) + 0);
  return fc.oneof(
    fc.constantFrom(...round),
    any.filter((x) => x >= minimum && x <= maximum && (x === 0 || Math.abs(x) > 1e-4)),
  );
}

function isNumeric(parameter: Parameter): boolean {
  return typeof (parameter.default ?? parameter.standIn ?? 0) === 'number' && parameter.name !== 'num_units';
}

/** Values for all numeric parameters; bounds that belong together are given in order. */
function parametersOf(id: ActivationId): fc.Arbitrary<ParameterValues> {
  const numeric = getActivation(id).parameters.filter(isNumeric);
  const entries = Object.fromEntries(numeric.map((parameter) => [parameter.name, valueOf(parameter)]));
  return fc
    .record(entries)
    .filter(
      (values) =>
        isOrdered(values, ['min_val', 'max_val']) &&
        isOrdered(values, ['low', 'high']) &&
        isOrdered(values, ['min', 'max']) &&
        isOrdered(values, ['lower', 'upper']),
    );
}

function isOrdered(values: ParameterValues, [low, high]: readonly [string, string]): boolean {
  return (values[low] ?? 0) < (values[high] ?? 1);
}

function drawnOf(id: ActivationId): ScalarFunction {
  const activation = getActivation(id);
  return activation.kind === 'vector' ? activation.view : activation;
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

const INPUTS = Array.from({ length: 241 }, (_, index) => (index - 120) / 8 + 0.013);

describe.each(ids)('%s with any parameters', (id) => {
  const drawn = drawnOf(id);

  function check(property: (facts: Facts, parameters: ParameterValues) => void): void {
    const runs = getActivation(id).parameters.some(isNumeric) ? 8 : 1;
    fc.assert(
      fc.property(parametersOf(id), (parameters) => {
        property(computeFacts(getActivation(id), parameters), parameters);
      }),
      { numRuns: runs, seed: 20 },
    );
  }

  function inputsOf(parameters: ParameterValues): readonly number[] {
    const [lower, upper] = drawn.domain?.(parameters) ?? [-Infinity, Infinity];
    return INPUTS.map((x) => (Number.isFinite(upper) ? (x + 16) / 32 : x)).filter((x) => x > lower && x < upper);
  }

  it('gives facts without NaN that hold at every input', () => {
    check((facts, parameters) => {
      expect(numbersIn(facts).filter(Number.isNaN)).toEqual([]);
      const { lower, upper } = facts.range;
      const slack = 1e-9 * Math.max(1, Math.abs(lower.value) < 1e300 ? Math.abs(lower.value) : 1);
      for (const x of inputsOf(parameters)) {
        const y = drawn.value(x, parameters);
        expect(y).toBeGreaterThanOrEqual(lower.value - slack);
        expect(y).toBeLessThanOrEqual(upper.value + 1e-9 * Math.max(1, Math.abs(y)));
        const slope = drawn.derivative(x, parameters);
        const isKink = facts.kinks.some((kink) => kink.at === x);
        if (!isKink) expect(Math.abs(slope)).toBeLessThanOrEqual(facts.lipschitz.value * (1 + 1e-6));
        checkFlatness(facts, x, slope);
      }
      checkMoments(facts);
    });
  });

  function checkMoments({ moments, gains, shareSaturated }: Facts): void {
    const share = shareSaturated(2, 0.3);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
    if (moments === null || gains === null || moments.secondMoment === 0) return;
    expect((moments.variance + moments.mean ** 2) / moments.secondMoment).toBeCloseTo(1, 9);
    expect(gains.forward).toBeLessThanOrEqual(gains.centred);
  }

  function checkFlatness({ saturation, slopeThreshold }: Facts, x: number, slope: number): void {
    for (const { from, to, kind } of saturation) {
      if (x <= (from ?? -Infinity) || x >= (to ?? Infinity)) continue;
      if (kind === 'dead') expect(Math.abs(slope)).toBe(0);
      else expect(Math.abs(slope)).toBeLessThan(slopeThreshold * (1 + 1e-9));
    }
  }
});

describe('moments', () => {
  /** The trapezium rule on a fine grid, which for smooth functions with a normal weight is exact to many digits. */
  function expectation(f: (x: number) => number): number {
    const step = 1 / 512;
    let sum = 0;
    for (let x = -12; x <= 12; x += step) sum += f(x) * Math.exp((-x * x) / 2);
    return (sum * step) / Math.sqrt(2 * Math.PI);
  }

  const smooth = [
    'tanh',
    'gelu',
    'mish',
    'squareplus',
    'silu',
    'swish_beta',
    'logcosh',
    'isru',
    'snake',
    'sine',
  ] as const;
  it.each(smooth)('of %s equal a plain sum', (id) => {
    fc.assert(
      fc.property(parametersOf(id), (parameters) => {
        const tame = Object.values(parameters).every((value) => Math.abs(value) < 20 && Math.abs(value) > 0.05);
        fc.pre(tame);
        const { moments } = computeFacts(getActivation(id), parameters);
        const drawn = drawnOf(id);
        const second = expectation((x) => drawn.value(x, parameters) ** 2);
        const slopes = expectation((x) => drawn.derivative(x, parameters) ** 2);
        expect((moments?.secondMoment ?? 0) / second).toBeCloseTo(1, 8);
        expect((moments?.slopeSecondMoment ?? 0) / slopes).toBeCloseTo(1, 8);
      }),
      { numRuns: 8, seed: 7 },
    );
  });
});
