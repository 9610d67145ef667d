import { findPairedLoss, pairedLossNames, type PairedLossKind } from '../../frameworks/pairedLosses';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { isEvaluation } from './pairings';

export interface FoundLoss {
  /** The call that makes the loss, or that computes it. */
  readonly node: SyntaxNode;
  readonly kind: PairedLossKind;
}

/** Every loss that is made or computed to train. */
export function lossesIn(code: ModuleCode): readonly FoundLoss[] {
  return [...pairedLossNames].flatMap((name) =>
    [...code.calls(name)].flatMap((node) => {
      const callee = node.childForFieldName('function');
      const path = callee === null ? undefined : code.resolve(callee)?.path;
      const found = path === undefined ? undefined : findPairedLoss(path);
      return found === undefined || isEvaluation(node) ? [] : [{ node, kind: found.kind }];
    }),
  );
}
