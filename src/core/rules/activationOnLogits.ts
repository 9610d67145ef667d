import * as l10n from '@vscode/l10n';
import { kerasActivationOnLogits } from './keras/activationOnLogits';
import { activationName } from './layers/names';
import { placeOf, relatedTo, unwrapFix } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Finding, Rule, RuleContext } from './rule';
import { narrowedScores, tanhLimit } from './support/narrowedScores';

/** An activation on scores that a cross-entropy takes. */
export const activationOnLogits: Rule = {
  id: 'activation-on-logits',
  severity: 'warning',
  title: () => l10n.t('An activation on the scores that a cross-entropy takes'),
  words: /relu|elu|silu|swish|mish|tanh|cross_?entropy/i,
  *check(context) {
    yield* torchActivationOnLogits(context);
    yield* kerasActivationOnLogits(context);
  },
};

function* torchActivationOnLogits({ code }: RuleContext): Generator<Finding> {
  for (const output of pairedOutputs(code, 'scores', 'score')) {
    const effect = output.activation && narrowedScores(output.activation);
    // A linear layer before it says that these are scores, and no features of something else.
    if (output.activation !== undefined && effect !== undefined && output.affine !== undefined) {
      yield {
        node: output.activation.node,
        severity: output.closeness === 'nested' ? 'error' : 'warning',
        message:
          output.pairing.loss.kind === 'score' && output.activation.id === 'relu'
            ? l10n.t(
                'After ReLU no score is negative, so that no probability is below 0.5. Remove the activation of the last layer.',
              )
            : l10n.t(
                'The loss wants scores of any size, but after {0} {1}{2}. Remove the activation of the last layer.',
                activationName(output.activation.id),
                effect,
                tanhLimit(output.activation.id, output.affine.width, output.pairing.loss.kind === 'score'),
              ),
        related: relatedTo(output)
          .filter(({ node }) => node !== output.activation?.node)
          .concat([{ node: placeOf(output), message: l10n.t('The loss takes them here.') }]),
        fixes: unwrapFix(output, code, l10n.t('Give the loss the scores')),
      };
    }
  }
}
