import * as l10n from '@vscode/l10n';
import { behindReshaping, headOf } from '../model/keras/head';
import type { Layer, Tensor } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { lossesIn } from './pairing/lossesIn';
import type { Finding, Rule } from './rule';

/** In characters. */
const longestText = 40;

/** Says where the rules on losses are silent because they cannot see what the loss is given. */
export const uncheckedLoss: Rule = {
  id: 'unchecked-loss',
  severity: 'hint',
  offByDefault: true,
  title: () => l10n.t('A loss whose input could not be followed, so that nothing is said about it'),
  words: /[lL]oss|cross_?entropy|kl_div|\.compile\(/,
  *check({ code }) {
    yield* undecidedLosses(code);
    yield* undecidedCompiles(code);
  },
};

/** Losses of PyTorch, Optax and TensorFlow. */
function* undecidedLosses(code: ModuleCode): Generator<Finding> {
  for (const { node, kind } of lossesIn(code)) {
    const inputs = readModule(code)
      .pairings.filter((pairing) => pairing.node.id === node.id)
      .map(({ input }) => input);
    // Regression takes any activation that fits its data.
    if (kind !== 'regression' && inputs.every((input) => headOf(input) === undefined)) {
      yield { node, ...explain(inputs) };
    }
  }
}

/** Models of Keras that get their loss from `compile`. */
function* undecidedCompiles(code: ModuleCode): Generator<Finding> {
  for (const call of code.calls('compile')) {
    const loss = readArguments(call).keywords.get('loss');
    const inputs = readModule(code)
      .meetings.filter((meeting) => meeting.call.id === call.id)
      .map(({ prediction }) => prediction);
    if (loss !== undefined && loss.type !== 'none' && inputs.every((input) => headOf(input) === undefined)) {
      yield { node: loss, ...explain(inputs) };
    }
  }
}

/** What stopped the flow from the last layer to the loss. */
function explain([input]: readonly Tensor[]): Pick<Finding, 'message' | 'related'> {
  const last = input && behindReshaping(input)?.layer;
  if (last === undefined) {
    return {
      message:
        input === undefined
          ? l10n.t(
              'Not checked: nothing that this loss is given could be followed back to a layer. The model may come from another file, or through a parameter.',
            )
          : l10n.t(
              'Not checked: what this loss is given comes in as a parameter, so that the layers before it are not seen.',
            ),
    };
  }
  return { message: messageAt(last), related: [{ node: last.node, message: l10n.t('It was followed back to here.') }] };
}

function messageAt({ role, node }: Layer): string {
  switch (role) {
    case 'unknown':
      return l10n.t(
        'Not checked: the source does not show what {0} computes, and layers may hide there.',
        written(node),
      );
    case 'join':
      return l10n.t('Not checked: what this loss is given depends on the path that the code takes.');
    default:
      return l10n.t(
        'Not checked: {0} stands between this loss and the last linear layer or activation, and may change what it is given.',
        written(node),
      );
  }
}

/** On one line, and not too long for a message. */
function written({ text }: SyntaxNode): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
