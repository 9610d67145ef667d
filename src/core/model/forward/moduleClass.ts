import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { ancestor } from '../../uses/place';
import { methodsByName, methodsOf } from '../classBody';

/** Chains of base classes in one file are short. */
const maximumBases = 8;

/**
 * Whether a class is a module of PyTorch: derived from one of its classes, through classes of the document, or from a
 * class of somebody else and with a `forward` of its own.
 */
export function isTorchModule(owner: SyntaxNode, code: ModuleCode, depth = 0): boolean {
  return basesOf(owner).some((base) => {
    const path = code.resolve(base)?.path;
    if (path?.startsWith('torch.') === true) {
      return path.startsWith('torch.nn.');
    }
    const definition = base.type === 'identifier' ? code.classDefinition(base) : undefined;
    if (definition !== undefined) {
      return definition.id !== owner.id && depth < maximumBases && isTorchModule(definition, code, depth + 1);
    }
    return path !== undefined && methodsByName(owner).has('forward') && code.mentions(/\btorch\b/);
  });
}

function basesOf(owner: SyntaxNode): readonly SyntaxNode[] {
  const bases = owner.childForFieldName('superclasses')?.namedChildren ?? [];
  return bases
    .filter((base) => base?.type === 'identifier' || base?.type === 'attribute')
    .filter((base) => base !== null);
}

/** The method of a class that a node stands in, whatever functions are nested in it. */
export function methodAround(
  node: SyntaxNode,
): { readonly method: SyntaxNode; readonly owner: SyntaxNode } | undefined {
  const owner = ancestor(node, 'class_definition');
  const method =
    owner && methodsOf(owner).find((one) => one.startIndex <= node.startIndex && node.endIndex <= one.endIndex);
  return owner && method && { method, owner };
}

/** What the method calls the object: `self`, nearly always. */
export function selfName(method: SyntaxNode): string | undefined {
  const [first] = method.childForFieldName('parameters')?.namedChildren ?? [];
  return first?.type === 'identifier' ? first.text : undefined;
}

/** What `self.name` is set to, where the methods of the class set it exactly once. */
export function attributeValue(owner: SyntaxNode, name: string, code: ModuleCode): SyntaxNode | undefined {
  const values: SyntaxNode[] = [];
  for (const identifier of code.identifiers(name)) {
    const target = identifier.parent;
    const assignment = target?.parent;
    const isSetting =
      target?.type === 'attribute' &&
      target.childForFieldName('object')?.text === 'self' &&
      assignment?.type === 'assignment' &&
      assignment.childForFieldName('left')?.id === target.id;
    const value = isSetting ? assignment.childForFieldName('right') : null;
    if (value !== null && ancestor(value, 'class_definition')?.id === owner.id) {
      values.push(value);
    }
  }
  return values.length === 1 ? values[0] : undefined;
}
