import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { DocumentAnalysis } from '../uses/analysis';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentPlace, boundTo, isIn, lastName } from '../uses/place';
import type { Use } from '../uses/use';
import { isSameRange } from '../text';

/** A use as it stands in the code: the nodes that an edit of it has to do with. */
export interface SwapSite {
  readonly use: Use;
  readonly code: ModuleCode;
  /** Callee, reference, string literal or hand-written expression. */
  readonly node: SyntaxNode;
  /** The call whose callee it is. */
  readonly call?: SyntaxNode;
  /** The call of `partial` that it is the first argument of. */
  readonly partial?: SyntaxNode;
  /** Where the activation is used under other names: `self.act(x)`. */
  readonly aliases: readonly SyntaxNode[];
}

/** The use that an alias repeats (`self.act(x)` leads to `self.act = nn.ReLU()`), or the use itself. */
export function originOf(analysis: DocumentAnalysis, use: Use): Use | undefined {
  const { madeAt } = use;
  if (madeAt === undefined) {
    return use;
  }
  const made = analysis.uses.filter((other) => other.madeAt === undefined && isSameRange(other.range, madeAt));
  return made.find(({ cell }) => cell === use.cell) ?? made[0];
}

/** Nothing where damaged code has torn the use's node apart. */
export function siteOf(analysis: DocumentAnalysis, use: Use): SwapSite | undefined {
  const { code } = analysis;
  const found = code.nodeAt(use);
  const node = found && widened(found, use, code);
  if (node === undefined) {
    return undefined;
  }
  const { parent } = node;
  const isCalled = use.called && parent?.type === 'call' && isIn(parent, 'function', node);
  const partial = isCalled ? undefined : partialAround(node, code);
  return {
    use,
    code,
    node,
    ...(isCalled ? { call: parent } : {}),
    ...(partial === undefined ? {} : { partial }),
    aliases: analysis.uses
      .filter((other) => other !== use && other.madeAt !== undefined && isSameRange(other.madeAt, use.range))
      .flatMap((other) => code.nodeAt(other) ?? []),
  };
}

/** The smallest node of a range can be smaller than what the use means, and a damaged tree has none. */
function widened(node: SyntaxNode, { form, range }: Use, code: ModuleCode): SyntaxNode | undefined {
  if (form === 'string' && node.type === 'string_content') {
    return node.parent ?? undefined;
  }
  return isSameRange(code.placeOf(node).range, range) ? node : undefined;
}

/**
 * The calls in the document of a class or function that is handed over: of its other names, and of the parameter that
 * receives it (`act_layer(inplace=True)` for `act_layer=nn.ReLU`).
 */
export function callsOfReference({ node, aliases, code }: SwapSite): readonly SyntaxNode[] {
  const called = aliases.flatMap(({ parent }) => (parent?.type === 'call' ? [parent] : []));
  const target = boundTo(node);
  const parameter = argumentPlace(node)?.keyword ?? (target === undefined ? '' : lastName(target));
  // `act_layer()` makes one; `self.act_layer(x)` beside it applies one that was made.
  const callee = target?.type === 'attribute' && argumentPlace(node) === undefined ? target.text : parameter;
  const others = [...(parameter === '' ? [] : code.calls(parameter))].filter(
    (call) => call.childForFieldName('function')?.text === callee,
  );
  return [...called, ...others.filter(({ id }) => !called.some((call) => call.id === id))];
}

function partialAround(node: SyntaxNode, code: ModuleCode): SyntaxNode | undefined {
  const call = node.parent?.type === 'argument_list' ? node.parent.parent : null;
  const callee = call?.type === 'call' ? call.childForFieldName('function') : null;
  const isPartial = callee !== null && /^functools\.partial$|^partial$/.test(code.resolve(callee)?.path ?? callee.text);
  return call && isPartial && readArguments(call).positional[0]?.id === node.id ? call : undefined;
}

/** `a + b` of `(a + b)`: the parentheses of the call take the place of its own, where nothing needs them. */
export function withoutParentheses(object: SyntaxNode): SyntaxNode {
  const [inner, ...others] = object.namedChildren.filter((child) => child !== null);
  const isPlain =
    object.type === 'parenthesized_expression' &&
    inner !== undefined &&
    others.length === 0 &&
    !/^(?:yield|generator_expression|named_expression|comment)$/.test(inner.type);
  return isPlain ? inner : object;
}
