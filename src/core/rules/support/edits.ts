import type { TextEdit } from '../../edits/textEdit';
import { ImportChanges } from '../../edits/imports';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import type { FindingFix } from '../rule';
import { replaceNode } from '../../edits/nodeEdits';

/** An expression replaced by one that begins with a documented path, with the imports that this needs or orphans. */
export function replaceByPath(
  code: ModuleCode,
  node: SyntaxNode,
  path: string,
  details: {
    /** @param name how the path is written here: `F.relu` */
    readonly title: (name: string) => string;
    readonly kind: FindingFix['kind'];
    /** What stands behind the path: `(x)`. */
    readonly behind?: string;
    /** What stands before it: `-`. */
    readonly before?: string;
    readonly like?: SyntaxNode;
    readonly edits?: readonly TextEdit[];
  },
): readonly FindingFix[] {
  const { title, kind, behind = '', before = '', like, edits = [] } = details;
  const imports = new ImportChanges(code);
  const name = imports.write(path, node, like);
  if (name === undefined) {
    return [];
  }
  imports.drop(node);
  imports.keep(before + behind);
  const text = before + name + behind;
  return [{ title: title(name), kind, edits: [replaceNode(code, node, text), ...edits, ...imports.edits()] }];
}

/** An expression as an operand: in parentheses where it is no name, number or call. */
export function operandText(node: SyntaxNode): string {
  return /^(?:identifier|attribute|subscript|call|integer|float|parenthesized_expression)$/.test(node.type)
    ? node.text
    : `(${node.text})`;
}

/** A text put right behind a node. */
export function addText(code: ModuleCode, node: SyntaxNode, text: string): TextEdit {
  return replaceNode(code, node, node.text + text);
}
