import type { BoundFunction } from './boundFunction';
import type { FlatRegion } from './flatness';
import type { OpenEndedInterval } from './interval';
import { mergeTouching, openEnded, subtract } from './interval';
import { justAbove, justBelow } from './rootFinding';
import type { Stretch } from './turningPoints';

/** Whether the function keeps its direction; one that pauses (ReLU) still counts as increasing. */
export interface Monotonicity {
  readonly direction: 'increasing' | 'decreasing' | 'constant' | 'none';
  /**
   * Where the function falls, ascending; a jump downwards is an interval without length. Of a function that
   * oscillates, only the intervals nearest to zero.
   */
  readonly falls: readonly OpenEndedInterval[];
  /** It turns again and again without end, as a sine does. */
  readonly oscillates: boolean;
}

const LISTED_FALLS = 8;
/** No activation has that many turning points unless it is periodic. */
const TURNS_OF_AN_OSCILLATION = 40;

/** Follows the sign of f' and the jumps from one end of the domain to the other. */
export function findMonotonicity(
  bound: BoundFunction,
  stretches: readonly Stretch[],
  flat: readonly FlatRegion[],
): Monotonicity {
  const jumps = bound.kinks.map((kink) => ({ at: kink.at, height: jumpHeight(bound, kink.at) }));
  const rises = stretches.some((stretch) => stretch.sign > 0) || jumps.some((jump) => jump.height > 0);
  const falling = stretches.filter((stretch) => stretch.sign < 0);
  const drops = jumps.filter((jump) => jump.height < 0).map(({ at }) => ({ from: at, to: at }));
  const dead = flat.filter((region) => region.kind === 'dead').map(bounded);
  const falls = mergeTouching([...falling.flatMap((stretch) => subtract(stretch, dead)), ...drops]);
  return {
    direction: directionOf(rises, falls.length > 0),
    falls: nearestToZero(falls).map(openEnded),
    oscillates: stretches.length > TURNS_OF_AN_OSCILLATION,
  };
}

function directionOf(rises: boolean, falls: boolean): Monotonicity['direction'] {
  if (rises) return falls ? 'none' : 'increasing';
  return falls ? 'decreasing' : 'constant';
}

function bounded({ from, to }: OpenEndedInterval): { from: number; to: number } {
  return { from: from ?? -Infinity, to: to ?? Infinity };
}

/** f just right of a point minus f just left of it, where that is more than rounding. */
function jumpHeight(bound: BoundFunction, at: number): number {
  const left = bound.value(justBelow(at));
  const right = bound.value(justAbove(at));
  return Math.abs(right - left) > 1e-9 * Math.max(Math.abs(left), Math.abs(right)) ? right - left : 0;
}

function nearestToZero(intervals: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const distance = ({ from, to }: { from: number; to: number }): number =>
    from <= 0 && to >= 0 ? 0 : Math.min(Math.abs(from), Math.abs(to));
  const nearest = [...intervals].sort((a, b) => distance(a) - distance(b)).slice(0, LISTED_FALLS);
  return nearest.sort((a, b) => a.from - b.from);
}
