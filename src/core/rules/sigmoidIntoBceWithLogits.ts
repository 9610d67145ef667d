import * as l10n from '@vscode/l10n';
import { DOUBLE_SIGMOID_LIMIT } from './keras/numbers';
import { placeOf, relatedTo, unseenFinding, unwrapFix } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import { unseenMeeting } from './pairing/unseenMeeting';
import type { Rule } from './rule';

/** Probabilities for a loss that applies sigmoid itself. */
export const sigmoidIntoBceWithLogits: Rule = {
  id: 'sigmoid-into-bce-with-logits',
  severity: 'error',
  title: () => l10n.t('Sigmoid before a binary cross-entropy that applies its own'),
  words: /sigmoid/i,
  *check({ code }) {
    for (const output of pairedOutputs(code, 'score')) {
      if (output.activation?.id === 'sigmoid') {
        yield {
          node: placeOf(output),
          severity: output.closeness === 'model' ? 'warning' : 'error',
          message: l10n.t(
            'This loss applies sigmoid itself, so every probability lies between 0.5 and {0}, and the loss of a negative cannot fall below {1}. Give it the scores, and apply sigmoid only to read probabilities.',
            DOUBLE_SIGMOID_LIMIT.toFixed(3),
            Math.LN2.toFixed(3),
          ),
          related: relatedTo(output),
          fixes: unwrapFix(output, code, l10n.t('Give the loss the scores')),
        };
      }
    }
    const unseen = unseenMeeting(code, { loss: 'score', activation: 'sigmoid' });
    if (unseen !== undefined) {
      yield unseenFinding(
        unseen,
        l10n.t(
          'This loss applies sigmoid itself, and {0}, the only model of this file, ends in sigmoid. If the loss is given its output, every probability lies between 0.5 and {1}: let the model return scores.',
          unseen.model,
          DOUBLE_SIGMOID_LIMIT.toFixed(3),
        ),
      );
    }
  },
};
