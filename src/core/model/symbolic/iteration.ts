import type { Value } from './value';

/** Loops with more turns are not unrolled. */
const maximumTurns = 64;

/** What a loop over the value binds at each turn; nothing where that is not known. */
export function iterationsOf(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case 'sequence':
      return value.isOpen || value.items.length > maximumTurns ? undefined : [...value.items];
    case 'stack':
      return [...value.items];
    default:
      return undefined;
  }
}

/** The numbers of `range(...)`; nothing where there are too many. */
export function rangeNumbers(values: readonly (number | undefined)[]): readonly number[] | undefined {
  const [first, second, step = 1] = values;
  if (values.includes(undefined) || first === undefined || step === 0) {
    return undefined;
  }
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const count = Math.max(0, Math.ceil((end - start) / step));
  return count > maximumTurns ? undefined : Array.from({ length: count }, (_, index) => start + index * step);
}
