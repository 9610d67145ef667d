import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../../src/core/activations';
import { activations, getActivation, isActivationId, resolveParameters } from '../../../../../src/core/activations';
import type { ActivationHistogram, HistogramOptions } from '../../../../../src/core/numerics/propagation/histogram';
import { activationHistogram } from '../../../../../src/core/numerics/propagation/histogram';

function histogramOf(id: ActivationId, sigma: number, options: HistogramOptions = {}): ActivationHistogram {
  const activation = getActivation(id);
  const parameters = resolveParameters(activation, {});
  const found = activation.kind === 'vector' ? null : activationHistogram(activation, parameters, sigma, options);
  if (found === null) throw new Error(`${id} has no histogram`);
  return found;
}

/** Φ from Abramowitz and Stegun 7.1.26, which errs by less than 1.5e-7. */
function normalDistribution(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = 0.5 * polynomial * Math.exp(-(x ** 2) / 2);
  return x > 0 ? 1 - tail : tail;
}

/** Compares every bin with the difference of a distribution function at its ends. */
function expectDistribution(found: ActivationHistogram, distribution: (y: number) => number, tolerance: number): void {
  const width = (found.to - found.from) / found.shares.length;
  for (const [index, share] of found.shares.entries()) {
    const from = found.from + index * width;
    expect(Math.abs(share - (distribution(from + width) - distribution(from)))).toBeLessThan(tolerance);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

describe('the distribution of activations', () => {
  it('is half a bell and an atom at zero for ReLU', () => {
    const found = histogramOf('relu', 2);
    expect(found.atoms).toEqual([{ value: 0, share: 0.5 }]);
    expect(found.from).toBe(0);
    expect(found.to).toBeGreaterThan(6);
    expectDistribution(found, (y) => normalDistribution(y / 2), 2e-5);
  });

  it.each([0.1, 1, 5])('piles up at the ends of tanh for σ = %d', (sigma) => {
    const found = histogramOf('tanh', sigma, { range: [-1, 1], bins: 40 });
    expect(found.atoms).toEqual([]);
    expectDistribution(found, (y) => normalDistribution(Math.atanh(Math.max(-1, Math.min(1, y))) / sigma), 5e-4);
    expect(found.shares[0]).toBeCloseTo(found.shares[39] ?? 0, 12);
  });

  it('is log-normal for the exponential', () => {
    const found = histogramOf('exponential', 0.8, { range: [0, 5], bins: 25 });
    expectDistribution(found, (y) => (y <= 0 ? 0 : normalDistribution(Math.log(y) / 0.8)), 1e-4);
    expect(found.above).toBeCloseTo(1 - normalDistribution(Math.log(5) / 0.8), 4);
  });

  it('folds both halves of |z| onto one', () => {
    expectDistribution(histogramOf('abs', 3), (y) => 2 * normalDistribution(y / 3) - 1, 5e-5);
  });

  it('is the arcsine law for a sine, followed or sampled', () => {
    for (const sigma of [20, 1e5]) {
      const found = histogramOf('sine', sigma, { range: [-1, 1], bins: 20 });
      expectDistribution(found, (y) => 0.5 + Math.asin(Math.max(-1, Math.min(1, y))) / Math.PI, 0.01);
    }
  });

  it('has an atom for each constant piece', () => {
    const clipped = histogramOf('hard_tanh', 1);
    expect(clipped.atoms.map(({ value }) => value)).toEqual([-1, 1]);
    for (const { share } of clipped.atoms) expect(share).toBeCloseTo(0.158655254, 8);
    expect(histogramOf('step', 1).atoms).toEqual([
      { value: 0, share: 0.5 },
      { value: 1, share: 0.5 },
    ]);
    expect(histogramOf('step', 1).shares.every((share) => share === 0)).toBe(true);
  });

  it('leaves the gap of a jump empty', () => {
    // Hard shrink with λ = 0.5 has no value between −0.5 and 0.5 but 0.
    const found = histogramOf('hardshrink', 1, { range: [-2, 2], bins: 40 });
    expect(Math.max(...found.shares.slice(15, 25))).toBeLessThan(1e-12);
    expect(found.atoms[0]?.share).toBeCloseTo(0.382924923, 8);
  });

  it('counts what lies outside the range', () => {
    const found = histogramOf('identity', 1, { range: [-1, 2], bins: 6 });
    expect(found.below).toBeCloseTo(0.158655254, 6);
    expect(found.above).toBeCloseTo(0.022750132, 6);
  });

  it('is one atom where all inputs are zero', () => {
    const found = histogramOf('sigmoid', 0);
    expect(found.atoms).toEqual([{ value: 0.5, share: 1 }]);
    expect(found.from).toBeLessThan(0.5);
    expect(found.to).toBeGreaterThan(0.5);
  });

  const elementwise = Object.keys(activations)
    .filter(isActivationId)
    .filter((id) => getActivation(id).kind === 'elementwise' && id !== 'logit');

  it.each(elementwise)('loses nothing of %s', (id) => {
    for (const sigma of [0, 1e-200, 1e-4, 1, 30, 1e6, 1e200, Infinity]) {
      const { from, to, shares, below, above, atoms } = histogramOf(id, sigma);
      expect(from).toBeLessThan(to);
      expect(Number.isFinite(to - from)).toBe(true);
      expect(Math.min(below, above, ...shares, ...atoms.map((atom) => atom.share))).toBeGreaterThanOrEqual(-1e-12);
      expect(sum(shares) + below + above + sum(atoms.map((atom) => atom.share))).toBeCloseTo(1, 9);
    }
  });
});
