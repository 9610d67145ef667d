import { expect } from 'vitest';

/** A number as a table prints it, with as many decimals as the printed figure has. */
export function printedLike(value: number, figure: string): string {
  const decimals = figure.split('.')[1]?.length ?? 0;
  return (value + 0).toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
}

/** The first multiple of `step` at or beyond a threshold, as a scan with that step would print it. */
export function scannedWith(step: number, threshold: number): number {
  return Number((Math.ceil(Math.abs(threshold) / step - 1e-9) * step).toFixed(4));
}

/** Matches a number that agrees to so many decimals, inside a larger expected object. */
export function near(value: number, decimals: number): unknown {
  return expect.closeTo(value, decimals);
}
