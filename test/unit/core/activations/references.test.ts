import { describe, expect, it } from 'vitest';
import { getActivation, isActivationId, resolveParameters } from '../../../../src/core/activations';
import type { ElementwiseActivation } from '../../../../src/core/activations/activation';
import type { ArgumentValue } from '../../../../src/core/text';
import references from '../../../fixtures/activationReferences.json';

/**
 * Values and derivatives to 17 digits, computed by mpmath with 60 and more digits from the textbook formulas, at inputs
 * from −1e4 to 1e4; the derivatives are difference quotients of those values. Numbers that float64 cannot hold are
 * written `inf` and 0.
 */
interface ReferenceCase {
  readonly id: string;
  readonly arguments: Readonly<Record<string, ArgumentValue | undefined>>;
  readonly x?: readonly number[];
  readonly y: readonly (number | string)[];
  readonly dy: readonly (number | string)[];
}

const cases: readonly ReferenceCase[] = references.cases;

function elementwise(id: string): ElementwiseActivation {
  const activation = isActivationId(id) ? getActivation(id) : undefined;
  if (activation?.kind !== 'elementwise') throw new Error(`${id} is no element-wise activation`);
  return activation;
}

function numeric(value: ArgumentValue | undefined): number {
  return value === 'inf' ? Infinity : Number(value);
}

/** A unit in the last place of float64, relative. */
const UNIT = Number.EPSILON;

describe('element-wise activations are accurate in the tails and around 0', () => {
  it.each(cases.map((one) => [one.id, one.arguments, one] as const))('%s %o', (id, _arguments, one) => {
    const activation = elementwise(id);
    const args = Object.fromEntries(Object.entries(one.arguments).map(([name, value]) => [name, numeric(value)]));
    const parameters = resolveParameters(activation, args);
    const points = one.x ?? references.x;
    points.forEach((x, index) => {
      const y = numeric(one.y[index]);
      const dy = numeric(one.dy[index]);
      // Rounding a product with x changes the result by its condition number: e^(−x²/2) at 37 loses three digits.
      const condition = y === 0 || !Number.isFinite(y) ? 0 : Math.min(Math.abs((x * dy) / y), 1e5);
      const relative = (20 + 2 * condition) * UNIT;
      // f' is a sum; next to its zeros what counts is the size of its parts, for which the slope of the chord stands.
      const parts = Math.min(Math.abs(y / x), 1);
      expectWithin(activation.value(x, parameters), y, relative * Math.abs(y), `f at ${x}`);
      const slopeTolerance = relative * Math.abs(dy) + 4 * UNIT * parts;
      expectWithin(activation.derivative(x, parameters), dy, slopeTolerance, `f' at ${x}`);
    });
  });
});

function expectWithin(actual: number, expected: number, tolerance: number, where: string): void {
  if (!Number.isFinite(expected)) {
    expect(actual, where).toBe(expected);
    return;
  }
  const smallest = 1e-307;
  expect(Math.abs(actual - expected), `${where}: ${actual}, not ${expected}`).toBeLessThanOrEqual(tolerance + smallest);
}
