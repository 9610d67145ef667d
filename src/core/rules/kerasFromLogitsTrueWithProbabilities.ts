import * as l10n from '@vscode/l10n';
import { kerasBackend } from '../model/keras/backend';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentAround, removeItem, replaceNode } from '../edits/nodeEdits';
import { DOUBLE_SIGMOID_LIMIT, doubleSoftmaxFloor, shortFigure } from './keras/numbers';
import { isCrossentropy, kerasLossWords, kerasOutputs, type KerasOutput } from './keras/outputs';
import type { Finding, FindingFix, Rule } from './rule';

/** A loss that expects scores is given probabilities. */
export const kerasFromLogitsTrueWithProbabilities: Rule = {
  id: 'keras-from-logits-true-with-probabilities',
  severity: 'warning',
  title: () => l10n.t('A loss with from_logits=True is given probabilities'),
  words: /from_logits/,
  *check({ code }) {
    if (!code.mentions(kerasLossWords)) {
      return;
    }
    for (const output of kerasOutputs(code)) {
      const { meeting, activation } = output;
      if (
        meeting.fromLogits === true &&
        isCrossentropy(meeting) &&
        (activation?.id === 'softmax' || activation?.id === 'sigmoid')
      ) {
        yield findingFor(output, activation, code);
      }
    }
  },
};

function findingFor(
  output: KerasOutput,
  activation: NonNullable<KerasOutput['activation']>,
  code: ModuleCode,
): Finding {
  const backend = kerasBackend(code);
  const isSilent = backend === 'torch' || backend === 'jax';
  return {
    node: output.meeting.node,
    ...(isSilent ? { severity: 'error' } : {}),
    message: messageFor(output, activation.id, isSilent ? backend : undefined),
    related: [{ node: activation.node, message: l10n.t('The output passes {0} here.', activation.id) }],
    fixes: [...flagFix(output.meeting.node, code), ...activationFix(activation.node, activation.id, code)],
  };
}

function messageFor(output: KerasOutput, activation: string, backend: 'torch' | 'jax' | undefined): string {
  const { effect, remedy } = { effect: effectOf(output, activation), remedy: l10n.t('Set from_logits=False.') };
  const where =
    backend === undefined
      ? l10n.t(
          'The output has passed {0}, but from_logits=True applies it again: TensorFlow repairs that with a warning, the PyTorch and JAX backends do not, and there {1}.',
          activation,
          effect,
        )
      : l10n.t(
          'The output has passed {0}, and from_logits=True applies it again without a warning on the backend {1}: {2}.',
          activation,
          backend,
          effect,
        );
  return `${where} ${remedy}`;
}

/** What applying it twice does to the loss. */
function effectOf({ width, activation }: KerasOutput, name: string): string {
  if (name === 'softmax' && activation?.id === 'softmax' && width !== undefined && width > 1) {
    return l10n.t(
      'the loss cannot fall below {0} for {1} classes',
      shortFigure(doubleSoftmaxFloor(width)),
      String(width),
    );
  }
  return name === 'sigmoid'
    ? l10n.t('every probability lies between 0.5 and {0}', shortFigure(DOUBLE_SIGMOID_LIMIT))
    : l10n.t('the loss cannot come near 0');
}

function flagFix(loss: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const { positional, keywords } = readArguments(loss);
  const flag = keywords.get('from_logits') ?? positional.find(({ type }) => type === 'true');
  return flag?.type === 'true'
    ? [{ title: l10n.t('Set from_logits=False'), kind: 'safe', edits: [replaceNode(code, flag, 'False')] }]
    : [];
}

/** Only where the activation is an argument or an item of a list: elsewhere other code would have to change, too. */
function activationFix(node: SyntaxNode, name: string, code: ModuleCode): readonly FindingFix[] {
  const argument = argumentAround(node);
  const edit = argument.type === 'keyword_argument' ? removeItem(code, argument) : undefined;
  return edit === undefined
    ? []
    : [{ title: l10n.t('Remove {0}: the model then gives scores', name), kind: 'choice', edits: [edit] }];
}
