import * as terms from './term';
import type { Term } from './term';

/** What the holes of a pattern stand for. */
export type Binding = ReadonlyMap<string, Term>;

/** Whether a hole may stand for a term. */
export type Accepts = (hole: string, term: Term) => boolean;

/** Constants are written with three digits or more: √(2/π) as 0.798, 1.7159 as 1.716. */
const tolerance = 1e-3;

/**
 * Finds what the holes of a pattern stand for, so that the pattern becomes the term. The same hole stands for equal
 * terms everywhere; the order of sums and products does not matter.
 *
 * @returns nothing where there is no way.
 */
export function matchTerm(pattern: Term, term: Term, accepts: Accepts): Binding | undefined {
  return new Matcher(accepts).match(pattern, term, new Map())[0];
}

function isClose(left: number, right: number): boolean {
  return left === right || Math.abs(left - right) <= tolerance * Math.max(Math.abs(left), Math.abs(right));
}

/** Equality up to the digits that constants are written with. */
function isSame(left: Term, right: Term): boolean {
  if (left.key === right.key) {
    return true;
  }
  if (left.kind === 'number' && right.kind === 'number') {
    return isClose(left.value, right.value);
  }
  if (left.kind !== right.kind || left.kind === 'leaf' || left.kind === 'hole') {
    return false;
  }
  return new Matcher(() => false).match(left, right, new Map()).length > 0;
}

class Matcher {
  constructor(private readonly accepts: Accepts) {}

  /** Every way to bind the holes; few, because patterns are small. */
  match(pattern: Term, term: Term, binding: Binding): readonly Binding[] {
    switch (pattern.kind) {
      case 'hole':
        return this.matchHole(pattern.name, term, binding);
      case 'number':
        return term.kind === 'number' && isClose(pattern.value, term.value) ? [binding] : [];
      case 'leaf':
        return pattern.key === term.key ? [binding] : [];
      case 'comparison':
        return term.kind === 'comparison'
          ? this.matchInOrder([pattern.greater, pattern.smaller], [term.greater, term.smaller], binding)
          : [];
      case 'power':
        return term.kind === 'power'
          ? this.matchInOrder([pattern.exponent, pattern.base], [term.exponent, term.base], binding)
          : [];
      case 'call':
        return this.matchCall(pattern, term, binding);
      case 'product':
        return this.matchProduct(pattern, terms.factors(term), binding);
      case 'sum':
        return this.matchSum(pattern, terms.addends(term), binding);
    }
  }

  private matchHole(name: string, term: Term, binding: Binding): readonly Binding[] {
    const bound = binding.get(name);
    if (bound !== undefined) {
      return isSame(bound, term) ? [binding] : [];
    }
    return this.accepts(name, term) ? [new Map([...binding, [name, term]])] : [];
  }

  private matchCall(pattern: terms.CallTerm, term: Term, binding: Binding): readonly Binding[] {
    if (term.kind !== 'call' || term.name !== pattern.name || term.operands.length !== pattern.operands.length) {
      return [];
    }
    const straight = this.matchInOrder(pattern.operands, term.operands, binding);
    const isCommutative = ['maximum', 'minimum', 'logaddexp'].includes(pattern.name);
    return isCommutative
      ? [...straight, ...this.matchInOrder(pattern.operands, [...term.operands].reverse(), binding)]
      : straight;
  }

  private matchInOrder(patterns: readonly Term[], parts: readonly Term[], binding: Binding): readonly Binding[] {
    let bindings: readonly Binding[] = [binding];
    for (const [index, pattern] of patterns.entries()) {
      const part = parts[index];
      bindings = part === undefined ? [] : bindings.flatMap((known) => this.match(pattern, part, known));
    }
    return bindings;
  }

  private matchProduct(
    pattern: { readonly coefficient: number; readonly factors: readonly Term[] },
    term: { readonly coefficient: number; readonly factors: readonly Term[] },
    binding: Binding,
  ): readonly Binding[] {
    const { next, rest } = this.choose(pattern.factors, binding);
    if (next === undefined) {
      return term.factors.length === 0 && isClose(pattern.coefficient, term.coefficient) ? [binding] : [];
    }
    const remaining = { coefficient: pattern.coefficient, factors: rest };
    if (this.isGround(next, binding)) {
      const known = terms.factors(substitute(next, binding));
      const left = removeAll(term.factors, known.factors);
      const coefficient = term.coefficient / known.coefficient;
      return left === undefined ? [] : this.matchProduct(remaining, { coefficient, factors: left }, binding);
    }
    if (next.kind === 'hole' && rest.length === 0) {
      return this.matchRestOfProduct(next.name, pattern.coefficient, term, binding);
    }
    const byFactor = eachPart(term.factors).flatMap(({ part, others }) =>
      this.match(next, part, binding).flatMap((known) =>
        this.matchProduct(remaining, { coefficient: term.coefficient, factors: others }, known),
      ),
    );
    return byFactor.length > 0 || next.kind !== 'hole'
      ? byFactor
      : this.matchCoefficient(next.name, remaining, term, binding);
  }

  /** The number in front is what a parameter stands for: `x * sigmoid(1.5 * x)`. */
  private matchCoefficient(
    name: string,
    remaining: { readonly coefficient: number; readonly factors: readonly Term[] },
    term: { readonly coefficient: number; readonly factors: readonly Term[] },
    binding: Binding,
  ): readonly Binding[] {
    const value = term.coefficient / remaining.coefficient;
    if (isClose(value, 1)) {
      return [];
    }
    const rest = { coefficient: remaining.coefficient, factors: term.factors };
    return this.matchHole(name, terms.number(value), binding).flatMap((known) =>
      this.matchProduct(remaining, rest, known),
    );
  }

  private matchRestOfProduct(
    name: string,
    wanted: number,
    term: { readonly coefficient: number; readonly factors: readonly Term[] },
    binding: Binding,
  ): readonly Binding[] {
    const ratio = term.coefficient / wanted;
    // A scaled input is an input; but a pattern that scales it itself (1.702 x) means that very scale.
    const isScaled = !isClose(ratio, 1);
    if (isScaled && (Math.abs(wanted) !== 1 || ratio <= 0)) {
      return [];
    }
    return this.matchHole(name, terms.product([terms.number(isScaled ? ratio : 1), ...term.factors]), binding);
  }

  private matchSum(
    pattern: { readonly constant: number; readonly terms: readonly Term[] },
    term: { readonly constant: number; readonly terms: readonly Term[] },
    binding: Binding,
  ): readonly Binding[] {
    const { next, rest } = this.choose(pattern.terms, binding);
    if (next === undefined) {
      return term.terms.length === 0 && isClose(pattern.constant, term.constant) ? [binding] : [];
    }
    const remaining = { constant: pattern.constant, terms: rest };
    if (this.isGround(next, binding)) {
      const known = terms.addends(substitute(next, binding));
      const left = removeAll(term.terms, known.terms);
      const constant = term.constant - known.constant;
      return left === undefined ? [] : this.matchSum(remaining, { constant, terms: left }, binding);
    }
    if (next.kind === 'hole' && rest.length === 0 && term.terms.length > 0) {
      const isWhole = isClose(pattern.constant, term.constant);
      return isWhole ? this.matchHole(next.name, terms.sum(term.terms), binding) : [];
    }
    const byTerm = eachPart(term.terms).flatMap(({ part, others }) =>
      this.match(next, part, binding).flatMap((known) =>
        this.matchSum(remaining, { constant: term.constant, terms: others }, known),
      ),
    );
    return byTerm.length > 0 ? byTerm : this.matchConstant(next, remaining, term, binding);
  }

  /** The number in a sum is what a parameter stands for: `abs(x) - 0.5` for `abs(x) - lambd`. */
  private matchConstant(
    next: Term,
    remaining: { readonly constant: number; readonly terms: readonly Term[] },
    term: { readonly constant: number; readonly terms: readonly Term[] },
    binding: Binding,
  ): readonly Binding[] {
    const { coefficient, factors: parts } = terms.factors(next);
    const [hole, ...more] = parts;
    if (hole?.kind !== 'hole' || more.length > 0 || isClose(term.constant, remaining.constant)) {
      return [];
    }
    const value = terms.number((term.constant - remaining.constant) / coefficient);
    return this.matchHole(hole.name, value, binding).flatMap((known) =>
      this.matchSum(remaining, { constant: remaining.constant, terms: term.terms }, known),
    );
  }

  /** What is known comes first, then what has a shape, then parameters (they are one factor), then the rest. */
  private choose(
    parts: readonly Term[],
    binding: Binding,
  ): { readonly next: Term | undefined; readonly rest: readonly Term[] } {
    const order = (part: Term): number => {
      if (this.isGround(part, binding)) {
        return 0;
      }
      if (part.kind === 'hole') {
        return this.accepts(part.name, terms.one) ? 3 : 4;
      }
      return hasCall(part) ? 1 : 2;
    };
    const [next, ...rest] = [...parts].sort((left, right) => order(left) - order(right));
    return { next, rest };
  }

  private isGround(pattern: Term, binding: Binding): boolean {
    for (const name of holesOf(pattern)) {
      if (!binding.has(name)) {
        return false;
      }
    }
    return true;
  }
}

function eachPart(parts: readonly Term[]): readonly { readonly part: Term; readonly others: readonly Term[] }[] {
  return parts.map((part, index) => ({ part, others: without(parts, index) }));
}

function without(parts: readonly Term[], index: number): readonly Term[] {
  return [...parts.slice(0, index), ...parts.slice(index + 1)];
}

function removeAll(parts: readonly Term[], wanted: readonly Term[]): readonly Term[] | undefined {
  let left = parts;
  for (const term of wanted) {
    const index = left.findIndex((part) => isSame(term, part));
    if (index < 0) {
      return undefined;
    }
    left = without(left, index);
  }
  return left;
}

function children(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'sum':
      return term.terms;
    case 'product':
      return term.factors;
    case 'power':
      return [term.base, term.exponent];
    case 'call':
      return term.operands;
    case 'comparison':
      return [term.greater, term.smaller];
    case 'number':
    case 'leaf':
    case 'hole':
      return [];
  }
}

function hasCall(term: Term): boolean {
  return term.kind === 'call' || children(term).some(hasCall);
}

const knownHoles = new WeakMap<Term, readonly string[]>();

/** Asked for the same few patterns all the time. */
function holesOf(term: Term): readonly string[] {
  if (term.kind === 'hole') {
    return [term.name];
  }
  let holes = knownHoles.get(term);
  if (holes === undefined) {
    holes = children(term).flatMap(holesOf);
    knownHoles.set(term, holes);
  }
  return holes;
}

/** The names of the functions in a term. */
export function functionsIn(term: Term): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (part: Term): void => {
    if (part.kind === 'call') {
      names.add(part.name);
    }
    children(part).forEach(visit);
  };
  visit(term);
  return names;
}

function substitute(pattern: Term, binding: Binding): Term {
  const inside = (term: Term): Term => substitute(term, binding);
  switch (pattern.kind) {
    case 'hole':
      return binding.get(pattern.name) ?? pattern;
    case 'sum':
      return terms.sum([terms.number(pattern.constant), ...pattern.terms.map(inside)]);
    case 'product':
      return terms.product([terms.number(pattern.coefficient), ...pattern.factors.map(inside)]);
    case 'power':
      return terms.power(inside(pattern.base), inside(pattern.exponent));
    case 'call':
      return terms.call(pattern.name, pattern.operands.map(inside));
    case 'comparison':
      return terms.comparison(inside(pattern.greater), inside(pattern.smaller));
    case 'number':
    case 'leaf':
      return pattern;
  }
}
