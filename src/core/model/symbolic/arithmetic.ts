import type { SyntaxNode } from '../../python/syntax';
import { tensorFrom } from '../layers/layer';
import type { Scope } from './scope';
import type { SymbolicRun } from './symbolicRun';
import { constant, numberIn, unknown, type Sequence, type Value } from './value';

/** Numbers are computed, lists joined and repeated; what is computed from tensors is a step that nothing is known of. */
export function arithmetic(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const operator = node.childForFieldName('operator')?.type ?? '';
  if (node.type === 'unary_operator') {
    const operand = node.childForFieldName('argument');
    return operand === null ? unknown : unary(operator, run.evaluate(operand, scope), node);
  }
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) {
    return unknown;
  }
  return binary(operator, run.evaluate(left, scope), run.evaluate(right, scope), node, run);
}

function unary(operator: string, value: Value, node: SyntaxNode): Value {
  const number = numberIn(value);
  if (number !== undefined && operator === '-') {
    return constant(-number);
  }
  return value.kind === 'tensor'
    ? { kind: 'tensor', tensor: tensorFrom({ role: 'other', node }, [value.tensor]) }
    : unknown;
}

function binary(operator: string, left: Value, right: Value, node: SyntaxNode, run: SymbolicRun): Value {
  const tensors = [left, right].flatMap((value) => (value.kind === 'tensor' ? [value.tensor] : []));
  if (tensors.length > 0) {
    return { kind: 'tensor', tensor: tensorFrom({ role: 'other', node }, tensors) };
  }
  if (left.kind === 'sequence') {
    return combineSequences(operator, left, right, run);
  }
  const [one, other] = [numberIn(left), numberIn(right)];
  const result = one === undefined || other === undefined ? undefined : compute(operator, one, other);
  return result === undefined || Number.isNaN(result) ? unknown : constant(result);
}

function combineSequences(operator: string, left: Sequence, right: Value, run: SymbolicRun): Value {
  const made = { kind: 'sequence', madeIn: run.uncertainty } as const;
  if (operator === '+' && right.kind === 'sequence') {
    return { ...made, items: [...left.items, ...right.items], isOpen: left.isOpen || right.isOpen };
  }
  const times = numberIn(right);
  if (operator === '*' && times !== undefined && times <= 64) {
    return { ...made, items: Array.from({ length: times }, () => left.items).flat(), isOpen: left.isOpen };
  }
  return unknown;
}

function compute(operator: string, one: number, other: number): number | undefined {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    case '//':
      return Math.floor(one / other);
    case '%':
      return one - other * Math.floor(one / other);
    case '**':
      return one ** other;
    default:
      return undefined;
  }
}
