import type { FloatFormat } from '../../numerics/floatFormats';
import type { Facts } from '../../numerics/facts';
import type { Place } from './knowledge';

/** Three significant digits, with the typographic minus sign. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(Number(value.toPrecision(3))).replaceAll('-', '−');
}

/** The argument, if the source tells it and it is a number; booleans count as 0 and 1, as they do in Python. */
export function numericArgument(place: Place, name: string): number | undefined {
  const value = place.arguments[name];
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : undefined;
}

/** Where the tails of small slope begin; `null` for a side without one. */
export interface Tails {
  readonly below: number | null;
  readonly above: number | null;
}

/** Joins saturated and dead intervals: outside of `below` … `above` the slope is under the threshold of the facts. */
export function slopeVanishes(facts: Facts): Tails {
  const regions = facts.saturation;
  let below: number | null = null;
  for (const region of regions) {
    if (region.from === null || region.from === below) below = region.to;
  }
  let above: number | null = null;
  for (const region of [...regions].reverse()) {
    if (region.to === null || region.to === above) above = region.from;
  }
  return { below, above };
}

/** From which x on the value is stored as its upper limit. */
export function roundsToUpperLimit(facts: Facts, format: FloatFormat): number | undefined {
  return facts.rounding.find((threshold) => threshold.format === format && threshold.side === 'right')?.from;
}
