import * as l10n from '@vscode/l10n';
import { kerasBackend } from '../model/keras/backend';
import { stringValue } from '../python/literals';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import { isCategorical, kerasLossWords, kerasOutputs } from './keras/outputs';
import type { Rule } from './rule';

/** One probability for each class by itself, and a loss that wants shares of one. */
export const sigmoidWithCategoricalCrossentropy: Rule = {
  id: 'sigmoid-with-categorical-crossentropy',
  severity: 'warning',
  title: () => l10n.t('Categorical cross-entropy of the outputs of sigmoid'),
  words: kerasLossWords,
  *check({ code }) {
    for (const { meeting, activation, width } of kerasOutputs(code)) {
      if (
        activation?.id !== 'sigmoid' ||
        width === undefined ||
        width < 2 ||
        meeting.fromLogits !== false ||
        !isCategorical(meeting)
      ) {
        continue;
      }
      const backend = kerasBackend(code);
      yield {
        node: activation.node,
        message:
          backend === 'torch' || backend === 'jax'
            ? l10n.t(
                'The loss divides the {0} outputs of sigmoid by their sum and trains that, which is slower and less accurate than softmax. Use softmax, or binary cross-entropy if several classes can hold at once.',
                String(width),
              )
            : l10n.t(
                'The loss wants {0} shares of one, but sigmoid gives each class a probability of its own: TensorFlow trains it as softmax although the model predicts otherwise, other backends divide by the sum. Use softmax, or binary cross-entropy if several classes can hold at once.',
                String(width),
              ),
        related: [{ node: meeting.node, message: l10n.t('The loss is named here.') }],
        fixes:
          stringValue(activation.node) === 'sigmoid'
            ? [
                {
                  title: l10n.t('Use softmax: trained weights then predict otherwise'),
                  kind: 'choice',
                  edits: [replaceNode(code, activation.node, quotedLike(activation.node, 'softmax'))],
                },
              ]
            : [],
      };
    }
  },
};
