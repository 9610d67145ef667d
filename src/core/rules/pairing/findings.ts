import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../../edits/textEdit';
import type { Layer, LayerActivation } from '../../model/layers/layer';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { callOf, lastName } from '../../uses/place';
import { readArguments } from '../../uses/callArguments';
import { operandText, replaceByPath } from '../support/edits';
import { replaceNode } from '../../edits/nodeEdits';
import type { Finding, FindingFix } from '../rule';
import type { PairedOutput } from './pairings';
import type { UnseenMeeting } from './unseenMeeting';

type Related = NonNullable<Finding['related']>;

/** The places that prove it: the activation or the layer that gives scores, and the loss that they meet. */
export function relatedTo({ pairing, activation, affine }: PairedOutput): Related {
  const { node, call } = pairing;
  return [
    ...endsIn(activation, affine),
    ...(node.id === call.id ? [] : [{ node, message: l10n.t('The loss is made here.') }]),
  ];
}

/** What a model ends in: its activation, or the linear layer that gives scores where there is none. */
export function endsIn(
  activation: Pick<LayerActivation, 'node'> | undefined,
  affine: Pick<Layer, 'node'> | undefined,
): Related {
  if (activation !== undefined) {
    return [{ node: activation.node, message: l10n.t('The activation is applied here.') }];
  }
  return affine === undefined ? [] : [{ node: affine.node, message: l10n.t('The scores come from here.') }];
}

/** What stands in one file and may or may not meet. */
export function unseenFinding({ loss, activation }: UnseenMeeting, message: string): Finding {
  return {
    node: loss,
    severity: 'information',
    message,
    related: endsIn(activation, undefined),
  };
}

/** Where the loss is computed: what it is given. */
export function placeOf({ pairing }: PairedOutput): SyntaxNode {
  return pairing.argument;
}

/** What an activation is applied to where it is named: `x` of `F.softmax(x, dim=1)` and `x.softmax(1)`. */
function inputOf({ node }: LayerActivation, code: ModuleCode): SyntaxNode | undefined {
  const call = callOf(node);
  const callee = call.childForFieldName('function');
  const { positional, keywords } = readArguments(call);
  if (callee?.id !== node.id) {
    // `nn.Softmax(dim=1)(x)`
    return callee?.type === 'call' ? positional[0] : undefined;
  }
  return code.resolve(callee) === undefined
    ? (callee.childForFieldName('object') ?? undefined)
    : (positional[0] ?? keywords.get('input'));
}

/** Gives the loss what the activation was applied to; only where both stand in one expression. */
export function unwrapFix(
  { activation, closeness }: Pick<PairedOutput, 'activation' | 'closeness'>,
  code: ModuleCode,
  title: string,
): readonly FindingFix[] {
  const edit = activation === undefined || closeness !== 'nested' ? undefined : unwrapEdit(activation, code);
  return edit === undefined ? [] : [{ title, kind: 'safe', edits: [edit] }];
}

/** What the activation is applied to in the place of its result; nothing where it is named elsewhere. */
export function unwrapEdit(activation: LayerActivation, code: ModuleCode): TextEdit | undefined {
  const input = inputOf(activation, code);
  const call = callOf(activation.node);
  const isAlone = /^(?:argument_list|keyword_argument|assignment|return_statement)$/.test(call.parent?.type ?? '');
  return input && replaceNode(code, call, isAlone ? input.text : operandText(input));
}

const logarithmic: Readonly<Record<string, string>> = { softmax: 'log_softmax', Softmax: 'LogSoftmax' };

/** Log-softmax where softmax is named: `F.softmax` → `F.log_softmax`; `nn.Softmax` → `nn.LogSoftmax`. */
export function logSoftmaxFix({ activation, closeness }: PairedOutput, code: ModuleCode): readonly FindingFix[] {
  const path = activation && code.resolve(activation.node)?.path;
  const last = path?.slice(path.lastIndexOf('.') + 1) ?? (activation === undefined ? '' : lastName(activation.node));
  const name = logarithmic[last];
  if (activation === undefined || name === undefined) {
    return [];
  }
  const kind = closeness === 'model' ? 'choice' : 'safe';
  const title = l10n.t('Use {0}', name);
  const method = path === undefined ? activation.node.childForFieldName('attribute') : null;
  return path === undefined
    ? method === null
      ? []
      : [{ title, kind, edits: [replaceNode(code, method, name)] }]
    : replaceByPath(code, activation.node, path.slice(0, -last.length) + name, {
        title: () => title,
        kind,
        like: activation.node,
      });
}
