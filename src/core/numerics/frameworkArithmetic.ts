import { erf } from './specialFunctions';

/**
 * Activations evaluated operation by operation as PyTorch does (aten/src/ATen/native/cpu: Activation.cpp, Gelu.h,
 * UnaryOpsKernel.cpp), each result rounded to a floating-point format. They arrive at their limits earlier than the
 * exact function rounds to them: 1 + e^(−x) is 1 as soon as e^(−x) is below half a unit in the last place, and e^(−x)
 * overflows where the sigmoid is small but not zero.
 */

type Rounding = (value: number) => number;

/** 1/(1 + e^(−x)). */
export function sigmoidAsComputed(x: number, round: Rounding): number {
  return round(1 / round(1 + round(Math.exp(-x))));
}

/** x/(1 + e^(−steepness · x)). */
export function sigmoidWeightedAsComputed(x: number, steepness: number, round: Rounding): number {
  return round(x / round(1 + round(Math.exp(round(-steepness * x)))));
}

/** (1 + erf(x/√2))/2. */
export function normalDistributionAsComputed(x: number, round: Rounding): number {
  return round(0.5 * round(1 + round(erf(round(x * Math.SQRT1_2)))));
}

/** x/2 · (1 + erf(x/√2)). */
export function geluAsComputed(x: number, round: Rounding): number {
  return round(round(0.5 * x) * round(1 + round(erf(round(x * Math.SQRT1_2)))));
}

/** x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³))). */
export function geluTanhAsComputed(x: number, round: Rounding): number {
  const cubic = round(0.044715 * round(round(x * x) * x));
  const argument = round(Math.sqrt(2 / Math.PI) * round(x + cubic));
  return round(round(0.5 * x) * round(1 + round(Math.tanh(argument))));
}
