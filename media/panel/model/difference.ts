import type { Span } from './state';

/** The largest distance of two functions, and where it is. */
export interface Difference {
  readonly x: number;
  readonly size: number;
}

const samples = 1200;
const refinements = 60;
/** The golden section. */
const ratio = (Math.sqrt(5) - 1) / 2;

/**
 * The largest |f − g| within the span; of several places that are equally far apart, the rightmost, so that of two that
 * lie symmetrically the positive one is named.
 * @param places that must not be missed, such as kinks
 */
export function largestDifference(
  distance: (x: number) => number,
  { from, to }: Span,
  places: readonly number[] = [],
): Difference {
  const step = (to - from) / samples;
  const even = Array.from({ length: samples + 1 }, (_, index) => from + step * index);
  const inside = places.filter((x) => x >= from && x <= to);
  const measured = [...even, ...inside]
    .map((x) => ({ x, size: distance(x) }))
    .filter(({ size }) => !Number.isNaN(size));
  const coarse = measured.reduce((most, { size }) => Math.max(most, size), 0);
  const candidates = measured.filter(({ size }) => size >= coarse * 0.98);
  const refined = candidates.map(({ x, size }) => {
    const peak = climb(distance, Math.max(from, x - step), Math.min(to, x + step));
    return peak.size > size ? peak : { x, size };
  });
  const largest = refined.reduce((most, { size }) => Math.max(most, size), 0);
  const best = refined
    .filter(({ size }) => size >= largest * (1 - 1e-9))
    .reduce((a, b) => (b.x > a.x ? b : a), {
      x: from,
      size: 0,
    });
  return largest === 0 ? { x: 0, size: 0 } : best;
}

/** Golden-section search for the top of a single hill. */
function climb(distance: (x: number) => number, from: number, to: number): Difference {
  let [low, high] = [from, to];
  for (let round = 0; round < refinements; round++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (distance(left) > distance(right)) high = right;
    else low = left;
  }
  const x = (low + high) / 2;
  return { x, size: distance(x) };
}
