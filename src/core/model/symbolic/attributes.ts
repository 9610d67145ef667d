import type { SyntaxNode } from '../../python/syntax';
import { methodsByName } from '../classBody';
import { inheritedState } from './flax';
import type { SymbolicRun } from './symbolicRun';
import { unknown, type ClassValue, type FunctionValue, type Value } from './value';

/** What `value.name` is. */
export function attributeOf(value: Value, name: string, run: SymbolicRun): Value {
  switch (value.kind) {
    case 'instance': {
      const own = value.attributes.get(name) ?? classAttribute(value.definition, name, run);
      return own ?? { kind: 'method', receiver: value, name };
    }
    case 'method':
      // `super().forward`
      return value.above === undefined || value.name !== '' ? unknown : { ...value, name };
    case 'network':
      return name === 'output' || name === 'outputs' ? value.outputs : { kind: 'method', receiver: value, name };
    case 'stack':
      return name === 'layers'
        ? { kind: 'sequence', items: value.items, isOpen: false, madeIn: value.madeIn }
        : { kind: 'method', receiver: value, name };
    case 'tensor':
      return tensorProperties.test(name) ? unknown : { kind: 'method', receiver: value, name };
    case 'mapping':
      return (
        (value.isRecord === true ? value.entries.get(name) : undefined) ?? { kind: 'method', receiver: value, name }
      );
    case 'sequence':
    case 'layer':
    case 'loss':
    case 'paired-loss':
      return { kind: 'method', receiver: value, name };
    case 'class':
      return findMethod(value, name)?.method ?? inheritedState(value, name) ?? unknown;
    default:
      return unknown;
  }
}

const tensorProperties = /^(?:shape|size|ndim|dtype|device|requires_grad|is_cuda|training)$/;

/** A method of a class or of one above it, and the class that has it. */
export function findMethod(
  definition: ClassValue,
  name: string,
): { readonly method: FunctionValue; readonly owner: ClassValue } | undefined {
  const node = methodsByName(definition.node).get(name);
  return node === undefined
    ? findAbove(definition, name)
    : { method: { kind: 'function', node, scope: definition.scope }, owner: definition };
}

/** As `findMethod`, in the classes above only. */
export function findAbove(definition: ClassValue, name: string): ReturnType<typeof findMethod> {
  for (const base of definition.bases) {
    const found = base.kind === 'class' && base.node !== definition.node ? findMethod(base, name) : undefined;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The paths of the libraries' classes that a class descends from. */
export function libraryBases({ bases }: ClassValue): readonly string[] {
  return bases.flatMap((base) => (base.kind === 'path' ? [base.path] : libraryBases(base)));
}

/** `expansion = 4` in the body of a class. */
function classAttribute(definition: ClassValue, name: string, run: SymbolicRun): Value | undefined {
  if (methodsByName(definition.node).has(name)) {
    return undefined;
  }
  for (const statement of bodyOf(definition)) {
    const assignment = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
    const value = assignment?.childForFieldName('right');
    if (assignment?.type === 'assignment' && value && assignment.childForFieldName('left')?.text === name) {
      return run.evaluate(value, definition.scope);
    }
  }
  return undefined;
}

/** The statements in the body of a class. */
export function bodyOf({ node }: ClassValue): readonly SyntaxNode[] {
  return (node.childForFieldName('body')?.namedChildren ?? []).filter((child) => child !== null);
}
