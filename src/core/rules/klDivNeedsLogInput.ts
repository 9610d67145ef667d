import * as l10n from '@vscode/l10n';
import { logSoftmaxFix, placeOf, relatedTo } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Rule } from './rule';

/** The Kullback–Leibler divergence of probabilities where logarithms are wanted. */
export const klDivNeedsLogInput: Rule = {
  id: 'kl-div-needs-log-input',
  severity: 'error',
  title: () => l10n.t('kl_div of probabilities instead of their logarithms'),
  words: /KLDivLoss|kl_div/,
  *check({ code }) {
    for (const output of pairedOutputs(code, 'kl-divergence')) {
      if (output.activation?.id === 'softmax') {
        yield {
          node: placeOf(output),
          severity: output.closeness === 'model' ? 'warning' : 'error',
          message: l10n.t(
            'The first argument has to be in log space: of probabilities the result is negative even for equal distributions, and no divergence. Apply log-softmax instead of softmax.',
          ),
          related: relatedTo(output),
          fixes: logSoftmaxFix(output, code),
        };
      }
    }
  },
};
