import {
  backslash,
  doubleQuote,
  hash,
  lineEnd,
  lineEndingLength,
  plainEnd,
  singleQuote,
  stringEnd,
} from '../../python/lexical';
import { LineIndex } from '../../python/lineIndex';

/** A comment from its `#` to the end of its line. */
export interface Comment {
  readonly text: string;
  /** Zero-based, as `character`. */
  readonly line: number;
  readonly character: number;
  /** Nothing but blanks stands before it. */
  readonly isAlone: boolean;
}

/** Where a text of Python has comments, and where it can have none. */
export interface CommentLayout {
  readonly comments: readonly Comment[];
  /** Zero-based lines that cannot end in a comment: within a string, or before a backslash that joins the next one. */
  readonly joined: ReadonlySet<number>;
}

/** Tells comments from what looks like one within a string. */
export function readComments(text: string): CommentLayout {
  const lines = new LineIndex(text);
  const comments: Comment[] = [];
  const joined = new Set<number>();
  /** @returns where the reading goes on */
  const joinLines = (start: number, end: number): number => {
    const last = lines.positionAt(end).line;
    for (let { line } = lines.positionAt(start); line < last; line++) {
      joined.add(line);
    }
    return end;
  };
  let index = 0;
  while (index < text.length) {
    switch (text.charCodeAt(index)) {
      case hash: {
        const end = lineEnd(text, index);
        comments.push(commentAt(text, index, end, lines));
        index = end;
        break;
      }
      case doubleQuote:
      case singleQuote:
        index = joinLines(index, stringEnd(text, index));
        break;
      case backslash:
        index = joinLines(index, index + 1 + lineEndingLength(text, index + 1));
        break;
      default:
        index = plainEnd(text, index + 1);
    }
  }
  return { comments, joined };
}

function commentAt(text: string, start: number, end: number, lines: LineIndex): Comment {
  const { line, character } = lines.positionAt(start);
  const isAlone = text.slice(start - character, start).trim() === '';
  return { text: text.slice(start, end), line, character, isAlone };
}

/** The first and the last of the lines that strings and backslashes join with one; mostly that line alone. */
export function joinedLines(
  line: number,
  { joined }: CommentLayout,
): { readonly first: number; readonly last: number } {
  let first = line;
  while (joined.has(first - 1)) {
    first -= 1;
  }
  let last = line;
  while (joined.has(last)) {
    last += 1;
  }
  return { first, last };
}
