import type { Asymptote } from './asymptotes';
import type { BoundFunction } from './boundFunction';
import type { FlatRegion } from './flatness';
import type { Piece, Survey } from './survey';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One end of the range: `attained` at some finite x, or only approached. */
interface RangeEnd {
  readonly value: number;
  readonly attained: boolean;
}

export interface ValueRange {
  readonly lower: RangeEnd;
  readonly upper: RangeEnd;
}

export interface Extrema {
  readonly range: ValueRange;
  readonly minimum: Point | null;
  readonly maximum: Point | null;
}

interface Candidates {
  readonly points: readonly Point[];
  /** Values that f comes arbitrarily close to, at the ends of its domain and beside its jumps. */
  readonly approached: readonly number[];
}

/** Collects every place at which f can be largest or smallest, and takes the best. */
export function findExtrema(
  bound: BoundFunction,
  survey: Survey,
  asymptotes: { readonly left: Asymptote; readonly right: Asymptote },
  flat: readonly FlatRegion[],
  turns: readonly number[],
): Extrema {
  const dead = flat.filter((region) => region.kind === 'dead');
  const plateaus = dead.flatMap((region) => survey.flatMap((piece) => pointsOnPlateau(region, piece)));
  const places = [...turns, ...bound.kinks.map((kink) => kink.at), ...plateaus];
  const candidates: Candidates = {
    points: places.map((x) => ({ x: x + 0, y: bound.value(x) + 0 })).filter((point) => !Number.isNaN(point.y)),
    approached: [...limitsOf(asymptotes), ...valuesBesideKinks(survey)],
  };
  const lowest = findLowest(candidates);
  const highest = findLowest({
    points: candidates.points.map(({ x, y }) => ({ x, y: -y })),
    approached: candidates.approached.map((value) => -value),
  });
  return {
    range: { lower: lowest.end, upper: { ...highest.end, value: 0 - highest.end.value } },
    minimum: lowest.point,
    maximum: highest.point === null ? null : { x: highest.point.x, y: 0 - highest.point.y },
  };
}

/** Points on the plateau of one piece: the one nearest to zero, and one off the kinks that may have values of their own. */
function pointsOnPlateau({ from, to }: FlatRegion, piece: Piece): number[] {
  const lower = Math.max(from ?? -Infinity, piece.lower);
  const upper = Math.min(to ?? Infinity, piece.upper);
  if (lower >= upper) return [];
  const nearest = Math.min(Math.max(0, lower), upper);
  if (nearest > lower && nearest < upper) return [nearest];
  const inside =
    nearest === lower ? Math.min(lower + 1, (lower + upper) / 2) : Math.max(upper - 1, (lower + upper) / 2);
  return [nearest, inside];
}

function limitsOf({ left, right }: { readonly left: Asymptote; readonly right: Asymptote }): number[] {
  return [limitOf(left, -1), limitOf(right, 1)].filter((limit) => limit !== null);
}

function limitOf(asymptote: Asymptote, side: 1 | -1): number | null {
  switch (asymptote.kind) {
    case 'value':
      return asymptote.value;
    case 'line':
      return side * Math.sign(asymptote.slope) * Infinity;
    case 'infinite':
      return asymptote.sign * Infinity;
    case 'oscillating':
      return null;
  }
}

function valuesBesideKinks(survey: Survey): number[] {
  return survey
    .flatMap(({ lower, upper, samples }) => [
      ...(Number.isFinite(lower) ? samples.slice(0, 1) : []),
      ...(Number.isFinite(upper) ? samples.slice(-1) : []),
    ])
    .map((sample) => sample.y);
}

function findLowest({ points, approached }: Candidates): { end: RangeEnd; point: Point | null } {
  const lowestPoint = Math.min(...points.map((point) => point.y));
  const value = Math.min(lowestPoint, ...approached);
  const tolerance = Number.isFinite(value) ? 1e-12 * Math.max(1e-3, Math.abs(value)) : 0;
  const best = points.filter((point) => point.y - value <= tolerance).sort((a, b) => Math.abs(a.x) - Math.abs(b.x))[0];
  if (best === undefined) return { end: { value, attained: false }, point: null };
  return { end: { value: best.y, attained: true }, point: best };
}
