import type { BoundFunction } from './boundFunction';
import type { FlatRegion } from './flatness';
import { integrate } from './quadrature';
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
  // Measured from f(0), so that a large constant part of f does not drown the variance in rounding.
  const origin = Number.isFinite(bound.value(0)) ? bound.value(0) : 0;
  const [shift = 0, secondAroundOrigin = 0, slopeSecondMoment = 0] = integrate(
    (x) => {
      const density = normalDensity(x);
      const y = bound.value(x) - origin;
      const slope = bound.slope(x);
      return [density * y, density * y * y, density * slope * slope];
    },
    integrationEdges(bound, flat),
  );
  const mean = isOdd(bound) ? 0 : origin + shift;
  const variance = secondAroundOrigin === Infinity ? Infinity : Math.max(0, secondAroundOrigin - shift * shift);
  return { mean: settle(mean, secondAroundOrigin), secondMoment: variance + mean * mean, variance, slopeSecondMoment };
}

/** A mean that is zero but for rounding (SELU) is zero. */
function settle(mean: number, secondMoment: number): number {
  return Math.abs(mean) <= 1e-13 * Math.sqrt(secondMoment) ? 0 : mean;
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
export function isOdd(bound: BoundFunction): boolean {
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
