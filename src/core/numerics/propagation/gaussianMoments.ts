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
  /** √Var f(z): kept as a root, because it fits a float64 where the square does not. */
  readonly deviation: number;
  /** √E[f'(z)²], jumps left out. */
  readonly slope: number;
}

/** A function whose moments are asked for again and again. */
export interface MomentSubject {
  readonly bound: BoundFunction;
  /** f(0), from which values are measured, so that a large constant part does not drown their spread in rounding. */
  readonly origin: number;
  readonly isOdd: boolean;
}

export function momentSubject(bound: BoundFunction): MomentSubject {
  const origin = bound.value(0);
  return { bound, origin: Number.isFinite(origin) ? origin : 0, isOdd: isOdd(bound) };
}

/** Where the Gaussian bell is cut, in standard deviations, so that the rule integrates it to ten digits. */
const INNER_CUTS = [-9, -7, -5, -3, -1.5, 0, 1.5, 3, 5, 7, 9];
/** Out here lies nothing, unless the function grows exponentially or is zero up to here. */
const RIGHT_CUTS = [9, 11, 13, 16, 20, 25, 31, 38];
const LEFT_CUTS = RIGHT_CUTS.map((u) => -u).reverse();
const OUTER_PROBES = [9.5, 12, 15, 18, 23, 28, 34, 37.5].flatMap((u) => [u, -u]);
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
    for (const { offset, weight } of RULE) {
      const u = from + half + half * offset;
      addNode(subject, sums, sigma * u, half * weight * normalDensity(u));
    }
  }
}

function isNoticeable(subject: MomentSubject, sums: Sums, sigma: number, u: number): boolean {
  const root = Math.sqrt(normalDensity(u));
  const value = Math.abs(subject.bound.value(sigma * u) - subject.origin) * root;
  const slope = Math.abs(subject.bound.slope(sigma * u)) * root;
  return value > NEGLIGIBLE * rootOf(sums.values) || slope > NEGLIGIBLE * rootOf(sums.slopes);
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
  if (isAgreed(one.deviation, other.deviation) && isAgreed(one.slope, other.slope)) return other;
  const third = momentsByGrid(subject, sigma, GRIDS[2]);
  return {
    mean: middle(one.mean, other.mean, third.mean),
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

/** The share of N(0, σ²) for which a condition on an oscillating function holds, to about a hundredth of itself. */
export function shareByGrid(condition: (x: number) => boolean, sigma: number): number {
  let sum = 0;
  visitGrid(GRIDS[2], (u, share) => {
    if (condition(sigma * u)) sum += share;
  });
  return Math.min(1, sum);
}

/** Calls back with evenly spaced nodes z/σ and their share of the distribution. */
function visitGrid(count: number, visit: (u: number, share: number) => void): void {
  const step = (2 * GRID_REACH) / (count - 1);
  for (let index = 0; index < count; index++) {
    const u = step * index - GRID_REACH;
    visit(u, step * normalDensity(u));
  }
}

/** Of values measured from f(0), and of slopes, over the nodes visited so far. */
interface Sums {
  shift: number;
  readonly values: ScaledSquares;
  readonly slopes: ScaledSquares;
}

function noSums(): Sums {
  return { shift: 0, values: noSquares(), slopes: noSquares() };
}

function addNode({ bound, origin }: MomentSubject, sums: Sums, x: number, share: number): void {
  const root = Math.sqrt(share);
  const value = (bound.value(x) - origin) * root;
  sums.shift += value * root;
  addSquare(sums.values, value);
  addSquare(sums.slopes, bound.slope(x) * root);
}

function momentsFrom({ origin, isOdd: hasNoMean }: MomentSubject, sums: Sums): GaussianMoments {
  const root = rootOf(sums.values);
  const slope = rootOf(sums.slopes);
  if (root === Infinity) return { mean: hasNoMean ? 0 : meanAtInfinity(sums.shift), deviation: Infinity, slope };
  const shift = hasNoMean ? 0 : sums.shift;
  const deviation = Math.sqrt(Math.max(0, (root - Math.abs(shift)) * (root + Math.abs(shift))));
  return { mean: origin + shift, deviation, slope };
}

/** ∞ − ∞ is NaN: then no side outweighs the other by as much as float64 can tell. */
function meanAtInfinity(shift: number): number {
  return Number.isNaN(shift) ? 0 : shift;
}

/** All pre-activations are 0: what networks give whose weights and biases are. */
export function momentsAtZero({ bound }: MomentSubject): GaussianMoments {
  return { mean: bound.value(0), deviation: 0, slope: Math.abs(bound.slope(0)) };
}
