import type { BoundFunction } from './boundFunction';
import type { Interval, OpenEndedInterval } from './interval';
import { mergeTouching, openEnded, subtract } from './interval';
import { bisect } from './rootFinding';
import { normalDistribution } from './specialFunctions';
import type { Piece, Sample, Survey } from './survey';

/** An interval on which next to no gradient passes. */
export interface FlatRegion extends OpenEndedInterval {
  /** `dead`: f' is zero. `saturated`: |f'| is below the threshold but not zero. */
  readonly kind: 'dead' | 'saturated';
}

/** Below this a slope next to zeros is a number running out of exponent, not the foot of a curve. */
const UNDERFLOW = 1e-290;

/**
 * The tails on which |f'| stays below `threshold`, split into dead and merely saturated parts, and the dead intervals
 * between them. A place where the slope only passes through zero, such as the minimum of GELU, is no saturation.
 */
export function findFlatRegions(bound: BoundFunction, survey: Survey, threshold: number): readonly FlatRegion[] {
  const dead = mergeTouching(survey.flatMap((piece) => findDeadRuns(bound, piece)));
  const tails = mergeTouching([...findTail(bound, survey, threshold, 1), ...findTail(bound, survey, threshold, -1)]);
  const saturated = tails.flatMap((tail) => subtract(tail, dead));
  const regions = [
    ...dead.map((interval) => ({ ...interval, kind: 'dead' as const })),
    ...saturated.map((interval) => ({ ...interval, kind: 'saturated' as const })),
  ];
  regions.sort((a, b) => a.from - b.from);
  return regions.map((region) => ({ ...openEnded(region), kind: region.kind }));
}

/** The share of N(mean, sigma²) that falls into the regions. */
export function shareInRegions(regions: readonly FlatRegion[], sigma: number, mean: number): number {
  const below = (x: number | null, atInfinity: number): number => {
    if (x === null) return atInfinity;
    if (sigma > 0) return normalDistribution((x - mean) / sigma);
    return mean < x ? 1 : mean > x ? 0 : atInfinity;
  };
  const share = regions.reduce((sum, region) => sum + below(region.to, 1) - below(region.from, 0), 0);
  return Math.min(1, Math.max(0, share));
}

function findDeadRuns(bound: BoundFunction, piece: Piece): Interval[] {
  const runs: Interval[] = [];
  const { samples } = piece;
  for (let start = 0; start < samples.length; start++) {
    if (samples[start]?.slope !== 0) continue;
    let end = start;
    while (samples[end + 1]?.slope === 0) end++;
    const from = deadEdge(bound, samples[start], samples[start - 1], piece.lower);
    const to = deadEdge(bound, samples[end], samples[end + 1], piece.upper);
    if (end > start && from !== undefined && to !== undefined) runs.push({ from, to });
    start = end;
  }
  return runs;
}

/** Where a run of zero slopes really ends; undefined where it only underflows. */
function deadEdge(
  bound: BoundFunction,
  zero: Sample | undefined,
  neighbour: Sample | undefined,
  end: number,
): number | undefined {
  if (neighbour === undefined || zero === undefined) return end;
  const edge = bisect((x) => bound.slope(x) === 0, zero.x, neighbour.x);
  if (Math.abs(edge.fails) < UNDERFLOW) return 0;
  return Math.abs(bound.slope(edge.fails)) > UNDERFLOW ? edge.holds : undefined;
}

/** The tail on one side (−1: left), if |f'| stays below the threshold there. */
function findTail(bound: BoundFunction, survey: Survey, threshold: number, side: 1 | -1): Interval[] {
  const end = side === 1 ? Infinity : -Infinity;
  const pieces = side === 1 ? [...survey].reverse() : survey;
  const outermost = pieces[0];
  if (outermost === undefined || (side === 1 ? outermost.upper : outermost.lower) !== end) return [];
  let edge = end;
  for (const piece of pieces) {
    const inwards = side === 1 ? [...piece.samples].reverse() : piece.samples;
    const steep = inwards.findIndex((sample) => Math.abs(sample.slope) >= threshold);
    const first = inwards[steep];
    if (first === undefined) {
      edge = side === 1 ? piece.lower : piece.upper;
      continue;
    }
    const flat = inwards[steep - 1];
    if (flat !== undefined) edge = bisect((x) => Math.abs(bound.slope(x)) < threshold, flat.x, first.x).holds;
    break;
  }
  if (edge === end) return [];
  return [side === 1 ? { from: edge, to: end } : { from: end, to: edge }];
}
