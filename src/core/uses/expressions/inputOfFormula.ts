import { getActivation, resolveParameters, type ActivationId } from '../../activations';
import { erf } from '../../numerics/specialFunctions';
import type { SyntaxNode } from '../../python/syntax';
import type { Arguments } from '../../text';
import { readArguments } from '../callArguments';
import type { ModuleCode } from '../moduleCode';
import { calleeName } from '../place';

/** Functions of one number that formulas of activations are made of. */
const functions: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  abs: Math.abs,
  square: (x) => x * x,
  negative: (x) => -x,
  erf,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.log1p(Math.exp(x)),
};

/** Places at which a formula and the function that it is taken for are held against each other. */
const probes = [-2.3, -0.7, 0.4, 1.1, 2.9];
/** Formulas write constants with few digits: 0.79788 for √(2/π). */
const tolerance = 1e-4;

/** A node of a formula that is no operator: what it is computed of. */
function leavesOf(node: SyntaxNode, code: ModuleCode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'unary_operator':
    case 'binary_operator':
      return childrenOf(node).flatMap((child) => leavesOf(child, code));
    case 'call':
      return partsOf(node, code)?.flatMap((part) => leavesOf(part, code)) ?? [node];
    case 'integer':
    case 'float':
      return [];
    default:
      return typeof code.evaluate(node) === 'number' ? [] : [node];
  }
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');
}

/** The operands of a call that formulas are made of: `exp(x)`, `x.exp()`, `pow(x, 3)`. */
function partsOf(call: SyntaxNode, code: ModuleCode): readonly SyntaxNode[] | undefined {
  const callee = call.childForFieldName('function');
  const name = calleeName(call);
  const { positional, keywords } = readArguments(call);
  if (callee === null || (!Object.hasOwn(functions, name) && name !== 'pow') || keywords.size > 0) {
    return undefined;
  }
  const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
  const isFunction = code.resolve(callee) !== undefined || object === null;
  return isFunction ? positional : [object, ...positional];
}

/**
 * What a formula is applied to, where it is the activation of exactly that: `x` of `1 / (1 + torch.exp(-x))`; nothing
 * for `1 / (1 + torch.exp(-2 * x))`.
 */
export function inputOfFormula(
  node: SyntaxNode,
  id: ActivationId,
  args: Arguments,
  code: ModuleCode,
): SyntaxNode | undefined {
  const [input, ...others] = leavesOf(node, code);
  const activation = getActivation(id);
  if (input === undefined || activation.kind !== 'elementwise' || others.some(({ text }) => text !== input.text)) {
    return undefined;
  }
  const parameters = resolveParameters(activation, args);
  const agrees = probes.every((x) => {
    const expected = activation.value(x, parameters);
    return Math.abs(valueAt(node, x, input.text, code) - expected) <= tolerance * Math.abs(expected);
  });
  return agrees ? input : undefined;
}

/** NaN where the formula has something else in it. */
function valueAt(node: SyntaxNode, x: number, input: string, code: ModuleCode): number {
  const inner = (child: SyntaxNode | null | undefined): number => (child ? valueAt(child, x, input, code) : NaN);
  if (node.text === input) {
    return x;
  }
  switch (node.type) {
    case 'parenthesized_expression':
      return inner(childrenOf(node)[0]);
    case 'unary_operator':
      return node.childForFieldName('operator')?.type === '-' ? -inner(node.childForFieldName('argument')) : NaN;
    case 'binary_operator':
      return combine(
        node.childForFieldName('operator')?.type,
        inner(node.childForFieldName('left')),
        inner(node.childForFieldName('right')),
      );
    case 'call': {
      const [first, second] = partsOf(node, code) ?? [];
      const name = calleeName(node);
      return first === undefined
        ? numberOf(node, code)
        : name === 'pow'
          ? inner(first) ** inner(second)
          : (functions[name]?.(inner(first)) ?? NaN);
    }
    default:
      return numberOf(node, code);
  }
}

function numberOf(node: SyntaxNode, code: ModuleCode): number {
  const value = code.evaluate(node);
  return typeof value === 'number' ? value : NaN;
}

function combine(operator: string | undefined, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return NaN;
  }
}
