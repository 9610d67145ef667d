import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import type { ImportStatement } from './importStatements';
import type { TextEdit } from './textEdit';

/** One way in which people keep names sorted. */
type SortKey = (name: string) => string;

/** By character code; without regard to case; as isort does: CONSTANTS, then Classes, then functions. */
const sortKeys: readonly SortKey[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => `${/^[A-Z0-9_]+$/.test(name) ? '0' : /^[A-Z]/.test(name) ? '1' : '2'}${name}`,
];

/**
 * Changes the names that a statement imports: those added stand where they keep the order, and in the place of one that
 * goes where they may.
 *
 * @param removed positions among the statement's names; not all of them unless `added` has any.
 */
export function changeNames(
  code: ModuleCode,
  statement: ImportStatement,
  added: readonly string[],
  removed: ReadonlySet<number>,
): readonly TextEdit[] {
  const items = statement.names.map(({ node }) => node);
  const going = new Set(removed);
  const insertions = new Map<number, string[]>();
  const edits: TextEdit[] = [];
  const edit = (start: number, end: number, newText: string): void => {
    edits.push({ ...code.placeIn(statement.source, start, end), newText });
  };
  for (const name of [...added].sort()) {
    const position = positionOf(name, items);
    const replaced = [position, position - 1].find((index) => going.has(index));
    const item = replaced === undefined ? undefined : items[replaced];
    if (replaced !== undefined && item !== undefined) {
      going.delete(replaced);
      edit(item.startIndex, item.endIndex, name);
    } else {
      insertions.set(position, [...(insertions.get(position) ?? []), name]);
    }
  }
  const separator = separatorOf(statement, items);
  for (const [position, names] of insertions) {
    const next = items[position];
    const last = items.at(-1);
    if (next !== undefined) {
      edit(next.startIndex, next.startIndex, names.map((name) => name + separator).join(''));
    } else if (last !== undefined) {
      edit(last.endIndex, last.endIndex, names.map((name) => separator + name).join(''));
    }
  }
  for (const { first, last } of runsOf(going)) {
    const after = items[last + 1];
    const start = after === undefined ? items[first - 1]?.endIndex : items[first]?.startIndex;
    const end = after === undefined ? items[last]?.endIndex : after.startIndex;
    if (start !== undefined && end !== undefined) {
      edit(start, end, '');
    }
  }
  return edits;
}

function positionOf(name: string, items: readonly SyntaxNode[]): number {
  const key = sortKeys.find((candidate) => isSorted(items.map(({ text }) => candidate(text))));
  const position = key === undefined ? -1 : items.findIndex(({ text }) => key(text) > key(name));
  return position < 0 ? items.length : position;
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? key) <= key);
}

/** What stands between two names, such as a comma and a new line; a comma and a space where that says no more. */
function separatorOf({ source }: ImportStatement, items: readonly SyntaxNode[]): string {
  const [first, second] = items;
  const between = first && second ? source.text.slice(first.endIndex, second.startIndex) : ', ';
  return /^,\s+$/.test(between) ? between : ', ';
}

/** Neighbouring positions, as intervals with both ends included. */
function runsOf(positions: ReadonlySet<number>): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const position of [...positions].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run?.last === position - 1) {
      run.last = position;
    } else {
      runs.push({ first: position, last: position });
    }
  }
  return runs;
}
