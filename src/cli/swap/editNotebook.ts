import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { TextEdit } from '../../core/edits/textEdit';
import { LineIndex } from '../../core/python/lineIndex';
import { readNotebook } from '../../core/python/notebook';
import { editText, withLineEndsOf } from './editBytes';

/**
 * Makes edits in the cells of a notebook file. Everything but the edited source stays as it is written: indentation,
 * escapes, outputs, the order of keys. `undefined` where the file is not written as notebooks are.
 *
 * @throws RangeError when two edits overlap.
 */
export function editNotebook(json: string, edits: readonly TextEdit[]): string | undefined {
  const root = parseTree(json);
  const cells = root === undefined ? [] : cellNodes(root);
  const byCell = editsByCell(edits);
  const pieces = [...byCell].flatMap(([index, ofCell]) => CellSource.of(cells[index], json)?.place(ofCell) ?? []);
  const edited = splice(json, pieces);
  return holdsEdits(json, edited, byCell) ? edited : undefined;
}

/** A piece of the file's text, and what comes in its place. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type EditsByCell = ReadonlyMap<number, readonly TextEdit[]>;

function editsByCell(edits: readonly TextEdit[]): EditsByCell {
  const byCell = new Map<number, TextEdit[]>();
  for (const edit of edits) {
    if (edit.cell !== undefined) {
      byCell.set(edit.cell, [...(byCell.get(edit.cell) ?? []), edit]);
    }
  }
  return byCell;
}

function splice(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, text: newText } of inOrder(replacements)) {
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}

function inOrder(replacements: readonly Replacement[]): readonly Replacement[] {
  return [...replacements].sort((one, other) => one.start - other.start || one.end - other.end);
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

/** The source of one cell as the file has it: one string, or one for each line. */
class CellSource {
  private readonly text: string;
  /** Where each character of the source stands in the file. */
  private readonly offsets: readonly number[];
  /** Where the source ends in the file: at the closing quote. */
  private readonly end: number;
  /** Ends one string of a list and begins the next; nothing where all is one string. */
  private readonly betweenStrings: string;

  static of(cell: Node | undefined, json: string): CellSource | undefined {
    const source = cell && (findNodeAtLocation(cell, ['source']) ?? findNodeAtLocation(cell, ['input']));
    const isList = source?.type === 'array';
    const literals = (isList ? source.children : source && [source])?.filter(({ type }) => type === 'string') ?? [];
    const last = literals.at(-1);
    return last === undefined ? undefined : new CellSource(literals, last, isList, json);
  }

  private constructor(literals: readonly Node[], last: Node, isList: boolean, json: string) {
    this.text = literals.map(({ value }) => String(value)).join('');
    this.offsets = literals.flatMap((literal) => characterOffsets(json, literal));
    this.end = last.offset + last.length - 1;
    this.betweenStrings = isList ? `"${separator(json, literals)}"` : '';
  }

  place(edits: readonly TextEdit[]): readonly Replacement[] {
    const lines = new LineIndex(this.text);
    return withLineEndsOf(this.text, edits).map(({ range, newText }) => {
      const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
      return {
        start: this.offsets[start] ?? this.end,
        end: this.offsets[end] ?? this.end,
        text: this.encode(newText, start, end),
      };
    });
  }

  /** A list holds one line in each string; each ends in its line break, the last one perhaps without. */
  private encode(text: string, start: number, end: number): string {
    const isAfterLastLine = start === this.text.length && this.text.endsWith('\n') && text !== '';
    const lines = text
      .split(/(?<=\n)/)
      .map((line) => JSON.stringify(line).slice(1, -1))
      .join(this.betweenStrings);
    const goesOn = text.endsWith('\n') && end < this.text.length;
    return `${isAfterLastLine ? this.betweenStrings : ''}${lines}${goesOn ? this.betweenStrings : ''}`;
  }
}

/** What stands between two strings of a list: `,\n    `. */
function separator(json: string, [first, second]: readonly Node[]): string {
  if (first !== undefined && second !== undefined) {
    return json.slice(first.offset + first.length, second.offset);
  }
  // One line only: the next one stands below it.
  return `,${/\s*$/.exec(json.slice(0, first?.offset))?.[0] ?? ' '}`;
}

/** Where each UTF-16 unit that a literal stands for begins in the file. */
function characterOffsets(json: string, { offset, length }: Node): readonly number[] {
  const offsets: number[] = [];
  const end = offset + length - 1;
  for (let index = offset + 1; index < end; index += lengthOfCharacter(json, index)) {
    offsets.push(index);
  }
  return offsets;
}

/** `\u00e9` and `\n` stand for one character. */
function lengthOfCharacter(json: string, index: number): number {
  if (json.charAt(index) !== '\\') {
    return 1;
  }
  return json.charAt(index + 1) === 'u' ? 6 : 2;
}

/** Whether every cell reads as it should, and nothing else has changed for a reader. */
function holdsEdits(before: string, after: string, byCell: EditsByCell): boolean {
  const [old, edited] = [readNotebook(before), readNotebook(after)];
  if (old.kind !== 'notebook' || edited.kind !== 'notebook' || old.cells.length !== edited.cells.length) {
    return false;
  }
  return old.cells.every(
    ({ index, text }, position) => editText(text, byCell.get(index) ?? []) === edited.cells[position]?.text,
  );
}
