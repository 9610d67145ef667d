import type { TextEdit } from './textEdit';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';

/** The node replaced by a text. */
export function replaceNode(code: ModuleCode, node: SyntaxNode, newText: string): TextEdit {
  return { ...code.placeOf(node), newText };
}

function isCode(child: SyntaxNode | null): boolean {
  return child !== null && child.type !== 'comment' && child.type !== 'line_continuation';
}

/** Another keyword argument at the end of a call. */
export function addArgument(code: ModuleCode, call: SyntaxNode, argument: string): TextEdit | undefined {
  const list = call.childForFieldName('arguments');
  const source = list === null ? undefined : code.sourceOf(list);
  if (list?.type !== 'argument_list' || source === undefined) {
    return undefined;
  }
  const last = [...list.namedChildren].reverse().find(isCode);
  if (!last) {
    return { ...code.placeIn(source, list.startIndex + 1, list.startIndex + 1), newText: argument };
  }
  return { ...code.placeIn(source, last.endIndex, last.endIndex), newText: `, ${argument}` };
}

/** An argument or an item of a list taken away, with its comma and, where it has one for itself, its line. */
export function removeItem(code: ModuleCode, item: SyntaxNode): TextEdit | undefined {
  const source = code.sourceOf(item);
  const siblings = (item.parent?.namedChildren ?? []).filter(isCode);
  const index = siblings.findIndex((child) => child?.id === item.id);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  if (source === undefined || index < 0) {
    return undefined;
  }
  const { text } = source;
  const tail = /^[ \t]*,?[ \t]*/.exec(text.slice(item.endIndex))?.[0] ?? '';
  const lineStart = text.lastIndexOf('\n', item.startIndex - 1) + 1;
  const isOwnLine =
    text.slice(lineStart, item.startIndex).trim() === '' &&
    /^(?:#[^\n]*)?\r?\n/.test(text.slice(item.endIndex + tail.length));
  if (isOwnLine && tail.includes(',')) {
    const end = text.indexOf('\n', item.endIndex) + 1;
    return { ...code.placeIn(source, lineStart, end), newText: '' };
  }
  if (before) {
    return { ...code.placeIn(source, before.endIndex, item.endIndex), newText: '' };
  }
  return { ...code.placeIn(source, item.startIndex, after ? after.startIndex : item.endIndex), newText: '' };
}

/** The whole of what a call is given for a keyword: `activation='softmax'` around the string. */
export function argumentAround(value: SyntaxNode): SyntaxNode {
  return value.parent?.type === 'keyword_argument' ? value.parent : value;
}

/** The quotes of a string literal around another text. */
export function quotedLike(literal: SyntaxNode, text: string): string {
  const quote = literal.text.includes('"') ? '"' : "'";
  return quote + text + quote;
}
