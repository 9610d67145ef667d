import type { Interval } from './plotSubject';

/** Maps the plane to pixels: the inner rectangle of a plot and what it shows. */
export interface PlotFrame {
  readonly x: Interval;
  readonly y: Interval;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function pixelX({ x, left, width }: PlotFrame, position: number): number {
  return left + ((position - x[0]) / (x[1] - x[0])) * width;
}

/** Pixels count downwards. */
export function pixelY({ y, top, height }: PlotFrame, value: number): number {
  return top + ((y[1] - value) / (y[1] - y[0])) * height;
}

export interface Ticks {
  readonly at: readonly number[];
  /** The decimals needed to tell them apart. */
  readonly decimals: number;
}

/** Round numbers within `interval`, at most about `count` of them, but two where there is any chance. */
export function chooseTicks(interval: Interval, count: number): Ticks {
  const step = roundStep((interval[1] - interval[0]) / count);
  const ticks = ticksEvery(step, interval);
  return ticks.at.length < 2 ? ticksEvery(roundStep(step / 2.5), interval) : ticks;
}

function ticksEvery(step: number, [from, to]: Interval): Ticks {
  if (!(step > 0) || !Number.isFinite(step)) {
    return { at: [], decimals: 0 };
  }
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Adding up steps would drift; multiplying leaves 0 exactly 0.
  const at = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step + 0);
  return { at, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

/** The smallest of 1, 2 or 5 times a power of ten that is not below `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = [1, 2, 5].find((choice) => choice * power >= least * (1 - 1e-9)) ?? 10;
  return digit * power;
}

/** A tick's number: plain digits, or a power of ten beyond five of them; with a true minus sign. */
export function tickLabel(value: number, decimals: number): string {
  if (value === 0) {
    return decimals > 4 ? '0' : value.toFixed(decimals);
  }
  const isLong = Math.abs(value) >= 1e5 || decimals > 4;
  const digits = isLong ? value.toExponential(1).replace(/\.0e|e/, 'e') : value.toFixed(decimals);
  return digits.replace('e+', 'e').replaceAll('-', '\u2212');
}
