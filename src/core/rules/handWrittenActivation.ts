import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import { shortNumber } from '../cards/values';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor, calleeName } from '../uses/place';
import type { Use } from '../uses/use';
import { activationName } from './layers/names';
import type { Finding, FindingFix, Rule } from './rule';
import { replaceByPath } from './support/edits';
import { inputOfFormula } from '../uses/expressions/inputOfFormula';
import { libraryFunction, type LibraryFunction } from './support/libraryFunctions';
import { LARGEST_EXPONENT } from './support/rounding';
import { lastAssigned } from './support/statements';

const formulas: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'sigmoid',
  'tanh',
  'softplus',
  'silu',
  'mish',
  'gelu',
  'gelu_tanh',
  'softmax',
]);

/** Formulas whose exponential overflows, and with it the value or the gradient. */
const overflowing: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'sigmoid',
  'tanh',
  'softplus',
  'silu',
  'softmax',
]);

const functionsOfFormulas = ['exp', 'expm1', 'tanh', 'sigmoid', 'log', 'log1p', 'erf', 'softplus'];

/** An activation that the library has, written out by hand. */
export const handWrittenActivation: Rule = {
  id: 'hand-written-activation',
  severity: 'information',
  title: () => l10n.t('An activation written out by hand'),
  words: /\b(?:exp|expm1|tanh|sigmoid|erf|softplus)\b/,
  *check({ code, uses }) {
    for (const use of uses) {
      const node = use.form === 'expression' && formulas.has(use.activation) ? code.nodeAt(use) : undefined;
      if (node !== undefined && node.type !== 'augmented_assignment' && !isGuarded(node, use)) {
        yield* findings(node, use, code);
      }
    }
  },
};

function* findings(node: SyntaxNode, use: Use, code: ModuleCode): Generator<Finding> {
  const name = activationName(use.activation);
  const overflows = overflowing.has(use.activation) && /\bexp\(/.test(node.text);
  if (use.framework === 'numpy') {
    if (overflows) {
      yield {
        node,
        severity: 'hint',
        message: l10n.t(
          'NumPy warns of an overflow in exp where its argument exceeds {0} (float64), and a quotient of two such values is NaN. Subtract the maximum, or use the functions of scipy.special.',
          shortNumber(Math.log(Number.MAX_VALUE)),
        ),
      };
    }
    return;
  }
  const better = libraryFunction(use.framework, use.activation);
  if (better === undefined || !isOfLibrary(node, better, code)) {
    return;
  }
  yield {
    node,
    ...(overflows ? { severity: 'warning' as const } : {}),
    message: overflows
      ? l10n.t(
          'The exponential overflows float32 beyond {0}, and then the value or its gradient is NaN. The library’s {1} is stable.',
          shortNumber(LARGEST_EXPONENT),
          name,
        )
      : l10n.t(
          'The library has {0} in one call, which is faster and keeps less in memory for the backward pass.',
          name,
        ),
    fixes: fixesFor(node, use, better, code),
  };
}

/** What is bounded before, shifted, or chosen by sign, does not overflow; what works in place is meant to. */
function isGuarded(node: SyntaxNode, { activation, inPlace, path }: Use): boolean {
  if (inPlace || path.includes('logsumexp')) {
    return true;
  }
  const around = ancestor(node, 'call');
  if (around !== undefined && /^(?:where|select|piecewise|cond)$/.test(calleeName(around))) {
    return true;
  }
  if (
    /\b(?:clamp|clip|clip_by_value|minimum|maximum)\w*\(/.test(node.text) ||
    /math\.(?:exp|tanh|erf|log)/.test(node.text)
  ) {
    return true;
  }
  const bound = identifiersIn(node).map((name) => lastAssigned(name)?.text ?? '');
  const isShifted = activation === 'softmax' && [node.text, ...bound].some((text) => /max\w*\(/.test(text));
  return isShifted || bound.some((text) => /\b(?:clamp|clip\w*|where)\(/.test(text));
}

function identifiersIn(node: SyntaxNode): readonly SyntaxNode[] {
  return node.type === 'identifier'
    ? [node]
    : node.namedChildren.flatMap((child) => (child === null ? [] : identifiersIn(child)));
}

/** Whether all functions are those of the library, and none of them of another that works on its tensors, too. */
function isOfLibrary(node: SyntaxNode, { path }: LibraryFunction, code: ModuleCode): boolean {
  const library = path.slice(0, path.indexOf('.'));
  return callsIn(node)
    .filter((call) => functionsOfFormulas.includes(calleeName(call)))
    .every((call) => {
      const callee = call.childForFieldName('function');
      const own = callee === null ? undefined : code.resolve(callee)?.path;
      return own === undefined ? callee?.type === 'attribute' : own.startsWith(`${library}.`);
    });
}

function callsIn(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = node.namedChildren.flatMap((child) => (child === null ? [] : callsIn(child)));
  return node.type === 'call' ? [node, ...inner] : inner;
}

function fixesFor(node: SyntaxNode, use: Use, better: LibraryFunction, code: ModuleCode): readonly FindingFix[] {
  const input =
    use.activation === 'softmax' ? softmaxInput(node) : inputOfFormula(node, use.activation, use.arguments, code);
  const setting = use.activation === 'softmax' ? axisSetting(use, better) : better.setting;
  if (input === undefined || (use.activation === 'softmax' && setting === undefined)) {
    return [];
  }
  return replaceByPath(code, node, better.path, {
    title: (name) => l10n.t('Use {0}', name),
    kind: 'safe',
    behind: `(${[input.text, ...(setting === undefined ? [] : [setting])].join(', ')})`,
  });
}

/** `x` of `exp(x) / exp(x).sum(dim=1, keepdim=True)`, where no exponential is of anything else. */
function softmaxInput(node: SyntaxNode): SyntaxNode | undefined {
  const inputs = callsIn(node)
    .filter((call) => calleeName(call) === 'exp')
    .map((call) => {
      const [argument] = readArguments(call).positional;
      const callee = call.childForFieldName('function');
      return argument ?? (callee?.type === 'attribute' ? callee.childForFieldName('object') : null);
    });
  const [first, ...others] = inputs;
  const isSame = others.length > 0 && others.every((one) => one?.text === first?.text);
  return node.type === 'binary_operator' && isSame && /keep_?dims?=True/.test(node.text)
    ? (first ?? undefined)
    : undefined;
}

/** Only an axis that is written and kept is certain. */
function axisSetting({ arguments: values }: Use, { path }: LibraryFunction): string | undefined {
  const axis = values['axis'];
  return typeof axis === 'number' ? `${path.startsWith('torch.') ? 'dim' : 'axis'}=${String(axis)}` : undefined;
}
