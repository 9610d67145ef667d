import type { Source } from '../python/source';
import type { SyntaxNode } from '../python/syntax';
import { wordsIn } from '../python/words';
import { ancestor, isIn } from '../uses/place';
import type { ModuleCode } from '../uses/moduleCode';
import type { ImportStatement } from './importStatements';

/**
 * Whether an imported name is read nowhere once some expressions are gone. A name in a string counts as read, because
 * `__all__` and annotations are strings; one in a comment or docstring does not.
 */
export function isOrphaned(
  code: ModuleCode,
  statement: ImportStatement,
  name: string,
  gone: readonly SyntaxNode[],
): boolean {
  if (/#.*noqa/.test(lineBehind(statement))) {
    return false;
  }
  return code.sources.every((source) =>
    wordsIn(source.text, name).every(
      (start) =>
        (source === statement.source && isInside(statement.node, start)) ||
        gone.some((node) => code.sourceOf(node) === source && isInside(node, start)) ||
        !isRead(source, start, name),
    ),
  );
}

/** The rest of the line behind a statement: whoever marks an import as wanted unused, wants it. */
function lineBehind({ source: { text }, node }: ImportStatement): string {
  const end = text.indexOf('\n', node.endIndex);
  return text.slice(node.startIndex, end < 0 ? text.length : end);
}

function isInside({ startIndex, endIndex }: SyntaxNode, offset: number): boolean {
  return offset >= startIndex && offset < endIndex;
}

function isRead(source: Source, start: number, name: string): boolean {
  const node = source.nodeAt(start, start + name.length);
  const { parent } = node ?? { parent: null };
  switch (node?.type) {
    case undefined:
    case 'comment':
    case 'module':
      return false;
    case 'identifier':
      return !(
        (parent?.type === 'attribute' && isIn(parent, 'attribute', node)) ||
        (parent?.type === 'keyword_argument' && isIn(parent, 'name', node)) ||
        // `torch` in `from torch import nn` names the library and reads nothing.
        ancestor(node, 'import_statement', 'import_from_statement') !== undefined
      );
    case 'string_content':
      return parent?.parent?.type !== 'expression_statement';
    default:
      return true;
  }
}
