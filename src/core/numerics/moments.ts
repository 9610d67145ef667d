import type { BoundFunction } from './boundFunction';
import type { FlatRegion } from './flatness';
import { integrationNodes } from './quadrature';
import { normalDensity } from './specialFunctions';

/** What a standard normal pre-activation z turns into; `Infinity` where the integral does not fit a float64. */
export interface Moments {
  /** E[f(z)], the mean shift. */
  readonly mean: number;
  /** E[f(z)²]. */
  readonly secondMoment: number;
  /** E[f(z)²] − E[f(z)]². */
  readonly variance: number;
  /** E[f'(z)²], jumps left out. */
  readonly slopeSecondMoment: number;
}

/** The factors on the weights that keep a signal's size from layer to layer; `Infinity` where nothing passes. */
export interface Gains {
  /** 1/√E[f²]: keeps the second moment on the way forward. */
  readonly forward: number;
  /** 1/√E[f'²]: keeps the gradient's second moment on the way back. */
  readonly backward: number;
  /** 1/√Var f: keeps the variance on the way forward. */
  readonly centred: number;
}

/** Whether outputs lie around zero. */
export interface Centring {
  /** `odd`: f(−x) = −f(x). `balanced`: E[f] is 0 all the same (SELU). `shifted`: it is not. */
  readonly kind: 'odd' | 'balanced' | 'shifted';
  readonly mean: number;
}

/** Beyond this many standard deviations even e^(2x) contributes nothing to sixteen digits. */
const REACH = 13;

/** Integrates against the standard normal density; `null` where f is not defined for every input. */
export function computeMoments(bound: BoundFunction, flat: readonly FlatRegion[]): Moments | null {
  if (bound.lower !== -Infinity || bound.upper !== Infinity) return null;
  const cache = new Map<number, { readonly y: number; readonly slope: number; readonly density: number }>();
  const nodes = integrationNodes(
    (x) => {
      const density = normalDensity(x);
      const y = bound.value(x);
      const slope = bound.slope(x);
      cache.set(x, { y, slope, density });
      return [density * y, density * y * y, density * slope * slope];
    },
    integrationEdges(bound, flat),
  );
  const weighted = nodes.flatMap(({ x, weight }) => {
    const known = cache.get(x);
    return known === undefined ? [] : [{ y: known.y, slope: known.slope, weight: weight * known.density }];
  });
  const moments = momentsOf(weighted);
  return isOdd(bound) ? { ...moments, mean: 0, variance: moments.secondMoment } : moments;
}

function momentsOf(nodes: readonly { y: number; slope: number; weight: number }[]): Moments {
  const mean = sum(nodes.map(({ y, weight }) => weight * y));
  const secondMoment = sum(nodes.map(({ y, weight }) => weight * y * y));
  const variance = sum(nodes.map(({ y, weight }) => weight * (y - mean) ** 2));
  return {
    mean: Math.abs(mean) <= 1e-13 * Math.sqrt(secondMoment) ? 0 : mean,
    secondMoment,
    variance: variance <= 1e-24 * secondMoment ? 0 : variance,
    slopeSecondMoment: sum(nodes.map(({ slope, weight }) => weight * slope * slope)),
  };
}

/** Infinite where float64 overflows, whatever the signs on the way there. */
function sum(terms: readonly number[]): number {
  const total = terms.reduce((a, b) => a + b, 0);
  return Number.isNaN(total) ? Infinity : total;
}

function integrationEdges(bound: BoundFunction, flat: readonly FlatRegion[]): readonly number[] {
  const even = Array.from({ length: 2 * REACH + 1 }, (_, index) => index - REACH);
  const special = [...bound.kinks.map((kink) => kink.at), ...flat.flatMap(({ from, to }) => [from ?? 0, to ?? 0])];
  const inside = special.filter((x) => Math.abs(x) < REACH);
  return [...new Set([...even, ...inside])].sort((a, b) => a - b);
}

export function gainsOf(moments: Moments): Gains {
  return {
    forward: 1 / Math.sqrt(moments.secondMoment),
    backward: 1 / Math.sqrt(moments.slopeSecondMoment),
    centred: 1 / Math.sqrt(moments.variance),
  };
}

/** Whether f(−x) = −f(x), up to rounding. */
function isOdd(bound: BoundFunction): boolean {
  return PROBES.every((x) => {
    const right = bound.value(x);
    return Math.abs(right + bound.value(-x)) <= 1e-12 * Math.abs(right) || Math.abs(right) === Infinity;
  });
}

const PROBES = [0, 1e-3, 0.1, 0.3, 0.77, 1.1, 1.9, 2.6, 3.4, 5.2, 7.7, 13, 57, 990];

/** Whether f is odd, or its mean zero by balance. */
export function describeCentring(bound: BoundFunction, { mean, secondMoment }: Moments): Centring {
  if (isOdd(bound)) return { kind: 'odd', mean: 0 };
  return { kind: Math.abs(mean) <= 1e-9 * Math.sqrt(secondMoment) ? 'balanced' : 'shifted', mean };
}
