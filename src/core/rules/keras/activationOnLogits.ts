import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../activations';
import type { Finding, RuleContext } from '../rule';
import { argumentAround, removeItem } from './edits';
import { isBinary, isCrossentropy, kerasOutputs } from './outputs';

/** Activations that take something from scores. Softmax and sigmoid are another mistake. */
const narrowing: ReadonlyMap<ActivationId, () => string> = new Map<ActivationId, () => string>([
  ['relu', () => l10n.t('no score can be negative')],
  ['relu6', () => l10n.t('scores lie between 0 and 6')],
  ['leaky_relu', () => l10n.t('negative scores hardly count')],
  ['elu', () => l10n.t('scores cannot fall below −1')],
  ['selu', () => l10n.t('scores cannot fall below −1.758')],
  ['gelu', () => l10n.t('scores cannot fall below −0.17')],
  ['silu', () => l10n.t('scores cannot fall below −0.278')],
  ['mish', () => l10n.t('scores cannot fall below −0.309')],
  ['tanh', () => l10n.t('scores lie between −1 and 1')],
]);

/** An activation on scores that a loss of Keras with `from_logits=True` takes. */
export function* kerasActivationOnLogits({ code }: RuleContext): Generator<Finding> {
  for (const { meeting, activation, width } of kerasOutputs(code)) {
    const effect = activation && narrowing.get(activation.id);
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
              effect(),
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

/** The largest probability that scores between −1 and 1 can express: one score at 1, the others at −1. */
function tanhLimit(activation: ActivationId, width: number | undefined, binary: boolean): string {
  if (activation !== 'tanh' || width === undefined || (width < 2 && !binary)) {
    return '';
  }
  const limit = binary ? 1 / (1 + Math.exp(-1)) : 1 / (1 + (width - 1) * Math.exp(-2));
  return l10n.t(' and no probability is above {0}', String(Number(limit.toPrecision(3))));
}
