/** One line of the result: what was measured, what it may be, what it is. */
export interface Measurement {
  readonly name: string;
  readonly measured: number;
  readonly budget: number;
  /** `ratio` has no unit. */
  readonly unit: 'ms' | 'kB' | 'ratio';
  /** What the number is made of. */
  readonly detail?: string;
}

/** The value below which a share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** How long something takes, in milliseconds. */
export function time(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

export function printReport(measurements: readonly Measurement[]): void {
  const rows = measurements.map(({ name, measured, budget, unit, detail = '' }) => [
    name,
    show(budget, unit),
    show(measured, unit),
    (measured / budget).toFixed(2),
    measured <= budget ? 'ok' : 'over',
    detail,
  ]);
  const table = [['', 'budget', 'measured', 'of budget', '', ''], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

function show(value: number, unit: Measurement['unit']): string {
  return unit === 'ratio' ? `${value.toFixed(2)} ×` : `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`;
}
