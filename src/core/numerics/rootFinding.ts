/** A float just above x: one or two units in the last place away. */
export function justAbove(x: number): number {
  return x + Math.max(Math.abs(x) * Number.EPSILON, Number.MIN_VALUE);
}

/** A float just below x. */
export function justBelow(x: number): number {
  return -justAbove(-x);
}

/**
 * A point between a and b that halves the number of floats between them rather than their distance, roughly, so that
 * a search that starts at 1e300 or ends at 1e-300 takes no longer than one between 1 and 2.
 */
function middle(a: number, b: number): number {
  if (a < 0 !== b < 0 && a !== 0 && b !== 0) return 0;
  if (a === 0 || b === 0) return (a + b) * 2 ** -16;
  const ratio = a / b;
  if (ratio > 0.25 && ratio < 4) return a + (b - a) / 2;
  return Math.sign(a) * Math.sqrt(Math.abs(a)) * Math.sqrt(Math.abs(b));
}

/**
 * Where a condition that holds at `holds` and fails at `fails` changes, to the last float: the last point at which it
 * is known to hold and the first at which it is known to fail.
 * @param steps how often to halve at most; the default suffices for any two floats
 */
export function bisect(
  condition: (x: number) => boolean,
  holds: number,
  fails: number,
  steps = 300,
): { readonly holds: number; readonly fails: number } {
  const close = 2 * Number.EPSILON;
  for (let step = 0; step < steps; step++) {
    if (Math.abs(holds - fails) <= close * Math.min(Math.abs(holds), Math.abs(fails))) break;
    const between = middle(holds, fails);
    if (between === holds || between === fails) break;
    if (condition(between)) holds = between;
    else fails = between;
  }
  return { holds, fails };
}

/** A gain in height that small is noise. */
const ROUNDING = 4 * Number.EPSILON;

/** The place and height of a local maximum of `height` near `start`, searched with steps that begin at `step`. */
export function climb(
  height: (x: number) => number,
  start: number,
  step: number,
  lower: number,
  upper: number,
): { readonly x: number; readonly y: number } {
  let best = { x: start, y: height(start) };
  const smallest = 1e-9 * Math.max(1e-3, Math.abs(start), step);
  while (step > smallest) {
    const higher = [best.x - step, best.x + step]
      .filter((x) => x >= lower && x <= upper)
      .map((x) => ({ x, y: height(x) }))
      .find((point) => point.y > best.y + ROUNDING * Math.abs(best.y));
    if (higher === undefined) step /= 2;
    else best = higher;
  }
  return best;
}
