import type { Segment } from './segment';
import type { Extent } from './statements';
import type { SyntaxNode } from './syntax';

export type BindingKind =
  | 'import'
  | 'star'
  | 'value'
  | 'parameter'
  | 'function'
  | 'class'
  /** Loop variables, `with … as`, patterns of `match`, deletions: bound, but to nothing that the source tells. */
  | 'other'
  /** `None`, or one of several values that a call gives: a place holder for what is set elsewhere. */
  | 'placeholder'
  | 'global'
  | 'nonlocal';

/** One place that gives a name a meaning. */
export interface Binding {
  readonly segment: Segment;
  readonly name: string;
  readonly kind: BindingKind;
  readonly at: Extent;
  /** Start of the function, class, lambda or comprehension that it belongs to; absent: the module. */
  readonly scope?: number;
  /** Under `if`, `try`, a loop or alike: it need not take place. */
  readonly conditional: boolean;
  /** In an `except` clause, or behind `else` of a `try`. */
  readonly fallback: boolean;
  /** Of an import: the dotted path; leading dots of a relative import are kept. */
  readonly path?: string;
  /** The expression whose value the name gets. */
  readonly value?: Extent;
  /** The annotation of a parameter or variable. */
  readonly annotation?: Extent;
}

const scopeTypes = new Set([
  'function_definition',
  'class_definition',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

const conditionalTypes = new Set([
  'if_statement',
  'elif_clause',
  'else_clause',
  'try_statement',
  'except_clause',
  'except_group_clause',
  'for_statement',
  'while_statement',
  'match_statement',
  'conditional_expression',
  'boolean_operator',
  'ERROR',
]);

const patternTypes = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'expression_list',
  'tuple',
  'list',
]);

export interface Scope {
  readonly type: string;
  readonly node: SyntaxNode;
}

/** The scopes that an expression is evaluated in, innermost first; the module is not among them. */
export function scopesAround(node: SyntaxNode): Scope[] {
  const scopes: Scope[] = [];
  let child = node;
  for (let { parent } = node; parent !== null; child = parent, { parent } = parent) {
    const { type } = parent;
    if (scopeTypes.has(type) && isEvaluatedInside(type, child.type)) {
      scopes.push({ type, node: parent });
    }
  }
  return scopes;
}

/** Defaults, annotations, decorators and base classes belong to the scope around. */
function isEvaluatedInside(scopeType: string, childType: string): boolean {
  switch (scopeType) {
    case 'function_definition':
    case 'class_definition':
      return childType === 'block' || childType === 'ERROR';
    case 'lambda':
      return childType !== 'lambda_parameters';
    default:
      return true;
  }
}

interface Target {
  readonly kind: BindingKind;
  /** The node from which the scopes around are counted. */
  readonly owner: SyntaxNode;
  /** The scope itself, where the binding names it: a parameter belongs to its function. */
  readonly scope?: SyntaxNode;
  readonly path?: string;
  readonly value?: SyntaxNode | undefined;
  readonly annotation?: SyntaxNode | undefined;
}

/** What an identifier binds; nothing where it is only read, is an attribute, or is the keyword of an argument. */
export function readBinding(name: SyntaxNode, segment: Segment): Binding | undefined {
  const target = readTarget(name);
  if (target === undefined) {
    return undefined;
  }
  const scope = target.scope ?? scopesAround(target.owner)[0]?.node;
  const { conditional, fallback } = conditions(target.owner, scope);
  const { value, annotation, path } = target;
  return {
    segment,
    name: name.text,
    kind: target.kind,
    at: segment.extent(name),
    conditional,
    fallback,
    ...(scope === undefined ? {} : { scope: segment.offset(scope.startIndex) }),
    ...(path === undefined ? {} : { path }),
    ...(value === undefined ? {} : { value: segment.extent(value) }),
    ...(annotation === undefined ? {} : { annotation: segment.extent(annotation) }),
  };
}

function conditions(node: SyntaxNode, scope: SyntaxNode | undefined): { conditional: boolean; fallback: boolean } {
  let conditional = false;
  let fallback = false;
  for (let { parent } = node; parent !== null && parent.id !== scope?.id; { parent } = parent) {
    conditional ||= conditionalTypes.has(parent.type);
    fallback ||= parent.type === 'except_clause' || parent.type === 'except_group_clause';
  }
  return { conditional, fallback };
}

function readTarget(name: SyntaxNode): Target | undefined {
  const { parent } = name;
  switch (parent?.type) {
    case 'function_definition':
    case 'class_definition':
      return isField(parent, 'name', name)
        ? { kind: parent.type === 'class_definition' ? 'class' : 'function', owner: parent }
        : undefined;
    case 'parameters':
    case 'lambda_parameters':
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'typed_parameter':
    case 'dictionary_splat_pattern':
      return readParameter(name, parent);
    case 'dotted_name':
    case 'aliased_import':
      return readImport(name, parent);
    case 'global_statement':
      return { kind: 'global', owner: parent };
    case 'nonlocal_statement':
      return { kind: 'nonlocal', owner: parent };
    case 'as_pattern':
      // Only the target stands in a node of its own, except in patterns of `match`.
      return isLast(parent, name) && isCasePattern(parent) ? { kind: 'other', owner: parent } : undefined;
    case 'as_pattern_target':
    case 'splat_pattern':
    case 'delete_statement':
    case 'type_parameter':
      return { kind: 'other', owner: parent };
    case undefined:
      return undefined;
    default:
      return parent ? readAssigned(name, parent) : undefined;
  }
}

function readParameter(name: SyntaxNode, holder: SyntaxNode): Target | undefined {
  if (holder.namedChildren[0]?.id !== name.id && !holder.type.endsWith('parameters')) {
    return undefined;
  }
  let list: SyntaxNode | null = holder;
  while (list !== null && !/^(?:lambda_)?parameters$/.test(list.type)) {
    list = /parameter$|_pattern$/.test(list.type) ? list.parent : null;
  }
  const owner = list?.parent;
  if (!owner) {
    return undefined;
  }
  const annotation = holder.childForFieldName('type') ?? undefined;
  return { kind: 'parameter', owner, scope: owner, annotation };
}

function readImport(name: SyntaxNode, parent: SyntaxNode): Target | undefined {
  if (parent.type === 'aliased_import') {
    const statement = parent.parent;
    const imported = parent.childForFieldName('name');
    return statement === null || imported === null || !isField(parent, 'alias', name)
      ? undefined
      : { kind: 'import', owner: statement, path: importedPath(statement, imported.text) };
  }
  const statement = parent.parent;
  switch (statement?.type) {
    case 'import_statement':
      // `import torch.nn` binds `torch`.
      return parent.namedChildren[0]?.id === name.id
        ? { kind: 'import', owner: statement, path: name.text }
        : undefined;
    case 'import_from_statement':
    case 'future_import_statement':
      return isField(statement, 'module_name', parent)
        ? undefined
        : { kind: 'import', owner: statement, path: importedPath(statement, parent.text) };
    case 'case_pattern':
      return parent.namedChildren.length === 1 ? { kind: 'other', owner: statement } : undefined;
    default:
      return undefined;
  }
}

/** Dots of `from .layers import X` are kept: they say that the module is the user's own. */
function importedPath(statement: SyntaxNode, name: string): string {
  const module = statement.childForFieldName('module_name')?.text;
  const path = module === undefined ? name : module.endsWith('.') ? module + name : `${module}.${name}`;
  return path.replaceAll(/[\s\\]/g, '');
}

/** Climbs out of tuples and lists to the statement that assigns. */
function readAssigned(name: SyntaxNode, parent: SyntaxNode): Target | undefined {
  let target = name;
  let holder: SyntaxNode | null = parent;
  while (holder !== null && patternTypes.has(holder.type)) {
    target = holder;
    holder = holder.parent;
  }
  const whole = target.id === name.id;
  switch (holder?.type) {
    case 'assignment':
      return isField(holder, 'left', target) ? readAssignment(holder, whole, name) : undefined;
    case 'augmented_assignment':
    case 'for_statement':
      return isField(holder, 'left', target) ? { kind: 'other', owner: holder } : undefined;
    case 'for_in_clause': {
      const comprehension = holder.parent;
      return comprehension !== null && isField(holder, 'left', target)
        ? { kind: 'other', owner: holder, scope: comprehension }
        : undefined;
    }
    case 'named_expression': {
      const value = holder.childForFieldName('value') ?? undefined;
      return isField(holder, 'name', target) ? { kind: 'value', owner: walrusOwner(holder), value } : undefined;
    }
    case 'parameters':
    case 'lambda_parameters':
    case 'typed_parameter':
      return target.type === 'list_splat_pattern' ? readParameter(target, holder) : undefined;
    case 'as_pattern_target':
    case 'delete_statement':
      return { kind: 'other', owner: holder };
    case 'type':
      return holder.parent?.type === 'type_alias_statement' && isField(holder.parent, 'left', holder)
        ? { kind: 'other', owner: holder.parent }
        : undefined;
    default:
      return undefined;
  }
}

/** A walrus in a comprehension binds in the function around it. */
function walrusOwner(node: SyntaxNode): SyntaxNode {
  let owner = node;
  for (let { parent } = node; parent !== null; { parent } = parent) {
    if (/_comprehension$|^generator_expression$/.test(parent.type)) {
      owner = parent;
    } else if (scopeTypes.has(parent.type)) {
      break;
    }
  }
  return owner;
}

function readAssignment(assignment: SyntaxNode, whole: boolean, name: SyntaxNode): Target | undefined {
  let value = assignment.childForFieldName('right');
  // `a = b = value` nests to the right.
  while (value?.type === 'assignment') {
    value = value.childForFieldName('right');
  }
  const annotation = assignment.childForFieldName('type') ?? undefined;
  if (value === null) {
    // `act: Callable` declares and binds nothing.
    return undefined;
  }
  if (whole) {
    return { kind: value.type === 'none' ? 'placeholder' : 'value', owner: assignment, value, annotation };
  }
  const part = unpackedPart(assignment.childForFieldName('left'), value, name);
  if (part !== undefined) {
    return { kind: part.type === 'none' ? 'placeholder' : 'value', owner: assignment, value: part };
  }
  return { kind: value.type === 'call' ? 'placeholder' : 'other', owner: assignment };
}

/** The expression that a name gets in `a, b = x, y`. */
export function unpackedPart(left: SyntaxNode | null, right: SyntaxNode, name: SyntaxNode): SyntaxNode | undefined {
  if (left === null || !patternTypes.has(left.type) || !/^(?:expression_list|tuple|list)$/.test(right.type)) {
    return undefined;
  }
  const targets = left.namedChildren;
  const values = right.namedChildren.filter((child) => child?.type !== 'comment');
  const index = targets.findIndex((target) => target?.id === name.id);
  const starred = [...targets, ...values].some((child) => child?.type.startsWith('list_splat') === true);
  return index < 0 || starred || targets.length !== values.length ? undefined : (values[index] ?? undefined);
}

export function isField(parent: SyntaxNode, field: string, child: SyntaxNode): boolean {
  return parent.childForFieldName(field)?.id === child.id;
}

function isLast(parent: SyntaxNode, child: SyntaxNode): boolean {
  return parent.namedChildren.at(-1)?.id === child.id;
}

function isCasePattern(node: SyntaxNode): boolean {
  return node.parent?.type === 'case_pattern' || node.namedChildren[0]?.type === 'case_pattern';
}
