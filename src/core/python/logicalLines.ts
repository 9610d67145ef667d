import {
  backslash,
  bracketStep,
  carriageReturn,
  doubleQuote,
  formFeed,
  hash,
  lineEnd,
  lineEndingLength,
  newline,
  plainEnd,
  singleQuote,
  space,
  stringEnd,
  tab,
} from './lexical';
import type { Extent } from './statements';

/** A line as Python counts them: brackets, long strings and backslashes join several, comments are no part of it. */
export interface LogicalLine extends Extent {
  /** In columns; a tab counts eight, as the grammar has it. */
  readonly indentation: number;
}

const colon = 58;
const columnsOfTab = 8;

/**
 * The logical lines of a text, of which the first is not indented. `undefined` where the text leaves a doubt where a
 * line ends: brackets or strings that stay open, characters that end lines for some and not for others.
 */
export function readLogicalLines(text: string): readonly LogicalLine[] | undefined {
  const lines: LogicalLine[] = [];
  let start = -1;
  let end = 0;
  let indentation = 0;
  let depth = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    switch (code) {
      case newline:
        if (depth === 0) {
          if (start >= 0) {
            lines.push({ start, end, indentation });
          }
          start = -1;
          indentation = 0;
        }
        index += 1;
        break;
      case space:
      case tab:
        indentation += start >= 0 ? 0 : code === tab ? columnsOfTab : 1;
        index += 1;
        break;
      case carriageReturn:
        if (text.charCodeAt(index + 1) !== newline) {
          return undefined;
        }
        index += 1;
        break;
      case formFeed:
        return undefined;
      case hash:
        index = lineEnd(text, index);
        break;
      case doubleQuote:
      case singleQuote: {
        start = start < 0 ? index : start;
        const after = stringEnd(text, index);
        if (after < index + 2 || text.charCodeAt(after - 1) !== code) {
          return undefined;
        }
        index = after;
        end = after;
        break;
      }
      case backslash: {
        const length = lineEndingLength(text, index + 1);
        if (length === 0 || start < 0) {
          return undefined;
        }
        index += 1 + length;
        break;
      }
      default:
        start = start < 0 ? index : start;
        depth += bracketStep(code);
        if (depth < 0) {
          return undefined;
        }
        index = plainEnd(text, index + 1);
        end = codeEnd(text, index);
    }
  }
  if (depth > 0) {
    return undefined;
  }
  if (start >= 0) {
    lines.push({ start, end, indentation });
  }
  return lines;
}

/** Without the blanks before `index`. */
function codeEnd(text: string, index: number): number {
  let end = index;
  while (text.charCodeAt(end - 1) <= space) {
    end -= 1;
  }
  return end;
}

/** Whether a block of lines that are indented more has to follow. */
export function opensBlock(text: string, { end }: LogicalLine): boolean {
  return text.charCodeAt(end - 1) === colon;
}
