import { logistic, timesVanishing } from '../numerics/specialFunctions';

/** x·σ(steepness·x), which SiLU, Swish and Quick GELU share. */
export function sigmoidWeighted(x: number, steepness: number): number {
  return timesVanishing(x, logistic(timesVanishing(x, steepness)));
}

/** The derivative of {@link sigmoidWeighted}: σ(z)·(1 + z·σ(−z)) with z = steepness·x. */
export function sigmoidWeightedDerivative(x: number, steepness: number): number {
  const z = timesVanishing(x, steepness);
  return logistic(z) + timesVanishing(z, logistic(z) * logistic(-z));
}
