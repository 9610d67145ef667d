import { describe, expect, it } from 'vitest';
import { integrationNodes } from '../../../../src/core/numerics/quadrature';

function integrate(f: (x: number) => number, edges: readonly number[]): number {
  return integrationNodes((x) => [f(x)], edges).reduce((sum, { x, weight }) => sum + weight * f(x), 0);
}

describe('integrationNodes', () => {
  it.each(Array.from({ length: 12 }, (_, k) => k))('integrates x^%d without error', (power) => {
    expect(integrate((x) => x ** power, [0, 1])).toBeCloseTo(1 / (power + 1), 14);
  });

  it('refines where a kink lies inside a panel', () => {
    expect(integrate((x) => Math.abs(x - 0.3), [0, 1])).toBeCloseTo((0.3 ** 2 + 0.7 ** 2) / 2, 10);
  });

  it('refines where a function is steep', () => {
    expect(integrate((x) => 1 / (1 + 1e6 * x * x), [-1, 1])).toBeCloseTo((2 * Math.atan(1000)) / 1000, 12);
  });

  it('resolves oscillations', () => {
    expect(integrate((x) => Math.sin(100 * x) ** 2, [0, 1])).toBeCloseTo(0.5 - Math.sin(200) / 400, 11);
  });

  it('gives up in time on what it cannot resolve, and is about right', () => {
    const nodes = integrationNodes((x) => [Math.sin(1e7 * x) ** 2], [0, 1, 2]);
    expect(nodes.length).toBeLessThanOrEqual(600 * 15);
    expect(nodes.reduce((sum, { x, weight }) => sum + weight * Math.sin(1e7 * x) ** 2, 0)).toBeCloseTo(1, 1);
  });

  it('serves several integrands at once', () => {
    const nodes = integrationNodes((x) => [x, Math.exp(x)], [0, 2]);
    expect(nodes.reduce((sum, { x, weight }) => sum + weight * x, 0)).toBeCloseTo(2, 13);
    expect(nodes.reduce((sum, { x, weight }) => sum + weight * Math.exp(x), 0)).toBeCloseTo(Math.exp(2) - 1, 12);
  });
});
