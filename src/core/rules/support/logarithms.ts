import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import type { Use } from '../../uses/use';
import type { RuleContext } from '../rule';
import { calleeName, lastName } from '../../uses/place';
import { readArguments } from '../../uses/callArguments';
import { valueOf } from './statements';

/** What a logarithm is taken of. */
export interface LogOfActivation {
  readonly log: SyntaxNode;
  readonly use: Use;
  /** The call that applies the activation. */
  readonly applied: SyntaxNode;
  /** `log(1 - sigmoid(x))`. */
  readonly isComplement: boolean;
  /** A small number is added, or the value is clipped, so that the logarithm stays finite. */
  readonly isGuarded: boolean;
  /** The activation stands in the logarithm itself, not in a variable. */
  readonly isNested: boolean;
}

const logPaths = /^(?:torch|jax\.numpy|tf|tf\.math|keras\.ops|keras\.backend|numpy)\.log$/;
const clipping = /^(?:clamp|clamp_|clamp_min|clip|clip_by_value|maximum|max)$/;

/** Every logarithm of one of the given activations. */
export function* logsOf(activations: ReadonlySet<string>, context: RuleContext): Generator<LogOfActivation> {
  const { code } = context;
  for (const log of code.calls('log')) {
    const operand = logOperand(log, code);
    const found = operand && strip(operand, code, context);
    if (found !== undefined && activations.has(found.use.activation)) {
      yield { log, ...found };
    }
  }
}

/** `x` of `torch.log(x)` and of `x.log()`. */
function logOperand(log: SyntaxNode, code: ModuleCode): SyntaxNode | undefined {
  const callee = log.childForFieldName('function');
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  const { positional, keywords } = readArguments(log);
  if (path !== undefined) {
    return logPaths.test(path) && positional.length === 1 ? positional[0] : undefined;
  }
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  return object !== null && positional.length === 0 && keywords.size === 0 ? object : undefined;
}

type Stripped = Omit<LogOfActivation, 'log'>;

/** Takes parentheses, `1 -`, small summands, clipping and variables away from an activation. */
function strip(node: SyntaxNode, code: ModuleCode, context: RuleContext, steps = 8): Stripped | undefined {
  if (steps === 0) {
    return undefined;
  }
  const inner = (next: SyntaxNode | null | undefined): Stripped | undefined =>
    next ? strip(next, code, context, steps - 1) : undefined;
  switch (node.type) {
    case 'parenthesized_expression':
      return inner(node.namedChildren[0]);
    case 'identifier': {
      const found = inner(valueOf(node, code));
      return found && { ...found, isNested: false };
    }
    case 'binary_operator':
      return stripSum(node, inner);
    case 'call': {
      const use = appliedUse(node, context);
      if (use !== undefined) {
        return { use, applied: node, isComplement: false, isGuarded: false, isNested: true };
      }
      const clipped = clipping.test(calleeName(node)) ? inner(clippedOperand(node, code)) : undefined;
      return clipped && { ...clipped, isGuarded: true };
    }
    default:
      return undefined;
  }
}

function stripSum(
  node: SyntaxNode,
  inner: (next: SyntaxNode | null | undefined) => Stripped | undefined,
): Stripped | undefined {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const operator = node.childForFieldName('operator')?.type;
  if (operator === '-' && left !== null && /^1(?:\.0*)?$/.test(left.text)) {
    const found = inner(right);
    return found && { ...found, isComplement: !found.isComplement };
  }
  const small = /^(?:\d?\.?\d*e-\d+|0\.0\d+|\w*(?:eps|EPS|tiny|delta)\w*(?:\.\w+)*|self\.\w*eps\w*)$/i;
  const [summand, other] = right !== null && small.test(right.text) ? [left, right] : [right, left];
  if ((operator === '+' || operator === '-') && other !== null && small.test(other.text)) {
    const found = inner(summand);
    return found && { ...found, isGuarded: true };
  }
  return undefined;
}

/** The use that a call applies: `torch.sigmoid(x)`, `x.sigmoid()`, `self.softmax(x)`, `nn.Softmax(dim=1)(x)`. */
export function appliedUse(call: SyntaxNode, { useOf }: RuleContext): Use | undefined {
  const callee = call.childForFieldName('function');
  if (callee === null) {
    return undefined;
  }
  const made = callee.type === 'call' ? callee.childForFieldName('function') : callee;
  const use = made === null ? undefined : useOf(made);
  const isConstruction = use?.form === 'class' && callee.type !== 'call' && use.madeAt === undefined;
  return isConstruction ? undefined : use;
}

function clippedOperand(call: SyntaxNode, code: ModuleCode): SyntaxNode | undefined {
  const callee = call.childForFieldName('function');
  const isMethod = callee?.type === 'attribute' && code.resolve(callee) === undefined && lastName(callee) !== 'maximum';
  return isMethod ? (callee.childForFieldName('object') ?? undefined) : readArguments(call).positional[0];
}

/** What the activation is applied to, and what else is written in its call. */
export function appliedTo(
  call: SyntaxNode,
  use: Use,
): { readonly input: SyntaxNode; readonly rest: readonly string[] } | undefined {
  const callee = call.childForFieldName('function');
  const { positional, keywords, hasStar, hasDoubleStar } = readArguments(call);
  const names = [...keywords].map(([name, value]) => `${name}=${value.text}`);
  if (callee === null || hasStar || hasDoubleStar) {
    return undefined;
  }
  if (use.form === 'method') {
    const input = callee.childForFieldName('object');
    return input === null
      ? undefined
      : { input: withoutParentheses(input), rest: [...positional.map(({ text }) => text), ...names] };
  }
  const [input, ...others] = positional;
  return input === undefined || use.form !== 'function'
    ? undefined
    : { input, rest: [...others.map(({ text }) => text), ...names] };
}

function withoutParentheses(node: SyntaxNode): SyntaxNode {
  const [inner] = node.type === 'parenthesized_expression' ? node.namedChildren : [];
  return inner ? withoutParentheses(inner) : node;
}
