import type { Asymptote } from './asymptotes';
import type { BoundFunction } from './boundFunction';
import type { FlatRegion } from './flatness';
import type { FloatFormat } from './floatFormats';
import { FLOAT_FORMATS, largestOf, roundToFormat } from './floatFormats';
import { bisect, justAbove, justBelow } from './rootFinding';

/**
 * From `from` outwards, f(x) in the format is the limit itself. Definition: x is rounded to the format; f is evaluated
 * in the format, in fp32 for the two 16-bit formats, as frameworks do, and the result is rounded to the format. Where
 * the activation does not say how frameworks evaluate it, the exact value is rounded once.
 */
export interface RoundingThreshold {
  readonly format: FloatFormat;
  /** On which side of the x axis. */
  readonly side: 'left' | 'right';
  /** What f is rounded to; ±Infinity where it overflows. */
  readonly limit: number;
  readonly from: number;
}

/** A threshold beyond this tells nothing: no pre-activation lies there. */
const FARTHEST_INPUT = 1e100;

/**
 * The thresholds of both sides, as far as f tends to a limit that it never reaches, or grows faster than a line, so
 * that it overflows before its input does.
 */
export function findRoundingThresholds(
  bound: BoundFunction,
  asymptotes: { readonly left: Asymptote; readonly right: Asymptote },
  flat: readonly FlatRegion[],
  turns: readonly number[],
): readonly RoundingThreshold[] {
  const dead = flat.filter((region) => region.kind === 'dead');
  const marks = [...turns, ...bound.kinks.map((kink) => kink.at)];
  const left = dead.some((region) => region.from === null)
    ? []
    : onOneSide(bound, 'left', asymptotes.left, Math.min(...marks));
  const right = dead.some((region) => region.to === null)
    ? []
    : onOneSide(bound, 'right', asymptotes.right, Math.max(...marks));
  return [...left, ...right];
}

/** @param start the outermost kink or turning point, ±Infinity where there is none; f is monotone beyond it */
function onOneSide(
  bound: BoundFunction,
  side: 'left' | 'right',
  asymptote: Asymptote,
  start: number,
): RoundingThreshold[] {
  const limit =
    asymptote.kind === 'value' ? asymptote.value : asymptote.kind === 'infinite' ? asymptote.sign * Infinity : null;
  const end = side === 'right' ? bound.upper : bound.lower;
  if (limit === null || Number.isFinite(end) || isReached(bound, limit, start, side)) return [];
  return FLOAT_FORMATS.flatMap((format) => {
    const target = roundToFormat(limit, format);
    const arrives = (x: number): boolean => evaluate(bound, x, format) === target;
    const outermost = side === 'right' ? largestOf(format) : -largestOf(format);
    const inner = Number.isFinite(start)
      ? start
      : Math.max(-largestOf(format), Math.min(-outermost, largestOf(format)));
    if (!arrives(outermost) || arrives(inner)) return [];
    const from = bisect(arrives, outermost, inner).holds;
    return Math.abs(from) > FARTHEST_INPUT ? [] : [{ format, side, limit, from }];
  });
}

/** Whether f takes its limit right beyond its last kink, as a step does: nothing needs rounding there. */
function isReached(bound: BoundFunction, limit: number, start: number, side: 'left' | 'right'): boolean {
  return Number.isFinite(start) && bound.value(side === 'right' ? justAbove(start) : justBelow(start)) === limit;
}

function evaluate(bound: BoundFunction, x: number, format: FloatFormat): number {
  const native = format === 'fp64' ? 'fp64' : 'fp32';
  const result = bound.computed(roundToFormat(x, format), (value) => roundToFormat(value, native));
  return roundToFormat(result, format);
}
