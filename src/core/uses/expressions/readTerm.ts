import type { ActivationId } from '../../activations';
import type { FrameworkId } from '../../frameworks/framework';
import { evaluateLiteral, numberValue } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import type { Certainty } from '../use';
import type { ExpressionContext } from './context';
import { builderOf } from './functions';
import { libraryOf } from './libraries';
import { GivenOperands } from './givenOperands';
import * as terms from './term';
import type { Term } from './term';

/** A library that takes part in an expression, and where. */
export interface Participant {
  readonly at: number;
  readonly library: FrameworkId | 'plain';
  readonly certainty: Certainty;
}

/** Library functions that are activations, under the names that `functions.ts` has for them. */
const functionOfActivation: Partial<Record<ActivationId, string>> = {
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  relu6: 'relu6',
  silu: 'silu',
  gelu: 'gelu',
  gelu_tanh: 'gelu',
  softplus: 'softplus',
  hard_sigmoid: 'hard_sigmoid',
  softmax: 'softmax',
  erf: 'erf',
  exponential: 'exp',
  sine: 'sin',
  cosine: 'cos',
  arctan: 'arctan',
  abs: 'abs',
};

/** Methods that exist on PyTorch's tensors and on no other library's arrays. */
const torchMethods =
  /^(?:clamp|clamp_min|clamp_max|pow|mul|add|sub|div|unsqueeze|sigmoid|tanh|relu|exp|log|sin|cos|abs|float|erf|neg|sqrt|square|reciprocal|log1p|expm1|softmax|logsumexp)_?$/;

/** Names of functions that a file may define or import from anywhere, and everybody means the same by. */
const wellKnownNames =
  /^(?:sigmoid|expit|tanh|relu|relu6|softplus|silu|swish|gelu|erf|exp|log|log1p|expm1|sqrt|sin|cos|abs|max|min|float|softmax)$/;

const formulaParts = new Set(['exp', 'sum', 'max', 'erf', 'tanh', 'sigmoid', 'softplus', 'ndtr', 'sin', 'logsumexp']);

const maximumDepth = 60;

/** Names of parts of parts: `total = np.sum(exps)` with `exps = np.exp(x)`. */
const maximumFollowing = 3;

/** A number, or a constant such as `math.sqrt(2 / math.pi)`. */
const mayBeNumber = /^[-+(]?[\d.(]|^(?:\w+\.)?(?:sqrt|pi|float|log|exp|pow)\b|^_?[A-Z][A-Z0-9_]*$/;

/** Turns code into terms. Keeps what it has read: the parts of an expression are asked for again and again. */
export class TermReader {
  readonly participants: Participant[] = [];
  private readonly known = new Map<number, Term>();
  /** Who takes part in the value of a name, by the node of that value. */
  private readonly inherited = new Map<number, readonly Participant[]>();
  private depth = 0;
  private following = 0;
  private readonly pathOf = (name: SyntaxNode): string | undefined => this.context.resolve(name)?.path;

  /** @param names whose values may be a part of a formula; other names stay what they are. */
  constructor(
    private readonly context: ExpressionContext,
    private readonly names: ReadonlySet<string>,
  ) {}

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
        return this.readCall(node);
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

  /** A sum or maximum stays one, whatever shape it is brought into. */
  private readAggregate(value: SyntaxNode | null, node: SyntaxNode): Term {
    const term = value === null || !mayAggregate(value) ? undefined : this.read(value);
    return term?.kind === 'call' && ['sum', 'max', 'logsumexp'].includes(term.name) ? term : this.leaf(node);
  }

  private readCall(node: SyntaxNode): Term {
    const callee = node.childForFieldName('function');
    const list = node.childForFieldName('arguments');
    if (callee === null || list?.type !== 'argument_list') {
      return this.leaf(node);
    }
    const given = new GivenOperands(list);
    const literal = given.positional.length <= 2 ? this.literalOf(node, callee, list) : undefined;
    return (
      literal ?? this.readActivation(node, callee, given) ?? this.readFunction(node, callee, given) ?? this.leaf(node)
    );
  }

  /** `math.sqrt(2)`. */
  private literalOf(node: SyntaxNode, callee: SyntaxNode, list: SyntaxNode): Term | undefined {
    const isConstant = /^\(['"\d\s.,*/()+e-]*\)$/.test(list.text.replaceAll(/\b[a-z]+\.pi\b/g, '3'));
    if (!isConstant || !/(?:^|\.)(?:sqrt|float|log|exp|pow|power)$/.test(callee.text)) {
      return undefined;
    }
    const value = evaluateLiteral(node, this.context.lookUp, this.pathOf);
    return typeof value === 'number' ? terms.number(value) : undefined;
  }

  /** A call of an activation that a library names: `torch.sigmoid(x)`, `x.sigmoid()`, `nn.Sigmoid()(x)`, `self.act(x)`. */
  private readActivation(node: SyntaxNode, callee: SyntaxNode, given: GivenOperands): Term | undefined {
    const made = callee.type === 'call' ? callee.childForFieldName('function') : callee;
    const use = made === null ? undefined : this.context.useAt(made);
    if (use === undefined || (use.form === 'class' && callee.type !== 'call' && callee.type !== 'attribute')) {
      return undefined;
    }
    const name = functionOfActivation[use.activation];
    const build = name === undefined ? undefined : builderOf(name);
    const object = use.form === 'method' ? callee.childForFieldName('object') : null;
    const input = object ?? given.first();
    const isPlain = use.activation !== 'softplus' || given.count <= (object === null ? 1 : 0);
    if (build === undefined || input === undefined || !isPlain) {
      return undefined;
    }
    this.participants.push({ at: node.startIndex, library: use.framework, certainty: use.certainty });
    return build([this.read(input)]);
  }

  private readFunction(node: SyntaxNode, callee: SyntaxNode, given: GivenOperands): Term | undefined {
    const resolved = this.context.resolve(callee);
    if (resolved !== undefined) {
      const library = libraryOf(resolved.path);
      if (library === undefined) {
        return undefined;
      }
      this.participants.push({ at: node.startIndex, library, certainty: resolved.certainty });
      return this.build(node, resolved.path.slice(resolved.path.lastIndexOf('.') + 1), given.operands());
    }
    if (callee.type === 'identifier') {
      return wellKnownNames.test(callee.text) ? this.build(node, callee.text, given.operands()) : undefined;
    }
    const object = callee.childForFieldName('object');
    const name = callee.childForFieldName('attribute')?.text ?? '';
    if (callee.type !== 'attribute' || object === null) {
      return undefined;
    }
    if (torchMethods.test(name)) {
      this.participants.push({ at: node.startIndex, library: 'plain', certainty: 'likely' });
    }
    return this.build(node, name.replace(/_$/, ''), [object, ...given.operands()], given);
  }

  /** The term of a function by its last name. `operands` has the object of a method in front. */
  private build(
    node: SyntaxNode,
    name: string,
    operands: readonly SyntaxNode[],
    given = new GivenOperands(node.childForFieldName('arguments')),
  ): Term | undefined {
    const [first, second, third] = operands;
    switch (name) {
      case 'clip':
      case 'clamp':
      case 'clip_by_value':
      case 'hardtanh': {
        const lower = second ?? given.keyword('min', 'a_min', 'clip_value_min', 'min_val', 'lower');
        const upper = third ?? given.keyword('max', 'a_max', 'clip_value_max', 'max_val', 'upper');
        return first && terms.clip(this.read(first), this.readLimit(lower), this.readLimit(upper));
      }
      case 'zeros':
      case 'zeros_like':
      case 'ones':
      case 'ones_like':
        return terms.number(name.startsWith('zeros') ? 0 : 1);
      case 'tensor':
      case 'array':
      case 'asarray':
      case 'constant':
        return first && this.numberIn(first);
      case 'cat':
      case 'concat':
      case 'concatenate':
        return first && this.readConcatenation(first);
      case 'sum':
      case 'max':
      case 'amax':
      case 'reduce_sum':
      case 'reduce_max':
      case 'logsumexp':
      case 'reduce_logsumexp':
        return first && this.readReduction(name, first, second ?? given.keyword('axis', 'dim'));
      case 'unsqueeze':
      case 'reshape':
      case 'view':
      case 'expand_dims':
        return first && this.readAggregate(first, node);
      case 'astype':
      case 'to':
      case 'type':
      case 'type_as':
      case 'float':
      case 'cast':
      case 'int':
      case 'double':
        return first && this.readCast(first);
      default:
        return this.buildPlain(name, operands);
    }
  }

  private buildPlain(name: string, operands: readonly SyntaxNode[]): Term | undefined {
    const builder = name === 'max' || name === 'min' ? builderOf(`${name}imum`) : builderOf(name);
    return builder?.(operands.map((operand) => this.read(operand)));
  }

  /** `torch.max(x, zeros)` compares; with one operand and an axis it reduces. */
  private readReduction(name: string, first: SyntaxNode, axis: SyntaxNode | undefined): Term | undefined {
    const value = axis === undefined ? undefined : evaluateLiteral(axis, this.context.lookUp);
    if (
      name === 'max' &&
      axis !== undefined &&
      (value === null || first.type === 'integer' || first.type === 'float')
    ) {
      return terms.maximum(this.read(first), this.read(axis));
    }
    const operand = this.read(first);
    const build = name.endsWith('sum') && !name.includes('log') ? 'sum' : name.endsWith('max') ? 'max' : 'logsumexp';
    return terms.call(build, [operand], value ?? undefined);
  }

  private readCast(first: SyntaxNode): Term {
    const inner = this.read(first);
    return inner.kind === 'comparison' ? terms.call('cast', [inner]) : inner;
  }

  private readConcatenation(first: SyntaxNode): Term | undefined {
    if (first.type !== 'tuple' && first.type !== 'list') {
      return undefined;
    }
    const parts = first.namedChildren.filter((child) => child !== null && child.type !== 'comment');
    return terms.call('concatenate', parts.map((part) => part && this.read(part)).filter(isTerm));
  }

  private readLimit(node: SyntaxNode | undefined): Term | undefined {
    return node === undefined || node.type === 'none' ? undefined : this.read(node);
  }

  /** `torch.tensor(0.)`. */
  private numberIn(node: SyntaxNode): Term | undefined {
    const term = this.read(node);
    return term.kind === 'number' ? term : undefined;
  }
}

function isTerm(term: Term | null | undefined): term is Term {
  return term !== null && term !== undefined;
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
