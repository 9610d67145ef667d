import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations, type ActivationId } from '../../../../../src/core/activations';
import { buildCard, type CardSubject } from '../../../../../src/core/cards/card';
import type { Image } from '../../../../../src/core/cards/image';
import { paletteOf, type Theme } from '../../../../../src/core/cards/palette';
import { renderPlot } from '../../../../../src/core/cards/plot/plot';
import type { PlotSubject } from '../../../../../src/core/cards/plot/plotSubject';
import type { Arguments } from '../../../../../src/core/text';
import { elementsOf, numberIn, parseXml, type XmlElement } from '../../../support/xml';

const palette = paletteOf('light');
const ids = Object.keys(activations) as ActivationId[];

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a reader makes of a plot: the scale is taken from the numbers at its axes. */
interface ReadPlot {
  readonly document: XmlElement;
  /** The curves as runs of connected points, in the units of the axes. */
  readonly value: readonly (readonly Point[])[];
  readonly derivative: readonly (readonly Point[])[];
  readonly columnAt: (x: number) => number;
  readonly xAt: (column: number) => number;
  readonly yAt: (row: number) => number;
}

function plotOf(subject: CardSubject, size = { width: 468, height: 120 }): Image {
  return renderPlot(buildCard(subject).plot, { ...size, palette, fontSize: 11 });
}

function read(image: Image): ReadPlot {
  const document = parseXml(image.svg);
  const labels = elementsOf(document, 'g').filter((group) => group.attributes['text-anchor'] !== undefined);
  const [rows, columns] = ['end', 'middle'].map((anchor) => {
    return labels.find((group) => group.attributes['text-anchor'] === anchor)?.children ?? [];
  });
  // Row labels stand 0.35 of the font below the middle of their number.
  const rowScale = scale((rows ?? []).map((label) => [numberIn(label, 'y') - 0.35 * 11, axisNumber(label)]));
  const columnScale = scale((columns ?? []).map((label) => [numberIn(label, 'x'), axisNumber(label)]));
  const curve = (colour: string): readonly (readonly Point[])[] => {
    const clipped = elementsOf(document, 'g').find((group) => group.attributes['clip-path'] !== undefined);
    const path = clipped?.children.find((element) => element.attributes['stroke'] === colour);
    return runsOf(path?.attributes['d'] ?? '').map((run) => {
      return run.map(({ x, y }) => ({ x: columnScale.toValue(x), y: rowScale.toValue(y) }));
    });
  };
  return {
    document,
    value: curve(palette.value),
    derivative: curve(palette.derivative),
    columnAt: columnScale.toPixel,
    xAt: columnScale.toValue,
    yAt: rowScale.toValue,
  };
}

function axisNumber(label: XmlElement): number {
  return Number(label.text.replaceAll('−', '-'));
}

interface Scale {
  readonly toValue: (pixel: number) => number;
  readonly toPixel: (value: number) => number;
}

function scale(marks: readonly (readonly [pixel: number, value: number])[]): Scale {
  const [first, last] = [marks[0], marks[marks.length - 1]];
  if (!first || !last || first === last) {
    throw new Error('An axis with fewer than two numbers');
  }
  const perPixel = (last[1] - first[1]) / (last[0] - first[0]);
  return {
    toValue: (pixel) => first[1] + (pixel - first[0]) * perPixel,
    toPixel: (value) => first[0] + (value - first[1]) / perPixel,
  };
}

/** The points of each `M…` run; `L` continues the run before. */
function runsOf(data: string): readonly (readonly Point[])[] {
  return data
    .split('M')
    .filter((run) => run !== '')
    .map((run) => {
      const numbers = (run.match(/-?\d*\.?\d+/g) ?? []).map(Number);
      return Array.from({ length: numbers.length / 2 }, (_, index) => ({
        x: numbers[2 * index] ?? Number.NaN,
        y: numbers[2 * index + 1] ?? Number.NaN,
      }));
    });
}

function nearest(run: readonly Point[], x: number): Point {
  return run.reduce((best, point) => (Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best));
}

function dots(
  plot: ReadPlot,
  colour: string,
): readonly { readonly x: number; readonly y: number; readonly isClosed: boolean }[] {
  return elementsOf(plot.document, 'circle')
    .filter((circle) => circle.attributes['stroke'] === colour)
    .map((circle) => ({
      x: plot.xAt(numberIn(circle, 'cx')),
      y: plot.yAt(numberIn(circle, 'cy')),
      isClosed: circle.attributes['fill'] === colour,
    }));
}

describe('a plot', () => {
  it('meets a corner exactly and in one stroke', () => {
    const { value } = read(plotOf({ activation: 'leaky_relu', arguments: { negative_slope: 0.2 } }));
    expect(value).toHaveLength(1);
    expect(value[0]).toHaveLength(3);
    const corner = nearest(value[0] ?? [], 0);
    expect(corner.x).toBeCloseTo(0, 1);
    expect(corner.y).toBeCloseTo(0, 1);
    expect(value[0]?.[0]?.y).toBeCloseTo(-0.8, 1);
    expect(value[0]?.[2]?.y).toBeCloseTo(4, 1);
  });

  it('breaks the slope at a kink, with an open and a closed end', () => {
    const plot = read(plotOf({ activation: 'leaky_relu', arguments: { negative_slope: 0.2 } }));
    expect(plot.derivative.map((run) => run[0]?.y.toFixed(1))).toEqual(['0.2', '1.0']);
    const ends = dots(plot, palette.derivative);
    expect(ends.map(({ y, isClosed }) => [y.toFixed(1), isClosed])).toEqual([
      ['1.0', false],
      ['0.2', true],
    ]);
  });

  it('closes the end that the library takes', () => {
    const plot = read(plotOf({ activation: 'leaky_relu', arguments: { negative_slope: 0.2 }, framework: 'jax' }));
    expect(dots(plot, palette.derivative).find(({ isClosed }) => isClosed)?.y).toBeCloseTo(1, 1);
  });

  it('leaves a gap where the function jumps', () => {
    const plot = read(plotOf({ activation: 'hardshrink', arguments: { lambd: 0.5 } }));
    expect(plot.value).toHaveLength(3);
    const [left, middle, right] = plot.value;
    expect(left?.at(-1)?.y).toBeCloseTo(-0.5, 1);
    expect(middle?.every(({ y }) => Math.abs(y) < 0.05)).toBe(true);
    expect(right?.[0]?.x).toBeCloseTo(0.5, 1);
    expect(dots(plot, palette.value).filter(({ isClosed }) => !isClosed)).toHaveLength(2);
  });

  const deadRegions: readonly (readonly [ActivationId, Arguments, readonly (readonly [number, number])[]])[] = [
    [
      'hard_tanh',
      { min_val: -2, max_val: 0.5 },
      [
        [-Infinity, -2],
        [0.5, Infinity],
      ],
    ],
    [
      'hard_sigmoid',
      {},
      [
        [-Infinity, -3],
        [3, Infinity],
      ],
    ],
    [
      'relu6',
      {},
      [
        [-Infinity, 0],
        [6, Infinity],
      ],
    ],
    ['hardshrink', { lambd: 0.5 }, [[-0.5, 0.5]]],
  ];

  it.each(deadRegions)('shades exactly where the slope of %s is zero', (activation, args, regions) => {
    const plot = read(plotOf({ activation, arguments: args }));
    const hatched = elementsOf(plot.document, 'rect').filter((rect) => rect.attributes['fill'] === 'url(#d)');
    const clip = elementsOf(plot.document, 'clipPath')[0]?.children[0];
    const left = clip ? numberIn(clip, 'x') : Number.NaN;
    const right = clip ? left + numberIn(clip, 'width') : Number.NaN;
    const expected = regions.map(([from, to]) => [
      Math.max(left, plot.columnAt(from)),
      Math.min(right, plot.columnAt(to)),
    ]);
    // The last hatched rectangle is the legend's.
    const drawn = hatched
      .slice(0, -1)
      .map((rect) => [numberIn(rect, 'x'), numberIn(rect, 'x') + numberIn(rect, 'width')]);
    expect(drawn).toHaveLength(expected.length);
    drawn.flat().forEach((column, index) => {
      expect(column).toBeCloseTo(expected.flat()[index] ?? Number.NaN, 0);
    });
  });

  it('tells vanishing slopes from slopes of zero', () => {
    const fills = (activation: ActivationId): (string | undefined)[] => {
      const rects = elementsOf(parseXml(plotOf({ activation, arguments: {} }).svg), 'rect');
      return rects.map((rect) => rect.attributes['fill']).filter((fill) => fill?.startsWith('url'));
    };
    expect(new Set(fills('sigmoid'))).toEqual(new Set(['url(#s)']));
    expect(new Set(fills('hard_sigmoid'))).toEqual(new Set(['url(#d)']));
    expect(fills('leaky_relu')).toEqual([]);
  });

  it('slows a fast wave down and says by what its slope is divided', () => {
    const plot = read(plotOf({ activation: 'sine', arguments: { omega_0: 30 } }));
    const reach = plot.value[0]?.at(-1)?.x ?? 0;
    expect(reach).toBeGreaterThan(Math.PI / 30);
    expect(reach).toBeLessThan((6 * Math.PI) / 30);
    expect(elementsOf(plot.document, 'text').map(({ text }) => text)).toContain('f′(x)/30');
  });

  it.each([
    ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
    ['silu', (x: number) => x / (1 + Math.exp(-x))],
    ['sine', (x: number) => Math.sin(30 * x)],
    ['exponential', Math.exp],
    ['logit', (x: number) => Math.log(x / (1 - x))],
  ] as const)('follows %s to a quarter of a pixel', (activation, expected) => {
    const plot = read(plotOf({ activation, arguments: {} }));
    const rowHeight = Math.abs(plot.yAt(1) - plot.yAt(0));
    const [run = []] = plot.value;
    for (let index = 1; index < run.length; index++) {
      const [start, end] = [run[index - 1], run[index]];
      if (start && end && [start.y, end.y].every((y) => y > plot.yAt(100) && y < plot.yAt(6))) {
        const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
        const steepness = Math.abs((expected(middle.x + 1e-4) - expected(middle.x - 1e-4)) / 2e-4);
        const columnWidth = Math.abs(plot.xAt(1) - plot.xAt(0));
        const allowed = 0.25 * (rowHeight + steepness * columnWidth);
        expect(Math.abs(middle.y - expected(middle.x))).toBeLessThanOrEqual(allowed);
      }
    }
    expect(run.length).toBeGreaterThan(10);
  });

  it.each(ids)('of %s is well-formed, small and has numbers at both axes, in every theme', (activation) => {
    for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const satisfies readonly Theme[]) {
      const card = buildCard({ activation, arguments: {} });
      const image = renderPlot(card.plot, { width: 468, height: 84, palette: paletteOf(theme), fontSize: 11 });
      expect(image.svg.length).toBeLessThanOrEqual(12_000);
      expect(image.svg).toMatch(/^[ -~]*$/);
      expect(image.svg).not.toMatch(/NaN|Infinity|undefined/);
      const document = parseXml(image.svg);
      const labels = elementsOf(document, 'g').filter((group) => group.attributes['text-anchor'] !== undefined);
      expect(labels.map((group) => group.children.length >= 2)).toEqual([true, true]);
    }
  });

  it.each(ids)('of %s keeps its text apart and inside', (activation) => {
    const image = plotOf({ activation, arguments: {} }, { width: 468, height: 84 });
    const document = parseXml(image.svg);
    const groups = elementsOf(document, 'g').filter((group) => group.attributes['text-anchor'] !== undefined);
    const [rows = [], columns = []] = groups.map((group) => group.children);
    const rowPositions = rows.map((label) => numberIn(label, 'y')).sort((a, b) => a - b);
    rowPositions.slice(1).forEach((y, index) => {
      expect(y - (rowPositions[index] ?? 0)).toBeGreaterThanOrEqual(11);
    });
    columns.slice(1).forEach((label, index) => {
      const before = columns[index];
      const halves = ((label.text.length + (before?.text.length ?? 0)) / 2) * 11 * 0.58;
      expect(numberIn(label, 'x') - (before ? numberIn(before, 'x') : 0)).toBeGreaterThanOrEqual(halves);
    });
    for (const label of elementsOf(document, 'text')) {
      expect(numberIn(label, 'y')).toBeLessThanOrEqual(image.height);
      expect(numberIn(label, 'x')).toBeLessThan(image.width - 12);
    }
  });
});

describe('a plot of anything', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const functions = fc.constantFrom<(x: number) => number>(
    () => Number.NaN,
    () => Infinity,
    (x) => 1e308 * x,
    (x) => 1 / x,
    (x) => (x < 0 ? Number.NaN : Math.sqrt(x)),
    (x) => Math.sin(1e9 * x),
    () => 0,
    Math.exp,
  );
  const kinks = fc
    .array(
      fc.record({ at: finite, kind: fc.constantFrom('corner' as const, 'jump' as const), left: finite, right: finite }),
      {
        maxLength: 4,
      },
    )
    .map((list) => [...list].sort((a, b) => a.at - b.at));
  const subjects: fc.Arbitrary<PlotSubject> = fc.record({
    value: functions,
    derivative: functions,
    kinks,
    domain: fc.constantFrom<readonly [number, number]>([-Infinity, Infinity], [0, 1], [0, Infinity], [-Infinity, 5]),
    regions: fc.constantFrom<PlotSubject['regions']>(
      [],
      [{ from: null, to: null, kind: 'dead' }],
      [
        { from: null, to: -1e300, kind: 'saturated' },
        { from: 1e-300, to: null, kind: 'dead' },
      ],
    ),
    slopeThreshold: fc.constantFrom(0.01, 0.5, 1e-6),
    landmarks: fc.array(finite, { maxLength: 3 }),
  });

  it('is a well-formed picture without numbers that are none', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.integer({ min: 120, max: 2000 }),
        fc.integer({ min: 40, max: 1200 }),
        (subject, width, height) => {
          const { svg } = renderPlot(subject, { width, height, palette, fontSize: 11 });
          expect(() => parseXml(svg)).not.toThrow();
          expect(svg).not.toMatch(/NaN|Infinity/);
        },
      ),
      { numRuns: 300 },
    );
  });
});
