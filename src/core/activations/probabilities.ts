/** What the softmax family shares: probabilities of a vector of scores, and how they change with it. */

type Vector = readonly number[];
type Matrix = readonly (readonly number[])[];

/** e^(xᵢ − m)/(e^(rest − m) + Σⱼ e^(xⱼ − m)) with m the largest score: no exponential overflows. */
export function softmaxOf(x: Vector, rest = -Infinity): Vector {
  const largest = x.reduce((a, b) => Math.max(a, b), rest);
  const exponentials = x.map((score) => Math.exp(score - largest));
  const sum = exponentials.reduce((a, b) => a + b, Math.exp(rest - largest));
  return exponentials.map((exponential) => exponential / sum);
}

/** xᵢ − ln Σⱼ e^(xⱼ); the largest score's own share of the sum is split off, so that log1p keeps the digits of the rest. */
export function logSoftmaxOf(x: Vector): Vector {
  const top = x.reduce((best, score, index) => (score > (x[best] ?? -Infinity) ? index : best), 0);
  const largest = x[top] ?? 0;
  const others = x.reduce((sum, score, index) => (index === top ? sum : sum + Math.exp(score - largest)), 0);
  const logarithm = Math.log1p(others);
  return x.map((score) => score - largest - logarithm);
}

/** 1 − pᵢ as the sum of the other shares, which keeps its digits where pᵢ is next to 1; `rest` is a share outside p. */
export function complementOf(p: Vector, i: number, rest = 0): number {
  return p.reduce((sum, share, j) => (j === i ? sum : sum + share), rest);
}

/** ∂pᵢ/∂xⱼ = pᵢ(δᵢⱼ − pⱼ), the Jacobian of p = softmax(x); `rest` is the share that falls to no entry. */
export function softmaxJacobian(p: Vector, rest = 0): Matrix {
  return p.map((own, i) => p.map((other, j) => (i === j ? own * complementOf(p, i, rest) : -own * other)));
}

/** A matrix multiplied by a number. */
export function scaled(matrix: Matrix, factor: number): Matrix {
  return matrix.map((row) => row.map((entry) => factor * entry));
}
