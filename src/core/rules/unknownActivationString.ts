import * as l10n from '@vscode/l10n';
import type { ActivationParameter } from '../frameworks/framework';
import { activationParametersOf, registryEntry } from '../frameworks/symbolIndex';
import { nearest } from '../nearest';
import { stringValue } from '../python/literals';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import type { Finding, Rule } from './rule';

const callees =
  /\b(?:Dense|Activation|(?:Separable|Depthwise)?Conv[123]D(?:Transpose)?|LSTM|GRU|SimpleRNN|EinsumDense|ConvLSTM2D)\b/g;

/** Names of the user's own are put into a registry first. */
const registered = /custom_objects|register_keras_serializable|CustomObjectScope|custom_object_scope/;

/** A string that Keras has no activation for. */
export const unknownActivationString: Rule = {
  id: 'unknown-activation-string',
  severity: 'error',
  title: () => l10n.t('A name that Keras knows no activation by'),
  words: /\b(?:Dense|Activation|LSTM|GRU|SimpleRNN|EinsumDense|ConvLSTM2D)\(|Conv[123]D\w*\(/,
  *check({ code }) {
    if (code.mentions(registered)) {
      return;
    }
    const names = new Set(code.sources.flatMap(({ text }) => text.match(callees) ?? []));
    for (const name of names) {
      for (const call of code.calls(name)) {
        yield* findingsAt(call, code);
      }
    }
  },
};

function* findingsAt(call: SyntaxNode, code: ModuleCode): Generator<Finding> {
  const callee = call.childForFieldName('function');
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  if (path?.startsWith('keras.layers.') !== true) {
    return;
  }
  // Which of the two Keras a file runs on is not known for sure: what one of them takes is right.
  const parameters = [path, `tf.${path}`]
    .flatMap((one) => activationParametersOf(one))
    .map(({ parameter }) => parameter);
  const { positional, keywords } = readArguments(call);
  const slots = new Map(parameters.map(({ parameter, position }) => [parameter, position]));
  for (const [name, position] of slots) {
    const value = keywords.get(name) ?? (position === null ? undefined : positional[position]);
    const text = value && stringValue(value);
    const own = parameters.filter(({ parameter }) => parameter === name);
    if (value !== undefined && text !== undefined && own.every((one) => registryEntry(one, text) === undefined)) {
      yield findingFor(value, text, own, code);
    }
  }
}

function findingFor(
  value: SyntaxNode,
  text: string,
  parameters: readonly ActivationParameter[],
  code: ModuleCode,
): Finding {
  const names = [...new Set(parameters.flatMap(({ registry }) => Object.keys(registry ?? {})))];
  const simple = simplified(text);
  const same = names.filter((name) => simplified(name) === simple && /^[a-z_\d]+$/.test(name));
  const likely =
    same.length > 0
      ? same
      : nearest(
          text,
          names.filter((name) => /^[a-z]/.test(name)),
        ).slice(0, 1);
  const [best] = likely;
  return {
    node: value,
    message:
      simple === 'prelu'
        ? l10n.t(
            'Keras knows no activation by the name "{0}" and raises a ValueError: its slopes are learned, so it is the layer PReLU().',
            text,
          )
        : best === undefined
          ? l10n.t('Keras knows no activation by the name "{0}" and raises a ValueError.', text)
          : l10n.t(
              'Keras knows no activation by the name "{0}" and raises a ValueError. Did you mean "{1}"?',
              text,
              best,
            ),
    fixes:
      best === undefined || simple === 'prelu'
        ? []
        : [
            {
              title: l10n.t('Use "{0}"', best),
              kind: same.length > 0 ? 'safe' : 'choice',
              edits: [replaceNode(code, value, quotedLike(value, best))],
            },
          ],
  };
}

function simplified(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}
