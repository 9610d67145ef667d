import { isField } from '../python/binding';
import type { SyntaxNode } from '../python/syntax';

const carryingCallees =
  /(?:^|\.)(?:dict|list|tuple|OrderedDict|ModuleDict|ModuleList|MappingProxyType|partial|field|Field)$/;

/** A name under which a value can be found again. */
export interface Target {
  readonly name: string;
  /** `self.name`, or set in the body of a class; otherwise a plain name. */
  readonly isAttribute: boolean;
}

/**
 * The names that the value of an expression gets, as it stands or in a container: `act` of `self.act = nn.ReLU()`,
 * `ACTIVATIONS` of `ACTIVATIONS = {'relu': nn.ReLU}`. Empty where it goes somewhere else.
 */
export function targetsOf(value: SyntaxNode): readonly Target[] {
  let node = value;
  for (let { parent } = node; parent !== null; { parent } = node) {
    switch (parent.type) {
      case 'assignment':
        return isField(parent, 'right', node) ? assignedNames(parent) : [];
      case 'named_expression':
        return named(parent.childForFieldName('name'));
      case 'aliased_import':
        return named(parent.childForFieldName('alias'));
      case 'parenthesized_expression':
      case 'conditional_expression':
      case 'keyword_argument':
      case 'pair':
      case 'dictionary':
      case 'list':
      case 'tuple':
      case 'expression_list':
      case 'list_comprehension':
      case 'lambda':
      case 'dotted_name':
        node = parent;
        break;
      case 'argument_list': {
        const call = parent.parent;
        const callee = call?.childForFieldName('function');
        if (call === null || !callee || !carryingCallees.test(callee.text)) {
          return [];
        }
        node = call;
        break;
      }
      default:
        return [];
    }
  }
  return [];
}

function assignedNames(assignment: SyntaxNode): readonly Target[] {
  const targets = targetNames(assignment.childForFieldName('left'));
  const { parent } = assignment;
  return parent?.type === 'assignment' ? [...targets, ...assignedNames(parent)] : targets;
}

function targetNames(left: SyntaxNode | null): readonly Target[] {
  if (left !== null && /pattern|_list$|^tuple$|^list$/.test(left.type)) {
    return left.namedChildren.flatMap((child) => targetNames(child));
  }
  return named(left);
}

function named(node: SyntaxNode | null): readonly Target[] {
  if (node?.type === 'identifier') {
    return [{ name: node.text, isAttribute: isInClassBody(node) }];
  }
  const object = node?.type === 'attribute' ? node.childForFieldName('object') : null;
  const name = node?.childForFieldName('attribute')?.text;
  return object !== null && name !== undefined && /^(?:self|cls)$/.test(object.text)
    ? [{ name, isAttribute: true }]
    : [];
}

function isInClassBody(node: SyntaxNode): boolean {
  const block = node.parent?.parent?.parent;
  return block?.type === 'block' && block.parent?.type === 'class_definition';
}
