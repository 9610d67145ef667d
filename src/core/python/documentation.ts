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
  if (!quote.test(text)) {
    return false;
  }
  const opening = quote.lastIndex;
  // More quotes behind it: a string that is still open ends with those, not before.
  const string = text.slice(opening, end);
  return stringEnd(string + string.charAt(0).repeat(3), 0) === string.length;
}
