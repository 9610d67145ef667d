import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../../src/core/activations';
import { activations, getActivation, isActivationId, resolveParameters } from '../../../../../src/core/activations';
import type { ElementwiseActivation } from '../../../../../src/core/activations/activation';
import type { PlainNetwork, PropagatedLayer } from '../../../../../src/core/numerics/propagation/propagate';
import { propagate } from '../../../../../src/core/numerics/propagation/propagate';
import type { Arguments } from '../../../../../src/core/text';

const elementwise = Object.keys(activations)
  .filter(isActivationId)
  .filter((id) => getActivation(id).kind === 'elementwise');

function activationOf(id: ActivationId): ElementwiseActivation {
  const activation = getActivation(id);
  if (activation.kind === 'vector') throw new Error(`${id} is no element-wise activation`);
  return activation;
}

function follow(id: ActivationId, network: Partial<PlainNetwork>, args: Arguments = {}): readonly PropagatedLayer[] {
  const activation = activationOf(id);
  const complete = { depth: 6, sigmaW: 1, sigmaB: 0, ...network };
  return propagate(activation, resolveParameters(activation, args), complete) ?? [];
}

type Quantity = 'preSecond' | 'actMean' | 'actSecond' | 'zeroDerivative' | 'smallDerivative' | 'gradSecondRatio';

/** Means over 96 random networks of width 2,048, layer by layer; measured, not computed. */
type Measurement = Readonly<Record<Quantity, readonly number[]>> & {
  readonly activation: ActivationId;
  readonly sigmaW: number;
  readonly sigmaB: number;
};

const measured = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../fixtures/propagation.json'), 'utf8'),
) as readonly Measurement[];

describe('against real networks of width 2,048', () => {
  it.each(measured.map((network) => [network.activation, network.sigmaW, network] as const))(
    '%s with σ_w = %d',
    (id, sigmaW, network) => {
      const layers = follow(id, { depth: 12, sigmaW, sigmaB: network.sigmaB });
      // Close to the edge of chaos the finite width of the real networks shows.
      const tolerance = id === 'gelu' && sigmaW === 1.41421 ? 0.08 : 0.02;
      for (const quantity of ['preSecond', 'actSecond', 'gradSecondRatio'] as const) {
        for (const [index, value] of network[quantity].entries()) {
          if (value < 1e-12 || value > 1e12) continue;
          const found = layers[index]?.[quantity] ?? Number.NaN;
          expect(Math.abs(found / value - 1), `${quantity} of layer ${String(index + 1)}`).toBeLessThan(tolerance);
        }
      }
      for (const quantity of ['zeroDerivative', 'smallDerivative'] as const) {
        for (const [index, share] of network[quantity].entries()) {
          const found = layers[index]?.[quantity] ?? Number.NaN;
          expect(Math.abs(found - share), `${quantity} of layer ${String(index + 1)}`).toBeLessThan(0.01);
        }
      }
      for (const [index, mean] of network.actMean.entries()) {
        const size = Math.sqrt(network.actSecond[index] ?? 1);
        expect(Math.abs((layers[index]?.actMean ?? Number.NaN) - mean)).toBeLessThan(0.01 * size);
      }
    },
  );
});

describe('against closed forms', () => {
  it('halves the second moment and the squared gradient in each ReLU layer', () => {
    const layers = follow('relu', { depth: 30, sigmaW: 1.3 });
    const factor = 1.3 ** 2 / 2;
    for (const [index, layer] of layers.entries()) {
      const second = 1.3 ** 2 * factor ** index;
      expect(layer.preSecond / second).toBeCloseTo(1, 10);
      expect(layer.actMean / Math.sqrt(second / (2 * Math.PI))).toBeCloseTo(1, 10);
      expect(layer.actSecond / (second / 2)).toBeCloseTo(1, 10);
      expect(layer.gradSecondRatio / factor ** (29 - index)).toBeCloseTo(1, 10);
      expect(layer.zeroDerivative).toBe(0.5);
      expect(layer.smallDerivative).toBe(0.5);
    }
  });

  it.each([0.2, -0.5, 1, 3, 0])('scales with (1 + a²)/2 in a Leaky ReLU of slope %d', (slope) => {
    const layers = follow('leaky_relu', { depth: 5, sigmaW: 0.8, sigmaB: 0.3 }, { negative_slope: slope });
    const half = (1 + slope ** 2) / 2;
    let second = 0.8 ** 2 + 0.3 ** 2;
    for (const [index, layer] of layers.entries()) {
      expect(layer.preSecond / second).toBeCloseTo(1, 10);
      expect(layer.gradSecondRatio / (0.8 ** 2 * half) ** (4 - index)).toBeCloseTo(1, 10);
      second = 0.8 ** 2 * half * second + 0.3 ** 2;
    }
  });

  it('follows the arcsine kernel of erf', () => {
    // C. K. I. Williams, Computing with Infinite Networks, 1997: E[erf²(z)] = 2/π·arcsin(2q/(1 + 2q)).
    const layers = follow('erf', { depth: 8, sigmaW: 1.7, sigmaB: 0.05 });
    let second = 1.7 ** 2 + 0.05 ** 2;
    const slopes: number[] = [];
    for (const layer of layers) {
      const value = (2 / Math.PI) * Math.asin((2 * second) / (1 + 2 * second));
      expect(layer.preSecond / second).toBeCloseTo(1, 10);
      expect(layer.actSecond / value).toBeCloseTo(1, 10);
      slopes.push(4 / Math.PI / Math.sqrt(1 + 4 * second));
      second = 1.7 ** 2 * value + 0.05 ** 2;
    }
    const ratio = slopes.slice(0, -1).reduce((product, slope) => product * 1.7 ** 2 * slope, 1);
    expect((layers[0]?.gradSecondRatio ?? 0) / ratio).toBeCloseTo(1, 9);
  });

  it('squares the second moment in Squared ReLU, down to nothing and up to infinity', () => {
    // E[max(0, z)⁴] = 3q²/2 and E[(2·max(0, z))²] = 2q.
    for (const sigmaW of [0.5, 0.9]) {
      let second = sigmaW ** 2;
      for (const layer of follow('relu_squared', { depth: 12, sigmaW })) {
        if (second < 1e-307) {
          expect(layer.preSecond).toBeLessThan(1e-306);
        } else {
          expect(layer.preSecond / second).toBeCloseTo(1, 8);
        }
        second = sigmaW ** 2 * 1.5 * second ** 2;
      }
    }
    const growing = follow('relu_squared', { depth: 14, sigmaW: 3 });
    expect(growing[2]?.preSecond).toBeCloseTo(9 * 1.5 * (9 * 1.5 * 81) ** 2, 3);
    expect(growing[13]).toMatchObject({ preSecond: Infinity, actMean: Infinity, actSecond: Infinity });
    expect(growing[0]?.gradSecondRatio).toBe(Infinity);
  });

  it('settles for a bounded activation', () => {
    const layers = follow('tanh', { depth: 100, sigmaW: 2 });
    expect(layers[99]?.preSecond).toBeCloseTo(layers[60]?.preSecond ?? 0, 12);
  });

  it('fades like the linear network where a smooth odd activation sees tiny inputs', () => {
    const [first, second] = follow('tanh', { depth: 2, sigmaW: 1e-90 });
    expect((first?.actSecond ?? 0) / 1e-180).toBeCloseTo(1, 12);
    expect(second?.preSecond).toBe(0);
    expect((second?.preDeviation ?? 0) / 1e-180).toBeCloseTo(1, 12);
    expect((first?.gradSecondRatio ?? 0) / 1e-180).toBeCloseTo(1, 12);
  });

  it('passes no gradient through a step', () => {
    const layers = follow('step', { depth: 3 });
    expect(layers.map((layer) => layer.gradSecondRatio)).toEqual([0, 0, 1]);
    expect(layers.map((layer) => layer.zeroDerivative)).toEqual([1, 1, 1]);
  });

  it('counts zero slopes of clipped activations and the surroundings of a minimum', () => {
    // 2·Φ(−1) with Φ(−1) = 0.158655254.
    expect(follow('hard_tanh', { depth: 1 })[0]?.zeroDerivative).toBeCloseTo(0.317310508, 9);
    // GELU: |f'| < 0.01 for x < −3.06743 and between −0.77547 and −0.72908 (mpmath).
    expect(follow('gelu', { depth: 1 })[0]?.smallDerivative).toBeCloseTo(0.0150255338582507, 9);
    const strict = follow('hard_tanh', { depth: 1, slopeThreshold: 2 });
    expect(strict[0]?.smallDerivative).toBe(1);
  });

  it('is exactly nothing for weights and biases of zero', () => {
    const layers = follow('relu', { depth: 2, sigmaW: 0 });
    // PyTorch's slope of ReLU at 0 is 0.
    expect(layers[0]).toMatchObject({ preSecond: 0, actMean: 0, actSecond: 0, zeroDerivative: 1, gradSecondRatio: 0 });
    expect(follow('sigmoid', { depth: 2, sigmaW: 0 })[1]).toMatchObject({ actMean: 0.5, actSecond: 0.25 });
    expect(follow('softplus', { depth: 2, sigmaW: 0, sigmaB: 1 })[1]?.preSecond).toBe(1);
  });
});

describe('with normalization', () => {
  it('multiplies gradients by π/(π − 1) in each batch-normalized ReLU layer', () => {
    // Yang et al. 2019, the limit of large batches; ε of the normalization is no more than a trace.
    const layers = follow('relu', { depth: 6, sigmaW: 40, normalization: 'batch' });
    const factor = (layers[0]?.gradSecondRatio ?? 0) / (layers[1]?.gradSecondRatio ?? 1);
    expect(factor).toBeCloseTo(Math.PI / (Math.PI - 1), 6);
    for (const layer of layers) expect(layer.preSecond).toBeCloseTo(1, 6);
  });

  it('keeps gradients level in layer-normalized ReLU layers, whatever the weights', () => {
    for (const sigmaW of [0.5, 5, 1e100]) {
      const layers = follow('relu', { depth: 20, sigmaW, normalization: 'layer' });
      expect(layers[0]?.gradSecondRatio).toBeCloseTo(1, 2);
      expect(layers[19]?.preSecond).toBeCloseTo(1, 3);
    }
  });

  it('is unmoved by biases behind a batch normalization', () => {
    const network = { depth: 4, sigmaW: 1.5, normalization: 'batch' } as const;
    expect(follow('silu', { ...network, sigmaB: 2 })).toEqual(follow('silu', network));
  });
});

describe('whatever the activation and the weights', () => {
  const sigmas = [0, 1e-300, 1e-5, 0.3, 2, 1e5, 1e160, Number.MAX_VALUE];
  const biases = [
    [0, 'none'],
    [1e200, 'none'],
    [0, 'batch'],
    [0.5, 'layer'],
  ] as const;

  it.each(elementwise)('%s gives numbers everywhere', (id) => {
    for (const sigmaW of sigmas) {
      for (const [sigmaB, normalization] of biases) {
        const layers = follow(id, { depth: 5, sigmaW, sigmaB, normalization });
        if (id === 'logit') {
          expect(layers).toEqual([]);
          continue;
        }
        for (const layer of layers) {
          for (const [name, value] of Object.entries(layer)) {
            const place = `${name} for σ_w = ${String(sigmaW)}, σ_b = ${String(sigmaB)}, ${normalization}`;
            expect(value, place).not.toBeNaN();
            if (name !== 'actMean') expect(value, place).toBeGreaterThanOrEqual(0);
            if (name.endsWith('Derivative')) expect(value, place).toBeLessThanOrEqual(1);
          }
          expect(layer.smallDerivative).toBeGreaterThanOrEqual(layer.zeroDerivative - 1e-9);
        }
        expect(layers[4]?.gradSecondRatio).toBe(1);
      }
    }
  });

  it.each(elementwise.filter((id) => id !== 'logit'))('%s follows a hundred layers', (id) => {
    const layers = follow(id, { depth: 100, sigmaW: 1.5, sigmaB: 0.1 });
    expect(layers).toHaveLength(100);
    expect(layers.flatMap((layer) => Object.values({ ...layer })).filter(Number.isNaN)).toEqual([]);
  });

  it('has no answer where the activation is not defined for every input', () => {
    expect(propagate(activationOf('logit'), { eps: 0 }, { depth: 3, sigmaW: 1, sigmaB: 0 })).toBeNull();
  });

  it('does not mix up the parameters it has seen', () => {
    const steep = follow('leaky_relu', { depth: 2 }, { negative_slope: 0.5 });
    const flat = follow('leaky_relu', { depth: 2 }, { negative_slope: 0 });
    expect(follow('leaky_relu', { depth: 2 }, { negative_slope: 0.5 })).toEqual(steep);
    expect(flat).not.toEqual(steep);
  });
});
