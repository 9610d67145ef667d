import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, getActivation, resolveParameters } from '../../../../src/core/activations';
import type { ActivationId } from '../../../../src/core/activations';
import type { ParameterValues, VectorActivation } from '../../../../src/core/activations/activation';
import { envelopeKinks, upperEnvelope } from '../../../../src/core/activations/linearPieces';
import { maxoutPieces, piecesAsParameters } from '../../../../src/core/activations/selecting';
import type { Arguments } from '../../../../src/core/text';
import golden from '../../../fixtures/golden.json';

function vectorOf(id: ActivationId): VectorActivation {
  const activation = getActivation(id);
  if (activation.kind !== 'vector') throw new Error(`${id} is no vector activation`);
  return activation;
}

function defaultsOf(id: ActivationId, args: Arguments = {}): ParameterValues {
  return resolveParameters(getActivation(id), args);
}

const ids = (Object.keys(activations) as ActivationId[]).filter((id) => getActivation(id).kind === 'vector');
const sharing = ['softmax', 'softmin', 'softmax2d', 'gumbel_softmax', 'sparsemax', 'hardmax'] as const;
const gates = ['glu', 'swiglu', 'geglu', 'reglu', 'sreglu', 'clamped_swiglu', 'bilinear_glu'] as const;

const entries = fc.double({ min: -8, max: 8, noNaN: true }).map((x) => Number(x.toFixed(3)) + 0.0001234);
const vectors = fc.array(entries, { minLength: 2, maxLength: 7 });
const pairedVectors = fc
  .array(entries, { minLength: 1, maxLength: 4 })
  .map((half) => [...half, ...half.map((x) => 1.7 - x)]);

function inputsOf(id: ActivationId): fc.Arbitrary<number[]> {
  return (gates as readonly string[]).includes(id) || id === 'maxout' ? pairedVectors : vectors;
}

it('are the eighteen that the catalogue calls not element-wise', () => {
  const expected = [...sharing, ...gates, 'log_softmax', 'quiet_softmax', 'solu', 'maxout', 'crelu'];
  expect([...ids].sort()).toEqual(expected.sort());
});

describe('against PyTorch', () => {
  it.each(golden.vector.map((one) => [one.call, one.x, one] as const))('%s of %j', (_call, x, { id, y, jacobian }) => {
    const activation = vectorOf(id as ActivationId);
    const parameters = defaultsOf(id as ActivationId);
    compare(activation.vectorValue(x, parameters), y);
    const computed = activation.jacobian(x, parameters);
    expect(computed.length).toBe(jacobian.length);
    for (const [i, row] of jacobian.entries()) compare(computed[i] ?? [], row);
  });

  function compare(computed: readonly number[], expected: readonly number[]): void {
    expect(computed.length).toBe(expected.length);
    for (const [i, value] of expected.entries()) {
      const tolerance = Math.max(1e-12 * Math.abs(value), 1e-15);
      // PyTorch forms 1 − p, which costs digits of its own where p is next to 1.
      expect(Math.abs((computed[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(Math.max(tolerance, 3e-16));
    }
  }
});

describe.each(ids)('%s', (id) => {
  const activation = vectorOf(id);
  const parameters = defaultsOf(id);

  it('has the Jacobian that central differences show', () => {
    fc.assert(
      fc.property(inputsOf(id), (x) => {
        fc.pre(isSmoothAround(id, x));
        const jacobian = activation.jacobian(x, parameters);
        expect(jacobian.length).toBe(activation.vectorValue(x, parameters).length);
        for (const [j] of x.entries()) {
          const slopes = centralDifference((moved) => activation.vectorValue(moved, parameters), x, j);
          for (const [i, slope] of slopes.entries()) {
            const tolerance = 1e-6 * Math.max(1, Math.abs(slope));
            expect(Math.abs((jacobian[i]?.[j] ?? Number.NaN) - slope)).toBeLessThan(tolerance);
          }
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('stays finite for logits of ±10,000', () => {
    const x = [1e4, -1e4, 1e4, 0, 3, -1e4];
    const numbers = [...activation.vectorValue(x, parameters), ...activation.jacobian(x, parameters).flat()];
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
    for (const z of [-1e4, -1, 0, 1, 1e4]) {
      expect(Number.isFinite(activation.view.value(z, parameters))).toBe(true);
      expect(Number.isFinite(activation.view.derivative(z, parameters))).toBe(true);
    }
  });

  it('does not choke on an empty input', () => {
    expect(activation.vectorValue([], parameters)).toEqual([]);
    expect(activation.jacobian([], parameters)).toEqual([]);
  });

  it('draws a view whose derivative is its slope', () => {
    fc.assert(
      fc.property(entries, (x) => {
        const kinks = activation.view.kinks(parameters);
        fc.pre(kinks.every((kink) => Math.abs(kink.at - x) > 1e-4));
        const [slope = Number.NaN] = centralDifference(([z = 0]) => [activation.view.value(z, parameters)], [x], 0);
        expect(Math.abs(activation.view.derivative(x, parameters) - slope)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(slope)),
        );
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it('says what its axes are', () => {
    expect(activation.view.axis()).not.toBe('');
    expect(activation.view.caption()).not.toBe('');
  });
});

function centralDifference(f: (x: readonly number[]) => readonly number[], x: readonly number[], j: number): number[] {
  const step = 1e-5;
  const move = (by: number): number[] => x.map((value, index) => (index === j ? value + by : value));
  const above = f(move(step));
  return f(move(-step)).map((below, i) => ((above[i] ?? 0) - below) / (2 * step));
}

/** Whether no kink lies within the step of the differences. */
function isSmoothAround(id: ActivationId, x: readonly number[]): boolean {
  const distances = x.flatMap((a, i) => x.slice(i + 1).map((b) => Math.abs(a - b)));
  if (id === 'sparsemax') {
    const { vectorValue } = vectorOf(id);
    const support = (moved: readonly number[]): string =>
      vectorValue(moved, {})
        .map((share) => share > 0)
        .join();
    return x.every((_, j) =>
      [-1e-4, 1e-4].every((by) => support(x.map((a, i) => (i === j ? a + by : a))) === support(x)),
    );
  }
  if (id === 'hardmax' || id === 'maxout') return distances.every((distance) => distance > 1e-4);
  return x.every((a) => Math.abs(a) > 1e-4 && Math.abs(Math.abs(a) - 7) > 1e-4);
}

describe('shares of a whole', () => {
  it.each(sharing)('%s gives non-negative shares that sum to 1 and keep the order of the scores', (id) => {
    fc.assert(
      fc.property(vectors, (x) => {
        const shares = vectorOf(id).vectorValue(x, defaultsOf(id));
        expect(shares.every((share) => share >= 0)).toBe(true);
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        const direction = id === 'softmin' ? -1 : 1;
        const largest = x.reduce((best, score, i) => (direction * (score - (x[best] ?? 0)) > 0 ? i : best), 0);
        expect(shares[largest]).toBe(Math.max(...shares));
      }),
      { seed: 13 },
    );
  });

  it.each(['softmax', 'log_softmax', 'softmin', 'sparsemax', 'hardmax', 'gumbel_softmax'] as const)(
    '%s does not change when all scores are shifted',
    (id) => {
      fc.assert(
        fc.property(vectors, fc.integer({ min: -64, max: 64 }), (x, shift) => {
          const { vectorValue } = vectorOf(id);
          const moved = vectorValue(
            x.map((score) => score + shift),
            defaultsOf(id),
          );
          for (const [i, share] of vectorValue(x, defaultsOf(id)).entries()) expect(moved[i]).toBeCloseTo(share, 11);
        }),
        { seed: 14 },
      );
    },
  );

  it('log-softmax is the logarithm of softmax, and stays right where that underflows', () => {
    fc.assert(
      fc.property(vectors, (x) => {
        const logarithms = vectorOf('log_softmax').vectorValue(x, {});
        const shares = vectorOf('softmax').vectorValue(x, {});
        for (const [i, share] of shares.entries()) expect(logarithms[i]).toBeCloseTo(Math.log(share), 10);
      }),
      { seed: 15 },
    );
    expect(vectorOf('log_softmax').vectorValue([1e4, -1e4], {})).toEqual([0, -2e4]);
    expect(vectorOf('log_softmax').vectorValue([0, 110], {})[0]).toBe(-110);
  });

  it('quiet softmax is softmax with one more score of 0 that is left out', () => {
    fc.assert(
      fc.property(vectors, (x) => {
        const [, ...shares] = vectorOf('softmax').vectorValue([0, ...x], {});
        const quiet = vectorOf('quiet_softmax').vectorValue(x, {});
        for (const [i, share] of shares.entries()) expect(quiet[i]).toBeCloseTo(share, 14);
      }),
      { seed: 16 },
    );
    expect(vectorOf('quiet_softmax').vectorValue([-1e4, -1e4], {})).toEqual([0, 0]);
  });

  it('sparsemax meets the conditions of the nearest point of the simplex', () => {
    fc.assert(
      fc.property(vectors, (x) => {
        const shares = vectorOf('sparsemax').vectorValue(x, {});
        // xᵢ − pᵢ is the same number t wherever pᵢ > 0, and xᵢ ≤ t wherever pᵢ = 0.
        const gaps = x.map((score, i) => ({ gap: score - (shares[i] ?? 0), share: shares[i] ?? 0 }));
        const thresholds = gaps.filter(({ share }) => share > 0).map(({ gap }) => gap);
        expect(Math.max(...thresholds) - Math.min(...thresholds)).toBeLessThan(1e-12);
        for (const { gap, share } of gaps)
          if (share === 0) expect(gap).toBeLessThanOrEqual(Math.min(...thresholds) + 1e-12);
      }),
      { seed: 17 },
    );
  });

  it('the examples of the sparsemax paper’s definition by hand', () => {
    expect(vectorOf('sparsemax').vectorValue([0, 0], {})).toEqual([0.5, 0.5]);
    expect(vectorOf('sparsemax').vectorValue([2, 0], {})).toEqual([1, 0]);
    expect(vectorOf('sparsemax').vectorValue([0.5, 0, -5], {})).toEqual([0.75, 0.25, 0]);
    expect(vectorOf('sparsemax').jacobian([0.5, 0, -5], {})).toEqual([
      [0.5, -0.5, 0],
      [-0.5, 0.5, 0],
      [0, 0, 0],
    ]);
  });

  it('Gumbel-softmax sharpens with a low temperature, and is one-hot if hard', () => {
    const { vectorValue, jacobian } = vectorOf('gumbel_softmax');
    const sharp = vectorValue([1, 2], defaultsOf('gumbel_softmax', { tau: 0.1 }));
    expect(sharp[1]).toBeCloseTo(1 / (1 + Math.exp(-10)), 14);
    const hard = defaultsOf('gumbel_softmax', { hard: true });
    expect(vectorValue([1, 2, 2], hard)).toEqual([0, 1, 0]);
    expect(jacobian([1, 2], hard)).toEqual(jacobian([1, 2], defaultsOf('gumbel_softmax')));
    expect(vectorOf('gumbel_softmax').view.kinks(hard)).toEqual([{ at: 0, kind: 'jump', left: 0.25, right: 0.25 }]);
  });

  it('hardmax takes the first of equal scores', () => {
    expect(vectorOf('hardmax').vectorValue([3, 7, 7, 1], {})).toEqual([0, 1, 0, 0]);
  });
});

describe('the drawn view is a slice of the vector function', () => {
  /** What is put in for a point of the horizontal axis; the first output is what is drawn. */
  const slices: readonly [ActivationId, (x: number) => number[]][] = [
    ['softmax', (x) => [x + 3, 3]],
    ['log_softmax', (x) => [x - 2, -2]],
    ['softmin', (x) => [x, 0]],
    ['softmax2d', (x) => [x, 0]],
    ['gumbel_softmax', (x) => [x, 0]],
    ['sparsemax', (x) => [x, 0]],
    ['hardmax', (x) => [x, 0]],
    ['quiet_softmax', (x) => [x]],
    ['solu', (x) => [x, 0]],
    ['glu', (x) => [1, x]],
    ['swiglu', (x) => [x, 1]],
    ['geglu', (x) => [x, 1]],
    ['reglu', (x) => [x, 1]],
    ['sreglu', (x) => [x, 1]],
    ['clamped_swiglu', (x) => [x, 0]],
    ['bilinear_glu', (x) => [x, 1]],
    ['crelu', (x) => [x]],
  ];

  it.each(slices)('%s', (id, input) => {
    const { vectorValue, view } = vectorOf(id);
    const parameters = defaultsOf(id);
    for (let x = -9; x <= 9; x += 0.375) {
      expect(view.value(x, parameters)).toBeCloseTo(vectorValue(input(x), parameters)[0] ?? Number.NaN, 14);
    }
  });

  it('a Maxout unit fed with its pieces', () => {
    const parameters = defaultsOf('maxout', { groups: 4 });
    const { vectorValue, view } = vectorOf('maxout');
    for (let x = -4; x <= 4; x += 0.375) {
      const pieces = maxoutPieces(parameters).map(({ slope, offset }) => slope * x + offset);
      expect(pieces.length).toBe(4);
      expect(view.value(x, parameters)).toBe(vectorValue(pieces, parameters)[0]);
    }
  });
});

describe('gated units', () => {
  it('have no output for an input that does not split into halves', () => {
    for (const id of gates) expect(vectorOf(id).vectorValue([1, 2, 3], defaultsOf(id))).toEqual([]);
  });

  it('gate with the half that each is defined with', () => {
    // σ(0) = 1/2, SiLU(0) = GELU(0) = 0: a gate of 0 halves or closes.
    expect(vectorOf('glu').vectorValue([3, 0], {})).toEqual([1.5]);
    expect(vectorOf('swiglu').vectorValue([0, 3], {})).toEqual([0]);
    expect(vectorOf('reglu').vectorValue([2, -3, 5, 7], {})).toEqual([10, 0]);
    expect(vectorOf('sreglu').vectorValue([2, -3, 5, 7], {})).toEqual([20, 0]);
    expect(vectorOf('bilinear_glu').vectorValue([2, -3, 5, 7], {})).toEqual([10, -21]);
  });

  it('clamped SwiGLU clamps the gate from above and the value from both sides', () => {
    const parameters = defaultsOf('clamped_swiglu');
    const gate = 7 / (1 + Math.exp(-1.702 * 7));
    const { vectorValue, jacobian } = vectorOf('clamped_swiglu');
    expect(vectorValue([50, 50], parameters)[0]).toBeCloseTo(gate * 8, 12);
    expect(vectorValue([50, -50], parameters)[0]).toBeCloseTo(gate * -6, 12);
    expect(jacobian([50, -50], parameters).flat().map(Math.abs)).toEqual([0, 0]);
    expect(vectorValue([1, 2], { alpha: 1, limit: Infinity, offset: 0 })[0]).toBeCloseTo(2 / (1 + Math.exp(-1)), 14);
  });
});

describe('Maxout', () => {
  const { vectorValue, jacobian, view } = vectorOf('maxout');

  it('takes the largest of each group, or of as many as are left per output', () => {
    expect(vectorValue([1, 5, -2, 3, 9, 0], { groups: 2 })).toEqual([5, 3, 9]);
    expect(vectorValue([1, 5, -2, 3, 9, 0], { groups: 3 })).toEqual([5, 9]);
    expect(vectorValue([1, 5, -2, 3, 9, 0], { groups: 2, num_units: 1 })).toEqual([9]);
    expect(jacobian([1, 5, -2, -3], { groups: 2 })).toEqual([
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(vectorValue([1, 2], { groups: 5 })).toEqual([]);
  });

  it.each([
    [
      'relu',
      {},
      [
        { slope: 0, offset: 0 },
        { slope: 1, offset: 0 },
      ],
    ],
    [
      'leaky_relu',
      { negative_slope: 0.2 },
      [
        { slope: 0.2, offset: 0 },
        { slope: 1, offset: 0 },
      ],
    ],
    [
      'abs',
      {},
      [
        { slope: -1, offset: 0 },
        { slope: 1, offset: 0 },
      ],
    ],
  ] as const)('with fixed pieces is %s %j', (id, args, pieces) => {
    const elementwise = getActivation(id);
    if (elementwise.kind !== 'elementwise') throw new Error('not element-wise');
    const parameters = defaultsOf(id, args);
    for (let x = -3; x <= 3; x += 0.25) {
      expect(view.value(x, piecesAsParameters(pieces))).toBeCloseTo(elementwise.value(x, parameters), 15);
    }
    expect(view.kinks(piecesAsParameters(pieces))).toEqual(elementwise.kinks(parameters));
    expect(maxoutPieces(piecesAsParameters(pieces))).toEqual(pieces);
  });

  it('bends where its lines cross on top, and nowhere else', () => {
    const line = fc.record({ slope: fc.integer({ min: -6, max: 6 }), offset: fc.integer({ min: -6, max: 6 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (pieces) => {
        const kinks = envelopeKinks(pieces);
        for (const { at, left, right } of kinks) {
          const slopes = [-1e-4, 1e-4].map(
            (by) => (upperEnvelope(pieces, at + 2 * by) - upperEnvelope(pieces, at + by)) / by,
          );
          expect(slopes[0]).toBeCloseTo(left, 6);
          expect(slopes[1]).toBeCloseTo(right, 6);
        }
        // Convex and piecewise linear: the slopes between the outer lines are met one after the other.
        const distinct = [...pieces].sort((a, b) => a.slope - b.slope);
        const bends = kinks.reduce((sum, { left, right }) => sum + right - left, 0);
        expect(bends).toBe((distinct.at(-1)?.slope ?? 0) - (distinct[0]?.slope ?? 0));
      }),
      { seed: 18, numRuns: 300 },
    );
  });

  it.each([1, 2, 3, 7])('draws an example with %d pieces, none of them level', (groups) => {
    const pieces = maxoutPieces({ groups });
    expect(pieces.length).toBe(groups);
    expect(pieces.every(({ slope }) => slope !== 0)).toBe(true);
    expect(view.kinks({ groups }).length).toBe(groups - 1);
  });
});

describe('concatenated ReLU', () => {
  it('keeps the positive and the negative part', () => {
    expect(vectorOf('crelu').vectorValue([2, -3], {})).toEqual([2, 0, 0, 3]);
  });
});
