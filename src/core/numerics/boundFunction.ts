import type { Kink, ParameterValues, ScalarFunction } from '../activations/activation';

/** A scalar function with its parameters filled in. */
export interface BoundFunction {
  value(x: number): number;
  slope(x: number): number;
  /** Ascending, inside the domain. */
  readonly kinks: readonly Kink[];
  /** The open interval on which the function is defined. */
  readonly lower: number;
  readonly upper: number;
  /** The value as float arithmetic gives it, each operation followed by `round`. */
  computed(x: number, round: (value: number) => number): number;
}

/** Fills in the parameters, and leaves out kinks that these parameters straighten (a Leaky ReLU of slope 1). */
export function bindFunction(drawn: ScalarFunction, parameters: ParameterValues): BoundFunction {
  const [lower, upper] = drawn.domain?.(parameters) ?? [-Infinity, Infinity];
  const kinks = drawn
    .kinks(parameters)
    .filter((kink) => kink.at > lower && kink.at < upper && (kink.kind === 'jump' || kink.left !== kink.right));
  const value = (x: number): number => drawn.value(x, parameters);
  return {
    value,
    slope: (x) => drawn.derivative(x, parameters),
    kinks,
    lower,
    upper,
    computed: (x, round) => drawn.computed?.(x, parameters, round) ?? round(value(x)),
  };
}

/** How far out functions are sampled one by one; beyond lies what `findAsymptotes` tells. */
export function farEnd(bound: BoundFunction): number {
  return bound.kinks.reduce((far, kink) => Math.max(far, 4 * Math.abs(kink.at)), 1e4);
}
