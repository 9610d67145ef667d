import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { removeItem } from '../edits/nodeEdits';
import type { Finding, Rule } from './rule';
import { libraryCalls, type LibraryCall } from '../uses/libraryCalls';

const layers = ['ReLU', 'ReLU6', 'SELU', 'SiLU', 'Mish', 'Hardswish', 'Hardsigmoid'];

/** Position of `inplace`: the only setting of these. */
const positions: ReadonlyMap<string, number> = new Map([
  ...layers.map((name) => [`torch.nn.${name}`, 0] as const),
  ...layers.map((name) => [`torch.nn.functional.${name.toLowerCase()}`, 1] as const),
]);

/** A size or slope given to an activation whose only setting is `inplace`. */
export const numberInInplaceSlot: Rule = {
  id: 'number-in-inplace-slot',
  severity: 'warning',
  title: () => l10n.t('A number in the place of inplace'),
  words: /\b(?:ReLU6?|SELU|SiLU|Mish|Hardswish|Hardsigmoid|relu6?|selu|silu|mish|hardswish|hardsigmoid)\(/,
  *check({ code }) {
    for (const call of libraryCalls(code, positions.keys())) {
      const written = call.written.positional[positions.get(call.path) ?? 0];
      const value = written && code.evaluate(written);
      if (written !== undefined && typeof value === 'number') {
        yield findingFor(call, written, value, code);
      }
    }
  },
};

function findingFor({ callee }: LibraryCall, written: SyntaxNode, value: number, code: ModuleCode): Finding {
  const edit = removeItem(code, written);
  return {
    node: written,
    ...(value === 0 ? { severity: 'hint' as const } : value === 1 ? { severity: 'information' as const } : {}),
    message:
      value === 0
        ? l10n.t(
            '{0} has no setting but inplace, and {1} counts as False, its default. Leave it out.',
            callee.text,
            written.text,
          )
        : l10n.t(
            '{0} has no setting but inplace: {1} counts as True, so that the input is overwritten. Leave it out, or write inplace=True.',
            callee.text,
            written.text,
          ),
    fixes: edit === undefined ? [] : [{ title: l10n.t('Leave {0} out', written.text), kind: 'safe', edits: [edit] }],
  };
}
