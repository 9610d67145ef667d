import type { PairedLossKind } from '../../frameworks/pairedLosses';
import { findSymbol } from '../../frameworks/symbolIndex';
import { headOf, type Head } from '../../model/keras/head';
import type { Layer, LayerActivation } from '../../model/layers/layer';
import { readModule } from '../../model/symbolic/readModule';
import type { LossPairing } from '../../model/symbolic/recorded';
import type { SyntaxNode } from '../../python/syntax';
import { ancestor, callOf } from '../../uses/place';
import type { ModuleCode } from '../../uses/moduleCode';

/**
 * How close activation and loss stand: the one written inside the other's argument, in the same function, or the
 * output of a model that is called.
 */
export type Closeness = 'nested' | 'local' | 'model';

/** What a loss is given, as far as the source proves it. */
export interface PairedOutput {
  readonly pairing: LossPairing;
  readonly closeness: Closeness;
  /** The activation that gives the input of the loss; absent: scores of a linear layer. */
  readonly activation?: LayerActivation;
  /** The linear layer before it. */
  readonly affine?: Layer;
}

/** What every loss of the kinds is given while a model trains, each pair once. */
export function pairedOutputs(code: ModuleCode, ...kinds: readonly PairedLossKind[]): readonly PairedOutput[] {
  const seen = new Map<SyntaxNode, SyntaxNode[]>();
  return readModule(code).pairings.flatMap((pairing) => {
    const head = kinds.includes(pairing.loss.kind) ? headOf(pairing.input) : undefined;
    const activation = head?.activation?.activation;
    const end = activation?.node ?? head?.affine?.node;
    const ends = seen.get(pairing.call) ?? [];
    if (head === undefined || end === undefined || ends.includes(end) || isEvaluation(pairing.call)) {
      return [];
    }
    seen.set(pairing.call, [...ends, end]);
    return [
      {
        pairing,
        closeness: closenessOf(head, end, pairing),
        ...(activation === undefined ? {} : { activation }),
        ...(head.affine === undefined ? {} : { affine: head.affine }),
      },
    ];
  });
}

function closenessOf({ activation }: Head, end: SyntaxNode, { argument, call }: LossPairing): Closeness {
  if (end.startIndex >= argument.startIndex && end.endIndex <= argument.endIndex && rootOf(end) === rootOf(argument)) {
    return 'nested';
  }
  const owner = ancestor(call, 'function_definition');
  return isAppliedWhereItStands(activation) && ancestor(end, 'function_definition')?.id === owner?.id
    ? 'local'
    : 'model';
}

/** `F.softmax(x)`, `x.softmax(1)` and `nn.Softmax(1)(x)`, but no layer that is applied elsewhere. */
function isAppliedWhereItStands(layer: Layer | undefined): boolean {
  if (layer?.activation === undefined) {
    return false;
  }
  const isLayer = layer.path !== undefined && findSymbol(layer.path)?.symbol.form === 'class';
  return !isLayer || callOf(layer.activation.node).childForFieldName('function')?.type === 'call';
}

function rootOf(node: SyntaxNode): SyntaxNode {
  let root = node;
  while (root.parent !== null) {
    root = root.parent;
  }
  return root;
}

const evaluationName = /^(?:predict|infer|evaluate|eval|sample|generate|test|validate|validation)(?:_|$)/;

/** Losses that are only looked at do not train: functions for evaluation, `torch.no_grad()`, `if not self.training`. */
function isEvaluation(call: SyntaxNode): boolean {
  for (let { parent } = call; parent !== null; { parent } = parent) {
    if (parent.type === 'function_definition') {
      return evaluationName.test(parent.childForFieldName('name')?.text ?? '');
    }
    const opening = parent.text.split('\n', 1)[0] ?? '';
    if (
      (parent.type === 'with_statement' && /\b(?:no_grad|inference_mode)\b/.test(opening)) ||
      (parent.type === 'if_statement' && /^if\s+not\s+\w+\.training\b/.test(opening))
    ) {
      return true;
    }
  }
  return false;
}

/** How many classes the scores have, where the source tells. */
export function classCount({ affine }: PairedOutput): number | undefined {
  return affine?.width !== undefined && affine.width > 1 ? affine.width : undefined;
}
