import type { SyntaxNode } from '../python/syntax';
import { ancestor, argumentPlace, calleeName, lastName, nextMention } from './place';
import type { Role } from './use';

/** `gate` of `self.gate = nn.Sequential(…)`. */
export function stackName(value: SyntaxNode): string {
  const left = ancestor(value, 'assignment')?.childForFieldName('left');
  return left ? lastName(left) : '';
}

/** `Dense(1, activation='sigmoid')`: a layer of one unit has the answer. */
export function isSoleUnit(value: SyntaxNode): boolean {
  const argument = argumentPlace(value);
  if (argument?.keyword !== 'activation' || calleeName(argument.call) !== 'Dense') {
    return false;
  }
  return argument.call.childForFieldName('arguments')?.namedChildren[0]?.text === '1';
}

/** Whether a layer stands last in `Sequential(...)`, a list of layers, or a chain of `model.add`; nothing elsewhere. */
export function stackPosition(value: SyntaxNode): Role | undefined {
  const argument = argumentPlace(value);
  const layer = argument?.keyword === undefined ? value : argument.call;
  const { parent } = layer;
  if (parent?.type === 'list' || parent?.type === 'argument_list') {
    const call = parent.type === 'list' ? argumentPlace(parent)?.call : parent.parent;
    if (call?.type === 'call' && /^Sequential$/i.test(calleeName(call))) {
      const layers = parent.namedChildren.filter((child) => child !== null && child.type !== 'comment');
      return layers.at(-1)?.id === layer.id ? 'output' : 'hidden';
    }
    if (call?.type === 'call' && calleeName(call) === 'add') {
      const model = call.childForFieldName('function')?.childForFieldName('object')?.text ?? '';
      const next = model === '' ? undefined : nextMention(call, model);
      return next?.text.startsWith(`${model}.add(`) === true ? 'hidden' : 'output';
    }
  }
  return undefined;
}

/** Whether the stack is the whole network, by the name that it is bound to. */
export function isNetwork(value: SyntaxNode): boolean {
  const stack = ancestor(value, 'assignment');
  return stack !== undefined && /^(?:model|net|network)$/.test(stack.childForFieldName('left')?.text ?? '');
}
