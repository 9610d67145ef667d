import { applyEdits } from '../../core/edits/applyEdits';
import type { TextEdit } from '../../core/edits/textEdit';
import { LineIndex } from '../../core/python/lineIndex';
import type { PythonSource } from '../scan/readSource';

/**
 * Makes edits in the bytes of a file, so that everything else keeps its encoding, byte order mark and line ends,
 * whatever they are. `undefined` where the encoding cannot express the change.
 *
 * @throws RangeError when two edits overlap.
 */
export function editBytes({ bytes, text, encoding }: PythonSource, edits: readonly TextEdit[]): Uint8Array | undefined {
  const lines = new LineIndex(text);
  const placed = withLineEndsOf(text, edits)
    .map((edit) => ({
      start: lines.offsetAt(edit.range.start),
      end: lines.offsetAt(edit.range.end),
      newText: edit.newText,
    }))
    .sort((one, other) => one.start - other.start || one.end - other.end);
  const toBytes = byteOffsets(
    bytes,
    text,
    encoding,
    placed.flatMap(({ start, end }) => [start, end]),
  );
  const pieces: Uint8Array[] = [];
  let done = 0;
  for (const { start, end, newText } of placed) {
    pieces.push(bytes.subarray(done, toBytes(start)), Buffer.from(newText, encoding === 'utf-8' ? 'utf8' : 'latin1'));
    done = toBytes(end);
  }
  const edited = Buffer.concat([...pieces, bytes.subarray(done)]);
  return decodesTo(edited, encoding, editText(text, edits)) ? edited : undefined;
}

/** The text with the edits made, each with the line ends that the text has. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, withLineEndsOf(text, edits));
}

function withLineEndsOf(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll(/\r\n|\n|\r/g, lineEnd) }));
}

/** Where the given offsets into the text lie in the bytes. */
function byteOffsets(
  bytes: Uint8Array,
  text: string,
  encoding: string,
  offsets: readonly number[],
): (offset: number) => number {
  if (encoding === 'utf-8') {
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    return (offset) => mark + Buffer.byteLength(text.slice(0, offset));
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

function decodesTo(bytes: Uint8Array, encoding: string, text: string): boolean {
  return new TextDecoder(encoding).decode(bytes) === text;
}
