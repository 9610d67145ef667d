import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../python/syntax';
import { replaceNode } from '../edits/nodeEdits';
import type { Rule, RuleContext } from './rule';
import { operandText } from './support/edits';
import { appliedTo, appliedUse } from './support/logarithms';

const callees = ['sigmoid', 'expit'];

/** A sigmoid that is computed only to be compared with one half. */
export const sigmoidThreshold: Rule = {
  id: 'sigmoid-threshold',
  severity: 'hint',
  offByDefault: true,
  title: () => l10n.t('A sigmoid compared with one half'),
  words: /(?:sigmoid|expit)[\s\S]*0?\.50*\b/,
  *check(context) {
    for (const call of callees.flatMap((name) => [...context.code.calls(name)])) {
      const comparison = call.parent;
      const half = comparison === null ? undefined : halfBehind(comparison, call);
      const input = half === undefined ? undefined : inputOf(call, context);
      if (comparison === null || half === undefined || input === undefined) {
        continue;
      }
      yield {
        node: comparison,
        message: l10n.t(
          'σ(x) passes 0.5 where x passes 0: comparing {0} with 0 decides the same without the sigmoid.',
          input.text,
        ),
        fixes: [
          {
            title: l10n.t('Compare with 0'),
            kind: 'safe',
            edits: [replaceNode(context.code, call, operandText(input)), replaceNode(context.code, half, '0')],
          },
        ],
      };
    }
  },
};

/** The `0.5` of `sigmoid(x) > 0.5`. */
function halfBehind(comparison: SyntaxNode, call: SyntaxNode): SyntaxNode | undefined {
  const [left, right, ...more] = comparison.namedChildren;
  const isHalf = right !== null && right !== undefined && Number(right.text) === 0.5;
  return comparison.type === 'comparison_operator' && left?.id === call.id && isHalf && more.length === 0
    ? right
    : undefined;
}

function inputOf(call: SyntaxNode, context: RuleContext): SyntaxNode | undefined {
  const use = appliedUse(call, context);
  const given = use?.activation === 'sigmoid' ? appliedTo(call, use) : undefined;
  return given?.rest.length === 0 ? given.input : undefined;
}
