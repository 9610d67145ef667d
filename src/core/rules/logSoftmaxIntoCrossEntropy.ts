import * as l10n from '@vscode/l10n';
import { placeOf, relatedTo, unwrapFix } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Rule } from './rule';

/** Log-softmax of log-softmax, which is the same again. */
export const logSoftmaxIntoCrossEntropy: Rule = {
  id: 'log-softmax-into-cross-entropy',
  severity: 'information',
  title: () => l10n.t('Log-softmax before a cross-entropy that applies its own'),
  words: /log_?softmax/i,
  *check({ code }) {
    for (const output of pairedOutputs(code, 'scores')) {
      if (output.activation?.id === 'log_softmax') {
        yield {
          node: placeOf(output),
          message: l10n.t(
            'This loss applies log-softmax itself; a second one changes nothing and costs time. Leave it out, or use NLLLoss.',
          ),
          related: relatedTo(output),
          fixes: unwrapFix(output, code, l10n.t('Leave out log-softmax: the same loss')),
        };
      }
    }
  },
};
