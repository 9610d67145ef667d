import type { TextEdit } from '../edits/textEdit';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';

/** What becomes of one written argument: it stays, it gets another text, or it goes. */
export type ArgumentFate = 'keep' | 'remove' | { readonly text: string };

/**
 * Changes the arguments of a call. What stays keeps its line breaks and comments; what goes takes its comma along.
 *
 * @param added arguments at the end, as they are written: `approximate="tanh"`.
 */
export function argumentEdits(
  code: ModuleCode,
  list: SyntaxNode,
  fate: (argument: SyntaxNode) => ArgumentFate,
  added: readonly string[],
): readonly TextEdit[] {
  const source = code.sourceOf(list);
  if (source === undefined) {
    return [];
  }
  const items = list.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');
  const fates = items.map(fate);
  const edits: TextEdit[] = [];
  const edit = (start: number, end: number, newText: string): void => {
    if (start !== end || newText !== '') {
      edits.push({ ...code.placeIn(source, start, end), newText });
    }
  };
  items.forEach((item, index) => {
    const own = fates[index];
    if (typeof own === 'object') {
      edit(item.startIndex, item.endIndex, own.text);
    }
  });
  const lastKept = fates.reduce((last, own, index) => (own === 'remove' ? last : index), -1);
  for (let index = 0; index < lastKept; index += 1) {
    if (fates[index] === 'remove') {
      // A run goes up to the next argument that stays, so that no two edits touch.
      const next = fates.findIndex((own, at) => at > index && own !== 'remove');
      edit(items[index]?.startIndex ?? 0, startBehindComments(source.text, items, index, next), '');
      index = next;
    }
  }
  const last = items[lastKept];
  const end = items.at(-1);
  // Each goes by itself where a comment is between them, so that it stays; what is added takes the place of the first.
  const removeEach = (first: number): void => {
    items.slice(first).forEach((item, index) => {
      const text = index === 0 ? added.join(', ') : '';
      const [from, to] = text === '' ? wholeLine(source.text, item) : [item.startIndex, item.endIndex];
      edit(from, to, text);
    });
  };
  if (last === undefined) {
    if (!source.text.slice(list.startIndex, list.endIndex).includes('#')) {
      edit(list.startIndex + 1, list.endIndex - 1, added.join(', '));
    } else if (items.length === 0) {
      edit(list.startIndex + 1, list.startIndex + 1, added.join(', '));
    } else {
      removeEach(0);
    }
  } else {
    const goesOn = end !== undefined && end !== last;
    if (goesOn && source.text.slice(last.endIndex, end.endIndex).includes('#')) {
      removeEach(lastKept + 1);
    } else {
      edit(last.endIndex, goesOn ? end.endIndex : last.endIndex, added.map((argument) => `, ${argument}`).join(''));
    }
  }
  return edits;
}

/** The argument with its comma, and with its line where it has one for itself. */
function wholeLine(text: string, item: SyntaxNode): readonly [number, number] {
  const [start, end] = [text.lastIndexOf('\n', item.startIndex - 1) + 1, endWithComma(text, item)];
  if (text.slice(start, item.startIndex).trim() !== '') {
    return [item.startIndex, end];
  }
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const lineEnd = /^\r?\n/.exec(text.slice(end + blanks))?.[0];
  // A comment behind it comes to stand where the argument stood.
  return lineEnd === undefined ? [item.startIndex, end + blanks] : [start, end + blanks + lineEnd.length];
}

function endWithComma(text: string, { endIndex }: SyntaxNode): number {
  return endIndex + (/^[ \t]*,/.exec(text.slice(endIndex))?.[0].length ?? 0);
}

/** Where a run of arguments that go ends: before the next one, unless a comment stands between them. */
function startBehindComments(text: string, items: readonly SyntaxNode[], first: number, next: number): number {
  const until = items[next]?.startIndex ?? items[first]?.endIndex ?? 0;
  const last = items[next - 1]?.endIndex ?? until;
  const between = text.slice(last, until);
  return between.includes('#') ? last + (/^\s*,[ \t]*/.exec(between)?.[0].length ?? 0) : until;
}
