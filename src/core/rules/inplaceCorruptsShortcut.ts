import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import type { Read, Trace, Write } from '../model/forward/trace';
import { calleeText, inPlaceWords } from './forward/inPlace';
import { withoutOverwriting } from './forward/notInPlace';
import { holdsInPlace, provedOfWrites } from './forward/proofs';
import type { Rule } from './rule';

/** A tensor that an in-place activation has overwritten is read as if it had not: a shortcut gets the wrong values. */
export const inplaceCorruptsShortcut: Rule = {
  id: 'inplace-corrupts-shortcut',
  severity: 'error',
  title: () => l10n.t('An in-place activation overwrites a tensor that is read again'),
  words: inPlaceWords,
  *check(context) {
    const search = { mayMatter: holdsInPlace(context, /(?!)/), find: laterRead };
    for (const { write, seen, proof } of provedOfWrites(context, search)) {
      const line = String(context.code.placeOf(seen.node).range.start.line + 1);
      yield {
        node: write.node,
        severity: proof === 'always' ? 'error' : 'warning',
        message: l10n.t(
          '{0} overwrites its input, so {1} in line {2} reads what the activation left, and no error tells. Use inplace=False.',
          calleeText(write.node),
          seen.node.text,
          line,
        ),
        related: [{ node: seen.node, message: l10n.t('It is read here after it was overwritten.') }],
        fixes: withoutOverwriting(write.node, context.code),
      };
    }
  },
};

/** Activations that change nothing when they are applied once more. */
const idempotent: ReadonlySet<ActivationId> = new Set<ActivationId>(['relu', 'relu6', 'hard_tanh']);

/** Where the tensor is read after the write under a name from before it. */
function laterRead(write: Write, { reads }: Trace): Read | undefined {
  if (write.kind !== 'activation' || write.isStatement || write.overwrites !== undefined) {
    return undefined;
  }
  return reads.find(
    ({ tensor, at, activation }) =>
      tensor.storage === write.storage &&
      tensor.since < write.at &&
      at > write.at &&
      !(activation !== undefined && activation === write.activation && idempotent.has(activation)),
  );
}
