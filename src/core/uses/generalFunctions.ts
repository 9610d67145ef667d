import type { SyntaxNode } from '../python/syntax';

/**
 * Whether general mathematics (`torch.exp`, `torch.sin`) serves as an activation: handed on as a function, returned by
 * a layer's forward pass, or applied to what another layer gives.
 */
export function actsAsActivation(_expression: SyntaxNode, call: SyntaxNode | undefined): boolean {
  if (call === undefined) {
    return true;
  }
  const [input] = call.childForFieldName('arguments')?.namedChildren ?? [];
  if (input?.type === 'binary_operator' || input?.type === 'unary_operator') {
    // `torch.sin(30 * x)`, `torch.exp(-x**2)`: the arithmetic around says which activation it is.
    return false;
  }
  if (/\bself\.\w+\(/.test(call.childForFieldName('arguments')?.text ?? '')) {
    return true;
  }
  if (call.parent?.type !== 'return_statement') {
    return false;
  }
  let owner = call.parent.parent;
  while (owner !== null && owner.type !== 'function_definition') {
    owner = owner.parent;
  }
  return /^(?:forward|call|__call__)$/.test(owner?.childForFieldName('name')?.text ?? '');
}
