/** One replacement in a text, in the form that tree-sitter takes: UTF-16 offsets, and rows that end at `\n` only. */
export interface TextChange {
  readonly startIndex: number;
  readonly oldEndIndex: number;
  readonly newEndIndex: number;
  readonly startPosition: Point;
  readonly oldEndPosition: Point;
  readonly newEndPosition: Point;
}

interface Point {
  readonly row: number;
  readonly column: number;
}

/**
 * The smallest single replacement that makes `after` of `before`; nothing where they are equal. Comparing the texts
 * costs a fraction of a millisecond and cannot disagree with them, as a relayed list of edits can.
 */
export function findChange(before: string, after: string): TextChange | undefined {
  if (before === after) {
    return undefined;
  }
  const startIndex = commonPrefix(before, after);
  const suffix = commonSuffix(before, after, startIndex);
  const oldEndIndex = before.length - suffix;
  const newEndIndex = after.length - suffix;
  const startPosition = pointAt(before, startIndex, { row: 0, column: 0 }, 0);
  return {
    startIndex,
    oldEndIndex,
    newEndIndex,
    startPosition,
    oldEndPosition: pointAt(before, oldEndIndex, startPosition, startIndex),
    newEndPosition: pointAt(after, newEndIndex, startPosition, startIndex),
  };
}

/** Halving a block whose ends differ compares memory instead of characters. */
function commonPrefix(before: string, after: string): number {
  let known = 0;
  let step = Math.min(before.length, after.length);
  while (step > 0) {
    if (
      known + step <= Math.min(before.length, after.length) &&
      before.slice(known, known + step) === after.slice(known, known + step)
    ) {
      known += step;
    } else {
      step >>= 1;
    }
  }
  return known;
}

function commonSuffix(before: string, after: string, prefix: number): number {
  const limit = Math.min(before.length, after.length) - prefix;
  let known = 0;
  let step = limit;
  while (step > 0) {
    if (
      known + step <= limit &&
      before.slice(before.length - known - step, before.length - known) ===
        after.slice(after.length - known - step, after.length - known)
    ) {
      known += step;
    } else {
      step >>= 1;
    }
  }
  return known;
}

function pointAt(text: string, index: number, from: Point, fromIndex: number): Point {
  let { row } = from;
  let lineStart = fromIndex - from.column;
  for (let newline = text.indexOf('\n', fromIndex); newline >= 0 && newline < index;) {
    row += 1;
    lineStart = newline + 1;
    newline = text.indexOf('\n', lineStart);
  }
  return { row, column: index - lineStart };
}
