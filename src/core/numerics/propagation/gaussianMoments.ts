import type { BoundFunction } from '../boundFunction';
import { isOdd } from '../moments';
import { RULE } from '../quadrature';
import { normalDensity } from '../specialFunctions';
import type { ScaledSquares } from './scaledSquares';
import { addSquare, noSquares, rootOf } from './scaledSquares';

/** What pre-activations drawn from N(0, σ²) turn into; `Infinity` where a value does not fit a float64. */
export interface GaussianMoments {
  /** E[f(z)]. */
  readonly mean: number;
  /** √E[f(z)²]: moments are kept as roots, because these fit a float64 where the squares do not. */
  readonly size: number;
  /** √Var f(z). */
  readonly deviation: number;
  /** √E[f'(z)²], jumps left out. */
  readonly slope: number;
}

/** A function whose moments are asked for again and again. */
export interface MomentSubject {
  readonly bound: BoundFunction;
  /** f(0), from which the spread is measured, so that a large constant part does not drown it in rounding. */
  readonly origin: number;
  readonly isOdd: boolean;
}

export function momentSubject(bound: BoundFunction): MomentSubject {
  const origin = bound.value(0);
  return { bound, origin: Number.isFinite(origin) ? origin : 0, isOdd: isOdd(bound) };
}

/** Where the Gaussian bell is cut, in standard deviations, so that the rule integrates it to ten digits. */
const INNER_CUTS = [-9, -7, -5, -3, -1.5, 0, 1.5, 3, 5, 7, 9];
/** From 9 to 38, where the bell ends in float64: nothing, unless the function grows exponentially or is zero up to here. */
const RIGHT_CUTS = Array.from({ length: 30 }, (_, index) => 9 + index);
const LEFT_CUTS = RIGHT_CUTS.map((u) => -u).reverse();
const OUTER_PROBES = [9.5, 12, 15, 18, 23, 28, 34, 38].flatMap((u) => [-u, u]);
const ENDS = OUTER_PROBES.slice(-2);
/** Of the root of the sum within the inner cuts. */
const NEGLIGIBLE = 1e-8;

/**
 * The moments of a function that is resolved for nine standard deviations and more.
 * @param edges where the function is cut, ascending
 * @param sigma the standard deviation, > 0
 */
export function momentsByIntervals(subject: MomentSubject, edges: readonly number[], sigma: number): GaussianMoments {
  const sums = noSums();
  const scaled = edges.map((edge) => edge / sigma);
  addIntervals(subject, sums, sigma, INNER_CUTS, scaled);
  if (OUTER_PROBES.some((u) => isNoticeable(subject, sums, sigma, u))) {
    addIntervals(subject, sums, sigma, LEFT_CUTS, scaled);
    addIntervals(subject, sums, sigma, RIGHT_CUTS, scaled);
    for (const u of ENDS) addOverflow(subject, sums, sigma, u);
  }
  return momentsFrom(subject, sums);
}

/** Sums over the nodes of the rule between all cuts, and those of the function's edges that lie among them. */
function addIntervals(
  subject: MomentSubject,
  sums: Sums,
  sigma: number,
  cuts: readonly number[],
  edges: readonly number[],
): void {
  const [first = 0] = cuts;
  const last = cuts[cuts.length - 1] ?? 0;
  const all = [...cuts, ...edges.filter((edge) => edge > first && edge < last)].sort((a, b) => a - b);
  for (let index = 1; index < all.length; index++) {
    const from = all[index - 1] ?? 0;
    const half = ((all[index] ?? 0) - from) / 2;
    // A function's edge may be a cut, too; and infinity times the share of no inputs is NaN.
    if (half === 0) continue;
    for (const { offset, weight } of RULE) {
      const u = from + half + half * offset;
      addNode(subject, sums, sigma * u, half * weight * normalDensity(u));
    }
  }
}

/** Whether the squares at u standard deviations count beside those summed so far. */
function isNoticeable({ bound }: MomentSubject, sums: Sums, sigma: number, u: number): boolean {
  const root = Math.sqrt(normalDensity(u));
  return (
    Math.abs(bound.value(sigma * u)) * root > NEGLIGIBLE * rootOf(sums.values) ||
    Math.abs(bound.slope(sigma * u)) * root > NEGLIGIBLE * rootOf(sums.slopes)
  );
}

/** What is huge where the bell ends goes on beyond, up to where float64 ends, too. */
function addOverflow({ bound }: MomentSubject, sums: Sums, sigma: number, u: number): void {
  const root = Math.sqrt(normalDensity(u));
  const isHuge = (term: number, sum: number): boolean => Math.abs(term) * root > Math.max(1e50, sum / 1e3);
  const value = bound.value(sigma * u);
  if (isHuge(value, rootOf(sums.values))) {
    addSquare(sums.values, Infinity);
    sums.mean += Math.sign(value) * Infinity;
  }
  if (isHuge(bound.slope(sigma * u), rootOf(sums.slopes))) addSquare(sums.slopes, Infinity);
}

/** Numbers of nodes; primes, so that a wave in step with one of them is out of step with the others. */
const GRIDS = [401, 503, 601] as const;
/** Standard deviations that a grid extends to either side. */
const GRID_REACH = 7;
/** Between the results of two grids that both are right. */
const LARGEST_DISAGREEMENT = 1e-6;

/**
 * The moments of a function that oscillates too fast to be resolved. Evenly spaced nodes integrate a wave under a
 * Gaussian bell almost exactly, however few there are to each wave, except where wave and nodes keep step: then one of
 * three grids is far off, and the middle one of three results is not.
 */
export function momentsByGrids(subject: MomentSubject, sigma: number): GaussianMoments {
  const [one, other] = [momentsByGrid(subject, sigma, GRIDS[0]), momentsByGrid(subject, sigma, GRIDS[1])];
  if (isAgreed(one.size, other.size) && isAgreed(one.slope, other.slope)) return other;
  const third = momentsByGrid(subject, sigma, GRIDS[2]);
  return {
    mean: middle(one.mean, other.mean, third.mean),
    size: middle(one.size, other.size, third.size),
    deviation: middle(one.deviation, other.deviation, third.deviation),
    slope: middle(one.slope, other.slope, third.slope),
  };
}

function momentsByGrid(subject: MomentSubject, sigma: number, count: number): GaussianMoments {
  const sums = noSums();
  visitGrid(count, (u, share) => {
    addNode(subject, sums, sigma * u, share);
  });
  return momentsFrom(subject, sums);
}

function isAgreed(one: number, other: number): boolean {
  return one === other || Math.abs(one - other) <= LARGEST_DISAGREEMENT * Math.abs(other);
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(c, Math.max(a, b)));
}

/** Calls back with evenly spaced nodes z/σ and their share of the distribution. */
function visitGrid(count: number, visit: (u: number, share: number) => void): void {
  const step = (2 * GRID_REACH) / (count - 1);
  for (let index = 0; index < count; index++) {
    const u = step * index - GRID_REACH;
    visit(u, step * normalDensity(u));
  }
}

/** Of values, of their distances from f(0), and of slopes, over the nodes visited so far. */
interface Sums {
  mean: number;
  shift: number;
  readonly values: ScaledSquares;
  readonly shifts: ScaledSquares;
  readonly slopes: ScaledSquares;
}

function noSums(): Sums {
  return { mean: 0, shift: 0, values: noSquares(), shifts: noSquares(), slopes: noSquares() };
}

function addNode({ bound, origin }: MomentSubject, sums: Sums, x: number, share: number): void {
  const root = Math.sqrt(share);
  const value = bound.value(x);
  sums.mean += value * share;
  sums.shift += (value - origin) * share;
  addSquare(sums.values, value * root);
  addSquare(sums.shifts, (value - origin) * root);
  addSquare(sums.slopes, bound.slope(x) * root);
}

function momentsFrom({ isOdd: hasNoMean }: MomentSubject, sums: Sums): GaussianMoments {
  const size = rootOf(sums.values);
  const slope = rootOf(sums.slopes);
  // ∞ − ∞ is NaN: then neither side outweighs the other by as much as float64 can tell.
  const mean = hasNoMean || Number.isNaN(sums.mean) ? 0 : sums.mean;
  if (size === Infinity) return { mean, size, deviation: Infinity, slope };
  const shift = hasNoMean ? 0 : sums.shift;
  const distance = rootOf(sums.shifts);
  // Both are exact; the smaller one loses fewer digits.
  const deviation = distance < size ? rootOfDifference(distance, shift) : rootOfDifference(size, mean);
  return { mean, size, deviation, slope };
}

/** √(a² − b²), 0 where rounding makes b the larger one. */
function rootOfDifference(a: number, b: number): number {
  return Math.sqrt(Math.max(0, a - Math.abs(b))) * Math.sqrt(a + Math.abs(b));
}

/** All pre-activations are 0: what networks give whose weights and biases are. */
export function momentsAtZero({ bound }: MomentSubject): GaussianMoments {
  const mean = bound.value(0);
  return { mean, size: Math.abs(mean), deviation: 0, slope: Math.abs(bound.slope(0)) };
}
