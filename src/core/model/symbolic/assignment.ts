import type { SyntaxNode } from '../../python/syntax';
import type { Scope } from './scope';
import type { SymbolicRun } from './symbolicRun';
import { textIn, unknown, type Value } from './value';

/** Binds a value to a name, an attribute, a key, or the names of a tuple. */
export function evaluateTarget(target: SyntaxNode, value: Value, scope: Scope, run: SymbolicRun): void {
  switch (target.type) {
    case 'identifier':
      scope.set(target.text, value);
      break;
    case 'attribute':
      setAttribute(target, value, scope, run);
      break;
    case 'subscript':
      setItem(target, value, scope, run);
      break;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      unpack(target, value, scope, run);
      break;
    case 'as_pattern_target':
    case 'parenthesized_expression': {
      const [inner] = target.namedChildren;
      if (inner) {
        evaluateTarget(inner, value, scope, run);
      }
      break;
    }
    default:
  }
}

function setAttribute(target: SyntaxNode, value: Value, scope: Scope, run: SymbolicRun): void {
  const object = target.childForFieldName('object');
  const name = target.childForFieldName('attribute')?.text;
  const holder = object === null ? unknown : run.evaluate(object, scope);
  if (holder.kind === 'instance' && name !== undefined) {
    const isNew = !holder.attributes.has(name);
    holder.attributes.set(name, isNew && value.kind !== 'tensor' ? value : run.certainIn(value, holder));
    if (holder.inherited?.kind === 'stack' && holder.inherited.library === 'torch' && mayBeModule(value)) {
      // PyTorch applies what is assigned to a Sequential, too, in the order of assignment.
      holder.inherited.items.push(run.certainIn(value, holder));
    }
  }
}

function mayBeModule({ kind }: Value): boolean {
  return kind === 'layer' || kind === 'stack' || kind === 'instance' || kind === 'unknown';
}

function setItem(target: SyntaxNode, value: Value, scope: Scope, run: SymbolicRun): void {
  const object = target.childForFieldName('value');
  const index = target.childForFieldName('subscript');
  const holder = object === null ? unknown : run.evaluate(object, scope);
  if (holder.kind === 'mapping') {
    const key = index === null ? undefined : textIn(run.evaluate(index, scope));
    if (key !== undefined) {
      holder.entries.set(key, value);
    }
  } else if (holder.kind === 'sequence') {
    // Which item it replaces is not followed.
    holder.items.fill(unknown);
  } else if (holder.kind === 'stack') {
    holder.items.fill(unknown);
  } else if (holder.kind === 'tensor' && object?.type === 'identifier') {
    scope.set(object.text, run.opaque([holder.tensor], target));
  }
}

function unpack(target: SyntaxNode, value: Value, scope: Scope, run: SymbolicRun): void {
  const targets = target.namedChildren.filter((child) => child !== null);
  const items =
    value.kind === 'sequence' && !value.isOpen && value.items.length === targets.length ? value.items : undefined;
  targets.forEach((one, index) => {
    const rest = value.kind === 'tensor' ? run.opaque([value.tensor], target) : unknown;
    evaluateTarget(one, items?.[index] ?? rest, scope, run);
  });
}
