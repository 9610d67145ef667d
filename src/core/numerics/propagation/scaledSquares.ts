/** A sum of squares whose root fits a float64, though the squares themselves may be too large or too small for one. */
export interface ScaledSquares {
  /** The largest magnitude met so far. */
  scale: number;
  /** The sum in units of the scale's square. */
  sum: number;
}

export function noSquares(): ScaledSquares {
  return { scale: 0, sum: 0 };
}

/** Adds term². */
export function addSquare(squares: ScaledSquares, term: number): void {
  const magnitude = Math.abs(term);
  if (magnitude <= squares.scale) {
    // An infinite scale stays what it is.
    if (magnitude > 0 && squares.scale < Infinity) squares.sum += (magnitude / squares.scale) ** 2;
    return;
  }
  squares.sum = 1 + squares.sum * (squares.scale / magnitude) ** 2;
  squares.scale = magnitude;
}

/** The root of the sum. */
export function rootOf({ scale, sum }: ScaledSquares): number {
  return scale * Math.sqrt(sum);
}
