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
  const pieces = new ArgumentList(source.text, list, fate).pieces(added);
  return pieces
    .filter(({ start, end, text }) => start !== end || text !== '')
    .map(({ start, end, text }) => ({ ...code.placeIn(source, start, end), newText: text }));
}

/** A piece of the source, by its offsets, and what comes in its place. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

class ArgumentList {
  private readonly items: readonly SyntaxNode[];
  private readonly fates: readonly ArgumentFate[];

  constructor(
    private readonly text: string,
    private readonly list: SyntaxNode,
    fate: (argument: SyntaxNode) => ArgumentFate,
  ) {
    this.items = list.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');
    this.fates = this.items.map(fate);
  }

  pieces(added: readonly string[]): readonly Piece[] {
    const lastKept = this.fates.reduce((last, own, index) => (own === 'remove' ? last : index), -1);
    return [
      ...this.rewritten(),
      ...this.removedBefore(lastKept),
      ...(lastKept < 0 ? this.withNoneKept(added) : this.behind(lastKept, added)),
    ];
  }

  private rewritten(): readonly Piece[] {
    return this.items.flatMap(({ startIndex, endIndex }, index) => {
      const own = this.fates[index];
      return typeof own === 'object' ? [{ start: startIndex, end: endIndex, text: own.text }] : [];
    });
  }

  /** Each run of arguments that go, up to the next one that stays, so that no two pieces touch. */
  private removedBefore(lastKept: number): readonly Piece[] {
    return this.items.slice(0, Math.max(lastKept, 0)).flatMap(({ startIndex }, index) => {
      const isFirst = this.fates[index] === 'remove' && this.fates[index - 1] !== 'remove';
      const next = this.fates.findIndex((own, at) => at > index && own !== 'remove');
      return isFirst ? [{ start: startIndex, end: startBehindComments(this.text, this.items, next), text: '' }] : [];
    });
  }

  /** What is left between the parentheses is what is added. */
  private withNoneKept(added: readonly string[]): readonly Piece[] {
    const { startIndex, endIndex } = this.list;
    const [start, end] = [startIndex + 1, endIndex - 1];
    if (!this.text.slice(start, end).includes('#')) {
      return [{ start, end, text: added.join(', ') }];
    }
    return this.items.length === 0 ? [{ start, end: start, text: added.join(', ') }] : this.removedOneByOne(0, added);
  }

  /** The arguments behind the last one that stays go, and what is added comes. */
  private behind(lastKept: number, added: readonly string[]): readonly Piece[] {
    const start = this.items[lastKept]?.endIndex ?? 0;
    const end = this.items.at(-1)?.endIndex ?? start;
    return this.text.slice(start, end).includes('#')
      ? this.removedOneByOne(lastKept + 1, added)
      : [{ start, end, text: added.map((argument) => `, ${argument}`).join('') }];
  }

  /** Where a comment stands between them, so that it stays; what is added takes the place of the first. */
  private removedOneByOne(first: number, added: readonly string[]): readonly Piece[] {
    return this.items.slice(first).map((item, index) => {
      const text = index === 0 ? added.join(', ') : '';
      const [start, end] = text === '' ? wholeLine(this.text, item) : [item.startIndex, item.endIndex];
      return { start, end, text };
    });
  }
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
function startBehindComments(text: string, items: readonly SyntaxNode[], next: number): number {
  const until = items[next]?.startIndex ?? 0;
  const last = items[next - 1]?.endIndex ?? until;
  const between = text.slice(last, until);
  return between.includes('#') ? last + (/^\s*,[ \t]*/.exec(between)?.[0].length ?? 0) : until;
}
