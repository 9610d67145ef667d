import type { ActivationHistogram } from '../../../src/core/numerics/propagation/histogram';
import { exactText, percentText } from './numbers';

/**
 * Histograms over the same bins as the rows of a table, a column for each: the shares within each bin, without what a
 * whole interval of inputs leads to; then those values, each in a row of its own.
 */
export function histogramRows(histograms: readonly (ActivationHistogram | null)[]): readonly (readonly string[])[] {
  const [first] = histograms;
  if (!first) return [];
  const width = (first.to - first.from) / first.shares.length;
  const edge = (index: number): string => exactText(Number((first.from + index * width).toPrecision(3)));
  const bins = first.shares.map((_, bin) => [
    `${edge(bin)} … ${edge(bin + 1)}`,
    ...histograms.map((one) => shareText(one?.shares[bin] ?? 0)),
  ]);
  const atoms = new Set(histograms.flatMap((one) => one?.atoms.map(({ value }) => value) ?? []));
  const exactly = [...atoms].map((value) => [
    `= ${exactText(value)}`,
    ...histograms.map((one) => shareText(one?.atoms.find((atom) => atom.value === value)?.share ?? 0)),
  ]);
  return [...bins, ...exactly];
}

export function shareText(share: number): string {
  return share > 0 && share < 1e-5 ? '< 0.001 %' : `${percentText(share)} %`;
}
