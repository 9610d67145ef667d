import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { callOf } from '../../uses/place';
import { readArguments } from '../../uses/callArguments';
import { replaceNode } from '../support/nodeEdits';
import type { Finding, FindingFix } from '../rule';
import type { PairedOutput } from './pairings';

/** The places that prove it: the activation, and the loss that it meets. */
export function relatedTo({ pairing, activation }: PairedOutput): NonNullable<Finding['related']> {
  const { node, call } = pairing;
  return [
    ...(activation === undefined
      ? []
      : [{ node: activation.node, message: l10n.t('The activation is applied here.') }]),
    ...(node.id === call.id ? [] : [{ node, message: l10n.t('The loss is made here.') }]),
  ];
}

/** Where the loss is computed: what it is given. */
export function placeOf({ pairing }: PairedOutput): SyntaxNode {
  return pairing.argument;
}

/** What the activation is applied to, in its place: `x` of `F.softmax(x, dim=1)` and `x.softmax(1)`. */
function inputOf({ activation, closeness }: PairedOutput): SyntaxNode | undefined {
  if (activation === undefined || closeness !== 'nested') {
    return undefined;
  }
  const call = callOf(activation.node);
  const callee = call.childForFieldName('function');
  if (callee?.id !== activation.node.id) {
    // `nn.Softmax(dim=1)(x)`
    const layer = callee?.type === 'call' ? readArguments(call).positional[0] : undefined;
    return layer;
  }
  const [first] = readArguments(call).positional;
  const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
  return first !== undefined && !/^-?\d+$/.test(first.text) ? first : (object ?? undefined);
}

/** Gives the loss what the activation was applied to; only where both stand in one expression. */
export function unwrapFix(output: PairedOutput, code: ModuleCode, title: string): readonly FindingFix[] {
  const input = inputOf(output);
  const call = output.activation && callOf(output.activation.node);
  return input === undefined || call === undefined
    ? []
    : [{ title, kind: 'safe', edits: [replaceNode(code, call, input.text)] }];
}

/** Writes the last name of the activation anew: `F.softmax` → `F.log_softmax`; `nn.Softmax` → `nn.LogSoftmax`. */
export function renameFix(
  { activation, closeness }: PairedOutput,
  code: ModuleCode,
  names: Readonly<Record<string, string>>,
  title: (name: string) => string,
): readonly FindingFix[] {
  const written = activation?.node.text ?? '';
  const last = /\w+$/.exec(written)?.[0] ?? '';
  const name = names[last];
  return activation === undefined || name === undefined || activation.node.type === 'identifier'
    ? []
    : [
        {
          title: title(name),
          kind: closeness === 'model' ? 'choice' : 'safe',
          edits: [replaceNode(code, activation.node, written.slice(0, -last.length) + name)],
        },
      ];
}
