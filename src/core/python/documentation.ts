import { stringEnd } from './lexical';
import type { Extent } from './statements';

/** Values in strings with the letters `f` and `t` are code. */
const quote = /[rRbBuU]{0,2}(?=["'])/y;

/**
 * Whether a statement is one string and nothing else: a documentation string, or code that somebody has taken out of
 * use. No name stands in it, which saves its parse.
 */
export function isDocumentation(text: string, { start, end }: Extent): boolean {
  quote.lastIndex = start;
  return quote.test(text) && stringEnd(text, quote.lastIndex) === end;
}
