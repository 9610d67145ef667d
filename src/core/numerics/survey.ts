import type { BoundFunction } from './boundFunction';
import { farEnd } from './boundFunction';
import { justAbove, justBelow } from './rootFinding';

/** One sampled point; at the ends of a piece `slope` is the one-sided derivative. */
export interface Sample {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

/** A sample with its value and slope on the scale of asinh, which is linear around zero and logarithmic far from it. */
interface Surveyed extends Sample {
  readonly height: number;
  readonly steepness: number;
}

/** The function between two neighbouring kinks, where it is differentiable. */
export interface Piece {
  /** The kink or end of the domain that bounds the piece; ±Infinity where nothing does. */
  readonly lower: number;
  readonly upper: number;
  /** Ascending, never empty. */
  readonly samples: readonly Sample[];
}

/** A function sampled where something happens: every analysis starts from the same look at it. */
export type Survey = readonly Piece[];

const SAMPLE_LIMIT = 2000;
const REFINEMENT_ROUNDS = 14;
/** On the scale of asinh. */
const LARGEST_STEP = 0.2;

/** Samples each piece of the function densely enough to see its turning points, at most some thousand times. */
export function surveyFunction(bound: BoundFunction): Survey {
  const marks = startingPoints(bound);
  const limit = SAMPLE_LIMIT / (bound.kinks.length + 1);
  return piecesOf(bound).map(({ lower, upper, start, end }) => {
    const inside = marks.filter((x) => x > lower && x < upper);
    const samples = [start, ...inside.map((x) => sampleAt(bound, x)), end].filter(isUsable);
    samples.sort((a, b) => a.x - b.x);
    return { lower, upper, samples: refine(bound, samples, limit) };
  });
}

function piecesOf(bound: BoundFunction): { lower: number; upper: number; start: Surveyed; end: Surveyed }[] {
  const far = farEnd(bound);
  const edges = [bound.lower, ...bound.kinks.map((kink) => kink.at), bound.upper];
  return edges.slice(1).map((upper, index) => {
    const lower = edges[index] ?? -Infinity;
    const first = Number.isFinite(lower) ? justAbove(lower) : -far;
    const last = Number.isFinite(upper) ? justBelow(upper) : far;
    const start = surveyed(first, bound.value(first), bound.kinks[index - 1]?.right ?? bound.slope(first));
    const end = surveyed(last, bound.value(last), bound.kinks[index]?.left ?? bound.slope(last));
    return { lower, upper, start, end };
  });
}

function sampleAt(bound: BoundFunction, x: number): Surveyed {
  return surveyed(x, bound.value(x), bound.slope(x));
}

function surveyed(x: number, y: number, slope: number): Surveyed {
  return { x, y, slope, height: Math.asinh(y), steepness: Math.asinh(slope) };
}

function isUsable(sample: Sample): boolean {
  return !Number.isNaN(sample.y) && !Number.isNaN(sample.slope);
}

/** Evenly around zero, where inputs live, and ever wider apart away from zero and from the ends of every piece. */
function startingPoints(bound: BoundFunction): readonly number[] {
  const far = farEnd(bound);
  const even = Array.from({ length: 257 }, (_, index) => (index - 128) / 8);
  const outwards = [1e-6];
  for (let distance = 1e-6; distance < far; distance *= 1.35) outwards.push(distance);
  const sparse = outwards.filter((_, index) => index % 3 === 0);
  const ends = [bound.lower, bound.upper].filter(Number.isFinite);
  const centres = [...bound.kinks.map((kink) => kink.at), ...ends];
  const around = centres.flatMap((at) => sparse.flatMap((distance) => [at - distance, at + distance]));
  const symmetric = outwards.flatMap((distance) => [-distance, distance]);
  return [...new Set([...even, ...symmetric, ...around])].filter((x) => Math.abs(x) < far);
}

interface Step {
  readonly from: Surveyed;
  readonly to: Surveyed;
}

/** Halves every step over which the value or the slope moves far, coarse ones first. */
function refine(bound: BoundFunction, samples: readonly Surveyed[], limit: number): readonly Sample[] {
  const all = [...samples];
  let steps = all.slice(1).map((to, index) => ({ from: all[index] ?? to, to }));
  for (let round = 0; round < REFINEMENT_ROUNDS && all.length < limit; round++) {
    const finer: Step[] = [];
    for (const { from, to } of steps) {
      if (!isLarge(from, to)) continue;
      const between = sampleAt(bound, from.x + (to.x - from.x) / 2);
      if (between.x <= from.x || between.x >= to.x || !isUsable(between)) continue;
      all.push(between);
      finer.push({ from, to: between }, { from: between, to });
    }
    if (finer.length === 0) break;
    steps = finer;
  }
  return all.sort((a, b) => a.x - b.x);
}

function isLarge(from: Surveyed, to: Surveyed): boolean {
  // Far out, where a function has settled, nothing is left to discover between e^1000 and e^1010.
  if (Math.abs(from.x) > 100 && Math.abs(to.x) > 100 && Math.sign(from.slope) === Math.sign(to.slope)) return false;
  return Math.abs(from.height - to.height) > LARGEST_STEP || Math.abs(from.steepness - to.steepness) > LARGEST_STEP;
}
