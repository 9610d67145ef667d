import { isField } from '../python/binding';
import { stringValue } from '../python/literals';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from './callArguments';

/** Where a string stands, as far as that says what it is for. */
export interface StringSlot {
  /** The call whose argument it is. */
  readonly call?: SyntaxNode;
  /** The keyword, parameter, field or dictionary key that holds it. */
  readonly key?: string;
  /** Among the positional arguments. */
  readonly position?: number;
  /** The key of a dictionary around it that the key belongs to: `act_cfg` of `act_cfg=dict(type='ReLU')`. */
  readonly outer?: StringSlot;
  /** The dictionary or call of `dict` with the key: other items of it are arguments. */
  readonly holder?: SyntaxNode;
  /** One of several in a list or tuple. */
  readonly isItem: boolean;
}

/** Climbs over what hands the string on, to what it is given to. */
export function slotOf(node: SyntaxNode): StringSlot | undefined {
  let value = node;
  let isItem = false;
  for (let { parent } = value; parent !== null; { parent } = value) {
    switch (parent.type) {
      case 'parenthesized_expression':
      case 'boolean_operator':
        value = parent;
        break;
      case 'conditional_expression':
        if (parent.namedChildren[1]?.id === value.id) {
          return undefined;
        }
        value = parent;
        break;
      case 'list':
      case 'tuple':
        isItem = true;
        value = parent;
        break;
      default:
        return holderSlot(parent, value, isItem);
    }
  }
  return undefined;
}

function holderSlot(parent: SyntaxNode, value: SyntaxNode, isItem: boolean): StringSlot | undefined {
  switch (parent.type) {
    case 'argument_list': {
      const positional = parent.parent?.type === 'call' ? readArguments(parent.parent).positional : [];
      const position = positional.findIndex((argument) => argument.id === value.id);
      return parent.parent === null || position < 0 ? undefined : { call: parent.parent, position, isItem };
    }
    case 'keyword_argument':
      return keywordSlot(parent, value, isItem);
    case 'pair': {
      const key = parent.childForFieldName('key');
      const text = key?.type === 'string' ? stringValue(key) : undefined;
      if (text === undefined || !isField(parent, 'value', value) || parent.parent === null) {
        return undefined;
      }
      const outer = slotOf(parent.parent);
      return { key: text, isItem, holder: parent.parent, ...(outer === undefined ? {} : { outer }) };
    }
    case 'default_parameter':
    case 'typed_default_parameter':
      return isField(parent, 'value', value) ? keySlot(parent.childForFieldName('name'), isItem) : undefined;
    case 'assignment':
      return isField(parent, 'right', value) ? keySlot(parent.childForFieldName('left'), isItem) : undefined;
    default:
      return undefined;
  }
}

/** A keyword of a call; of `dict(...)` it is a key, and `field(default=…)` stands for the field. */
function keywordSlot(argument: SyntaxNode, value: SyntaxNode, isItem: boolean): StringSlot | undefined {
  const call = argument.parent?.parent;
  const key = argument.childForFieldName('name')?.text;
  if (call?.type !== 'call' || key === undefined || !isField(argument, 'value', value)) {
    return undefined;
  }
  const callee = call.childForFieldName('function')?.text ?? '';
  if (callee === 'dict') {
    const outer = slotOf(call);
    return {
      key,
      isItem,
      ...(argument.parent ? { holder: argument.parent } : {}),
      ...(outer === undefined ? {} : { outer }),
    };
  }
  if (key === 'default' && /(?:^|\.)(?:field|Field|ib|add_argument)$/.test(callee)) {
    return slotOf(call) ?? undefined;
  }
  return { call, key, isItem };
}

function keySlot(target: SyntaxNode | null, isItem: boolean): StringSlot | undefined {
  switch (target?.type) {
    case 'identifier':
      return { key: target.text, isItem };
    case 'attribute': {
      const key = target.childForFieldName('attribute')?.text;
      return key === undefined ? undefined : { key, isItem };
    }
    case 'subscript': {
      const index = target.childForFieldName('subscript');
      const key = index?.type === 'string' ? stringValue(index) : undefined;
      return key === undefined ? undefined : { key, isItem };
    }
    default:
      return undefined;
  }
}
