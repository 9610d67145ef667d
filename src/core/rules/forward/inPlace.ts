import type { SyntaxNode } from '../../python/syntax';

/** Code that may overwrite the input of an activation. */
export const inPlaceWords =
  /\binplace\b|\w_\(|nn\.\w*(?:ReLU6?|ELU|SiLU|Mish|Hardtanh|Hardswish|Hardsigmoid)\((?:.*,)?\s*True/;

/** What a call names, for messages: `self.relu`; `nn.ReLU` for `nn.ReLU(inplace=True)(x)`. */
export function calleeText(call: SyntaxNode): string {
  const callee = call.childForFieldName('function');
  if (callee === null) {
    return call.text;
  }
  return callee.type === 'call' ? calleeText(callee) : callee.text;
}
