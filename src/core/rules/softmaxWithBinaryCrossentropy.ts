import * as l10n from '@vscode/l10n';
import { stringValue } from '../python/literals';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import { isBinary, kerasLossWords, kerasOutputs } from './keras/outputs';
import type { Rule } from './rule';

/** Shares of one, and a loss that takes each for a probability of its own. */
export const softmaxWithBinaryCrossentropy: Rule = {
  id: 'softmax-with-binary-crossentropy',
  severity: 'information',
  title: () => l10n.t('Binary cross-entropy of the outputs of softmax'),
  words: kerasLossWords,
  *check({ code }) {
    for (const { meeting, activation, width } of kerasOutputs(code)) {
      // Two classes as one-hot vectors: both losses are the same.
      if (activation?.id !== 'softmax' || width === undefined || width < 3 || !isBinary(meeting)) {
        continue;
      }
      yield {
        node: activation.node,
        message: l10n.t(
          'Binary cross-entropy judges each of the {0} outputs by itself, but softmax makes them sum to 1. Use categorical cross-entropy for one class of {0}, or sigmoid if several can hold at once.',
          String(width),
        ),
        related: [{ node: meeting.node, message: l10n.t('The loss is named here.') }],
        fixes: [
          ...(meeting.node.type === 'string'
            ? [
                {
                  title: l10n.t('Use categorical cross-entropy'),
                  kind: 'choice' as const,
                  edits: [replaceNode(code, meeting.node, quotedLike(meeting.node, 'categorical_crossentropy'))],
                },
              ]
            : []),
          ...(stringValue(activation.node) === 'softmax'
            ? [
                {
                  title: l10n.t('Use sigmoid: trained weights then predict otherwise'),
                  kind: 'choice' as const,
                  edits: [replaceNode(code, activation.node, quotedLike(activation.node, 'sigmoid'))],
                },
              ]
            : []),
        ],
      };
    }
  },
};
