import type { ArgumentValue } from '../../text';

/** A value as Python writes it: `0.2`, `float("inf")`, `True`, `"tanh"`; `...` for one that the source does not tell. */
export function pythonText(value: ArgumentValue): string {
  switch (typeof value) {
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'string':
      return JSON.stringify(value);
    default:
      return '...';
  }
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : '-float("inf")';
  return String(value).replace('e+', 'e');
}
