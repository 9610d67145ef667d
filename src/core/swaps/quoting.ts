import { pythonText } from '../cards/code/pythonText';
import type { ModuleCode } from '../uses/moduleCode';
import type { ArgumentValue } from '../text';

/** A value as Python source, strings in the quotes that the document prefers. */
export function pythonValue(value: ArgumentValue, code: ModuleCode): string {
  return typeof value === 'string' ? quoted(value, code) : pythonText(value);
}

/** Double quotes, unless single ones are the habit of the document. */
export function quoted(text: string, code: ModuleCode): string {
  const quote = count(code, /(?<!['\w])'\w/g) > count(code, /(?<!["\w])"\w/g) ? "'" : '"';
  return quote + text + quote;
}

function count(code: ModuleCode, pattern: RegExp): number {
  return code.sources.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
}
