/**
 * The least that cross-entropy can reach when softmax is applied to probabilities once more: a certain prediction
 * gives scores of 1 for its class and 0 for the others, and so −ln(e/(e + C − 1)).
 */
export function doubleSoftmaxFloor(classes: number): number {
  return Math.log((Math.E + classes - 1) / Math.E);
}

/** What sigmoid makes of the probability 1. */
export const DOUBLE_SIGMOID_LIMIT = 1 / (1 + Math.exp(-1));

/** With as many digits as a sentence needs. */
export function shortFigure(value: number): string {
  return String(Number(value.toPrecision(4)));
}
