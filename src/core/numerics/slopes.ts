import { slopeLimit } from './asymptotes';
import type { BoundFunction } from './boundFunction';
import type { Interval, OpenEndedInterval } from './interval';
import { openEnded } from './interval';
import { firstOf } from './firstOf';
import { bisect, climb } from './rootFinding';
import type { Piece, Sample, Survey } from './survey';

/** Where an extreme slope is found. */
type SlopePlace =
  /** At a point where the function is differentiable. */
  | { readonly kind: 'point'; readonly x: number }
  /** Next to a kink, on that side of it only. */
  | { readonly kind: 'beside'; readonly x: number; readonly side: 'left' | 'right' }
  /** All along an interval. */
  | ({ readonly kind: 'interval' } & OpenEndedInterval)
  /** Nowhere, but ever more closely towards that end of the domain. */
  | { readonly kind: 'end'; readonly side: 'left' | 'right' }
  /** At a jump, where the function is steeper than any slope. */
  | { readonly kind: 'jump'; readonly x: number };

export interface ExtremeSlope {
  readonly value: number;
  readonly place: SlopePlace;
}

export interface ExtremeSlopes {
  readonly lipschitz: ExtremeSlope;
  readonly largestSlope: ExtremeSlope;
  readonly smallestSlope: ExtremeSlope;
}

/** The largest and smallest f', and the largest |f'|. */
export function findExtremeSlopes(bound: BoundFunction, survey: Survey): ExtremeSlopes {
  const ends = endCandidates(bound);
  const largestSlope = findLargest(bound, survey, ends, 1);
  const smallestSlope = findLargest(bound, survey, ends, -1);
  const steepest = -smallestSlope.value > largestSlope.value ? smallestSlope : largestSlope;
  const jump = bound.kinks.find((kink) => kink.kind === 'jump');
  const lipschitz: ExtremeSlope =
    jump === undefined
      ? { ...steepest, value: Math.abs(steepest.value) }
      : { value: Infinity, place: { kind: 'jump', x: jump.at } };
  return { lipschitz, largestSlope, smallestSlope };
}

/** The largest f' (sign 1), or the smallest (sign −1). */
function findLargest(bound: BoundFunction, survey: Survey, ends: readonly ExtremeSlope[], sign: 1 | -1): ExtremeSlope {
  const candidates = [
    ...survey.flatMap((piece) => steepestOf(bound, piece, sign)),
    ...ends.filter(({ value }) => value * sign !== -Infinity),
  ];
  const value = Math.max(...candidates.map((candidate) => sign * candidate.value));
  const scale = Math.max(...candidates.map((candidate) => Math.abs(candidate.value)), 0);
  const tolerance = Number.isFinite(value) && Number.isFinite(scale) ? 1e-12 * scale : 0;
  const best = candidates
    .filter((candidate) => sign * candidate.value === value || value - sign * candidate.value <= tolerance)
    .sort((a, b) => PREFERENCE[a.place.kind] - PREFERENCE[b.place.kind] || distance(a.place) - distance(b.place))[0];
  return { value: sign * value + 0, place: best?.place ?? { kind: 'point', x: 0 } };
}

/**
 * Of several places with the same slope, the one that says most. An end comes before a point: a slope that rises
 * towards its limit equals it in float64 long before.
 */
const PREFERENCE = { interval: 0, beside: 1, end: 2, point: 3, jump: 4 } as const;

function distance(place: SlopePlace): number {
  if (place.kind === 'point' || place.kind === 'beside') return Math.abs(place.x);
  // Of two half-lines the right one, where activations are active.
  return place.kind === 'interval' && place.to === null ? 0 : 1;
}

function endCandidates(bound: BoundFunction): readonly ExtremeSlope[] {
  const sides = [
    { side: 'left' as const, value: slopeLimit(bound, -1) },
    { side: 'right' as const, value: slopeLimit(bound, 1) },
  ];
  return sides.flatMap(({ side, value }) => (value === null ? [] : [{ value, place: { kind: 'end' as const, side } }]));
}

/** The steepest places of one piece; where the slope only approaches its extreme towards an end, none. */
function steepestOf(bound: BoundFunction, piece: Piece, sign: 1 | -1): ExtremeSlope[] {
  const heights = piece.samples.map((sample) => sign * sample.slope);
  const top = Math.max(...heights);
  if (!Number.isFinite(top)) return [];
  return startsOfClimbs(piece.samples, heights, top).flatMap((index) => {
    const plateau = plateauAround(bound, piece, index);
    if (plateau === null) return peakNear(bound, piece, index, sign);
    return [{ value: piece.samples[index]?.slope ?? 0, place: { kind: 'interval', ...openEnded(plateau) } }];
  });
}

const CLIMBS = 4;

/** The samples next to the highest peaks: of a wave's equal peaks the ones nearest to zero. */
function startsOfClimbs(samples: readonly Sample[], heights: readonly number[], top: number): readonly number[] {
  const isPeak = (index: number): boolean => {
    const height = heights[index] ?? 0;
    return height >= (heights[index - 1] ?? -Infinity) && height >= (heights[index + 1] ?? -Infinity);
  };
  const nearTop = top - 0.05 * (top - Math.max(Math.min(...heights), -Math.abs(top) - 1));
  const distanceOf = (index: number): number => Math.abs(samples[index]?.x ?? 0);
  const peaks: number[] = [];
  for (let index = 0; index < heights.length; index++) {
    if ((heights[index] ?? 0) >= nearTop && isPeak(index)) peaks.push(index);
  }
  const nearest = firstOf(peaks, CLIMBS, (one, other) => distanceOf(one) < distanceOf(other));
  return [...new Set([...nearest, heights.indexOf(top)])];
}

function peakNear(bound: BoundFunction, piece: Piece, index: number, sign: 1 | -1): ExtremeSlope[] {
  const { samples } = piece;
  const start = samples[index];
  const before = samples[index - 1];
  const after = samples[index + 1];
  if (start === undefined) return [];
  if (before === undefined) return besideKink(piece.lower, start, 'right');
  if (after === undefined) return besideKink(piece.upper, start, 'left');
  const step = Math.min(start.x - before.x, after.x - start.x);
  const peak = climb((x) => sign * bound.slope(x), start.x, step, before.x, after.x);
  return [{ value: sign * peak.y, place: { kind: 'point', x: peak.x + 0 } }];
}

/** The far end of the last sample of an unbounded piece is no place; the limit there is a candidate of its own. */
function besideKink(x: number, sample: Sample, side: 'left' | 'right'): ExtremeSlope[] {
  return Number.isFinite(x) ? [{ value: sample.slope, place: { kind: 'beside', x, side } }] : [];
}

/** The interval around a sample on which f' is constant, if it is one and no mere flattening out. */
function plateauAround(bound: BoundFunction, piece: Piece, index: number): Interval | null {
  const { samples } = piece;
  const level = samples[index]?.slope;
  let first = index;
  let last = index;
  while (samples[first - 1]?.slope === level) first--;
  while (samples[last + 1]?.slope === level) last++;
  if (last - first < 2) return null;
  const scale = samples.reduce((largest, { slope }) => Math.max(largest, Math.abs(slope)), 0);
  const from = plateauEdge(bound, samples[first], samples[first - 1], piece.lower, scale);
  const to = plateauEdge(bound, samples[last], samples[last + 1], piece.upper, scale);
  return from === null || to === null ? null : { from, to };
}

function plateauEdge(
  bound: BoundFunction,
  level: Sample | undefined,
  neighbour: Sample | undefined,
  end: number,
  scale: number,
): number | null {
  if (neighbour === undefined || level === undefined) return end;
  const edge = bisect((x) => bound.slope(x) === level.slope, level.x, neighbour.x).holds;
  const outside = edge + Math.sign(neighbour.x - level.x) * 1e-3 * Math.max(1, Math.abs(edge));
  const departs = Math.abs(bound.slope(outside) - level.slope) > 1e-9 * scale;
  // An exponential reaches its limit one rounding error before the kink that a C¹ function hides there.
  if (!departs) return null;
  return Math.abs(edge) < 1e-12 ? 0 : edge;
}
