import { describe, expect, it } from 'vitest';
import {
  bindCurves,
  curveOf,
  fitHeight,
  leapsOf,
  polyline,
  roundSpan,
  sampleCurve,
} from '../../../media/panel/model/curves';
import { asymptoteLine } from '../../../media/panel/model/asymptoteLines';
import { largestDifference } from '../../../media/panel/model/difference';
import { findActivation } from '../../../media/panel/model/panelActivation';
import { drawChartsSvg } from '../../../media/panel/exports/curvesSvg';
import { pickedEntry } from '../../../media/panel/model/state';

const size = { width: 600, height: 400 };

function bound(activation: string, values: Readonly<Record<string, number>> = {}) {
  const entry = pickedEntry(activation);
  return bindCurves(findActivation(activation), { ...entry.values, ...values });
}

describe('the slope at a kink', () => {
  // PyTorch and JAX, run: gradient of leaky_relu(x, 0.01) at 0 is 0.01 in the one, 1 in the other.
  it('is what the library at hand takes', () => {
    const { values } = pickedEntry('leaky_relu');
    const activation = findActivation('leaky_relu');
    expect(bindCurves(activation, values).slope(0)).toBe(0.01);
    expect(bindCurves(activation, values, ['right']).slope(0)).toBe(1);
    expect(bindCurves(findActivation('relu'), {}, ['mean']).slope(0)).toBe(0.5);
  });
});

describe('asymptotes', () => {
  it('reach from the middle to the edge on their side', () => {
    const line = { kind: 'line', slope: 2, intercept: 1 } as const;
    expect(asymptoteLine({ side: 'right', asymptote: line }, [-3, 4])).toEqual([
      { x: 0, y: 1 },
      { x: 4, y: 9 },
    ]);
    expect(asymptoteLine({ side: 'left', asymptote: { kind: 'value', value: -1 } }, [1, 4])).toEqual([
      { x: 1, y: -1 },
      { x: 1, y: -1 },
    ]);
    expect(asymptoteLine({ side: 'left', asymptote: { kind: 'infinite', sign: 1 } }, [-3, 4])).toBeUndefined();
  });
});

describe('sampled curves', () => {
  it('meet a kink exactly and need no more than its two lines', () => {
    const points = sampleCurve(curveOf('value', bound('relu')), [-4, 4], [-1, 4], size);
    expect(points).toContainEqual({ x: 0, y: 0 });
    expect(points.length).toBeLessThan(12);
  });

  it('are never further than half a pixel from the function between two points', () => {
    for (const [id, f] of [
      ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
      ['sine', (x: number) => Math.sin(30 * x)],
    ] as const) {
      const [x, y] = [
        [-3, 3],
        [-1, 1.2],
      ] as const;
      const points = sampleCurve(curveOf('value', bound(id)), x, y, size);
      points.slice(1).forEach((point, index) => {
        const before = points[index] ?? point;
        const [across, down] = [size.width / (x[1] - x[0]), size.height / (y[1] - y[0])];
        const middle = (before.x + point.x) / 2;
        const above = (f(middle) - (before.y + point.y) / 2) * down;
        const steepness = ((point.y - before.y) * down) / ((point.x - before.x) * across);
        expect(Math.abs(above) / Math.hypot(1, steepness), `${id} at ${String(middle)}`).toBeLessThan(0.5);
      });
    }
  });

  it('are broken where the function leaps', () => {
    const points = sampleCurve(curveOf('derivative', bound('relu')), [-4, 4], [-1, 2], size);
    expect(points.filter(({ y }) => Number.isNaN(y))).toHaveLength(1);
    expect(leapsOf(curveOf('derivative', bound('relu')), [-4, 4])).toEqual([{ at: 0, closed: 0, open: [1] }]);
    expect(leapsOf(curveOf('derivative', bound('relu')), [1, 4])).toEqual([]);
  });

  it('know the second derivative to eight digits', () => {
    for (const x of [-3.1, -0.4, 0, 0.7, 2.9]) {
      const s = 1 / (1 + Math.exp(-x));
      expect(bound('sigmoid').curvature(x)).toBeCloseTo(s * (1 - s) * (1 - 2 * s), 9);
      expect(bound('tanh').curvature(x)).toBeCloseTo(-2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2), 8);
    }
    expect(bound('elu').curvature(-0.01)).toBeCloseTo(Math.exp(-0.01), 8);
    expect(bound('elu').curvature(0.01)).toBeCloseTo(0, 8);
    expect(bound('relu').curvature(0)).toBeNaN();
  });

  it('of a softmax become flatter with the temperature', () => {
    for (const x of [-3, 0.5, 2]) {
      const expected = 1 / (1 + Math.exp(-x / 2.5));
      expect(bound('softmax', { temperature: 2.5 }).value(x)).toBeCloseTo(expected, 12);
      expect(bound('softmax', { temperature: 2.5 }).slope(x)).toBeCloseTo((expected * (1 - expected)) / 2.5, 12);
    }
  });
});

describe('the height of the view', () => {
  it('holds every shown curve', () => {
    const [low, high] = fitHeight([curveOf('value', bound('tanh')), curveOf('derivative', bound('tanh'))], [-4, 4]);
    expect(low).toBeLessThan(-0.99);
    expect(low).toBeGreaterThan(-1.3);
    expect(high).toBeGreaterThan(1);
    expect(high).toBeLessThan(1.3);
  });

  it('is not that of a pole', () => {
    const [low, high] = fitHeight([curveOf('derivative', bound('logit'))], [0, 1]);
    expect(high - low).toBeLessThan(1000);
  });

  it('has some extent for a constant', () => {
    const [low, high] = fitHeight([], [-1, 1]);
    expect(high - low).toBeGreaterThan(0);
  });
});

describe('round spans', () => {
  it.each([
    [[-6, 3.9792], -6, 4],
    [[-0.123, 0.123], -0.125, 0.125],
    [[0, 1], 0, 1],
  ] as const)('%j becomes %d to %d', (interval, from, to) => {
    expect(roundSpan(interval)).toEqual({ from, to });
  });
});

describe('the largest difference', () => {
  const gelu = bound('gelu');
  const tanhForm = bound('gelu_tanh');

  it('of GELU and its tanh form is 4.73e-4 at 2.699', () => {
    const { x, size: most } = largestDifference((at) => Math.abs(gelu.value(at) - tanhForm.value(at)), {
      from: -6,
      to: 6,
    });
    expect(most).toBeCloseTo(4.73e-4, 6);
    expect(x).toBeCloseTo(2.699, 3);
  });

  it('is found at a kink between the samples', () => {
    const peak = (x: number): number => Math.max(0, 1 - 1e4 * Math.abs(x - 0.123456));
    expect(largestDifference(peak, { from: -5, to: 5 }, [0.123456])).toEqual({ x: 0.123456, size: 1 });
  });

  it('of equal functions is nothing', () => {
    expect(largestDifference(() => 0, { from: -1, to: 1 })).toEqual({ x: 0, size: 0 });
  });
});

describe('lines through points', () => {
  const line = polyline([
    { x: 1, y: Number.NaN },
    { x: 2, y: 4 },
    { x: 4, y: 0 },
  ]);

  it('are straight between them and have no value beyond', () => {
    expect([2, 3, 4].map((x) => line.evaluate(x))).toEqual([4, 2, 0]);
    expect([1, 1.5, 5].map((x) => line.evaluate(x))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('are drawn from their first point, charts below each other', () => {
    const series = ['rgb(1, 2, 3)'];
    const colours = { background: 'black', text: 'white', muted: '', grid: '', axis: '', value: '', derivative: '' };
    const more = { second: '', dead: '', saturated: '', density: '', series, fontFamily: '', fontSize: 13 };
    const chart = { curves: [{ curve: line, label: 'a < b' }], x: [1, 5], y: [0, 4], title: 'Depth' } as const;
    const svg = drawChartsSvg([chart, chart], { ...colours, ...more });
    const paths = [...svg.matchAll(/<path d="([^"]+)" stroke="rgb\(1, 2, 3\)"/g)].map(([, data]) => data);
    // The width of 508 pixels shows 1 to 5, the height of 342 shows 4 to 0.
    expect(paths[0]).toBe('M179 34 433 376');
    expect(paths[2]).toBe('M179 454 433 796');
    expect(svg).toContain('a &#60; b');
    expect(svg).not.toContain('<circle');
  });
});
