import * as l10n from '@vscode/l10n';
import { doubleSoftmaxFloor } from './keras/numbers';
import { placeOf, relatedTo, unseenFinding, unwrapFix } from './pairing/findings';
import { classCount, pairedOutputs, type PairedOutput } from './pairing/pairings';
import { unseenMeeting } from './pairing/unseenMeeting';
import type { Rule } from './rule';

/** Probabilities for a loss that makes probabilities itself. */
export const softmaxIntoCrossEntropy: Rule = {
  id: 'softmax-into-cross-entropy',
  severity: 'error',
  title: () => l10n.t('Softmax before a cross-entropy that applies its own'),
  words: /softmax/i,
  *check({ code }) {
    for (const output of pairedOutputs(code, 'scores')) {
      if (output.activation?.id === 'softmax') {
        yield {
          node: placeOf(output),
          severity: output.closeness === 'model' ? 'warning' : 'error',
          message: messageFor(output),
          related: relatedTo(output),
          fixes: unwrapFix(output, code, l10n.t('Give the loss the scores')),
        };
      }
    }
    const unseen = unseenMeeting(code, { loss: 'scores', activation: 'softmax' });
    if (unseen !== undefined) {
      yield unseenFinding(
        unseen,
        l10n.t(
          'This loss applies log-softmax itself, and {0}, the only model of this file, ends in softmax. If the loss is given its output, probabilities go through softmax twice: let the model return scores.',
          unseen.model,
        ),
      );
    }
  },
};

function messageFor(output: PairedOutput): string {
  const classes = classCount(output);
  return classes === undefined
    ? l10n.t(
        'This loss applies log-softmax itself, so probabilities go through softmax twice: gradients shrink to about 1/C for C classes, and the loss cannot reach 0. Give it the scores, and apply softmax only to read probabilities.',
      )
    : l10n.t(
        'This loss applies log-softmax itself, so probabilities go through softmax twice: for {0} classes gradients shrink to about 1/{0}, and the loss cannot fall below {1}. Give it the scores, and apply softmax only to read probabilities.',
        String(classes),
        doubleSoftmaxFloor(classes).toFixed(3),
      );
}
