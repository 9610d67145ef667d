import type { Position, Range } from '../text';

const byteOrderMark = 0xfeff;
const carriageReturn = 13;

/**
 * Offsets into a text ↔ positions as the Language Server Protocol counts them: lines end at `\n`, `\r\n` and `\r`;
 * `character` counts UTF-16 code units. A byte order mark at the start belongs to the encoding, not to the first line:
 * editors take it away before they count.
 */
export class LineIndex {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = lineStarts(text);
  }

  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, character: Math.max(0, offset - (this.starts[line] ?? 0)) };
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The offset of a position; positions past the end of a line or of the text mean that end. */
  offsetAt({ line, character }: Position): number {
    const start = this.starts[line];
    if (start === undefined) {
      return line < 0 ? 0 : this.text.length;
    }
    return Math.min(start + Math.max(0, character), this.starts[line + 1] ?? this.text.length);
  }

  /** The last line that starts at or before the offset. */
  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === byteOrderMark ? 1 : 0];
  if (!text.includes('\r')) {
    for (let newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
      starts.push(newline + 1);
    }
    return starts;
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === carriageReturn && text.charCodeAt(index + 1) !== 10)) {
      starts.push(index + 1);
    }
  }
  return starts;
}
