import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { calleeName } from '../uses/place';
import { readArguments } from '../uses/callArguments';
import { replaceNode } from '../edits/nodeEdits';
import type { Finding, FindingFix, Rule } from './rule';
import { libraryCalls, type LibraryCall } from '../uses/libraryCalls';
import { LARGEST_EXPONENT } from './support/rounding';

const paths = ['torch.where', 'jax.numpy.where', 'tf.where', 'keras.ops.where'];

/** Functions whose value or slope is infinite or undefined on one side. */
const growing = /^(?:exp|expm1|cosh|sinh)$/;
const undefinedBelow = /^(?:sqrt|rsqrt|log|log2|log10)$/;

/** Both branches of `where` are differentiated: an infinite slope in the one that is not taken gives NaN. */
export const whereNanGradient: Rule = {
  id: 'where-nan-gradient',
  severity: 'warning',
  title: () => l10n.t('A where whose other branch makes the gradient NaN'),
  words: /\bwhere\(/,
  *check({ code }) {
    for (const call of libraryCalls(code, paths)) {
      const [condition, yes, no, ...more] = call.written.positional;
      const sign = condition && signOf(condition);
      if (yes !== undefined && no !== undefined && sign !== undefined && more.length === 0) {
        yield* branchFindings(call, sign.isPositive ? no : yes, sign.text, 'positive', code);
        yield* branchFindings(call, sign.isPositive ? yes : no, sign.text, 'negative', code);
      }
    }
  },
};

/** `x > 0`: the name, and whether the first branch is for positive values. */
function signOf(condition: SyntaxNode): { readonly text: string; readonly isPositive: boolean } | undefined {
  const match = /^([\w.[\]]+)\s*(<|<=|>|>=)\s*0(?:\.0*)?$/.exec(condition.text.replace(/^\((.*)\)$/, '$1').trim());
  return match === null ? undefined : { text: match[1] ?? '', isPositive: match[2]?.startsWith('>') === true };
}

/** Calls in a branch that is not taken for values of the given sign, but computed for them all the same. */
function* branchFindings(
  call: LibraryCall,
  branch: SyntaxNode,
  name: string,
  wrongSign: 'positive' | 'negative',
  code: ModuleCode,
): Generator<Finding> {
  for (const inner of callsIn(branch)) {
    const [argument] = readArguments(inner).positional;
    const text = argument?.text;
    const isGrowing = growing.test(calleeName(inner));
    if (argument === undefined || !(isGrowing || undefinedBelow.test(calleeName(inner)))) {
      continue;
    }
    const breaks = wrongSign === 'positive' ? isGrowing && text === name : isHarmful(text, name, isGrowing);
    if (breaks) {
      yield {
        node: inner,
        message: messageFor(inner, isGrowing, name),
        fixes: text === name && isGrowing ? clampFix(call, argument, code) : [],
      };
    }
  }
}

/** On the negative side: roots and logarithms of the value itself, and exponentials of its opposite. */
function isHarmful(text: string | undefined, name: string, isGrowing: boolean): boolean {
  return isGrowing ? text === `-${name}` : text === name;
}

function messageFor(inner: SyntaxNode, isGrowing: boolean, name: string): string {
  return isGrowing
    ? l10n.t(
        'where differentiates both branches: beyond |{0}| = {1} this exponential overflows in float32, and 0 · ∞ makes the gradient NaN although the other branch is taken. Bound its argument, or use the library’s activation.',
        name,
        shortNumber(LARGEST_EXPONENT),
      )
    : l10n.t(
        'where differentiates both branches: {0} has no finite slope where {1} is 0 or negative, which can make the gradient NaN although the other branch is taken. Bound its argument first.',
        calleeName(inner),
        name,
      );
}

/** The same values where the branch is taken, and a finite slope where it is not. */
function clampFix({ callee, path }: LibraryCall, argument: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const module = callee.type === 'attribute' ? callee.childForFieldName('object')?.text : undefined;
  const text =
    path === 'torch.where'
      ? `${argument.text}.clamp(max=0)`
      : module === undefined
        ? undefined
        : `${module}.minimum(${argument.text}, 0.0)`;
  return text === undefined
    ? []
    : [{ title: l10n.t('Bound the argument: {0}', text), kind: 'safe', edits: [replaceNode(code, argument, text)] }];
}

function* callsIn(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.type === 'call') {
    yield node;
  }
  for (const child of node.namedChildren) {
    if (child !== null && child.type !== 'lambda') {
      yield* callsIn(child);
    }
  }
}
