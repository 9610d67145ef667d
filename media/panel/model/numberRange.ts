import type { Parameter } from '../../../src/core/activations/activation';
import { roundStep } from '../../../src/core/cards/plot/plotFrame';

/** Where a slider begins and ends, and how far apart its stops are. */
export interface SliderRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** Parameters that count something. */
const wholeNumbers: ReadonlySet<string> = new Set(['groups']);

/**
 * A range for a parameter's slider: all of a bounded domain, else some multiples of the usual value, wide enough for
 * the values given. A number field beside the slider takes values beyond.
 * @param values that must be in reach: the current one, and those to reset to
 */
export function sliderRange(parameter: Parameter, values: readonly number[]): SliderRange {
  const lowest = parameter.domain?.minimum ?? parameter.domain?.above ?? -Infinity;
  const highest = parameter.domain?.maximum ?? Infinity;
  const reached = values.filter(Number.isFinite).map(Math.abs);
  if (wholeNumbers.has(parameter.name)) {
    return { minimum: Math.max(1, lowest), maximum: Math.max(8, ...reached), step: 1 };
  }
  const usual = typeof parameter.default === 'number' ? Math.abs(parameter.default) : (parameter.standIn ?? 1);
  const reach = roundStep(Math.max(1, ...reached, 2 * usual));
  const maximum = Number.isFinite(highest) ? highest : reach;
  const minimum = Number.isFinite(lowest) ? lowest : -reach;
  const step = roundStep((maximum - minimum) / 400);
  return { minimum: parameter.domain?.above === minimum ? minimum + step : minimum, maximum, step };
}

/** Whether the parameter's domain holds the number. */
export function isAllowed({ domain }: Parameter, value: number): boolean {
  const minimum = domain?.minimum ?? domain?.above ?? -Number.MAX_VALUE;
  const maximum = domain?.maximum ?? Number.MAX_VALUE;
  return value >= minimum && value <= maximum && value !== domain?.above;
}

/** A number as a field shows it: no digits of rounding, none cut off that were typed. */
export function fieldText(value: number): string {
  return String(Number(value.toPrecision(7)));
}

/** Reads what somebody typed, with a comma or a typographic minus sign, too; `undefined` where it is no number. */
export function parseNumber(typed: string): number | undefined {
  const plain = typed.trim().replace(',', '.').replaceAll('−', '-');
  const value = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
