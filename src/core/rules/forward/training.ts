import type { SyntaxNode } from '../../python/syntax';
import { isIn } from '../../uses/place';

/** Whether a node is only reached while the module trains: `if self.training: …`. */
export function isUnderTraining(node: SyntaxNode): boolean {
  let child = node;
  for (let { parent } = node; parent !== null && parent.type !== 'function_definition'; { parent } = parent) {
    const isBranch =
      (parent.type === 'if_statement' && isIn(parent, 'consequence', child)) ||
      (parent.type === 'conditional_expression' && parent.namedChildren[0]?.id === child.id);
    const condition =
      parent.type === 'if_statement' ? parent.childForFieldName('condition') : (parent.namedChildren[1] ?? null);
    if (isBranch && condition !== null && /^(?!not\b).*\b(?:training|train)\b/.test(condition.text)) {
      return true;
    }
    child = parent;
  }
  return false;
}
