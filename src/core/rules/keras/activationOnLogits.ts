import * as l10n from '@vscode/l10n';
import type { Finding, RuleContext } from '../rule';
import { argumentAround, removeItem } from '../../edits/nodeEdits';
import { narrowedScores, tanhLimit } from '../support/narrowedScores';
import { isBinary, isCrossentropy, kerasOutputs } from './outputs';

/** An activation on scores that a loss of Keras with `from_logits=True` takes. */
export function* kerasActivationOnLogits({ code }: RuleContext): Generator<Finding> {
  for (const { meeting, activation, width } of kerasOutputs(code)) {
    const effect = activation && narrowedScores(activation);
    if (activation === undefined || effect === undefined || meeting.fromLogits !== true || !isCrossentropy(meeting)) {
      continue;
    }
    const argument = argumentAround(activation.node);
    const edit = argument.type === 'keyword_argument' ? removeItem(code, argument) : undefined;
    yield {
      node: activation.node,
      message:
        activation.id === 'relu' && isBinary(meeting)
          ? l10n.t(
              'After ReLU no score is negative, so that no probability is below 0.5. Remove the activation of the last layer.',
            )
          : l10n.t(
              'The loss wants scores of any size, but after {0} {1}{2}. Remove the activation of the last layer.',
              activation.id,
              effect,
              tanhLimit(activation.id, width, isBinary(meeting)),
            ),
      related: [{ node: meeting.node, message: l10n.t('The loss is named here.') }],
      fixes:
        edit === undefined
          ? []
          : [
              {
                title: l10n.t('Remove {0}: the model then gives other scores', activation.id),
                kind: 'choice',
                edits: [edit],
              },
            ],
    };
  }
}
