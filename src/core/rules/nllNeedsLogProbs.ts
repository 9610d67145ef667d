import * as l10n from '@vscode/l10n';
import { logSoftmaxFix, placeOf, relatedTo } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Rule } from './rule';

/** The negative log-likelihood of what is no logarithm. */
export const nllNeedsLogProbs: Rule = {
  id: 'nll-needs-log-probs',
  severity: 'error',
  title: () => l10n.t('NLLLoss of what are no log-probabilities'),
  words: /NLLLoss|nll_loss/,
  *check({ code }) {
    for (const output of pairedOutputs(code, 'log-probabilities')) {
      const { activation, closeness } = output;
      if (activation === undefined || activation.id === 'softmax') {
        yield {
          node: placeOf(output),
          severity: closeness === 'model' ? 'warning' : 'error',
          message:
            activation === undefined
              ? l10n.t(
                  'NLLLoss takes log-probabilities and only picks one of them; of scores it becomes negative without end. Apply log-softmax before it, or use cross-entropy.',
                )
              : l10n.t(
                  'NLLLoss takes log-probabilities and only picks one of them; of probabilities it lies between −1 and 0, and gradients do not grow with the error. Apply log-softmax instead of softmax, or use cross-entropy of the scores.',
                ),
          related: relatedTo(output),
          fixes: logSoftmaxFix(output, code),
        };
      }
    }
  },
};
