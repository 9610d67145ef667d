import type { BoundFunction } from './boundFunction';
import { farEnd } from './boundFunction';

/** What a function does towards one end of its domain. */
export type Asymptote =
  /** f(x) tends to a number. */
  | { readonly kind: 'value'; readonly value: number }
  /** f(x) − (slope · x + intercept) tends to 0, slope ≠ 0. */
  | { readonly kind: 'line'; readonly slope: number; readonly intercept: number }
  /** f(x) tends to ∞ or −∞, but along no line. */
  | { readonly kind: 'infinite'; readonly sign: 1 | -1 }
  /** f(x) stays bounded but tends to nothing. */
  | { readonly kind: 'oscillating' };

/** Within one probing distance, so that an oscillation is not mistaken for a limit. */
const SPREAD = [1, 1.09, 1.23, 1.41, 1.71];
const DECADES = [0, 4, 8, 12];

interface Probe {
  readonly xs: readonly number[];
  readonly values: readonly number[];
  readonly slopes: readonly number[];
}

/** Finds out, by probing ever further out, what f does towards the lower (left) and upper (right) end. */
export function findAsymptotes(bound: BoundFunction): { readonly left: Asymptote; readonly right: Asymptote } {
  return { left: findAsymptote(bound, -1), right: findAsymptote(bound, 1) };
}

function findAsymptote(bound: BoundFunction, side: 1 | -1): Asymptote {
  const probes = DECADES.map((decade) => probe(bound, side, decade)).filter(
    (found) => !found.values.some(Number.isNaN),
  );
  const first = probes[0];
  const last = probes[probes.length - 1];
  if (first === undefined || last === undefined) return { kind: 'oscillating' };
  return asLimit(first, last) ?? asLine(bound, side, last) ?? asGrowth(first, last) ?? { kind: 'oscillating' };
}

function probe(bound: BoundFunction, side: 1 | -1, decade: number): Probe {
  const end = side === 1 ? bound.upper : bound.lower;
  const far = farEnd(bound);
  const width = Number.isFinite(bound.upper - bound.lower) ? bound.upper - bound.lower : 1;
  const xs = SPREAD.map((factor) =>
    Number.isFinite(end) ? end - (side * width * factor) / 10 ** (3 + decade) : side * far * factor * 10 ** decade,
  );
  return { xs, values: xs.map((x) => bound.value(x)), slopes: xs.map((x) => bound.slope(x)) };
}

function spreadOf(numbers: readonly number[]): number {
  return Math.max(...numbers) - Math.min(...numbers);
}

function asLimit(first: Probe, last: Probe): Asymptote | undefined {
  const value = last.values[last.values.length - 1] ?? 0;
  if (!Number.isFinite(value)) return undefined;
  const spread = spreadOf(last.values);
  if (spread > 1e-12 * Math.abs(value) && spread > 1e-5 * spreadOf(first.values)) return undefined;
  const decays = Math.abs(value) <= 1e-5 * Math.max(...first.values.map(Math.abs));
  return { kind: 'value', value: decays ? 0 : value };
}

function asLine(bound: BoundFunction, side: 1 | -1, last: Probe): Asymptote | undefined {
  const slope = last.slopes[0] ?? 0;
  const chord = (last.values[0] ?? 0) / (last.xs[0] ?? 1);
  const unbounded = Number.isFinite(last.xs[0] ?? 0) && !Number.isFinite(side === 1 ? bound.upper : bound.lower);
  const straight = spreadOf(last.slopes) <= 1e-9 * Math.abs(slope) && Math.abs(chord - slope) <= 1e-3 * Math.abs(slope);
  if (!unbounded || !straight || slope === 0) return undefined;
  // Of the form intercept + c/x + …, so that two distances extrapolate to the intercept.
  const far = side * farEnd(bound);
  const rest = (x: number): number => bound.value(x) - slope * x;
  const intercept = 2 * rest(2 * far) - rest(far);
  return { kind: 'line', slope, intercept: Math.round(intercept * 1e8) / 1e8 + 0 };
}

function asGrowth(first: Probe, last: Probe): Asymptote | undefined {
  const sign = Math.sign(last.values[0] ?? 0);
  const nearest = Math.min(...last.values.map((value) => sign * value));
  const grows = nearest > 2 * Math.max(...first.values.map(Math.abs)) || nearest === Infinity;
  if (!grows || (sign !== 1 && sign !== -1)) return undefined;
  return { kind: 'infinite', sign };
}

/** What f' tends to on one side (−1: left), ±Infinity where it grows without bound, `null` where it does neither. */
export function slopeLimit(bound: BoundFunction, side: 1 | -1): number | null {
  const probes = DECADES.map((decade) => probe(bound, side, decade)).filter(
    (found) => !found.slopes.some(Number.isNaN),
  );
  const first = probes[0]?.slopes;
  const last = probes[probes.length - 1]?.slopes;
  if (first === undefined || last === undefined) return null;
  const limit = last[last.length - 1] ?? 0;
  const sign = Math.sign(limit);
  if (Math.min(...last.map((slope) => sign * slope)) > 1e3 * Math.max(...first.map(Math.abs))) return sign * Infinity;
  if (Math.abs(limit) === Infinity) return limit;
  if (Math.abs(limit) <= 1e-5 * Math.max(...first.map(Math.abs))) return 0;
  const settled = spreadOf(last) <= 1e-9 * Math.abs(limit) || spreadOf(last) <= 1e-5 * spreadOf(first);
  return settled ? limit : null;
}
