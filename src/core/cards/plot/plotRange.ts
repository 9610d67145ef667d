import { roundStep } from './plotFrame';
import type { Interval, PlotSubject } from './plotSubject';

/** What part of the plane is shown. */
export interface PlotRange {
  readonly x: Interval;
  readonly y: Interval;
  /** f' is drawn multiplied by this, so that both curves can be read on one axis: 1 as a rule. */
  readonly slopeFactor: number;
}

/** The usual half-width of the view, in units of x: pre-activations of a well initialized layer lie within. */
const usualReach = 4;
/** Saturation that starts further out is not worth a view in which the middle is a speck. */
const farthestLandmark = 12;
/** What lies nearer to zero counts as zero. */
const smallestScale = 1e-6;
const samples = 240;
/** Multiples of it, modulo 1, lie evenly and never repeat. */
const goldenRatio = (1 + Math.sqrt(5)) / 2;
/** Beyond, the extent of a view would overflow. */
const largest = 1e300;

/**
 * Chooses the view for the function at hand: every kink, the onset of saturation and the extrema are in it, waves are
 * slow enough to be seen, and what grows without bounds does not flatten the rest.
 */
export function choosePlotRange(subject: PlotSubject): PlotRange {
  const wanted = chooseX(subject);
  const valueRange = chooseValueRange(subject, wanted);
  const x = trim(subject, wanted, valueRange);
  const slopeRange = chooseSlopeRange(subject, x);
  const slopeFactor = chooseSlopeFactor(valueRange, slopeRange);
  const y = padded(hull([...valueRange, ...slopeRange.map((slope) => slope * slopeFactor), 0]));
  return { x, y, slopeFactor };
}

function chooseX(subject: PlotSubject): Interval {
  const [lower, upper] = subject.domain;
  if (Number.isFinite(lower) && Number.isFinite(upper)) {
    return subject.domain;
  }
  const [from, to] = betweenTails(subject) ?? aroundLandmarks(subject);
  return [Math.max(from, lower), Math.min(to, upper)];
}

/** A function that is flat on both sides shows what lies between, and some of the tails. */
function betweenTails({ regions, kinks }: PlotSubject): Interval | undefined {
  const left = tailEdge(regions.map(({ from, to }) => [from, to]));
  const right = tailEdge(regions.map(({ from, to }) => [to, from] as const).reverse());
  if (left === null || right === null || left >= right) {
    return undefined;
  }
  const [from, to] = hull([left, right, ...kinks.map((kink) => kink.at)]);
  const margin = 0.3 * (to - from);
  return to - from > 4 * farthestLandmark && kinks.length === 0 ? undefined : roundOutwards(from - margin, to + margin);
}

/**
 * Where the flat tail that comes from infinity ends, over adjoining regions; `null` without such a tail.
 * @param regions from the outermost inwards, each as its outer and its inner end
 */
function tailEdge(regions: readonly (readonly [outer: number | null, inner: number | null])[]): number | null {
  let edge: number | null = null;
  for (const [outer, inner] of regions) {
    if (outer !== edge) {
      break;
    }
    edge = inner;
  }
  return edge;
}

function aroundLandmarks(subject: PlotSubject): Interval {
  const positions = landmarkPositions(subject);
  const scale = Math.max(0, ...positions.map(Math.abs));
  const reach = Math.min(scale > smallestScale && scale < 0.5 ? 4 * scale : usualReach, calmReach(subject));
  const nearby = positions.filter((x) => reach === usualReach || Math.abs(x) <= reach * 4);
  const [from, to] = hull([0, ...nearby]);
  const margin = 0.25 * Math.max(-from, to, to - from);
  return roundOutwards(Math.min(-reach, from < 0 ? from - margin : 0), Math.max(reach, to > 0 ? to + margin : 0));
}

function landmarkPositions({ kinks, regions, landmarks }: PlotSubject): readonly number[] {
  const edges = regions.flatMap(({ from, to }) => [from, to]).filter((edge) => edge !== null);
  const others = [...edges, ...landmarks].filter((x) => Math.abs(x) <= farthestLandmark);
  return [...kinks.map((kink) => kink.at), ...others].filter(Number.isFinite);
}

/**
 * How far to go to both sides until f' has turned eight times: further out, waves would melt into a band. Grows from
 * far inside, as samples that are too far apart for a fast wave see a slow one; but not where f' makes no waves.
 */
function calmReach(subject: PlotSubject): number {
  const usual: Interval = [-usualReach, usualReach];
  const scale = Math.max(...evaluate(subject.derivative, usual, samples).map(Math.abs));
  if (countTurns(evaluateUnevenly(subject.derivative, usual, 2 * samples), scale * 1e-3) <= 8) {
    return usualReach;
  }
  for (let reach = usualReach / 2 ** 20; reach < usualReach; reach *= 1.25) {
    if (countTurns(evaluate(subject.derivative, [-reach, reach], 96), scale * 1e-3) > 8) {
      return reach;
    }
  }
  return usualReach;
}

function countTurns(slopes: readonly number[], tolerance: number): number {
  let turns = 0;
  let direction = 0;
  let extreme = slopes[0] ?? 0;
  for (const slope of slopes) {
    const change = slope - extreme;
    if (Math.sign(change) === direction) {
      extreme = slope;
    } else if (Math.abs(change) > tolerance) {
      turns += direction === 0 ? 0 : 1;
      direction = Math.sign(change);
      extreme = slope;
    }
  }
  return turns;
}

/** The finite values of `f` at evenly spaced inner points of `interval`. */
function evaluate(f: (x: number) => number, [from, to]: Interval, count: number): number[] {
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, index) => f(from + step * (index + 0.5))).filter(Number.isFinite);
}

/** The same at points whose distances vary, so that no wave is as long as one of them again and again. */
function evaluateUnevenly(f: (x: number) => number, [from, to]: Interval, count: number): number[] {
  const step = (to - from) / count;
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const value = f(from + step * (index + ((index * goldenRatio) % 1)));
    if (Number.isFinite(value)) {
      values.push(value);
    }
  }
  return values;
}

/** The values of the middle of the view, and as much of the growth beyond as does not dwarf them. */
function chooseValueRange(subject: PlotSubject, x: Interval): Interval {
  const middle = hull([0, ...evaluate(subject.value, middleOf(subject, x), samples)]);
  const whole = hull([0, ...evaluate(subject.value, x, samples)]);
  return limited(whole, middle, 3);
}

function chooseSlopeRange(subject: PlotSubject, x: Interval): Interval {
  const oneSided = subject.kinks.flatMap((kink) => [kink.left, kink.right]).filter(Number.isFinite);
  const middle = hull([0, ...oneSided, ...evaluate(subject.derivative, middleOf(subject, x), samples)]);
  const whole = hull([0, ...oneSided, ...evaluate(subject.derivative, x, samples)]);
  return limited(whole, middle, 1);
}

/** The part of the view that must be seen in full height: all kinks, and a quarter of the view around zero. */
function middleOf(subject: PlotSubject, [from, to]: Interval): Interval {
  const quarter = (to - from) / 8;
  const centre = from <= 0 && to >= 0 && subject.domain[0] === -Infinity ? 0 : (from + to) / 2;
  const kinks = subject.kinks.map((kink) => kink.at);
  const [left, right] = hull([centre - quarter, centre + quarter, ...kinks]);
  return [Math.max(left, from), Math.min(right, to)];
}

/** `whole`, but at most `times` the extent of `core` beyond it. */
function limited(whole: Interval, core: Interval, times: number): Interval {
  const allowance = times * (core[1] - core[0]);
  return [Math.max(whole[0], core[0] - allowance), Math.min(whole[1], core[1] + allowance)];
}

/** Cuts off the ends of the view in which the curve has left it. */
function trim(subject: PlotSubject, x: Interval, y: Interval): Interval {
  const [from, to] = x;
  const step = (to - from) / samples;
  const isInside = (position: number): boolean => {
    const value = subject.value(position);
    return !Number.isFinite(value) || (value >= y[0] && value <= y[1]);
  };
  const [keepFrom, keepTo] = middleOf(subject, x);
  let left = from + step / 2;
  let right = to - step / 2;
  while (left < keepFrom && !isInside(left)) {
    left += step;
  }
  while (right > keepTo && !isInside(right)) {
    right -= step;
  }
  return [left - step < from ? from : left - step, right + step > to ? to : right + step];
}

/** 1 where both curves can be read on one axis, else a round number that makes them equally high. */
function chooseSlopeFactor(values: Interval, slopes: Interval): number {
  const ratio = (slopes[1] - slopes[0]) / (values[1] - values[0]);
  if (!Number.isFinite(ratio) || ratio === 0 || (ratio <= 5 && ratio >= 0.08)) {
    return 1;
  }
  return ratio > 1 ? 1 / roundNumber(ratio) : roundNumber(0.5 / ratio);
}

/** The nearest of 1, 2, 3, 5 times a power of ten, for a number above 1. */
function roundNumber(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const choices = [1, 2, 3, 5, 10].map((digit) => digit * power);
  return choices.reduce((best, choice) => (Math.abs(choice - wanted) < Math.abs(best - wanted) ? choice : best));
}

function hull(numbers: readonly number[]): Interval {
  const finite = numbers.filter((number) => Math.abs(number) <= largest);
  return finite.length === 0 ? [0, 0] : [Math.min(...finite), Math.max(...finite)];
}

function padded([from, to]: Interval): Interval {
  const extent = to - from;
  return extent > 0 ? [from - 0.07 * extent, to + 0.07 * extent] : [from - 1, to + 1];
}

/** To multiples of a round step of about a thirtieth of the extent. */
function roundOutwards(from: number, to: number): Interval {
  const unit = roundStep((to - from) / 30);
  return [Math.floor(from / unit) * unit, Math.ceil(to / unit) * unit];
}
