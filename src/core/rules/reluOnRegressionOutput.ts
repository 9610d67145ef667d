import * as l10n from '@vscode/l10n';
import { kerasReluOnRegressionOutput, nonNegativeNames } from './keras/reluOnRegressionOutput';
import { placeOf } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Finding, Rule, RuleContext } from './rule';

/** ReLU at the end of a network that is trained on the distance to any number. */
export const reluOnRegressionOutput: Rule = {
  id: 'relu-on-regression-output',
  severity: 'information',
  title: () => l10n.t('ReLU at the end of a regression'),
  words: /relu/i,
  *check(context) {
    yield* torchReluOnRegressionOutput(context);
    yield* kerasReluOnRegressionOutput(context);
  },
};

function* torchReluOnRegressionOutput({ code }: RuleContext): Generator<Finding> {
  if (code.mentions(nonNegativeNames)) {
    return;
  }
  for (const output of pairedOutputs(code, 'regression')) {
    if (output.activation?.id === 'relu' && output.affine?.kind?.isDense === true) {
      yield {
        node: output.activation.node,
        message: l10n.t(
          'ReLU gives no negative number, and where its input is negative for every sample the prediction stays 0 without a gradient. Remove it if targets can be negative, or use softplus if they cannot.',
        ),
        related: [{ node: placeOf(output), message: l10n.t('The loss takes them here.') }],
      };
    }
  }
}
