import type { Kink } from './activation';
import { cornerBetween } from './kinks';

/** x held between both bounds; NaN stays NaN. */
export function clip(x: number, lower: number, upper: number): number {
  return Math.min(Math.max(x, lower), upper);
}

/** `slope` strictly between the bounds, else 0; NaN stays NaN. */
export function slopeWithin(x: number, lower: number, upper: number, slope: number): number {
  if (Number.isNaN(x)) {
    return x;
  }
  return lower < x && x < upper ? slope : 0;
}

/** The bends of a function that has slope `slope` for `lower` < x < `upper` and is constant outside. */
export function cornersOfClip(lower: number, upper: number, slope: number): readonly Kink[] {
  if (!(lower < upper)) {
    return [];
  }
  const corners = [...cornerBetween(0, slope, lower), ...cornerBetween(slope, 0, upper)];
  return corners.filter((corner) => Number.isFinite(corner.at));
}
