import type { OpenEndedInterval } from '../numerics/interval';
import type { ArgumentValue } from '../text';

/** Four significant digits at most, with the typographic minus sign; powers of ten for the very large and small. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? '?' : value > 0 ? '∞' : '−∞';
  }
  return String(Number(value.toPrecision(4)))
    .replace('e+', 'e')
    .replaceAll('-', '−');
}

/** Three significant digits: for figures in sentences. */
export function shortNumber(value: number): string {
  return numberText(Number(value.toPrecision(3)));
}

/** An argument as the card writes it: numbers in short, words as they are, `…` where it is no literal. */
export function argumentText(value: ArgumentValue): string {
  if (typeof value === 'number') {
    return numberText(value);
  }
  return value === null ? '…' : typeof value === 'boolean' ? (value ? 'True' : 'False') : value;
}

/** `name = 0.2`, or `name ≈ 1.673` where digits are left out. */
export function assignmentText(name: string, value: ArgumentValue): string {
  const isRounded = typeof value === 'number' && Number.isFinite(value) && Number(value.toPrecision(4)) !== value;
  return `${name} ${isRounded ? '≈' : '='} ${argumentText(value)}`;
}

/** `x < −3`, `x > 3`, `−3 < x < 3`: an open interval as a condition on x; `undefined` for the whole line. */
function intervalText({ from, to }: OpenEndedInterval): string | undefined {
  if (from !== null && to !== null) {
    return `${shortNumber(from)} < x < ${shortNumber(to)}`;
  }
  if (to !== null) {
    return `x < ${shortNumber(to)}`;
  }
  return from === null ? undefined : `x > ${shortNumber(from)}`;
}

/** Intervals as one condition; two tails that lie symmetrically become `|x| > 3`. `undefined`: the whole line. */
export function intervalsText(intervals: readonly OpenEndedInterval[], separator: string): string | undefined {
  const [first, last] = [intervals[0], intervals[intervals.length - 1]];
  const isPair = intervals.length === 2 && first !== undefined && last !== undefined;
  if (isPair && first.from === null && last.to === null && first.to !== null && last.from !== null) {
    const isSymmetrical = Math.abs(first.to + last.from) < 1e-6 * Math.abs(last.from);
    if (isSymmetrical) {
      return `|x| > ${shortNumber(last.from)}`;
    }
    if (first.to === last.from) {
      return undefined;
    }
  }
  const conditions = intervals.map(intervalText);
  return conditions.includes(undefined) ? undefined : conditions.join(separator);
}
