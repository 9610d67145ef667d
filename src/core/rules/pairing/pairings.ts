import type { PairedLossKind } from '../../frameworks/pairedLosses';
import { headOf } from '../../model/keras/head';
import type { Layer, LayerActivation } from '../../model/layers/layer';
import { readModule } from '../../model/symbolic/readModule';
import type { LossPairing } from '../../model/symbolic/recorded';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { closenessOf, type Closeness } from './closeness';

/** What a loss is given, as far as the source proves it. */
export interface PairedOutput {
  readonly pairing: LossPairing;
  readonly closeness: Closeness;
  /** The activation that gives the input of the loss; absent: scores of a linear layer. */
  readonly activation?: LayerActivation;
  /** The layer or step that is the activation. */
  readonly layer?: Layer;
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
    if (head === undefined || end === undefined || ends.includes(end) || isOnlyLookedAt(pairing)) {
      return [];
    }
    seen.set(pairing.call, [...ends, end]);
    return [
      {
        pairing,
        closeness: closenessOf(head, pairing),
        ...(activation === undefined ? {} : { activation }),
        ...(head.activation === undefined ? {} : { layer: head.activation }),
        ...(head.affine === undefined ? {} : { affine: head.affine }),
      },
    ];
  });
}

function isOnlyLookedAt({ call, computation }: LossPairing): boolean {
  return isEvaluation(call) || (computation !== call && isEvaluation(computation));
}

const evaluationName = /^(?:predict|infer|evaluate|eval|sample|generate|test|validate|validation)(?:_|$)/;

/** Losses that are only looked at do not train: functions for evaluation, `torch.no_grad()`, `if not self.training`. */
export function isEvaluation(call: SyntaxNode): boolean {
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
