import type { SyntaxNode } from '../python/syntax';

/** Methods and functions that pass a value on in another shape, type or with some of it dropped. */
const passThrough =
  /^(?:view|view_as|reshape|flatten|squeeze|unsqueeze|expand|expand_as|expand_dims|permute|transpose|swapaxes|contiguous|clone|to|type|type_as|astype|float|half|double|cast|bfloat16|cpu|cuda|rearrange|.*dropout\w*|drop|identity)$/i;

/** Whether `node` is what `parent` has in one of its fields. */
export function isIn(parent: SyntaxNode, field: string, node: SyntaxNode): boolean {
  return parent.childForFieldName(field)?.id === node.id;
}

/** The last name of a callee: `Sequential` of `nn.Sequential(...)`; empty for what has no name. */
export function calleeName(call: SyntaxNode): string {
  const callee = call.childForFieldName('function');
  return callee === null ? '' : lastName(callee);
}

/** `gate` of `gate`, `self.gate` and `self.gate[0]`; empty for other expressions. */
export function lastName(node: SyntaxNode): string {
  switch (node.type) {
    case 'identifier':
      return node.text;
    case 'attribute':
      return node.childForFieldName('attribute')?.text ?? '';
    case 'subscript': {
      const value = node.childForFieldName('value');
      return value === null ? '' : lastName(value);
    }
    default:
      return '';
  }
}

/** The node over everything in the text that a node stands in. */
export function rootOf(node: SyntaxNode): SyntaxNode {
  let root = node;
  while (root.parent !== null) {
    root = root.parent;
  }
  return root;
}

/** The closest ancestor of one of the given types. */
export function ancestor(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  for (let current = node.parent; current !== null; current = current.parent) {
    if (types.includes(current.type)) {
      return current;
    }
  }
  return undefined;
}

/** The call that a name, attribute or string is written in as the callee, with what is called on it at once. */
export function callOf(node: SyntaxNode): SyntaxNode {
  let current = node;
  for (let { parent } = current; parent?.type === 'call' && isIn(parent, 'function', current); { parent } = current) {
    current = parent;
  }
  return current;
}

/** The call that an expression is an argument of, and the keyword it is given by. */
export interface ArgumentPlace {
  readonly call: SyntaxNode;
  readonly keyword?: string;
}

export function argumentPlace(node: SyntaxNode): ArgumentPlace | undefined {
  const { parent } = node;
  if (parent?.type === 'keyword_argument' && parent.parent?.type === 'argument_list') {
    const call = parent.parent.parent;
    return call === null ? undefined : { call, keyword: parent.childForFieldName('name')?.text ?? '' };
  }
  return parent?.type === 'argument_list' && parent.parent?.type === 'call' ? { call: parent.parent } : undefined;
}

/** Climbs over what hands a value on unchanged: parentheses, reshaping, casts, dropout, subscripts. */
export function carrierOf(value: SyntaxNode): SyntaxNode {
  let current = value;
  for (let next = carrierStep(current); next !== undefined; next = carrierStep(current)) {
    current = next;
  }
  return current;
}

function carrierStep(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  if (parent === null) {
    return undefined;
  }
  if (parent.type === 'parenthesized_expression' || (parent.type === 'subscript' && isIn(parent, 'value', node))) {
    return parent;
  }
  if (parent.type === 'attribute') {
    const call = parent.parent;
    return call?.type === 'call' && isIn(call, 'function', parent) && passThrough.test(lastName(parent))
      ? call
      : undefined;
  }
  const argument = argumentPlace(node);
  return argument !== undefined && argument.keyword === undefined && passThrough.test(calleeName(argument.call))
    ? argument.call
    : undefined;
}

/** What an expression is bound to by an assignment, a parameter default or a dataclass field. */
export function boundTo(value: SyntaxNode): SyntaxNode | undefined {
  const { parent } = value;
  switch (parent?.type) {
    case 'assignment':
      return isIn(parent, 'right', value) ? (parent.childForFieldName('left') ?? undefined) : undefined;
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'named_expression':
      return parent.childForFieldName('name') ?? undefined;
    default:
      return undefined;
  }
}

/** The next statement of the same block that mentions a name, after the one that holds `node`. */
export function nextMention(node: SyntaxNode, name: string): SyntaxNode | undefined {
  let statement = node;
  while (statement.parent !== null && statement.parent.type !== 'block' && statement.parent.type !== 'module') {
    statement = statement.parent;
  }
  const mention = mentionPattern(name);
  const siblings = statement.parent?.namedChildren ?? [];
  const own = siblings.findIndex((sibling) => sibling?.id === statement.id);
  return siblings.slice(own + 1).find((sibling) => sibling !== null && mention.test(sibling.text)) ?? undefined;
}

/** Matches a name as a whole word that is no attribute of something else. */
export function mentionPattern(name: string): RegExp {
  return new RegExp(`(?<![\\w.])${name.replaceAll(/[.[\]]/g, '\\$&')}(?!\\w)`);
}
