import type { BoundFunction } from '../boundFunction';
import type { Interval, OpenEndedInterval } from '../interval';
import { mergeTouching, openEnded } from '../interval';
import { RULE } from '../quadrature';
import { bisect, climb, justAbove, justBelow } from '../rootFinding';
import type { ResolvedFunction } from './resolvedFunction';

const OFFSETS = RULE.map(({ offset }) => offset).sort((a, b) => a - b);

/**
 * Every interval on which |f'| stays below the threshold: the tails, the dead pieces, and the surroundings of each
 * place where the slope passes through zero, such as the minimum of GELU. The outermost ones have no end, unless the
 * function oscillates; then nothing is said beyond the reach of the cuts.
 */
export function findGentleIntervals(
  bound: BoundFunction,
  { edges, reach }: ResolvedFunction,
  threshold: number,
): readonly OpenEndedInterval[] {
  const isGentle = (x: number): boolean => Math.abs(bound.slope(x)) < threshold;
  const found = edges.slice(1).flatMap((to, index) => {
    const piece = { from: edges[index] ?? to, to };
    if (Math.max(-piece.from, piece.to) > reach) return [];
    return gentleRuns(piece, placesIn(bound, piece), isGentle);
  });
  const [first, last] = [edges[0], edges[edges.length - 1]];
  return mergeTouching(found)
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => openEnded({ from: from === first ? -Infinity : from, to: to === last ? Infinity : to }));
}

/** Just inside both ends, the nodes of the rule between them, and the zeros and gentlest places between those. */
function placesIn(bound: BoundFunction, { from, to }: Interval): readonly number[] {
  const half = (to - from) / 2;
  const nodes = OFFSETS.map((offset) => from + half + half * offset);
  const places = [justAbove(from), ...nodes.filter((x) => x > justAbove(from) && x < justBelow(to)), justBelow(to)];
  const samples = places.map((x) => ({ x, slope: bound.slope(x) }));
  const found = samples.flatMap((sample, index) =>
    placesBetween(bound, samples[index - 1], sample, samples[index + 1]),
  );
  return [...places, ...found].sort((a, b) => a - b);
}

interface SlopeSample {
  readonly x: number;
  readonly slope: number;
}

/** The zero of the slope between a sample and the next, or the dip around a sample that is gentler than both sides. */
function placesBetween(
  bound: BoundFunction,
  before: SlopeSample | undefined,
  at: SlopeSample,
  after: SlopeSample | undefined,
): readonly number[] {
  if (after === undefined) return [];
  const sign = Math.sign(at.slope);
  if (sign * after.slope < 0) return [bisect((x) => Math.sign(bound.slope(x)) === sign, at.x, after.x).fails];
  const isDip = before !== undefined && sign * at.slope < sign * before.slope && sign * at.slope < sign * after.slope;
  return isDip ? [climb((x) => -sign * bound.slope(x), at.x, (after.x - before.x) / 4, before.x, after.x).x] : [];
}

function gentleRuns(piece: Interval, places: readonly number[], isGentle: (x: number) => boolean): Interval[] {
  const runs: Interval[] = [];
  let from: number | undefined;
  for (const [index, place] of places.entries()) {
    const before = places[index - 1];
    if (isGentle(place)) {
      from ??= before === undefined ? piece.from : bisect(isGentle, place, before).holds;
    } else if (from !== undefined && before !== undefined) {
      runs.push({ from, to: bisect(isGentle, before, place).holds });
      from = undefined;
    }
  }
  return from === undefined ? runs : [...runs, { from, to: piece.to }];
}
