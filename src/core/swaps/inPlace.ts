import * as l10n from '@vscode/l10n';
import { getActivation } from '../activations';
import type { SyntaxNode } from '../python/syntax';
import { callOf } from '../uses/place';
import type { Change } from './change';
import type { TargetCall } from './targetCall';

/** Whether a call stands as a statement of its own, so that it matters only by what it does to its input. */
export function losesEffect(node: SyntaxNode): boolean {
  return callOf(node).parent?.type === 'expression_statement';
}

export function noteOutOfPlace({ symbol }: TargetCall, change: Change): void {
  change.note(
    l10n.t(
      '{0} cannot work in place: it needs memory for its result, and the input keeps its values.',
      getActivation(symbol.activation).name(),
    ),
  );
}

export function inPlaceReason(): string {
  return l10n.t('The result is not used: the code relies on the input being overwritten, which the target cannot do.');
}

/** Whether the result of a call can be bound to its input: `x = F.gelu(x)`. */
export function isAssignable(node: SyntaxNode | undefined): boolean {
  return node !== undefined && /^(?:identifier|attribute|subscript)$/.test(node.type);
}
