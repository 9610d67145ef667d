import { evaluateLiteral, numberValue } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import type { ExpressionContext } from './context';
import { CallReader, type OperandReader, type Participant } from './readCall';
import * as terms from './term';
import type { Term } from './term';

const formulaParts = new Set(['exp', 'sum', 'max', 'erf', 'tanh', 'sigmoid', 'softplus', 'ndtr', 'sin', 'logsumexp']);

const maximumDepth = 60;

/** Names of parts of parts: `total = np.sum(exps)` with `exps = np.exp(x)`. */
const maximumFollowing = 3;

/** A number, or a constant such as `math.sqrt(2 / math.pi)`. */
const mayBeNumber = /^[-+(]?[\d.(]|^(?:\w+\.)?(?:sqrt|pi|float|log|exp|pow)\b|^_?[A-Z][A-Z0-9_]*$/;

/** Turns code into terms. Keeps what it has read: the parts of an expression are asked for again and again. */
export class TermReader implements OperandReader {
  readonly participants: Participant[] = [];
  private readonly known = new Map<number, Term>();
  /** Who takes part in the value of a name, by the node of that value. */
  private readonly inherited = new Map<number, readonly Participant[]>();
  private readonly calls: CallReader;
  private depth = 0;
  private following = 0;
  private readonly pathOf = (name: SyntaxNode): string | undefined => this.context.resolve(name)?.path;

  /** @param names whose values may be a part of a formula; other names stay what they are. */
  constructor(
    private readonly context: ExpressionContext,
    private readonly names: ReadonlySet<string>,
  ) {
    this.calls = new CallReader(context, this, this.participants);
  }

  read(node: SyntaxNode): Term {
    const known = this.known.get(node.id);
    if (known !== undefined) {
      return known;
    }
    if (this.depth >= maximumDepth) {
      return this.leaf(node);
    }
    this.depth++;
    const term = terms.locate(this.readNew(node), node);
    this.depth--;
    this.known.set(node.id, term);
    return term;
  }

  private readNew(node: SyntaxNode): Term {
    switch (node.type) {
      case 'integer':
      case 'float':
        return terms.number(numberValue(node.text) ?? NaN);
      case 'identifier':
        return this.readName(node);
      case 'parenthesized_expression':
        return this.readField(
          node.namedChildren.find((child) => child?.type !== 'comment'),
          node,
        );
      case 'unary_operator':
        return this.readUnary(node);
      case 'binary_operator':
      case 'augmented_assignment':
        return this.readBinary(node);
      case 'comparison_operator':
        return this.readComparison(node);
      case 'conditional_expression':
        return this.readConditional(node);
      case 'call':
        return this.calls.read(node) ?? this.leaf(node);
      case 'subscript':
        return this.readAggregate(node.childForFieldName('value'), node);
      case 'attribute':
        return this.readAttribute(node);
      default:
        return this.leaf(node);
    }
  }

  private leaf(node: SyntaxNode): Term {
    return terms.leaf(node.text.replaceAll(/\s+/g, ''), node);
  }

  private readField(child: SyntaxNode | null | undefined, node: SyntaxNode): Term {
    return child ? this.read(child) : this.leaf(node);
  }

  private readUnary(node: SyntaxNode): Term {
    const operator = node.childForFieldName('operator')?.type;
    const argument = this.readField(node.childForFieldName('argument'), node);
    if (operator === '-') {
      return terms.negate(argument);
    }
    return operator === '+' ? argument : this.leaf(node);
  }

  private readBinary(node: SyntaxNode): Term {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.type.replace(/^(.+)=$/, '$1');
    if (left === null || right === null || operator === undefined || !['+', '-', '*', '/', '**'].includes(operator)) {
      return this.leaf(node);
    }
    const [first, second] = [this.read(left), this.read(right)];
    switch (operator) {
      case '+':
        return terms.sum([first, second]);
      case '-':
        return terms.sum([first, terms.negate(second)]);
      case '*':
        return terms.product([first, second]);
      case '/':
        return terms.quotient(first, second);
      default:
        return terms.power(first, second);
    }
  }

  private readComparison(node: SyntaxNode): Term {
    const [left, right, more] = node.namedChildren;
    const operator = node.childForFieldName('operators')?.type;
    if (!left || !right || more || operator === undefined) {
      return this.leaf(node);
    }
    if (operator === '>' || operator === '>=') {
      return terms.comparison(this.read(left), this.read(right));
    }
    return operator === '<' || operator === '<='
      ? terms.comparison(this.read(right), this.read(left))
      : this.leaf(node);
  }

  /** `x if x > 0 else 0` for single numbers is what `where` is for arrays. */
  private readConditional(node: SyntaxNode): Term {
    const [ifTrue, condition, ifFalse] = node.namedChildren;
    return ifTrue && condition?.type === 'comparison_operator' && ifFalse
      ? terms.where(this.read(condition), this.read(ifTrue), this.read(ifFalse))
      : this.leaf(node);
  }

  /** A name for a number is that number; one for a part of the formula is that part: `cdf`, `exps`, `s`. */
  private readName(node: SyntaxNode): Term {
    const { text } = node;
    if (/^zeros?$/.test(text)) {
      return terms.zero;
    }
    const bound = this.names.has(text) || /^_?[A-Z][A-Z0-9_]+$/.test(text) ? this.context.lookUp(node) : undefined;
    // `x = x * sigmoid(x)`: the name in its own value is an earlier one.
    const isInside = bound !== undefined && bound.startIndex <= node.startIndex && node.endIndex <= bound.endIndex;
    if (bound === undefined || isInside || this.following >= maximumFollowing) {
      return this.leaf(node);
    }
    const value = mayBeNumber.test(bound.text) ? evaluateLiteral(bound, this.context.lookUp, this.pathOf) : null;
    if (typeof value === 'number') {
      return terms.number(value);
    }
    if (bound.type !== 'call' && bound.type !== 'binary_operator') {
      return this.leaf(node);
    }
    const term = this.readBound(bound);
    const meant = isPartOfFormula(term);
    if (meant) {
      // Seen from the expression, the libraries in the other statement take part where the name stands.
      const inherited = this.inherited.get(bound.id) ?? [];
      this.participants.push(...inherited.map((one) => ({ ...one, at: node.startIndex })));
    }
    return meant ? term : this.leaf(node);
  }

  private readBound(bound: SyntaxNode): Term {
    const from = this.participants.length;
    this.following++;
    const term = this.read(bound);
    this.following--;
    const added = this.participants.splice(from);
    if (!this.inherited.has(bound.id)) {
      // A statement that was read before has left its libraries where it stands.
      const left = this.participants.filter(({ at }) => at >= bound.startIndex && at < bound.endIndex);
      this.inherited.set(bound.id, added.length > 0 ? added : left);
    }
    return term;
  }

  private readAttribute(node: SyntaxNode): Term {
    const name = node.childForFieldName('attribute')?.text ?? '';
    if (/^(?:pi|e|inf|tau)$/.test(name)) {
      const value = evaluateLiteral(node, this.context.lookUp, this.pathOf);
      return typeof value === 'number' ? terms.number(value) : this.leaf(node);
    }
    // torch's max over a dimension: `x.max(dim=-1).values`
    const object = node.childForFieldName('object');
    return name === 'values' ? this.readAggregate(object, node) : this.leaf(node);
  }

  readAggregate(value: SyntaxNode | null, node: SyntaxNode): Term {
    const term = value === null || !mayAggregate(value) ? undefined : this.read(value);
    return term?.kind === 'call' && ['sum', 'max', 'logsumexp'].includes(term.name) ? term : this.leaf(node);
  }
}

/** Whether a value that has a name is a piece of some activation's formula, not an activation of its own. */
function isPartOfFormula(term: Term): boolean {
  switch (term.kind) {
    case 'call':
      return formulaParts.has(term.name);
    case 'sum':
      return term.terms.some(isPartOfFormula);
    case 'product':
      return term.factors.some(isPartOfFormula);
    case 'power':
      return isPartOfFormula(term.base);
    default:
      return false;
  }
}

function mayAggregate(node: SyntaxNode): boolean {
  return (
    node.type === 'call' &&
    /(?:sum|max|unsqueeze|reshape|view|expand_dims)$/.test(node.childForFieldName('function')?.text ?? '')
  );
}
