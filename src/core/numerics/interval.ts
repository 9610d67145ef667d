/** From `from` to `to`; ±Infinity where the interval has no end. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** An interval as facts show it: `null` is an end that lies at infinity. */
export interface OpenEndedInterval {
  readonly from: number | null;
  readonly to: number | null;
}

export function openEnded({ from, to }: Interval): OpenEndedInterval {
  return { from: finiteOrNull(from), to: finiteOrNull(to) };
}

function finiteOrNull(x: number): number | null {
  // Adding 0 turns −0 into 0.
  return Number.isFinite(x) ? x + 0 : null;
}

/** The union, as few intervals as possible, in ascending order. */
export function mergeTouching(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => a.from - b.from);
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && interval.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, interval.to) };
    } else merged.push(interval);
  }
  return merged;
}

/** What the holes leave of an interval. */
export function subtract(interval: Interval, holes: readonly Interval[]): Interval[] {
  let rest = [interval];
  for (const hole of holes) {
    rest = rest.flatMap((part) => [
      { from: part.from, to: Math.min(part.to, hole.from) },
      { from: Math.max(part.from, hole.to), to: part.to },
    ]);
    rest = rest.filter((part) => part.from < part.to);
  }
  return rest;
}
