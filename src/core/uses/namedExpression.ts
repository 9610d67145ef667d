import { isField } from '../python/binding';
import type { SyntaxNode } from '../python/syntax';

/** `self.act` for its last name; any other name as it stands. */
export function wholeName(name: SyntaxNode): SyntaxNode {
  const { parent } = name;
  return parent?.type === 'attribute' && isField(parent, 'attribute', name) ? parent : name;
}

/** The call of an expression. */
export function callOf(expression: SyntaxNode): SyntaxNode | undefined {
  const { parent } = expression;
  return parent?.type === 'call' && isField(parent, 'function', expression) ? parent : undefined;
}

/** `act` of `act.weight`. */
export function isObjectOfAttribute(expression: SyntaxNode): boolean {
  const { parent } = expression;
  return parent?.type === 'attribute' && isField(parent, 'object', expression);
}

/** Whether a name or attribute is set or deleted, not read. */
export function isAssigned(expression: SyntaxNode): boolean {
  const { parent } = expression;
  return (
    parent !== null &&
    (((parent.type === 'assignment' || parent.type === 'augmented_assignment') &&
      isField(parent, 'left', expression)) ||
      parent.type === 'pattern_list' ||
      parent.type === 'tuple_pattern' ||
      parent.type === 'delete_statement')
  );
}

/** The call of `partial` that an expression is the first argument of. */
export function partialOf(expression: SyntaxNode): SyntaxNode | undefined {
  const list = expression.parent;
  const call = list?.type === 'argument_list' ? list.parent : null;
  const callee = call?.childForFieldName('function')?.text ?? '';
  return call && /(?:^|\.)partial$/.test(callee) && list?.namedChildren[0]?.id === expression.id ? call : undefined;
}
