import { describe, expect, it } from 'vitest';
import {
  erf,
  erfDerivative,
  expMinusOneMinusIdentity,
  gaussianBell,
  hyperbolicSecantSquared,
  identityMinusTanh,
  logHyperbolicCosine,
  logistic,
  logOnePlusExp,
  normalDensity,
  normalDistribution,
  timesVanishing,
} from '../../../../src/core/numerics/specialFunctions';

/** Expected values were computed by mpmath with 40 digits. */
function expectRelative(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1), `${actual}, not ${expected}`).toBeLessThan(4 * Number.EPSILON);
}

describe('the error function and the normal distribution', () => {
  it.each([
    [-3, -0.99997790950300141, 0.00013925305194674785],
    [-0.46875, -0.49261347321793799, 0.90579313677511584],
    [-1e-5, -1.1283791670579e-5, 1.1283791669826747],
    [0.4, 0.42839235504666848, 0.96154129883930777],
    [0.47, 0.49374505088608211, 0.90473086851577794],
    [1, 0.84270079294971487, 0.4151074974205947],
    [4, 0.9999999845827421, 1.2698234671866558e-7],
    [4.1, 0.99999999329997235, 5.648912120571677e-8],
    [5.9, 0.99999999999999993, 8.6032817175967691e-16],
  ])('erf(%d)', (x, expected, derivative) => {
    expectRelative(erf(x), expected);
    expectRelative(erfDerivative(x), derivative);
  });

  it.each([
    [-37, 5.7255712225245768e-300, 2.1200065515246056e-298],
    [-20, 2.7536241186062337e-89, 5.5209483621597632e-88],
    [-5, 2.8665157187919391e-7, 1.4867195147342977e-6],
    [-1, 0.15865525393145705, 0.24197072451914335],
    [-0.3, 0.38208857781104737, 0.38138781546052409],
    [0.1, 0.53982783727702898, 0.39695254747701177],
    [0.66, 0.74537308532866386, 0.32086380377117249],
    [2, 0.97724986805182079, 0.053990966513188052],
  ])('Φ(%d) and φ(%d)', (x, distribution, density) => {
    expectRelative(normalDistribution(x), distribution);
    expectRelative(normalDensity(x), density);
    expectRelative(normalDensity(-x), density);
  });

  it('has its limits at infinity and passes NaN on', () => {
    expect([-Infinity, Infinity].map(erf)).toEqual([-1, 1]);
    expect([-Infinity, Infinity].map(normalDistribution)).toEqual([0, 1]);
    expect([-Infinity, Infinity].map(gaussianBell)).toEqual([0, 0]);
    expect([erf, erfDerivative, normalDistribution, normalDensity].map((f) => f(Number.NaN))).toEqual(
      Array<number>(4).fill(Number.NaN),
    );
  });
});

describe('functions that overflow or cancel when written down naively', () => {
  it('keeps the digits of small results', () => {
    expectRelative(logistic(-700), 9.859676543759769e-305);
    expectRelative(logOnePlusExp(-700), 9.859676543759769e-305);
    expectRelative(hyperbolicSecantSquared(300), 4 * Math.exp(-600));
    expectRelative(identityMinusTanh(1e-4), 3.3333333200000005e-13);
    expectRelative(expMinusOneMinusIdentity(-1e-8), 4.9999999833333333e-17);
    expectRelative(logHyperbolicCosine(1e-8), 5e-17);
  });

  it('joins the series to the other form without a step', () => {
    for (const f of [identityMinusTanh, expMinusOneMinusIdentity, logHyperbolicCosine]) {
      const [below, above] = [f(1 - 2 ** -52), f(1 + 2 ** -52)];
      expect(Math.abs(above - below)).toBeLessThan(3e-15);
    }
  });

  it('overflows nowhere', () => {
    expect(logistic(1e4)).toBe(1);
    expect(logOnePlusExp(1e4)).toBe(1e4);
    expect(logHyperbolicCosine(-1e4)).toBe(1e4 - Math.LN2);
    expect(hyperbolicSecantSquared(-1e4)).toBe(0);
  });

  it('lets zero win over infinity, but not over NaN', () => {
    expect(timesVanishing(Infinity, 0)).toBe(0);
    expect(timesVanishing(3, 2)).toBe(6);
    expect(timesVanishing(Number.NaN, 0)).toBeNaN();
    expect(timesVanishing(Infinity, Number.NaN)).toBeNaN();
  });
});
