import * as l10n from '@vscode/l10n';
import { replaceNode } from './support/nodeEdits';
import { placeOf, relatedTo } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Rule } from './rule';

const withLogits: Readonly<Record<string, string>> = {
  BCELoss: 'BCEWithLogitsLoss',
  binary_cross_entropy: 'binary_cross_entropy_with_logits',
};

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
      const callee = output.pairing.node.childForFieldName('function');
      const last = /\w+$/.exec(callee?.text ?? '')?.[0] ?? '';
      const name = withLogits[last];
      yield {
        node: placeOf(output),
        severity: output.closeness === 'model' ? 'warning' : 'error',
        message: l10n.t(
          'This loss wants probabilities between 0 and 1, but gets the scores of a linear layer: on the CPU it raises a RuntimeError, on a GPU it fails in an assertion. Use BCEWithLogitsLoss, which takes scores.',
        ),
        related: relatedTo(output),
        fixes:
          name === undefined || callee?.type !== 'attribute'
            ? []
            : [
                {
                  title: l10n.t('Use {0}', name),
                  kind: 'safe',
                  edits: [replaceNode(code, callee, callee.text.slice(0, -last.length) + name)],
                },
              ],
      };
    }
  },
};
