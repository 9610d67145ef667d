import type { ModuleCode } from '../../uses/moduleCode';
import type { SyntaxNode } from '../../python/syntax';
import { headOf, type Head } from '../../model/keras/head';
import type { LayerActivation } from '../../model/layers/layer';
import { readModule } from '../../model/symbolic/readModule';
import type { LossMeeting } from '../../model/symbolic/recorded';

/** Texts in which a loss of Keras can meet a model. */
export const kerasLossWords = /[cC]rossentropy|\b(?:bce|BCE)\b/;

/** An output of a network, and the loss of Keras that it meets. */
export interface KerasOutput {
  readonly meeting: LossMeeting;
  readonly head: Head;
  /** The activation that gives the output. */
  readonly activation?: LayerActivation;
  /** Units of the output, where they are known. */
  readonly width?: number;
}

/** Every output whose end and whose loss are known, each pair once. */
export function kerasOutputs(code: ModuleCode): readonly KerasOutput[] {
  const seen = new Map<SyntaxNode, SyntaxNode[]>();
  return readModule(code).meetings.flatMap((meeting) => {
    const head = headOf(meeting.prediction);
    const end = head?.activation?.node ?? head?.affine?.node;
    const ends = seen.get(meeting.node) ?? [];
    if (head === undefined || end === undefined || ends.includes(end)) {
      return [];
    }
    seen.set(meeting.node, [...ends, end]);
    const activation = head.activation?.activation;
    const width = head.affine?.width;
    return [
      {
        meeting,
        head,
        ...(activation === undefined ? {} : { activation }),
        ...(width === undefined ? {} : { width }),
      },
    ];
  });
}

export function isCategorical({ loss }: LossMeeting): boolean {
  return loss.kind === 'categorical_crossentropy' || loss.kind === 'sparse_categorical_crossentropy';
}

export function isBinary({ loss }: LossMeeting): boolean {
  return loss.kind === 'binary_crossentropy';
}

export function isCrossentropy(meeting: LossMeeting): boolean {
  return isCategorical(meeting) || isBinary(meeting);
}
