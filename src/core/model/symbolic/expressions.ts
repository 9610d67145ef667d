import { canonicalPath } from '../../frameworks/symbolIndex';
import type { SyntaxNode } from '../../python/syntax';
import { tensorFrom } from '../layers/layer';
import { evaluateTarget } from './assignment';
import { attributeOf } from './attributes';
import { arithmetic } from './arithmetic';
import { giveValues } from './givenValues';
import { importedValue } from './importedValue';
import { iterationsOf } from './iteration';
import { joinAll, type Scope } from './scope';
import type { SymbolicRun } from './symbolicRun';
import { constant, numberIn, textIn, truth, unknown, type Sequence, type Value } from './value';

export function evaluateNode(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  switch (node.type) {
    case 'identifier':
      return scope.get(node.text) ?? importedPath(node, scope, run) ?? unknown;
    case 'attribute':
      return evaluateAttribute(node, scope, run);
    case 'call':
      return evaluateCall(node, scope, run);
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'none':
    case 'string':
    case 'concatenated_string':
      return run.remember(node, () => literal(node, scope));
    case 'unary_operator':
    case 'binary_operator':
      return arithmetic(node, scope, run);
    case 'parenthesized_expression':
    case 'await':
      return evaluateInner(node, scope, run);
    case 'named_expression':
      return evaluateNamed(node, scope, run);
    case 'list':
    case 'tuple':
    case 'expression_list':
      return evaluateSequence(node, scope, run);
    case 'dictionary':
      return evaluateMapping(node, scope, run);
    case 'list_comprehension':
    case 'generator_expression':
      return evaluateComprehension(node, scope, run);
    case 'subscript':
      return evaluateSubscript(node, scope, run);
    case 'conditional_expression':
      return evaluateConditional(node, scope, run);
    case 'boolean_operator':
      return evaluateBoolean(node, scope, run);
    case 'not_operator': {
      const operand = node.childForFieldName('argument');
      const isTrue = operand === null ? undefined : truth(run.evaluate(operand, scope));
      return isTrue === undefined ? unknown : constant(!isTrue);
    }
    case 'comparison_operator':
      return compare(node, scope, run);
    case 'lambda':
      return { kind: 'function', node, scope };
    default:
      return unknown;
  }
}

function literal(node: SyntaxNode, { code }: Scope): Value {
  const value = code.evaluate(node);
  return value === undefined ? unknown : constant(value);
}

/** What an import says that a name or attribute is: something of another file, or of a library. */
function importedPath(node: SyntaxNode, { code }: Scope, run: SymbolicRun): Value | undefined {
  const value = run.remember(node, () => {
    const found = code.resolve(node);
    return found === undefined ? unknown : importedValue(found.path, code, run);
  });
  return value.kind === 'unknown' ? undefined : value;
}

function evaluateInner(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const inner = node.namedChildren.find((child) => child?.type !== 'comment');
  return inner ? run.evaluate(inner, scope) : unknown;
}

function evaluateNamed(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const name = node.childForFieldName('name');
  const written = node.childForFieldName('value');
  const value = written === null ? unknown : run.evaluate(written, scope);
  if (name !== null) {
    evaluateTarget(name, value, scope, run);
  }
  return value;
}

function evaluateAttribute(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const object = node.childForFieldName('object');
  const name = node.childForFieldName('attribute')?.text;
  if (object === null || name === undefined) {
    return unknown;
  }
  if (rootOf(object).type === 'identifier' && scope.get(rootOf(object).text) === undefined) {
    const found = importedPath(node, scope, run);
    if (found !== undefined) {
      return found;
    }
  }
  const value = run.evaluate(object, scope);
  return value.kind === 'path'
    ? { kind: 'path', path: canonicalPath(`${value.path}.${name}`) }
    : attributeOf(value, name, run);
}

function rootOf(node: SyntaxNode): SyntaxNode {
  const object = node.type === 'attribute' ? node.childForFieldName('object') : null;
  return object === null ? node : rootOf(object);
}

function evaluateCall(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const callee = node.childForFieldName('function');
  if (callee === null) {
    return unknown;
  }
  if (callee.type === 'identifier' && callee.text === 'super' && scope.get('super') === undefined) {
    return superOf(scope);
  }
  const value = run.evaluate(callee, scope);
  return run.call(value, giveValues(node, scope, run), node);
}

/** `super()`: methods of the classes above the one whose method runs. */
function superOf(scope: Scope): Value {
  const owner = scope.get('__class__');
  const receiver = scope.get('self');
  return owner?.kind === 'class' && receiver !== undefined
    ? { kind: 'method', receiver, name: '', above: owner }
    : unknown;
}

function evaluateSequence(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const sequence: Sequence = { kind: 'sequence', items: [], isOpen: false, madeIn: run.uncertainty };
  for (const child of node.namedChildren) {
    if (child?.type === 'list_splat') {
      const [inner] = child.namedChildren;
      const value = inner ? run.evaluate(inner, scope) : unknown;
      if (value.kind === 'sequence') {
        sequence.items.push(...value.items);
        sequence.isOpen ||= value.isOpen;
      } else {
        sequence.items.push(value.kind === 'stack' ? value : unknown);
        sequence.isOpen = true;
      }
    } else if (child && child.type !== 'comment') {
      sequence.items.push(run.evaluate(child, scope));
    }
  }
  return sequence;
}

function evaluateMapping(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const entries = new Map<string, Value>();
  for (const pair of node.namedChildren) {
    const key = pair?.childForFieldName('key');
    const value = pair?.childForFieldName('value');
    const name = key ? textIn(run.evaluate(key, scope)) : undefined;
    if (value && name !== undefined) {
      entries.set(name, run.evaluate(value, scope));
    }
  }
  return { kind: 'mapping', entries };
}

/** `[block() for _ in range(3)]`: what it gives at each turn. */
function evaluateComprehension(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const body = node.childForFieldName('body');
  const clauses = node.namedChildren.filter((child) => child !== null && child.id !== body?.id);
  const [clause, ...others] = clauses;
  const left = clause?.childForFieldName('left');
  const right = clause?.childForFieldName('right');
  if (body === null || !left || !right) {
    return unknown;
  }
  const inner = scope.inner();
  const turns = others.length === 0 ? iterationsOf(run.evaluate(right, scope)) : undefined;
  const items = (turns ?? [unknown]).map((item) => {
    evaluateTarget(left, item, inner, run);
    return run.evaluate(body, inner);
  });
  // What is not known how often is known no more closely than as something between other things.
  return turns === undefined
    ? { kind: 'sequence', items: [unknown], isOpen: true, madeIn: run.uncertainty }
    : { kind: 'sequence', items, isOpen: false, madeIn: run.uncertainty };
}

function evaluateSubscript(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const object = node.childForFieldName('value');
  const index = node.childForFieldName('subscript');
  const holder = object === null ? unknown : run.evaluate(object, scope);
  if (holder.kind === 'tensor') {
    return { kind: 'tensor', tensor: tensorFrom({ role: 'reshape', node }, [holder.tensor]) };
  }
  const at = index === null || index.type === 'slice' ? unknown : run.evaluate(index, scope);
  const key = textIn(at);
  if (holder.kind === 'mapping' && key !== undefined) {
    return holder.entries.get(key) ?? unknown;
  }
  const position = numberIn(at);
  if (position === undefined || (holder.kind !== 'sequence' && holder.kind !== 'stack')) {
    return unknown;
  }
  const isKnown = holder.kind === 'stack' || !holder.isOpen;
  return isKnown ? (holder.items.at(position) ?? unknown) : unknown;
}

function evaluateConditional(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const [first, condition, second] = node.namedChildren.filter((child) => child?.type !== 'comment');
  if (!first || !condition || !second) {
    return unknown;
  }
  const isTrue = truth(run.evaluate(condition, scope));
  if (isTrue !== undefined) {
    return run.evaluate(isTrue ? first : second, scope);
  }
  return joinAll([run.evaluate(first, scope), run.evaluate(second, scope)], node);
}

/** `activation or 'relu'`. */
function evaluateBoolean(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) {
    return unknown;
  }
  const first = run.evaluate(left, scope);
  const isTrue = truth(first);
  const second = run.evaluate(right, scope);
  if (isTrue === undefined) {
    return unknown;
  }
  const isAnd = node.childForFieldName('operator')?.type === 'and';
  return isTrue === isAnd ? second : first;
}

/** Comparisons of literals, and whether something is `None`. */
function compare(node: SyntaxNode, scope: Scope, run: SymbolicRun): Value {
  const [left, right] = node.namedChildren;
  if (!left || !right || node.namedChildren.length !== 2) {
    return unknown;
  }
  const [one, other] = [run.evaluate(left, scope), run.evaluate(right, scope)];
  const operator = node.text.slice(left.endIndex - node.startIndex, right.startIndex - node.startIndex).trim();
  if (/^is\b/.test(operator) && right.type === 'none') {
    const isNone = one.kind === 'constant' ? one.value === null : one.kind === 'unknown' ? undefined : false;
    return isNone === undefined ? unknown : constant(isNone === (operator === 'is'));
  }
  if (one.kind !== 'constant' || other.kind !== 'constant') {
    return unknown;
  }
  switch (operator) {
    case '==':
      return constant(one.value === other.value);
    case '!=':
      return constant(one.value !== other.value);
    default:
      return compareNumbers(operator, numberIn(one), numberIn(other));
  }
}

function compareNumbers(operator: string, one: number | undefined, other: number | undefined): Value {
  if (one === undefined || other === undefined) {
    return unknown;
  }
  switch (operator) {
    case '<':
      return constant(one < other);
    case '<=':
      return constant(one <= other);
    case '>':
      return constant(one > other);
    case '>=':
      return constant(one >= other);
    default:
      return unknown;
  }
}
