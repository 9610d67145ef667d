import * as l10n from '@vscode/l10n';
import { tensorsOf, type Layer, type Tensor } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { stringValue } from '../python/literals';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import type { Arguments } from '../text';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import { isBinary } from './keras/outputs';
import { placeOf } from './pairing/findings';
import { pairedOutputs } from './pairing/pairings';
import type { Finding, FindingFix, Rule } from './rule';

/** Softmax over a single number, which is 1 whatever the number is. */
export const softmaxOverOneUnit: Rule = {
  id: 'softmax-over-one-unit',
  severity: 'error',
  title: () => l10n.t('Softmax over one unit is always 1'),
  words: /softmax|CrossEntropyLoss|cross_entropy/i,
  *check({ code }) {
    yield* crossEntropyOfOne(code);
    const seen = new Set<SyntaxNode>();
    for (const { node, layer, loss } of [...layersOfOne(code), ...stepsOverOne(code)]) {
      if (!seen.has(node)) {
        seen.add(node);
        yield findingFor(node, layer, loss, code);
      }
    }
  },
};

/** Scores of one unit in a cross-entropy over classes, which applies softmax to them. */
function* crossEntropyOfOne(code: ModuleCode): Generator<Finding> {
  for (const output of pairedOutputs(code, 'scores')) {
    const layer = lastLayer(output.pairing.input);
    if (layer?.width === 1) {
      yield {
        node: placeOf(output),
        message: l10n.t(
          'Cross-entropy applies softmax, and of a single score that is 1 for every input: the loss is always 0, and nothing is learned. Use a binary cross-entropy of the score, or one unit for each class.',
        ),
        related: [{ node: layer.node, message: l10n.t('This layer has one unit.') }],
      };
    }
  }
}

/** Scores in another shape, such as one of each choice side by side, are scores of several classes. */
function lastLayer({ layer, inputs }: Tensor): Layer | undefined {
  const last = layer?.role === 'activation' ? inputs[0]?.layer : layer;
  return last?.role === 'affine' ? last : undefined;
}

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
