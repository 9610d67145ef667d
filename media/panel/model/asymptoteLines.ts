import type { Interval } from '../../../src/core/cards/plot/plotSubject';
import type { Asymptote } from '../../../src/core/numerics/asymptotes';
import type { Facts } from '../../../src/core/numerics/facts';
import type { Point } from './curves';

/** What a function does towards one end of the axis. */
export interface SidedAsymptote {
  readonly side: 'left' | 'right';
  readonly asymptote: Asymptote;
}

export function asymptotesOf({ asymptotes }: Facts): readonly SidedAsymptote[] {
  return (['left', 'right'] as const).map((side) => ({ side, asymptote: asymptotes[side] }));
}

/** The ends of the straight line to draw: from 0, or what is closest to it, to the edge. `undefined` without a line. */
export function asymptoteLine(
  { side, asymptote }: SidedAsymptote,
  [from, to]: Interval,
): readonly [Point, Point] | undefined {
  if (asymptote.kind !== 'value' && asymptote.kind !== 'line') return undefined;
  const { slope, intercept } = asymptote.kind === 'line' ? asymptote : { slope: 0, intercept: asymptote.value };
  const pointAt = (x: number): Point => ({ x, y: slope * x + intercept });
  return [pointAt(Math.min(to, Math.max(from, 0))), pointAt(side === 'left' ? from : to)];
}
