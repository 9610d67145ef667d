import { applyEdits } from '../../core/edits/applyEdits';
import type { TextEdit } from '../../core/edits/textEdit';
import { LineIndex } from '../../core/python/lineIndex';
import type { DecodedText } from '../scan/decode';

/**
 * Makes edits in the bytes of a file, so that everything else keeps its encoding, byte order mark and line ends,
 * whatever they are. `undefined` where the encoding cannot express the change.
 *
 * @throws RangeError when two edits overlap.
 */
export function editBytes(
  bytes: Uint8Array,
  { text, encoding }: DecodedText,
  edits: readonly TextEdit[],
): Uint8Array | undefined {
  const wanted = editText(text, edits);
  const pieces = piecesOf(text, edits);
  const byteOffset = byteOffsets(
    bytes,
    text,
    encoding,
    pieces.flatMap(({ start, end }) => [start, end]),
  );
  const edited: Uint8Array[] = [];
  let done = 0;
  for (const { start, end, newText } of pieces) {
    // Code is ASCII in nearly all edits; what is not, and not so in the encoding, does not decode to what is wanted.
    edited.push(
      bytes.subarray(done, byteOffset(start)),
      Buffer.from(newText, encoding === 'utf-8' ? 'utf8' : 'latin1'),
    );
    done = byteOffset(end);
  }
  const result = Buffer.concat([...edited, bytes.subarray(done)]);
  return new TextDecoder(encoding).decode(result) === wanted ? result : undefined;
}

/**
 * The text with the edits made, each with the line ends that the text has.
 *
 * @throws RangeError when two edits overlap.
 */
export function editText(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, withLineEndsOf(text, edits));
}

/** As editors do it: a file with two kinds of line ends gets more of the first. */
export function withLineEndsOf(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll(/\r\n|\n|\r/g, lineEnd) }));
}

/** A piece of the text, by its offsets, and what comes in its place. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** In ascending order. */
function piecesOf(text: string, edits: readonly TextEdit[]): readonly Piece[] {
  const lines = new LineIndex(text);
  return withLineEndsOf(text, edits)
    .map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }))
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Where the given offsets into the text lie in the bytes. */
function byteOffsets(
  bytes: Uint8Array,
  text: string,
  encoding: string,
  offsets: readonly number[],
): (offset: number) => number {
  if (encoding === 'utf-8') {
    const markLength = byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
    return (offset) => markLength + Buffer.byteLength(text.slice(0, offset));
  }
  const known = decodeStepwise(bytes, encoding, new Set(offsets));
  return (offset) => known.get(offset) ?? bytes.length;
}

/** Old encodings have one or several bytes for a character; which, only their decoder knows. */
function decodeStepwise(bytes: Uint8Array, encoding: string, wanted: ReadonlySet<number>): ReadonlyMap<number, number> {
  const decoder = new TextDecoder(encoding);
  const known = new Map<number, number>();
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    if (wanted.has(length) && !known.has(length)) {
      known.set(length, index);
    }
    length += decoder.decode(bytes.subarray(index, index + 1), { stream: true }).length;
  }
  return known;
}
