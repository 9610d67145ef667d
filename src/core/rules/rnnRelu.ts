import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../python/syntax';
import { stringValue } from '../python/literals';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentAround, quotedLike, removeItem, replaceNode } from '../edits/nodeEdits';
import type { Finding, FindingFix, Rule } from './rule';

/** Callees whose state passes through the activation at each step, with the position of the parameter. */
const gatedLayers = ['LSTM', 'GRU'] as const;
const simpleLayers = ['SimpleRNN', 'RNN'] as const;

/** Activations without an upper bound. */
const unbounded = /^(?:relu|elu|selu|leaky_relu|exponential|linear|gelu|swish|silu|softplus)$/;

/** A state that is fed back through an activation without an upper bound. */
export const rnnRelu: Rule = {
  id: 'rnn-relu',
  severity: 'warning',
  title: () => l10n.t('A recurrent layer with an unbounded activation'),
  words: /\b(?:LSTM|GRU|SimpleRNN|RNN)\(/,
  *check({ code }) {
    for (const name of gatedLayers) {
      for (const call of code.calls(name)) {
        yield* gatedFinding(call, name, code);
      }
    }
    for (const name of simpleLayers) {
      for (const call of code.calls(name)) {
        yield* simpleFinding(call, code);
      }
    }
  },
};

function pathOf(call: SyntaxNode, code: ModuleCode): string | undefined {
  const callee = call.childForFieldName('function');
  return callee === null ? undefined : code.resolve(callee)?.path;
}

function* gatedFinding(call: SyntaxNode, name: string, code: ModuleCode): Generator<Finding> {
  const { positional, keywords } = readArguments(call);
  const activation = keywords.get('activation') ?? positional[1];
  const text = activation && activationText(activation, code);
  if (
    activation === undefined ||
    text === undefined ||
    !unbounded.test(text) ||
    pathOf(call, code) !== `keras.layers.${name}`
  ) {
    return;
  }
  yield {
    node: activation,
    message: l10n.t(
      'With {0} the state of the {1} has no bound and is fed back at every step, so that long sequences overflow to NaN; the fast cuDNN kernel needs tanh, too. Leave the default, tanh.',
      text,
      name,
    ),
    fixes: tanhFix(activation, code),
  };
}

function activationText(node: SyntaxNode, code: ModuleCode): string | undefined {
  if (node.type === 'string') {
    return stringValue(node);
  }
  const path = node.type === 'attribute' || node.type === 'identifier' ? code.resolve(node)?.path : undefined;
  const value = code.evaluate(node);
  return typeof value === 'string' ? value : path?.slice(path.lastIndexOf('.') + 1);
}

function tanhFix(activation: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const argument = argumentAround(activation);
  const edit =
    argument.type === 'keyword_argument'
      ? removeItem(code, argument)
      : activation.type === 'string'
        ? replaceNode(code, activation, quotedLike(activation, 'tanh'))
        : undefined;
  return edit === undefined
    ? []
    : [{ title: l10n.t('Use tanh: trained weights then compute something else'), kind: 'choice', edits: [edit] }];
}

/** A plain recurrent layer with ReLU works where its weights start as the identity, and only there. */
function* simpleFinding(call: SyntaxNode, code: ModuleCode): Generator<Finding> {
  const { positional, keywords } = readArguments(call);
  const path = pathOf(call, code);
  const isTorch = path === 'torch.nn.RNN';
  if (!isTorch && path !== 'keras.layers.SimpleRNN') {
    return;
  }
  const activation = isTorch
    ? (keywords.get('nonlinearity') ?? positional[3])
    : (keywords.get('activation') ?? positional[1]);
  const text = activation && activationText(activation, code);
  if (activation === undefined || text === undefined || !unbounded.test(text)) {
    return;
  }
  const startsAsIdentity = isTorch
    ? code.mentions(/\beye_?\b/)
    : /[iI]dentity/.test(keywords.get('recurrent_initializer')?.text ?? '');
  yield {
    node: activation,
    ...(startsAsIdentity || isTorch ? { severity: 'information' as const } : {}),
    message: startsAsIdentity
      ? l10n.t(
          'With {0} the state has no bound: recurrent weights that start as the identity hold it only as long as they stay near it.',
          text,
        )
      : l10n.t(
          'With {0} the state has no bound and is fed back at every step, so that long sequences overflow to NaN. Use tanh, or let the recurrent weights start as the identity.',
          text,
        ),
    fixes: isTorch ? [] : tanhFix(activation, code),
  };
}
