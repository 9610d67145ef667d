import type { ActivationId } from '../../activations';
import type { FrameworkId } from '../../frameworks/framework';
import { evaluateLiteral } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import type { Certainty } from '../use';
import type { ExpressionContext } from './context';
import { builderOf } from './functions';
import { GivenOperands } from './givenOperands';
import { libraryOf } from './libraries';
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

/** Reads what stands in the arguments of calls. */
export interface OperandReader {
  read(node: SyntaxNode): Term;
  /** A sum or maximum stays one, whatever shape it is brought into; anything else is the whole of `node`. */
  readAggregate(value: SyntaxNode | null, node: SyntaxNode): Term;
}

/** Turns calls of functions and methods into terms, whichever library they are of. */
export class CallReader {
  private readonly pathOf = (name: SyntaxNode): string | undefined => this.context.resolve(name)?.path;

  /** @param participants gets the libraries whose functions are called. */
  constructor(
    private readonly context: ExpressionContext,
    private readonly operands: OperandReader,
    private readonly participants: Participant[],
  ) {}

  /** Nothing where the patterns do not know the function. */
  read(node: SyntaxNode): Term | undefined {
    const callee = node.childForFieldName('function');
    const list = node.childForFieldName('arguments');
    if (callee === null || list?.type !== 'argument_list') {
      return undefined;
    }
    const given = new GivenOperands(list);
    const literal = given.positional.length <= 2 ? this.literalOf(node, callee, list) : undefined;
    return literal ?? this.readActivation(node, callee, given) ?? this.readFunction(node, callee, given);
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
    return build([this.operands.read(input)]);
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
        return first && terms.clip(this.operands.read(first), this.readLimit(lower), this.readLimit(upper));
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
        return first && this.operands.readAggregate(first, node);
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
    return builder?.(operands.map((operand) => this.operands.read(operand)));
  }

  /** `torch.max(x, zeros)` compares; with one operand and an axis it reduces. */
  private readReduction(name: string, first: SyntaxNode, axis: SyntaxNode | undefined): Term | undefined {
    const value = axis === undefined ? undefined : evaluateLiteral(axis, this.context.lookUp);
    if (
      name === 'max' &&
      axis !== undefined &&
      (value === null || first.type === 'integer' || first.type === 'float')
    ) {
      return terms.maximum(this.operands.read(first), this.operands.read(axis));
    }
    const operand = this.operands.read(first);
    const build = name.endsWith('sum') && !name.includes('log') ? 'sum' : name.endsWith('max') ? 'max' : 'logsumexp';
    return terms.call(build, [operand], value ?? undefined);
  }

  private readCast(first: SyntaxNode): Term {
    const inner = this.operands.read(first);
    return inner.kind === 'comparison' ? terms.call('cast', [inner]) : inner;
  }

  private readConcatenation(first: SyntaxNode): Term | undefined {
    if (first.type !== 'tuple' && first.type !== 'list') {
      return undefined;
    }
    const parts = first.namedChildren.filter((child) => child !== null && child.type !== 'comment');
    return terms.call('concatenate', parts.map((part) => part && this.operands.read(part)).filter(isTerm));
  }

  private readLimit(node: SyntaxNode | undefined): Term | undefined {
    return node === undefined || node.type === 'none' ? undefined : this.operands.read(node);
  }

  /** `torch.tensor(0.)`. */
  private numberIn(node: SyntaxNode): Term | undefined {
    const term = this.operands.read(node);
    return term.kind === 'number' ? term : undefined;
  }
}

function isTerm(term: Term | null | undefined): term is Term {
  return term !== null && term !== undefined;
}
