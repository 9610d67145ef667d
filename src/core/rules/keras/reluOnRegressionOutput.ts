import * as l10n from '@vscode/l10n';
import type { Finding, RuleContext } from '../rule';
import { argumentAround, quotedLike, removeItem, replaceNode } from '../../edits/nodeEdits';
import { kerasOutputs } from './outputs';

/** What cannot be negative: ReLU is what keeps predictions so. */
export const nonNegativeNames =
  /(?<![a-z])(?:counts?|prices?|costs?|sales|demands?|densit(?:y|ies)|depths?|ages?|distances?|durations?|intensit(?:y|ies)|amounts?|population|incomes?|traffic|volumes?|brightness|masks?|ratings?|energy|power|(?:auto)?encoder)(?![a-z])/i;

/** ReLU at the end of a network of Keras that is trained on the distance to any number. */
export function* kerasReluOnRegressionOutput({ code }: RuleContext): Generator<Finding> {
  if (code.mentions(nonNegativeNames)) {
    return;
  }
  for (const { meeting, activation, head } of kerasOutputs(code)) {
    if (meeting.loss.kind !== 'regression' || activation?.id !== 'relu' || head.affine?.kind?.isDense !== true) {
      continue;
    }
    const argument = argumentAround(activation.node);
    const removal = argument.type === 'keyword_argument' ? removeItem(code, argument) : undefined;
    yield {
      node: activation.node,
      message: l10n.t(
        'ReLU gives no negative number, and where its input is negative for every sample the prediction stays 0 without a gradient. Remove it if targets can be negative, or use softplus if they cannot.',
      ),
      related: [{ node: meeting.node, message: l10n.t('The loss is named here.') }],
      fixes: [
        ...(removal === undefined
          ? []
          : [{ title: l10n.t('Remove ReLU from the output'), kind: 'choice' as const, edits: [removal] }]),
        ...(activation.node.type === 'string'
          ? [
              {
                title: l10n.t('Use softplus'),
                kind: 'choice' as const,
                edits: [replaceNode(code, activation.node, quotedLike(activation.node, 'softplus'))],
              },
            ]
          : []),
      ],
    };
  }
}
