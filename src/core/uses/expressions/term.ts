import type { SyntaxNode } from '../../python/syntax';
import type { ArgumentValue } from '../../text';

/**
 * An arithmetic expression in a normal form, in which `1 / (1 + np.exp(-x))` and `torch.exp(-x).add(1).reciprocal()`
 * are the same. Build terms with the functions below only: they keep the form.
 *
 * `key` is equal for equal terms; `node` is where code writes the term.
 */
export type Term = NumberTerm | SumTerm | ProductTerm | PowerTerm | CallTerm | ComparisonTerm | LeafTerm | HoleTerm;

interface TermBase {
  readonly key: string;
  readonly node?: SyntaxNode;
}

export interface NumberTerm extends TermBase {
  readonly kind: 'number';
  readonly value: number;
}

/** `constant` + the terms, none of which is a number or a sum; in the order of their keys. */
export interface SumTerm extends TermBase {
  readonly kind: 'sum';
  readonly constant: number;
  readonly terms: readonly Term[];
}

/** `coefficient` · the factors, none of which is a number or a product; in the order of their keys. */
export interface ProductTerm extends TermBase {
  readonly kind: 'product';
  readonly coefficient: number;
  readonly factors: readonly Term[];
}

export interface PowerTerm extends TermBase {
  readonly kind: 'power';
  readonly base: Term;
  readonly exponent: Term;
}

/** A function that the patterns know, under one name for all libraries. */
export interface CallTerm extends TermBase {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly Term[];
  /** Along which axis a `sum` or `max` goes, where the call says so. */
  readonly axis?: ArgumentValue;
}

/** `greater` > `smaller`, or ≥: the difference is one point. */
export interface ComparisonTerm extends TermBase {
  readonly kind: 'comparison';
  readonly greater: Term;
  readonly smaller: Term;
}

/** Anything that the patterns do not look into: a name, an unknown call. */
export interface LeafTerm extends TermBase {
  readonly kind: 'leaf';
  readonly text: string;
}

/** A variable of a pattern. */
export interface HoleTerm extends TermBase {
  readonly kind: 'hole';
  readonly name: string;
}

export const zero = number(0);
export const one = number(1);

export function number(value: number): NumberTerm {
  return { kind: 'number', value, key: String(value) };
}

export function leaf(text: string, node?: SyntaxNode): LeafTerm {
  return { kind: 'leaf', text, key: `‹${text}›`, ...(node && { node }) };
}

export function hole(name: string): HoleTerm {
  return { kind: 'hole', name, key: `?${name}` };
}

export function comparison(greater: Term, smaller: Term): Term {
  return { kind: 'comparison', greater, smaller, key: `(${greater.key}>${smaller.key})` };
}

/** Says where code writes a term. */
export function locate(term: Term, node: SyntaxNode): Term {
  return { ...term, node };
}

/** A term as a sum: its constant and the other terms. */
export function addends(term: Term): { readonly constant: number; readonly terms: readonly Term[] } {
  switch (term.kind) {
    case 'sum':
      return term;
    case 'number':
      return { constant: term.value, terms: [] };
    default:
      return { constant: 0, terms: [term] };
  }
}

/** A term as a product: its numeric coefficient and the other factors. */
export function factors(term: Term): { readonly coefficient: number; readonly factors: readonly Term[] } {
  switch (term.kind) {
    case 'product':
      return term;
    case 'number':
      return { coefficient: term.value, factors: [] };
    default:
      return { coefficient: 1, factors: [term] };
  }
}

export function sum(parts: readonly Term[]): Term {
  const flat = parts.map(addends);
  const constant = flat.reduce((total, part) => total + part.constant, 0);
  const terms = flat.flatMap((part) => part.terms);
  const [first, ...more] = terms;
  if (first === undefined) {
    return number(constant);
  }
  if (more.length === 0 && constant === 0) {
    return first;
  }
  if (constant <= 0 && terms.every(isNegative)) {
    return negate(sum([number(-constant), ...terms.map(negate)]));
  }
  return makeSum(constant, terms);
}

function makeSum(constant: number, terms: readonly Term[]): SumTerm {
  const sorted = [...terms].sort(byKey);
  return { kind: 'sum', constant, terms: sorted, key: `(${[constant, ...sorted.map(({ key }) => key)].join('+')})` };
}

export function product(parts: readonly Term[]): Term {
  const flat = parts.map(factors);
  const coefficient = flat.reduce((total, part) => total * part.coefficient, 1);
  const merged = mergePowers(flat.flatMap((part) => part.factors.map(withoutCast)));
  const [first, ...more] = merged;
  if (first === undefined || coefficient === 0) {
    return number(coefficient);
  }
  if (more.length === 0 && coefficient === 1) {
    return first;
  }
  const sorted = [...merged].sort(byKey);
  return {
    kind: 'product',
    coefficient,
    factors: sorted,
    key: `(${[coefficient, ...sorted.map(({ key }) => key)].join('*')})`,
  };
}

/** In a product, `(x > 0).float()` is `x > 0`. */
function withoutCast(term: Term): Term {
  return term.kind === 'call' && term.name === 'cast' ? (term.operands[0] ?? term) : term;
}

/** x · x² = x³. */
function mergePowers(terms: readonly Term[]): readonly Term[] {
  const byBase = new Map<string, { readonly base: Term; exponent: number; readonly sole: Term; count: number }>();
  const others: Term[] = [];
  for (const term of terms) {
    const isPower = term.kind === 'power' && term.exponent.kind === 'number';
    const base = isPower ? term.base : term;
    const exponent = term.kind === 'power' && term.exponent.kind === 'number' ? term.exponent.value : 1;
    const known = byBase.get(base.key);
    if (term.kind === 'power' && !isPower) {
      others.push(term);
    } else if (known === undefined) {
      byBase.set(base.key, { base, exponent, sole: term, count: 1 });
    } else {
      known.exponent += exponent;
      known.count++;
    }
  }
  for (const { base, exponent, sole, count } of byBase.values()) {
    if (count === 1) {
      others.push(sole);
    } else if (exponent !== 0) {
      others.push(exponent === 1 ? base : makePower(base, number(exponent)));
    }
  }
  return others;
}

export function negate(term: Term): Term {
  return product([number(-1), term]);
}

/** Whether a term has a minus in front. */
function isNegative(term: Term): boolean {
  return factors(term).coefficient < 0;
}

export function quotient(numerator: Term, denominator: Term): Term {
  return product([numerator, power(denominator, number(-1))]);
}

export function power(base: Term, exponent: Term): Term {
  if (exponent.kind !== 'number') {
    return makePower(base, exponent);
  }
  const { value } = exponent;
  if (value === 1) {
    return base;
  }
  if (base.kind === 'number') {
    return number(base.value ** value);
  }
  if (base.kind === 'power' && base.exponent.kind === 'number' && Number.isInteger(value)) {
    return power(base.base, number(base.exponent.value * value));
  }
  const { coefficient, factors: parts } = factors(base);
  if (value < 0 && parts.length > 1 && Number.isInteger(value)) {
    return product([number(coefficient ** value), ...parts.map((part) => power(part, exponent))]);
  }
  const [first, ...more] = parts;
  if (coefficient !== 1 && first !== undefined && (coefficient > 0 || Number.isInteger(value))) {
    const rest = more.length === 0 ? power(first, exponent) : makePower(product(parts), exponent);
    return product([number(coefficient ** value), rest]);
  }
  return value === -1 ? reciprocal(base) : makePower(base, exponent);
}

/** 1 / (1 + e^−t) is the logistic sigmoid, however it goes on from there. */
function reciprocal(base: Term): Term {
  const { constant, terms } = addends(base);
  const [only, ...more] = terms;
  if (constant === 1 && more.length === 0 && only?.kind === 'call' && only.name === 'exp') {
    const [argument] = only.operands;
    if (argument !== undefined && isNegative(argument)) {
      return call('sigmoid', [negate(argument)]);
    }
  }
  return makePower(base, number(-1));
}

function makePower(base: Term, exponent: Term): PowerTerm {
  return { kind: 'power', base, exponent, key: `(${base.key}^${exponent.key})` };
}

const oddFunctions = new Set(['tanh', 'erf', 'sin', 'arctan', 'sinh', 'sign']);
const evenFunctions = new Set(['abs', 'cos', 'cosh']);
const commutative = new Set(['maximum', 'minimum', 'logaddexp']);

/** A known function of its operands; some are rewritten so that one name stays for each idea. */
export function call(name: string, operands: readonly Term[], axis?: ArgumentValue): Term {
  const [first] = operands;
  if (first !== undefined && operands.length === 1) {
    if (evenFunctions.has(name) && isNegative(first)) {
      return call(name, [negate(first)]);
    }
    if (oddFunctions.has(name) && isNegative(first)) {
      return negate(call(name, [negate(first)]));
    }
    if (name === 'log' && isOnePlusExponential(first)) {
      return call('softplus', exponentOf(first));
    }
  }
  return makeCall(name, commutative.has(name) ? [...operands].sort(byKey) : operands, axis);
}

function makeCall(name: string, operands: readonly Term[], axis?: ArgumentValue): CallTerm {
  const key = `${name}(${operands.map((operand) => operand.key).join(',')})`;
  return { kind: 'call', name, operands, key, ...(axis !== undefined && { axis }) };
}

/** log(1 + e^t) is the softplus. */
function isOnePlusExponential(term: Term): boolean {
  const { constant, terms } = addends(term);
  const [only] = terms;
  return constant === 1 && terms.length === 1 && only?.kind === 'call' && only.name === 'exp';
}

function exponentOf(term: Term): readonly Term[] {
  const [only] = addends(term).terms;
  return only?.kind === 'call' ? only.operands : [];
}

/** max(0, x) is the ReLU; together with min, it clips. */
export function maximum(left: Term, right: Term): Term {
  const [bound, other] = left.kind === 'number' ? [left, right] : [right, left];
  if (bound.kind !== 'number' || other.kind === 'number') {
    return call('maximum', [left, right]);
  }
  if (other.kind === 'call' && other.name === 'minimum') {
    const upper = other.operands.find((operand) => operand.kind === 'number');
    const inner = other.operands.find((operand) => operand.kind !== 'number');
    if (upper !== undefined && inner !== undefined) {
      return clip(inner, bound, upper);
    }
  }
  return bound.value === 0 ? call('relu', [other]) : call('maximum', [bound, other]);
}

export function minimum(left: Term, right: Term): Term {
  const [bound, other] = left.kind === 'number' ? [left, right] : [right, left];
  const [inner] = other.kind === 'call' ? other.operands : [];
  if (bound.kind === 'number' && other.kind === 'call' && inner !== undefined) {
    if (other.name === 'relu') {
      return clip(inner, zero, bound);
    }
    const lower = other.operands.find((operand) => operand.kind === 'number');
    const value = other.operands.find((operand) => operand.kind !== 'number');
    if (other.name === 'maximum' && lower !== undefined && value !== undefined) {
      return clip(value, lower, bound);
    }
  }
  return call('minimum', [left, right]);
}

export function clip(value: Term, lower: Term | undefined, upper: Term | undefined): Term {
  const hasLower = lower !== undefined && !(lower.kind === 'number' && lower.value === -Infinity);
  const hasUpper = upper !== undefined && !(upper.kind === 'number' && upper.value === Infinity);
  if (hasLower && hasUpper) {
    return call('clip', [value, lower, upper]);
  }
  if (hasLower) {
    return maximum(value, lower);
  }
  return hasUpper ? minimum(value, upper) : value;
}

/** The comparison is turned so that the variable is the greater side: `where(x < 0, a, b)` → `where(x > 0, b, a)`. */
export function where(condition: Term, ifTrue: Term, ifFalse: Term): Term {
  if (condition.kind === 'comparison' && condition.greater.kind === 'number') {
    return where(comparison(condition.smaller, condition.greater), ifFalse, ifTrue);
  }
  return call('where', [condition, ifTrue, ifFalse]);
}

function byKey(left: Term, right: Term): number {
  if (left.key === right.key) {
    return 0;
  }
  return left.key < right.key ? -1 : 1;
}
