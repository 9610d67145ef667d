import * as l10n from '@vscode/l10n';
import type { LossMeeting } from '../model/symbolic/recorded';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { replaceByPath } from './support/edits';
import { addArgument, quotedLike, replaceNode } from '../edits/nodeEdits';
import {
  isBinary,
  isCategorical,
  isCrossentropy,
  kerasLossWords,
  kerasOutputs,
  type KerasOutput,
} from './keras/outputs';
import type { Finding, FindingFix, Rule } from './rule';

/** Activations that leave scores as they are in all that matters here: the result is no probability. */
const unbounded = new Set([
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'gelu_tanh',
  'silu',
  'mish',
  'tanh',
  'softplus',
]);

/** A loss that expects probabilities is given scores. */
export const kerasLogitsWithProbabilityLoss: Rule = {
  id: 'keras-logits-with-probability-loss',
  severity: 'error',
  title: () => l10n.t('A loss of probabilities is given scores'),
  words: kerasLossWords,
  *check({ code }) {
    for (const output of kerasOutputs(code)) {
      const { meeting, activation } = output;
      if (
        meeting.fromLogits === false &&
        isCrossentropy(meeting) &&
        (activation === undefined || unbounded.has(activation.id))
      ) {
        yield findingFor(output, code);
      }
    }
  },
};

function findingFor(output: KerasOutput, code: ModuleCode): Finding {
  const { meeting, activation, head } = output;
  const end = activation?.node ?? head.affine?.node;
  return {
    node: meeting.node,
    message: `${effectOf(output)} ${remedyOf(output)}`,
    related: end === undefined ? [] : [{ node: end, message: l10n.t('The output comes from here.') }],
    fixes:
      activation === undefined
        ? [...flagFix(meeting, code), ...activationFix(output, code)]
        : activationFix(output, code),
  };
}

function effectOf({ meeting, activation, width }: KerasOutput): string {
  const count = width === undefined ? '' : String(width);
  if (activation !== undefined) {
    return isCategorical(meeting)
      ? l10n.t(
          '{0} gives no probabilities, but Keras divides what it gives by its sum and takes logarithms of that.',
          activation.id,
        )
      : l10n.t(
          '{0} gives no probability, but Keras clips what it gives to [1e-7, 1 − 1e-7] and takes logarithms of that.',
          activation.id,
        );
  }
  if (isBinary(meeting)) {
    return l10n.t(
      'The last layer gives scores of any size, but Keras clips them to [1e-7, 1 − 1e-7] as probabilities: beyond that they have no gradient.',
    );
  }
  return width === undefined
    ? l10n.t(
        'The last layer gives scores, but Keras divides them by their sum as if they were probabilities: training does not converge.',
      )
    : l10n.t(
        'The last layer gives {0} scores, but Keras divides them by their sum as if they were probabilities: training does not converge.',
        count,
      );
}

function remedyOf({ meeting, activation }: KerasOutput): string {
  const wanted = probabilityActivation(meeting);
  return activation === undefined
    ? l10n.t('Give the loss from_logits=True, or the last layer activation="{0}".', wanted)
    : l10n.t('Give the last layer activation="{0}" instead.', wanted);
}

function probabilityActivation(meeting: LossMeeting): 'softmax' | 'sigmoid' {
  return isBinary(meeting) ? 'sigmoid' : 'softmax';
}

const classNames: Readonly<Record<string, string>> = {
  categorical_crossentropy: 'CategoricalCrossentropy',
  sparse_categorical_crossentropy: 'SparseCategoricalCrossentropy',
  binary_crossentropy: 'BinaryCrossentropy',
};

/** Trains as meant; what the model predicts stays scores, as it was. */
function flagFix({ node, loss }: LossMeeting, code: ModuleCode): readonly FindingFix[] {
  const title = l10n.t('Set from_logits=True (the model still predicts scores)');
  if (node.type === 'call') {
    const given = readArguments(node).keywords.get('from_logits');
    const edit = given === undefined ? addArgument(code, node, 'from_logits=True') : replaceNode(code, given, 'True');
    return edit === undefined ? [] : [{ title, kind: 'safe', edits: [edit] }];
  }
  const name = classNames[loss.name];
  return node.type === 'string' && name !== undefined
    ? replaceByPath(code, node, `keras.losses.${name}`, {
        title: () => title,
        kind: 'safe',
        behind: '(from_logits=True)',
      })
    : [];
}

/** The activation that the loss expects, at the last layer. */
function activationFix({ meeting, activation, head }: KerasOutput, code: ModuleCode): readonly FindingFix[] {
  const wanted = probabilityActivation(meeting);
  const title = l10n.t('Give the last layer activation="{0}": trained weights then predict otherwise', wanted);
  if (activation !== undefined) {
    return activation.node.type === 'string'
      ? [{ title, kind: 'choice', edits: [replaceNode(code, activation.node, quotedLike(activation.node, wanted))] }]
      : [];
  }
  const layer = head.affine?.node;
  if (layer?.type !== 'call') {
    return [];
  }
  const { positional, keywords } = readArguments(layer);
  const written = keywords.get('activation') ?? (head.affine?.kind?.isDense === true ? positional[1] : undefined);
  const edit =
    written === undefined
      ? addArgument(code, layer, `activation="${wanted}"`)
      : replaceNode(code, written, `"${wanted}"`);
  return edit === undefined ? [] : [{ title, kind: 'choice', edits: [edit] }];
}
