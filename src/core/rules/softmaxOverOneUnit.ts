import * as l10n from '@vscode/l10n';
import { tensorsOf } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { stringValue } from '../python/literals';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import type { Arguments } from '../text';
import { quotedLike, replaceNode } from './support/nodeEdits';
import { isBinary } from './keras/outputs';
import type { Finding, FindingFix, Rule } from './rule';

/** Softmax over a single number, which is 1 whatever the number is. */
export const softmaxOverOneUnit: Rule = {
  id: 'softmax-over-one-unit',
  severity: 'error',
  title: () => l10n.t('Softmax over one unit is always 1'),
  words: /softmax/i,
  *check({ code }) {
    const seen = new Set<SyntaxNode>();
    for (const { node, layer, loss } of [...layersOfOne(code), ...stepsOverOne(code)]) {
      if (!seen.has(node)) {
        seen.add(node);
        yield findingFor(node, layer, loss, code);
      }
    }
  },
};

interface OneUnit {
  /** What names softmax. */
  readonly node: SyntaxNode;
  /** The layer with one unit. */
  readonly layer: SyntaxNode;
  /** Whether a binary cross-entropy follows. */
  readonly loss: boolean;
}

function findingFor(node: SyntaxNode, layer: SyntaxNode, isBinaryLoss: boolean, code: ModuleCode): Finding {
  return {
    node,
    message: l10n.t(
      'Softmax divides exp(x) by the sum over all units, and with one unit that is exp(x)/exp(x) = 1 for every input, with gradient 0. Use sigmoid for one probability, or two units.',
    ),
    related: [{ node: layer, message: l10n.t('This layer has one unit.') }],
    fixes: sigmoidFix(node, isBinaryLoss, code),
  };
}

function sigmoidFix(node: SyntaxNode, isBinaryLoss: boolean, code: ModuleCode): readonly FindingFix[] {
  return stringValue(node) === 'softmax'
    ? [
        {
          title: l10n.t('Use sigmoid'),
          kind: isBinaryLoss ? 'safe' : 'choice',
          edits: [replaceNode(code, node, quotedLike(node, 'sigmoid'))],
        },
      ]
    : [];
}

/** `Dense(1, activation='softmax')`, in a network or not. */
function* layersOfOne(code: ModuleCode): Generator<OneUnit> {
  for (const call of code.calls('Dense')) {
    const { positional, keywords } = readArguments(call);
    const units = positional[0] ?? keywords.get('units');
    const activation = keywords.get('activation') ?? positional[1];
    const callee = call.childForFieldName('function');
    if (
      units !== undefined &&
      activation !== undefined &&
      stringValue(activation) === 'softmax' &&
      code.evaluate(units) === 1 &&
      callee !== null &&
      code.resolve(callee)?.path === 'keras.layers.Dense'
    ) {
      yield { node: activation, layer: call, loss: meetsBinaryLoss(call, code) };
    }
  }
}

function meetsBinaryLoss(layer: SyntaxNode, code: ModuleCode): boolean {
  return (
    code.mentions(/[cC]rossentropy|\b(?:bce|BCE)\b/) &&
    readModule(code).meetings.some(
      (meeting) => isBinary(meeting) && meeting.fromLogits === false && meeting.prediction.layer?.node === layer,
    )
  );
}

/** Where softmax is a step of its own behind a layer of one unit. */
function* stepsOverOne(code: ModuleCode): Generator<OneUnit> {
  if (!code.mentions(/\b(?:Dense|Linear)\(/)) {
    return;
  }
  for (const { outputs } of readModule(code).networks) {
    for (const { layer, inputs } of tensorsOf(outputs)) {
      const before = inputs[0]?.layer;
      if (
        layer?.activation?.id === 'softmax' &&
        before?.kind?.isDense === true &&
        before.width === 1 &&
        isOverUnits(layer.activation.arguments)
      ) {
        yield { node: layer.activation.node, layer: before.node, loss: false };
      }
    }
  }
}

/** Only the last axis has the units for sure: softmax over another one, such as time, is attention. */
function isOverUnits(values: Arguments): boolean {
  return values['axis'] === -1 || values['dim'] === -1;
}
