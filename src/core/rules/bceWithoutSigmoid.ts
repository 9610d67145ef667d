import * as l10n from '@vscode/l10n';
import { placeOf, relatedTo } from './pairing/findings';
import { lossOfScores } from './pairing/lossOfScores';
import { pairedOutputs } from './pairing/pairings';
import type { Rule } from './rule';

/** Scores for a loss that wants probabilities. */
export const bceWithoutSigmoid: Rule = {
  id: 'bce-without-sigmoid',
  severity: 'error',
  title: () => l10n.t('Binary cross-entropy of scores that are no probabilities'),
  words: /BCELoss|binary_cross_entropy\b/,
  *check({ code }) {
    for (const output of pairedOutputs(code, 'probability')) {
      if (output.activation !== undefined) {
        continue;
      }
      const loss = lossOfScores(output, code);
      yield {
        node: placeOf(output),
        severity: output.closeness === 'model' ? 'warning' : 'error',
        message: l10n.t(
          'This loss wants probabilities between 0 and 1, but gets the scores of a linear layer: on the CPU it raises a RuntimeError, on a GPU it fails in an assertion. Use BCEWithLogitsLoss, which takes scores.',
        ),
        related: relatedTo(output),
        fixes: loss === undefined ? [] : [{ title: l10n.t('Use {0}', loss.name), kind: 'safe', edits: loss.edits }],
      };
    }
  },
};
