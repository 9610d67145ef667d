import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../../src/core/activations';
import { activations, getActivation, isActivationId, resolveParameters } from '../../../../../src/core/activations';
import type { GaussianMoments } from '../../../../../src/core/numerics/propagation/gaussianMoments';
import type { GaussianResponse } from '../../../../../src/core/numerics/propagation/gaussianResponse';
import { gentleShare, momentsAt, responseOf } from '../../../../../src/core/numerics/propagation/gaussianResponse';
import type { Arguments } from '../../../../../src/core/text';

function responseTo(id: ActivationId, args: Arguments = {}): GaussianResponse {
  const activation = getActivation(id);
  const response =
    activation.kind === 'vector' ? null : responseOf(activation, resolveParameters(activation, args), 0.01);
  if (response === null) throw new Error(`${id} has no response`);
  return response;
}

function momentsOf(id: ActivationId, sigma: number, args: Arguments = {}): GaussianMoments {
  return momentsAt(responseTo(id, args), sigma);
}

/** Relative, so that tiny moments are held to as many digits as others. */
function expectClose(found: number, expected: number, place: string, tolerance = 1e-9): void {
  expect(Math.abs(found / expected - 1), `${place}: ${String(found)} for ${String(expected)}`).toBeLessThan(tolerance);
}

function secondOf({ size }: GaussianMoments): number {
  return size ** 2;
}

/** 1 − erf(x) for x ≥ 0 after Abramowitz and Stegun 7.1.26, which errs by less than 1.5e-7. */
function complementOfErrorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return polynomial * Math.exp(-(x ** 2));
}

interface Reference {
  readonly activation: ActivationId;
  readonly sigma: number;
  readonly mean: number;
  readonly second: number;
  readonly slopeSecond: number;
}

const references = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../fixtures/gaussianMoments.json'), 'utf8'),
) as readonly Reference[];

describe('moments of N(0, σ²) inputs', () => {
  it.each(references.map((reference) => [reference.activation, reference.sigma, reference] as const))(
    '%s for σ = %d as mpmath computes them',
    (id, sigma, { mean, second, slopeSecond }) => {
      const found = momentsOf(id, sigma);
      expect(Math.abs(found.mean - mean)).toBeLessThan(1e-9 * Math.sqrt(second));
      expectClose(secondOf(found), second, 'E[f²]');
      expectClose(found.slope ** 2, slopeSecond, 'E[f′²]');
    },
  );

  const sigmas = [1e-140, 1e-9, 1e-3, 0.1, 0.7, 1, 3.3, 20, 500, 1e7, 1e140];

  it.each(sigmas)('are exact for piecewise linear functions at σ = %d', (sigma) => {
    expectClose(secondOf(momentsOf('relu', sigma)), sigma ** 2 / 2, 'relu');
    expectClose(momentsOf('relu', sigma).mean, sigma / Math.sqrt(2 * Math.PI), 'relu');
    expectClose(momentsOf('abs', sigma).mean, sigma * Math.sqrt(2 / Math.PI), 'abs');
    expectClose(momentsOf('identity', sigma).deviation, sigma, 'identity');
    expect(momentsOf('identity', sigma).mean).toBe(0);
  });

  it.each(sigmas)('are exact for the bell at σ = %d', (sigma) => {
    // f = e^(−x²): E[f] = 1/√(1 + 2q), E[f²] = 1/√(1 + 4q), E[f'²] = 4q/(1 + 4q)^(3/2).
    const variance = sigma ** 2;
    const found = momentsOf('gaussian', sigma);
    expectClose(found.mean, 1 / Math.sqrt(1 + 2 * variance), 'E[f]');
    expectClose(secondOf(found), 1 / Math.sqrt(1 + 4 * variance), 'E[f²]');
    expectClose(found.slope, (2 * sigma) / (1 + 4 * variance) ** 0.75, 'E[f′²]');
  });

  it.each([1e-3, 0.5, 2, 9, 15])('are exact for the exponential at σ = %d, far outside the bell', (sigma) => {
    const found = momentsOf('exponential', sigma);
    expectClose(found.mean, Math.exp(sigma ** 2 / 2), 'E[f]');
    expectClose(found.slope, Math.exp(sigma ** 2), '√E[f′²]');
  });

  it('overflow to infinity and not to NaN', () => {
    expect(momentsOf('exponential', 40)).toMatchObject({ mean: Infinity, size: Infinity, slope: Infinity });
  });

  it.each([0.004, 0.05, 1, 2.5, 40, 1e3, 123456, 1e8])('are exact for sines at σ = %d, resolved or not', (sigma) => {
    // E[sin²(ωz)] = (1 − e^(−2ω²q))/2
    for (const omega of [1, 30]) {
      const wave = -Math.expm1(-2 * (omega * sigma) ** 2) / 2;
      const found = momentsOf('sine', sigma, { omega_0: omega });
      expect(found.mean).toBe(0);
      expectClose(secondOf(found), wave, `sin ${String(omega)}z`, 1e-4);
      expectClose(found.slope ** 2, omega ** 2 * (1 - wave), `slope of sin ${String(omega)}z`, 1e-4);
    }
    // E[cos z] = e^(−q/2)
    const cosine = momentsOf('cosine', sigma);
    expect(cosine.mean).toBeCloseTo(Math.exp(-(sigma ** 2) / 2), 4);
    expectClose(secondOf(cosine), (1 + Math.exp(-2 * sigma ** 2)) / 2, 'cos²', 1e-4);
  });

  it.each([0.03, 0.2, 1, 8, 1e4])('keep their digits where almost all inputs give zero, at σ = %d', (sigma) => {
    // Thresholded ReLU with θ = 1: E[f'²] = Φ(−1/σ), from mpmath.
    const tails: Readonly<Record<number, number>> = {
      0.03: 6.35227312020189e-244,
      0.2: 2.86651571879194e-7,
      1: 0.15865525393145705,
      8: 0.450261775169887,
      1e4: 0.499960105772026,
    };
    const found = momentsOf('thresholded_relu', sigma);
    expectClose(found.slope ** 2, tails[sigma] ?? 0, 'E[f′²]', 1e-5);
  });

  it.each([
    [40, 0.003, 40],
    [25, 0.282095, 150],
    [400, 0.282095, 20000],
    [0.707107, 0.01, 6],
    [0.707107, 0.01, 0.2],
  ])('see a rise at %d, %d wide, among inputs of σ = %d', (mu, width, sigma) => {
    // f is the distribution function of N(μ, w²): E[f] = Φ(−μ/√(q + w²)), and f'² is a bell of variance w²/2 again.
    const found = momentsOf('laplace', sigma, { mu, sigma: width });
    const mean = 0.5 * complementOfErrorFunction(mu / Math.sqrt(2 * (sigma ** 2 + width ** 2)));
    const variance = sigma ** 2 + width ** 2 / 2;
    const density = Math.exp(-(mu ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    expect(Math.abs(found.mean - mean)).toBeLessThan(1e-6);
    expectClose(found.slope ** 2, density / (2 * width * Math.sqrt(Math.PI)), 'E[f′²]');
  });

  it('resolve every function but endless waves', () => {
    const ids = Object.keys(activations).filter(isActivationId);
    const unresolved = ids.filter((id) => {
      const activation = getActivation(id);
      if (activation.kind === 'vector' || id === 'logit') return false;
      return responseTo(id).resolved.reach < Infinity;
    });
    expect(unresolved.sort()).toEqual(['cosine', 'sine', 'snake', 'snake_beta']);
  });

  it('tell the spread of a function that is almost constant', () => {
    // 10⁶ + σ(z): the variance is that of the sigmoid, 0.29338 − 1/4 for N(0, 1).
    const found = momentsOf('sigmoid_range', 1, { low: 1e6, high: 1e6 + 1 });
    expect(found.deviation ** 2).toBeCloseTo(0.043379036, 8);
  });
});

describe('shares of small slopes', () => {
  it('are those of the waves, resolved or not', () => {
    // |1 + sin 2z| < 0.01 for a share of arccos(0.99)/π of all phases.
    const snake = responseTo('snake');
    for (const sigma of [20, 34, 1e3, 77777]) {
      expect(gentleShare(snake, sigma)).toBeCloseTo(Math.acos(0.99) / Math.PI, 3);
    }
  });

  it('count the surroundings of a point where the slope only touches zero', () => {
    // tanh²(x) < 0.01 for |x| < artanh(0.1) = 0.1003353, which has the share 0.0799219044 of N(0, 1).
    expect(gentleShare(responseTo('tanhshrink'), 1)).toBeCloseTo(0.0799219044, 9);
  });
});
