import type { FrameworkId } from '../../frameworks/framework';
import { evaluateLiteral } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import type { Arguments, ArgumentValue } from '../../text';
import { calleeName } from '../place';
import type { Certainty } from '../use';
import { axisIn } from './axis';
import { findCandidates } from './candidates';
import type { ExpressionContext, ExpressionUse } from './context';
import { EvidenceJudge, isAffine } from './evidence';
import { builderOf } from './functions';
import { isGated } from './halves';
import { mainLibrary } from './libraries';
import { functionsIn, matchTerm, type Binding } from './match';
import { gatedPatterns, maxoutPattern, patterns, type Pattern } from './patterns';
import { readPattern } from './patternText';
import { TermReader } from './readTerm';
import type { Term } from './term';

export type { ExpressionContext, ExpressionUse, KnownUse } from './context';

interface CompiledPattern extends Pattern {
  readonly term: Term;
  /** Functions without which no term can match. */
  readonly functions: readonly string[];
  /** Names in `text` that stand for parameters. */
  readonly scalars: ReadonlySet<string>;
}

/** By the outermost operation, read from their texts when the first expression is looked at. */
let compiled: ReadonlyMap<string, readonly CompiledPattern[]> | undefined;

function compile(one: Pattern): CompiledPattern {
  const term = readPattern(one.text);
  const derived = one.derived === undefined ? [] : ['sigma', 'gamma'];
  return {
    ...one,
    term,
    functions: [...functionsIn(term)],
    scalars: new Set([...Object.values(one.parameters ?? {}), ...derived, 'eps']),
  };
}

function compiledPatterns(): ReadonlyMap<string, readonly CompiledPattern[]> {
  if (compiled === undefined) {
    const byShape = new Map<string, CompiledPattern[]>();
    for (const one of [...patterns, ...gatedPatterns, maxoutPattern].map(compile)) {
      const shape = shapeOf(one.term);
      byShape.set(shape, [...(byShape.get(shape) ?? []), one]);
    }
    compiled = byShape;
  }
  return compiled;
}

function shapeOf(term: Term): string {
  return term.kind === 'call' ? term.name : term.kind;
}

/**
 * Finds the activations that are written out by hand between two offsets of a text: `1 / (1 + np.exp(-x))`,
 * `x * torch.sigmoid(x)`, `np.maximum(0, x)`. The uses that libraries name (`torch.sigmoid` in the second) are not
 * among them.
 *
 * @param from the first offset to look at
 * @param to the first offset not to look at
 * @returns in ascending order of their starts
 */
export function findExpressions(
  context: ExpressionContext,
  from = 0,
  to = context.text.length,
): readonly ExpressionUse[] {
  const { offsets, names } = findCandidates(context.text, from, to);
  return offsets.length === 0 ? [] : new ExpressionFinder(context, names).find(offsets);
}

/** Formulas that are nested deeper are sums of a thousand terms, written by a program. */
const maximumDepth = 60;

class ExpressionFinder {
  private readonly reader: TermReader;
  private readonly judge: EvidenceJudge;
  private readonly seen = new Set<number>();
  private readonly found: ExpressionUse[] = [];
  private readonly matches: { readonly node: SyntaxNode; readonly inputs: readonly SyntaxNode[] }[] = [];
  private library: FrameworkId | undefined;

  constructor(
    private readonly context: ExpressionContext,
    names: ReadonlySet<string>,
  ) {
    this.reader = new TermReader(context, names);
    this.judge = new EvidenceJudge(context);
  }

  find(candidates: readonly number[]): readonly ExpressionUse[] {
    for (const offset of candidates) {
      const token = this.isPiece(offset) ? null : this.context.nodeAt(offset, offset + 1);
      const whole = token === null ? undefined : wholeExpression(token);
      if (whole !== undefined) {
        this.search(whole);
      }
    }
    return this.found.sort((left, right) => left.node.startIndex - right.node.startIndex);
  }

  /** Whether an offset is in an expression that was found, but not in its input, which may be another. */
  private isPiece(offset: number): boolean {
    const holds = ({ startIndex, endIndex }: SyntaxNode): boolean => startIndex <= offset && offset < endIndex;
    return this.matches.some(({ node, inputs }) => holds(node) && !inputs.some(holds));
  }

  /** Looks at an expression and, where it is none, at its operands. */
  private search(node: SyntaxNode, depth = 0): void {
    if (this.seen.has(node.id) || depth > maximumDepth) {
      return;
    }
    this.seen.add(node.id);
    const match = isArithmetic(node) ? this.match(node) : undefined;
    if (match !== undefined) {
      this.found.push(match.use);
      this.matches.push({ node, inputs: match.inputs });
    }
    for (const part of match?.inputs ?? operandsOf(node)) {
      this.search(part, depth + 1);
    }
  }

  private match(node: SyntaxNode): { readonly use: ExpressionUse; readonly inputs: readonly SyntaxNode[] } | undefined {
    const term = this.reader.read(node);
    if (term.kind === 'leaf' || term.kind === 'number' || this.isNamedByLibrary(node)) {
      return undefined;
    }
    const functions = functionsIn(term);
    for (const one of compiledPatterns().get(shapeOf(term)) ?? []) {
      if (!one.functions.every((name) => functions.has(name))) {
        continue;
      }
      const binding = matchTerm(one.term, term, (hole, value) => accepts(one, hole, value));
      if (binding !== undefined && !this.isOwnCall(node) && this.isMeant(one, node, binding)) {
        return { use: this.describe(one, node, term, binding), inputs: inputNodes(binding, node) };
      }
    }
    return undefined;
  }

  /** `F.relu(x)` is found as what it is called. */
  private isNamedByLibrary(node: SyntaxNode): boolean {
    let callee = node.type === 'call' ? node.childForFieldName('function') : null;
    if (callee?.type === 'call') {
      callee = callee.childForFieldName('function');
    }
    return callee !== null && this.context.useAt(callee) !== undefined;
  }

  /** `tanh(x)` of the file's own function is what that function makes of it. */
  private isOwnCall(node: SyntaxNode): boolean {
    const callee = node.type === 'call' ? node.childForFieldName('function') : null;
    return callee?.type === 'identifier' && !builtins.test(callee.text) && this.context.resolve(callee) === undefined;
  }

  private isMeant(one: CompiledPattern, node: SyntaxNode, binding: Binding): boolean {
    const [a, b] = [binding.get('a'), binding.get('b')];
    if (one.activation === 'maxout') {
      return a !== undefined && b !== undefined && isAffine(a, this.context.lookUp) && isAffine(b, this.context.lookUp);
    }
    if (gatedPatterns.some(({ text }) => text === one.text)) {
      const areParts = a !== undefined && b !== undefined && isGated(one.activation, a, b, node);
      return areParts && this.judge.holds(one.evidence, one.activation, node, a);
    }
    if ((one.activation === 'softmin' || one.activation === 'softmax') && isSquare(binding.get('x'))) {
      // A bell that is normalized is a filter's kernel.
      return false;
    }
    return this.judge.holds(one.evidence, one.activation, node, binding.get('x'));
  }

  private describe(one: CompiledPattern, node: SyntaxNode, term: Term, binding: Binding): ExpressionUse {
    const { framework, certainty } = this.origin(node, one);
    return {
      node,
      activation: one.activation,
      framework,
      certainty,
      arguments: argumentsOf(one, term, binding, this.context),
      path: one.text,
      inPlace: node.type === 'augmented_assignment' || isInPlaceCall(node),
    };
  }

  private origin(node: SyntaxNode, { evidence }: Pattern): { framework: FrameworkId; certainty: Certainty } {
    const inside = this.reader.participants.filter(({ at }) => at >= node.startIndex && at < node.endIndex);
    const library = inside.find((one) => one.library !== 'plain')?.library;
    this.library ??= mainLibrary(this.context.text);
    const isCertain = evidence === 'sure' && inside.length > 0 && inside.every((one) => one.certainty === 'resolved');
    return {
      framework: library === undefined || library === 'plain' ? this.library : library,
      certainty: isCertain ? 'resolved' : 'likely',
    };
  }
}

/** Functions that Python has without an import. */
const builtins = /^(?:abs|max|min|sum)$/;

/** Names that stand for a number, not for a tensor. */
const scalarName =
  /^(?:alpha|beta|gamma|a|b|c|k|n|p|s|w0|w_0|w|omega\w*|slope|\w*_slope|scale\w*|leak\w*|leakiness|lamb\w*|lmbda|sigma|std\w*|tau|temp\w*|eps\w*|theta|freq\w*|no_div_by_zero|threshold|low|high|lo|hi|y_?(?:min|max)|weight|param\w*|coef\w*|c\d|ALPHA|BETA|SLOPE|\w*_(?:alpha|beta|slope|scale))$/i;

/** Parameters are numbers or named like such; inputs are neither. */
function accepts({ scalars }: CompiledPattern, hole: string, term: Term): boolean {
  if (!scalars.has(hole)) {
    return term.kind !== 'number' && term.kind !== 'comparison' && !isAbsoluteNegative(term);
  }
  return term.kind === 'number' || isScalar(term);
}

/** Few names are asked about, each for many patterns. */
const knownScalars = new Map<string, boolean>();

const maximumKnownScalars = 2000;

function isScalar(term: Term): boolean {
  if (term.kind === 'call') {
    return term.operands.every(isScalar) && ['exp', 'softplus', 'abs', 'sigmoid'].includes(term.name);
  }
  if (term.kind !== 'leaf') {
    return term.kind === 'power' && isScalar(term.base);
  }
  let isScalarText = knownScalars.get(term.text);
  if (isScalarText === undefined) {
    const name = term.text.slice(term.text.lastIndexOf('.') + 1);
    isScalarText = /^[\w.]+$/.test(term.text) && (scalarName.test(name) || /^self\.\w+$/.test(term.text));
    if (knownScalars.size > maximumKnownScalars) {
      knownScalars.clear();
    }
    knownScalars.set(term.text, isScalarText);
  }
  return isScalarText;
}

function isSquare(term: Term | undefined): boolean {
  if (term?.kind === 'product') {
    return term.factors.some(isSquare);
  }
  return term?.kind === 'power' && term.exponent.kind === 'number' && term.exponent.value === 2;
}

/** −|x| under a softplus belongs to the stable form of a logistic loss. */
function isAbsoluteNegative(term: Term): boolean {
  return (
    term.kind === 'product' &&
    term.coefficient < 0 &&
    term.factors.some((factor) => factor.kind === 'call' && factor.name === 'abs')
  );
}

function argumentsOf(one: CompiledPattern, term: Term, binding: Binding, context: ExpressionContext): Arguments {
  const values: Record<string, ArgumentValue> = { ...one.fixed };
  for (const [parameter, name] of Object.entries(one.parameters ?? {})) {
    values[parameter] = numberOf(binding.get(name), context);
  }
  for (const [parameter, derive] of Object.entries(one.derived ?? {})) {
    const numbers: Record<string, number> = {};
    for (const [name, value] of binding) {
      numbers[name] = numberOf(value, context) ?? NaN;
    }
    const value = derive(numbers);
    values[parameter] = Number.isFinite(value) ? value : null;
  }
  if (['softmax', 'log_softmax', 'softmin'].includes(one.activation)) {
    values['axis'] = axisIn(term);
  }
  return values;
}

function numberOf(term: Term | undefined, { lookUp, resolve }: ExpressionContext): number | null {
  if (term?.kind === 'number') {
    return term.value;
  }
  const node = term?.kind === 'leaf' ? term.node : undefined;
  const value = node === undefined ? null : evaluateLiteral(node, lookUp, (name) => resolve(name)?.path);
  return typeof value === 'number' ? value : null;
}

/** Where code writes what the holes stand for, inside the expression. */
function inputNodes(binding: Binding, expression: SyntaxNode): readonly SyntaxNode[] {
  return [...binding.values()].flatMap(nodesOf).filter((node) => isInside(node, expression));
}

function nodesOf(term: Term): readonly SyntaxNode[] {
  if (term.node !== undefined) {
    return [term.node];
  }
  switch (term.kind) {
    case 'sum':
      return term.terms.flatMap(nodesOf);
    case 'product':
      return term.factors.flatMap(nodesOf);
    default:
      return [];
  }
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  return node.startIndex >= outer.startIndex && node.endIndex <= outer.endIndex && node.id !== outer.id;
}

/** Node types that terms are read from. */
const arithmetic = new Set([
  'binary_operator',
  'unary_operator',
  'call',
  'conditional_expression',
  'augmented_assignment',
]);

function isArithmetic(node: SyntaxNode): boolean {
  return arithmetic.has(node.type);
}

/** Sub-expressions that can be expressions of their own. */
function operandsOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'binary_operator':
    case 'augmented_assignment':
    case 'unary_operator':
    case 'parenthesized_expression':
    case 'conditional_expression':
    case 'comparison_operator':
    case 'argument_list':
    case 'keyword_argument':
    case 'attribute':
    case 'subscript':
    case 'tuple':
    case 'list':
      return node.namedChildren.filter((child): child is SyntaxNode => child !== null && child.type !== 'identifier');
    case 'call':
      // What stands in the arguments of other functions is found by itself.
      return [
        node.childForFieldName('function'),
        isOfFormula(node) ? node.childForFieldName('arguments') : null,
      ].filter((child): child is SyntaxNode => child !== null && child.type !== 'identifier');
    default:
      return [];
  }
}

/** Climbs from a name or operator to the largest expression that it is a piece of. */
function wholeExpression(token: SyntaxNode): SyntaxNode | undefined {
  let whole: SyntaxNode | undefined;
  for (let node: SyntaxNode | null = token; node !== null; node = node.parent) {
    if (isArithmetic(node)) {
      whole = node;
    } else if (!passing.has(node.type) && node.id !== token.id) {
      break;
    }
    if (node.type === 'argument_list' && node.parent?.type === 'call' && !isOfFormula(node.parent)) {
      break;
    }
  }
  return whole;
}

/** Whether a call is of a function that formulas are made of. */
function isOfFormula(call: SyntaxNode): boolean {
  const name = calleeName(call).replace(/_$/, '');
  return builderOf(name) !== undefined || otherFormulaFunctions.test(name);
}

const otherFormulaFunctions = /^(?:clip|clamp|clip_by_value|cat|concat|concatenate|amax|min)$/;

const passing = new Set([
  'parenthesized_expression',
  'comparison_operator',
  'argument_list',
  'keyword_argument',
  'attribute',
  'subscript',
  'tuple',
  'list',
  'identifier',
]);

/** `torch.clamp_(x, min=0)`, `np.maximum(x, 0, out=x)`. */
function isInPlaceCall(node: SyntaxNode): boolean {
  const callee = node.type === 'call' ? node.childForFieldName('function') : null;
  const given = node.childForFieldName('arguments')?.namedChildren ?? [];
  const out = given.find((argument) => argument?.childForFieldName('name')?.text === 'out')?.childForFieldName('value');
  return (
    /[a-z]_$/.test(callee?.text ?? '') || given.some((argument) => out !== undefined && argument?.text === out?.text)
  );
}
