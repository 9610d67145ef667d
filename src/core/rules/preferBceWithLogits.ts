import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../edits/textEdit';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { removeActivation } from './layers/edits';
import { placeOf, relatedTo, unwrapEdit } from './pairing/findings';
import { isLossOf, lossOfScores } from './pairing/lossOfScores';
import { runsInMixedPrecision } from './pairing/mixedPrecision';
import { pairedOutputs, type PairedOutput } from './pairing/pairings';
import type { FindingFix, Rule } from './rule';

/** Sigmoid and binary cross-entropy as two steps, where one step is more exact and safe in half precision. */
export const preferBceWithLogits: Rule = {
  id: 'prefer-bce-with-logits',
  severity: 'information',
  title: () => l10n.t('Sigmoid and BCELoss in two steps'),
  words: /BCELoss|binary_cross_entropy\b/,
  *check({ code }) {
    const outputs = pairedOutputs(code, 'probability').filter(({ activation }) => activation?.id === 'sigmoid');
    const seen = new Map<SyntaxNode, SyntaxNode[]>();
    for (const output of outputs) {
      const { pairing, activation } = output;
      const known = seen.get(pairing.node) ?? [];
      if (activation !== undefined && !known.includes(activation.node)) {
        seen.set(pairing.node, [...known, activation.node]);
        const isMixed = runsInMixedPrecision(pairing.call, code);
        yield {
          node: placeOf(output),
          ...(isMixed ? { severity: 'error' as const } : {}),
          message: isMixed
            ? l10n.t(
                'Under autocast this loss raises a RuntimeError on a GPU, because binary cross-entropy of probabilities is unsafe in half precision. Leave out the sigmoid and use BCEWithLogitsLoss, which takes the scores.',
              )
            : l10n.t(
                'Sigmoid rounds to 1 from scores of {0} on in float32, and there the loss of a wrong prediction has no gradient. BCEWithLogitsLoss takes the scores and computes both in one exact step.',
                ROUNDS_TO_ONE.toFixed(1),
              ),
          related: relatedTo(output),
          fixes: oneStepFix(output, outputs, code),
        };
      }
    }
  },
};

/** From here on exp(−x) in 1/(1 + exp(−x)) is at most 2⁻²⁴, half the distance from 1 to the next float32. */
const ROUNDS_TO_ONE = 24 * Math.LN2;

/** Both sites at once: the loss that takes scores, and no sigmoid. */
function oneStepFix(output: PairedOutput, outputs: readonly PairedOutput[], code: ModuleCode): readonly FindingFix[] {
  const { activation, closeness, pairing } = output;
  const alike = outputs.filter(
    (other) => other.pairing.node === pairing.node && other.activation?.node === activation?.node,
  );
  const loss = lossOfScores(output, code);
  const edit = sigmoidEdit(output, code);
  if (loss === undefined || edit === undefined || !isLossOf(alike, output, code)) {
    return [];
  }
  const title =
    closeness === 'model'
      ? l10n.t(
          'Use {0} and remove the sigmoid: the model then gives scores, so apply sigmoid where probabilities are read',
          loss.name,
        )
      : l10n.t('Use {0} of the scores', loss.name);
  return [{ title, kind: 'choice', edits: [edit, ...loss.edits] }];
}

/** Nothing where the probabilities have a name of their own, because they may be read elsewhere. */
function sigmoidEdit({ activation, closeness, layer }: PairedOutput, code: ModuleCode): TextEdit | undefined {
  if (activation === undefined || layer === undefined || closeness === 'local') {
    return undefined;
  }
  return unwrapEdit(activation, code) ?? (closeness === 'model' ? removeActivation(layer, code) : undefined);
}
