import type { Kink, ParameterValues } from '../../../src/core/activations/activation';
import { derivativeCurve, traceCurve, valueCurve, type Curve } from '../../../src/core/cards/plot/plotCurve';
import { roundStep, type PlotFrame } from '../../../src/core/cards/plot/plotFrame';
import type { Interval, PlotSubject } from '../../../src/core/cards/plot/plotSubject';
import type { KinkChoice } from '../../../src/core/frameworks/kinkConventions';
import { slopeAtKink } from '../../../src/core/numerics/derivativeOf';
import type { Facts } from '../../../src/core/numerics/facts';
import { bindFunction } from '../../../src/core/numerics/boundFunction';
import { drawnFunction, type PanelActivation } from './panelActivation';
import type { Span } from './state';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a curve leaps: open ends, and the value that it has there. */
export interface Leap {
  readonly at: number;
  readonly open: readonly number[];
  readonly closed: number;
}

/** A function with its parameters filled in, ready to be sampled. */
export interface BoundCurves {
  value(x: number): number;
  slope(x: number): number;
  /** f″ by central differences of the exact f′, ten digits or more; NaN at a kink. */
  curvature(x: number): number;
  readonly kinks: readonly Kink[];
  readonly domain: Interval;
}

/** @param choices what a library takes for f′ at each kink, in ascending order; as PyTorch does where left out */
export function bindCurves(
  activation: PanelActivation,
  values: ParameterValues,
  choices: readonly KinkChoice[] = [],
): BoundCurves {
  const drawn = drawnFunction(activation);
  const bound = bindFunction(drawn, values);
  const atKinks = new Map(
    drawn.kinks(values).flatMap((kink, index) => {
      const choice = choices[index];
      return choice === undefined ? [] : [[kink.at, slopeAtKink(kink, choice)] as const];
    }),
  );
  return {
    value: (x) => bound.value(x),
    slope: (x) => atKinks.get(x) ?? bound.slope(x),
    curvature: (x) => differentiate((at) => bound.slope(at), bound.kinks, x),
    kinks: bound.kinks,
    domain: [bound.lower, bound.upper],
  };
}

/** Where two neighbouring steps of a difference may not reach across a kink, the step shrinks. */
function differentiate(slope: (x: number) => number, kinks: readonly Kink[], x: number): number {
  const distance = Math.min(...kinks.map(({ at }) => Math.abs(at - x)), Infinity);
  if (distance === 0) return Number.NaN;
  const step = Math.min(1e-3 * Math.max(1, Math.abs(x)), distance / 3);
  const near = slope(x + step) - slope(x - step);
  const far = slope(x + 2 * step) - slope(x - 2 * step);
  return (8 * near - far) / (12 * step);
}

export type CurveName = 'value' | 'derivative' | 'second';
export const curveNames: readonly CurveName[] = ['value', 'derivative', 'second'];

/** One of the three curves, with its bends and leaps. */
export function curveOf(name: CurveName, curves: BoundCurves): Curve {
  switch (name) {
    case 'value':
      return valueCurve((x) => curves.value(x), curves.kinks);
    case 'derivative':
      return derivativeCurve((x) => curves.slope(x), curves.kinks, 1);
    case 'second':
      return { evaluate: (x) => curves.curvature(x), breaks: curves.kinks.map(({ at }) => besideKink(curves, at)) };
  }
}

/** At a kink f″ does not exist; its limits are what it has just beside. */
function besideKink(curves: BoundCurves, at: number): Curve['breaks'][number] {
  const step = 1e-4 * Math.max(1, Math.abs(at));
  return { at, left: curves.curvature(at - step), right: curves.curvature(at + step) };
}

/**
 * The curve within `x` as points to join, sampled where it bends; a point with y = NaN separates what does not hang
 * together.
 * @param size of the chart in pixels, so that no chord is further than a fraction of a pixel from the curve
 */
export function sampleCurve(
  curve: Curve,
  x: Interval,
  y: Interval,
  size: { readonly width: number; readonly height: number },
): readonly Point[] {
  const frame: PlotFrame = { x, y, left: 0, top: 0, ...size };
  return traceCurve(curve, frame).flatMap(({ pixels, isContinued }, index) => {
    const points = pixels.map((pixel) => ({
      x: x[0] + (pixel.x / size.width) * (x[1] - x[0]),
      y: y[1] - (pixel.y / size.height) * (y[1] - y[0]),
    }));
    const [first] = points;
    return isContinued || index === 0 || first === undefined ? points : [{ x: first.x, y: Number.NaN }, ...points];
  });
}

/** The leaps of a curve within the interval. f″ has no value at a kink, so no leap of it is closed. */
export function leapsOf(curve: Curve, [from, to]: Interval): readonly Leap[] {
  return curve.breaks
    .filter(({ at, left, right }) => at >= from && at <= to && left !== right)
    .map(({ at, left, right }) => {
      const closed = curve.evaluate(at);
      return { at, closed, open: [left, right].filter((limit) => limit !== closed) };
    });
}

const fittingSamples = 200;

/**
 * The interval of y in which the curves can be read: all of them, unless one grows so fast that the others would be
 * flat lines; then the middle of the view counts.
 */
export function fitHeight(curves: readonly Curve[], x: Interval): Interval {
  const heights = curves.flatMap((curve) => [
    ...samplesWithin(curve, x),
    ...curve.breaks
      .filter(({ at }) => at >= x[0] && at <= x[1])
      .flatMap(({ left, right }) => [left, right])
      .filter(Number.isFinite),
  ]);
  const sorted = [0, ...heights].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const core = at(0.9) - at(0.1);
  const lowest = Math.max(at(0), at(0.1) - 4 * core);
  const highest = Math.min(at(1), at(0.9) + 4 * core);
  const isFlat = highest - lowest < 1e-12 * Math.max(1, Math.abs(highest));
  const margin = isFlat ? Math.max(1, Math.abs(highest)) : 0.07 * (highest - lowest);
  return [lowest - margin, highest + margin];
}

function samplesWithin(curve: Curve, [from, to]: Interval): readonly number[] {
  const step = (to - from) / fittingSamples;
  const samples = Array.from({ length: fittingSamples }, (_, index) => curve.evaluate(from + step * (index + 0.5)));
  return samples.filter((y) => Math.abs(y) < 1e100);
}

/** What the one renderer of hovers and exports draws. */
export function plotSubject(curves: BoundCurves, facts: Facts): PlotSubject {
  return {
    value: (x) => curves.value(x),
    derivative: (x) => curves.slope(x),
    kinks: curves.kinks,
    domain: curves.domain,
    regions: facts.saturation,
    slopeThreshold: facts.slopeThreshold,
    landmarks: [facts.minimum, facts.maximum].flatMap((point) => (point ? [point.x] : [])),
  };
}

/** The interval widened to round numbers, a fortieth of its width at most. */
export function roundSpan([from, to]: Interval): Span {
  const unit = roundStep((to - from) / 100);
  const round = (value: number): number => Number(value.toPrecision(12)) + 0;
  return { from: round(Math.floor(from / unit + 1e-9) * unit), to: round(Math.ceil(to / unit - 1e-9) * unit) };
}

/** Points in ascending order, joined by straight lines; those without a height are left out. */
export function polyline(points: readonly Point[]): Curve {
  const known = points.filter(({ y }) => Number.isFinite(y));
  return {
    evaluate: (x) => {
      const index = known.findIndex((point) => point.x >= x);
      const [before, after] = [known[index - 1], known[index]];
      if (after === undefined) return Number.NaN;
      if (before === undefined) return after.x === x ? after.y : Number.NaN;
      return before.y + ((after.y - before.y) * (x - before.x)) / (after.x - before.x);
    },
    // Nothing leads to the first point.
    breaks: known.map(({ x, y }, index) => ({ at: x, left: index === 0 ? Number.NaN : y, right: y })),
  };
}
