import { describe, expect, it } from 'vitest';
import { integrate } from '../../../../src/core/numerics/quadrature';

function integral(f: (x: number) => number, edges: readonly number[]): number {
  return integrate((x) => [f(x)], edges)[0] ?? Number.NaN;
}

describe('integrate', () => {
  it.each(Array.from({ length: 12 }, (_, k) => k))('integrates x^%d without error', (power) => {
    expect(integral((x) => x ** power, [0, 1])).toBeCloseTo(1 / (power + 1), 14);
  });

  it('refines where a kink lies inside a panel', () => {
    expect(integral((x) => Math.abs(x - 0.3), [0, 1])).toBeCloseTo((0.3 ** 2 + 0.7 ** 2) / 2, 10);
  });

  it('refines where a function is steep', () => {
    expect(integral((x) => 1 / (1 + 1e6 * x * x), [-1, 1])).toBeCloseTo((2 * Math.atan(1000)) / 1000, 12);
  });

  it('resolves oscillations', () => {
    expect(integral((x) => Math.sin(100 * x) ** 2, [0, 1])).toBeCloseTo(0.5 - Math.sin(200) / 400, 11);
  });

  it('gives up in time on what it cannot resolve, and is about right', () => {
    let evaluations = 0;
    const found = integral(
      (x) => {
        evaluations += 1;
        return Math.sin(1e7 * x) ** 2;
      },
      [0, 1, 2],
    );
    expect(evaluations).toBeLessThanOrEqual(2 * 600 * 15);
    expect(found).toBeCloseTo(1, 1);
  });

  it('serves several integrands at once', () => {
    const [line, exponential] = integrate((x) => [x, Math.exp(x)], [0, 2]);
    expect(line).toBeCloseTo(2, 13);
    expect(exponential).toBeCloseTo(Math.exp(2) - 1, 12);
  });

  it('says that an integral is infinite where float64 overflows', () => {
    expect(integrate((x) => [1e308 * Math.abs(x) * 1e10, Math.sign(x - 0.4) * 1e308 * 1e10], [0, 1])).toEqual([
      Infinity,
      Infinity,
    ]);
  });
});
