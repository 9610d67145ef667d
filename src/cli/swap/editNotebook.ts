import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { TextEdit } from '../../core/edits/textEdit';
import { LineIndex } from '../../core/python/lineIndex';
import { readNotebook } from '../../core/python/notebook';
import { editText } from './editBytes';

/**
 * Makes edits in the cells of a notebook file. Everything but the edited source stays as it is written: indentation,
 * escapes, outputs, the order of keys. `undefined` where the file is not written as notebooks are.
 *
 * @throws RangeError when two edits overlap.
 */
export function editNotebook(json: string, edits: readonly TextEdit[]): string | undefined {
  const root = parseTree(json.replace(/^\ufeff/, ' '));
  const cells = root === undefined ? [] : cellNodes(root);
  const pieces = [...editsByCell(edits)].flatMap(([index, ofCell]) => {
    const source = sourceOf(cells[index], json);
    return source === undefined ? [] : ofCell.map((edit) => source.place(edit));
  });
  const edited = splice(json, pieces);
  return holdsEdits(json, edited, edits) ? edited : undefined;
}

/** A piece of the file's text, and what comes in its place. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function editsByCell(edits: readonly TextEdit[]): ReadonlyMap<number, readonly TextEdit[]> {
  const byCell = new Map<number, TextEdit[]>();
  for (const edit of edits) {
    const cell = edit.cell ?? 0;
    byCell.set(cell, [...(byCell.get(cell) ?? []), edit]);
  }
  return byCell;
}

function splice(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, text: newText } of [...replacements].sort((one, other) => one.start - other.start)) {
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}

/** Numbered as `readNotebook` does: nbformat 3 keeps its cells in worksheets. */
function cellNodes(root: Node): readonly Node[] {
  const cells = findNodeAtLocation(root, ['cells']);
  if (cells?.type === 'array') {
    return cells.children ?? [];
  }
  const sheets = findNodeAtLocation(root, ['worksheets'])?.children ?? [];
  return sheets.flatMap((sheet) => findNodeAtLocation(sheet, ['cells'])?.children ?? []);
}

function sourceOf(cell: Node | undefined, json: string): CellSource | undefined {
  if (cell === undefined) {
    return undefined;
  }
  const source = findNodeAtLocation(cell, ['source']) ?? findNodeAtLocation(cell, ['input']);
  const literals = source?.type === 'array' ? (source.children ?? []) : source === undefined ? [] : [source];
  return new CellSource(
    literals.filter(({ type }) => type === 'string'),
    source?.type === 'array',
    json,
  );
}

/** The source of one cell as the file has it: one string, or one for each line. */
class CellSource {
  private readonly text: string;
  private readonly lines: LineIndex;
  /** Where each character of the source stands in the file. */
  private readonly offsets: readonly number[];
  /** Ends a line and begins the next. */
  private readonly lineBreak: string;
  private readonly end: number;

  constructor(literals: readonly Node[], isList: boolean, json: string) {
    this.text = literals.map(({ value }) => String(value)).join('');
    this.lines = new LineIndex(this.text);
    this.offsets = literals.flatMap((literal) => characterOffsets(json, literal));
    const [first, second] = literals;
    const last = literals.at(-1);
    this.end = last === undefined ? 0 : last.offset + last.length - 1;
    this.lineBreak = isList ? `\\n"${separator(json, first, second)}"` : '\\n';
  }

  place({ range, newText }: TextEdit): Replacement {
    const [start, end] = [this.lines.offsetAt(range.start), this.lines.offsetAt(range.end)];
    return {
      start: this.offsets[start] ?? this.end,
      end: this.offsets[end] ?? this.end,
      text: this.encode(newText, start),
    };
  }

  /** A list holds one line in each string; each ends in its line break, the last one perhaps without. */
  private encode(text: string, start: number): string {
    const encoded = text
      .split('\n')
      .map((line) => JSON.stringify(line).slice(1, -1))
      .join(this.lineBreak);
    const isAfterLastLine = start === this.text.length && this.text.endsWith('\n') && text !== '';
    return isAfterLastLine ? this.lineBreak.slice('\\n'.length) + encoded : encoded;
  }
}

/** What stands between two strings of a list: `,\n    `. */
function separator(json: string, first: Node | undefined, second: Node | undefined): string {
  if (first === undefined) {
    return ', ';
  }
  if (second !== undefined) {
    return json.slice(first.offset + first.length, second.offset);
  }
  // One line only: the next one stands below it.
  return `,${/\s*$/.exec(json.slice(0, first.offset))?.[0] ?? ' '}`;
}

/** Where each UTF-16 unit that a literal stands for begins in the file. */
function characterOffsets(json: string, { offset, length }: Node): readonly number[] {
  const offsets: number[] = [];
  const end = offset + length - 1;
  for (let index = offset + 1; index < end;) {
    offsets.push(index);
    index += json.charAt(index) !== '\\' ? 1 : json.charAt(index + 1) === 'u' ? 6 : 2;
  }
  return offsets;
}

/** Whether every cell reads as it should, and nothing else has changed for a reader. */
function holdsEdits(before: string, after: string, edits: readonly TextEdit[]): boolean {
  const [old, edited] = [readNotebook(before), readNotebook(after)];
  if (old.kind !== 'notebook' || edited.kind !== 'notebook') {
    return false;
  }
  const byCell = editsByCell(edits);
  return (
    old.cells.length === edited.cells.length &&
    old.cells.every(({ index, text }, at) => editText(text, byCell.get(index) ?? []) === edited.cells[at]?.text)
  );
}
