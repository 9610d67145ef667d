import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../../src/core/activations';
import { isActivationId } from '../../../../../src/core/activations';
import {
  findInitialization,
  initializations,
  torchGain,
} from '../../../../../src/core/numerics/propagation/initializations';

/** Written by PyTorch 2.11: `calculate_gain` of each name. */
const { gains } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../fixtures/golden.json'), 'utf8')) as {
  readonly gains: Readonly<Record<string, number>>;
};

const wide = { activation: 'relu', parameters: {}, fanIn: Infinity } as const;

describe('calculate_gain', () => {
  it.each(Object.entries(gains))('%s as PyTorch computes it', (name, gain) => {
    const id = name === 'linear' || name === 'conv2d' ? 'identity' : name;
    if (!isActivationId(id)) throw new Error(id);
    expect(torchGain(id, { negative_slope: 0.01 })).toBeCloseTo(gain, 15);
  });

  it('follows the slope of Leaky ReLU', () => {
    expect(torchGain('leaky_relu', { negative_slope: 1 })).toBe(1);
    expect(torchGain('leaky_relu', { negative_slope: 0 })).toBe(Math.SQRT2);
  });

  it.each(['gelu', 'silu', 'elu', 'softplus', 'prelu'] satisfies ActivationId[])('knows no %s', (id) => {
    expect(torchGain(id, {})).toBeUndefined();
  });
});

describe('initializations', () => {
  it.each([
    ['torch', 1 / Math.sqrt(3)],
    ['keras', 1],
    ['xavier', 1],
    ['he', Math.SQRT2],
    ['lecun', 1],
    ['gain', Math.SQRT2],
  ])('%s has its σ_w, whatever the width', (id, sigmaW) => {
    for (const fanIn of [16, 1024, Infinity]) {
      expect(findInitialization(id)?.sigmas({ ...wide, fanIn })?.sigmaW).toBeCloseTo(sigmaW, 14);
    }
  });

  it("draws PyTorch's biases as widely as its weights", () => {
    // U(−1/√n, 1/√n) has the variance 1/(3n).
    expect(findInitialization('torch')?.sigmas({ ...wide, fanIn: 12 })?.sigmaB).toBeCloseTo(1 / 6, 14);
    expect(findInitialization('torch')?.sigmas(wide)?.sigmaB).toBe(0);
  });

  it('scales N(0, σ²) with the width', () => {
    const normal = findInitialization('normal');
    expect(normal?.sigmas({ ...wide, fanIn: 400 })?.sigmaW).toBe(20);
    expect(normal?.sigmas({ ...wide, fanIn: 400, standardDeviation: 0.01 })?.sigmaW).toBeCloseTo(0.2, 14);
  });

  it.each([
    ['kaiming_normal', 'he'],
    ['HeNormal', 'he'],
    ['glorot-uniform', 'xavier'],
    ['PyTorch', 'torch'],
    ['lecun_normal', 'lecun'],
    ['calculate_gain', 'gain'],
  ])('knows %s', (word, id) => {
    expect(findInitialization(word)?.id).toBe(id);
  });

  it('has one meaning for each name', () => {
    const names = initializations.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(findInitialization('orthogonal-ish')).toBeUndefined();
  });
});
