import type { BoundFunction } from '../boundFunction';
import type { Interval } from '../interval';
import { RULE } from '../quadrature';
import type { Sample, Survey } from '../survey';

/** A function cut into intervals on each of which the rule of `quadrature` integrates f² and f'² to some nine digits. */
export interface ResolvedFunction {
  /** The ends of the intervals, ascending. */
  readonly edges: readonly number[];
  /** The cuts are fine enough for |x| up to here; `Infinity` unless the function oscillates without end. */
  readonly reach: number;
}

/** By this distance every function of the catalogue has settled, or left the range of float64. */
const FAR = 1e10;
/** Rectifiers need none beyond the fixed cuts, e^x some fifty. A sine may have this many before it is given up. */
const SPLIT_LIMIT = 200;
const LARGEST_ROUGHNESS = 1e-9;

/** Cuts the real line where the function bends, leaps or varies, however narrow the place and however far from zero. */
export function resolveFunction(bound: BoundFunction, survey: Survey): ResolvedFunction {
  const kinks = bound.kinks.map((kink) => kink.at).filter((x) => Math.abs(x) < FAR);
  const cuts = ascending([-FAR, 0, FAR, ...ladder(), ...kinks, ...whereItVaries(survey)]);
  const { settled, reach } = refine(bound, outwards(cuts));
  return { edges: joinSmooth(bound, settled, new Set(kinks)), reach };
}

/** From a millionth to the far end in steps of four, so that a bend is found next to zero and far from it alike. */
function ladder(): readonly number[] {
  const steps: number[] = [];
  for (let distance = 1e-6; distance < FAR; distance *= 4) steps.push(distance, -distance);
  return steps;
}

/**
 * Samples between which the value or the slope moves on, at most some 150, and where they start and stop to move; the
 * ends of the pieces are known as kinks.
 */
function whereItVaries(survey: Survey): readonly number[] {
  const samples = survey.flatMap((piece) => piece.samples.slice(1, -1)).filter((sample) => Math.abs(sample.x) < FAR);
  const steps = samples.slice(1).map((to, index) => variation(samples[index] ?? to, to));
  const enough = Math.max(0.5, steps.reduce((sum, step) => sum + step, 0) / 150);
  let since = 0;
  return samples.slice(1, -1).flatMap(({ x }, index) => {
    const [before = 0, after = 0] = steps.slice(index, index + 2);
    since += before;
    if (since < enough && before > STILL === after > STILL) return [];
    since = 0;
    return [x];
  });
}

/** A step this small is none. */
const STILL = 1e-6;

function variation(from: Sample, to: Sample): number {
  const step =
    Math.abs(Math.asinh(to.y) - Math.asinh(from.y)) + Math.abs(Math.asinh(to.slope) - Math.asinh(from.slope));
  return Number.isFinite(step) ? step : 0;
}

function ascending(numbers: readonly number[]): readonly number[] {
  // Adding 0 turns −0 into 0.
  return [...new Set(numbers.map((x) => x + 0))].sort((a, b) => a - b);
}

/** The intervals between the cuts, those next to zero last, where `pop` takes them. */
function outwards(cuts: readonly number[]): Interval[] {
  const intervals = cuts.slice(1).map((to, index) => ({ from: cuts[index] ?? to, to }));
  return intervals.sort(byDistance);
}

function byDistance(a: Interval, b: Interval): number {
  return distanceOf(b) - distanceOf(a);
}

/** How far from zero the nearer end is. */
function distanceOf({ from, to }: Interval): number {
  return Math.min(Math.abs(from), Math.abs(to));
}

/** Halves intervals until each is smooth, from zero outwards, as often as the limit allows. */
function refine(bound: BoundFunction, open: Interval[]): { settled: readonly Interval[]; reach: number } {
  const settled: Interval[] = [];
  let reach = Infinity;
  let splits = 0;
  let valueInside = 0;
  let slopeInside = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const found = measure(bound, next);
    // Inputs are the rarer the farther they are from zero, so what lies nearer counts at least as much.
    const isRough =
      found.value.difference > allowedRoughness(found.value, valueInside) ||
      found.slope.difference > allowedRoughness(found.slope, slopeInside);
    if (isRough && splits < SPLIT_LIMIT && !isNarrow(next)) {
      open.push(...halvesOf(next).sort(byDistance));
      splits++;
      continue;
    }
    if (isRough && !isNarrow(next)) reach = Math.min(reach, distanceOf(next));
    settled.push(next);
    valueInside += Number.isFinite(found.value.size) ? found.value.size : 0;
    slopeInside += Number.isFinite(found.slope.size) ? found.slope.size : 0;
  }
  return { settled: settled.sort((a, b) => a.from - b.from), reach };
}

/** Of a tail that is on its way out of float64, no digits are wanted: its square is no number any more. */
function allowedRoughness({ size }: Integral, inside: number): number {
  return Math.max(LARGEST_ROUGHNESS * Math.max(size, inside), 1e-150);
}

function isNarrow({ from, to }: Interval): boolean {
  return to - from <= 8 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to));
}

function halvesOf({ from, to }: Interval): Interval[] {
  const middle = from + (to - from) / 2;
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** The ends that remain when neighbours are joined wherever the rule integrates both at once as well as each alone. */
function joinSmooth(
  bound: BoundFunction,
  intervals: readonly Interval[],
  kinks: ReadonlySet<number>,
): readonly number[] {
  const edges: number[] = [];
  let last: (Interval & Measured) | undefined;
  for (const interval of intervals) {
    const next = { ...interval, ...measure(bound, interval) };
    const union = last && !kinks.has(next.from) ? { from: last.from, to: next.to } : undefined;
    const joined = union && { ...union, ...measure(bound, union) };
    if (last && joined && isSum(joined.value, last.value, next.value) && isSum(joined.slope, last.slope, next.slope)) {
      last = joined;
      continue;
    }
    edges.push(next.from);
    last = next;
  }
  return last ? [...edges, last.to] : edges;
}

/** Measured by the smaller part, because narrow inputs see no more than the inner one of both. */
function isSum(whole: Integral, left: Integral, right: Integral): boolean {
  const allowed = LARGEST_ROUGHNESS * Math.min(left.size, right.size);
  return whole.difference <= allowed && Math.abs(whole.integral - left.integral - right.integral) <= allowed;
}

interface Integral {
  readonly integral: number;
  /** By how much a coarser rule misses it. */
  readonly difference: number;
  /** The integral of the magnitude. */
  readonly size: number;
}

interface Measured {
  readonly value: Integral;
  readonly slope: Integral;
}

/** Integrates f and f' over an interval. */
function measure(bound: BoundFunction, { from, to }: Interval): Measured {
  const half = (to - from) / 2;
  return { value: integrate(bound.value, from, half), slope: integrate(bound.slope, from, half) };
}

function integrate(integrand: (x: number) => number, from: number, half: number): Integral {
  let integral = 0;
  let difference = 0;
  let size = 0;
  for (const node of RULE) {
    const value = half * integrand(from + half + half * node.offset);
    integral += node.weight * value;
    difference += node.difference * value;
    size += node.weight * Math.abs(value);
  }
  return { integral, difference: Math.abs(difference), size };
}
