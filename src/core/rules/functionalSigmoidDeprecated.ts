import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';
import { replaceByPath } from './support/edits';
import { libraryCalls } from '../uses/libraryCalls';

/** The functions that PyTorch 0.4.1 to 2.12 or so warned about; newer ones do not. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['torch.nn.functional.sigmoid', 'torch.sigmoid'],
  ['torch.nn.functional.tanh', 'torch.tanh'],
]);

/** `F.sigmoid` and `F.tanh`, for projects that stay with an old PyTorch. */
export const functionalSigmoidDeprecated: Rule = {
  id: 'functional-sigmoid-deprecated',
  severity: 'hint',
  offByDefault: true,
  title: () => l10n.t('F.sigmoid or F.tanh, which old versions of PyTorch warn about'),
  words: /\bsigmoid\(|\btanh\(/,
  *check({ code }) {
    for (const { path, callee } of libraryCalls(code, replacements.keys())) {
      const better = replacements.get(path) ?? path;
      yield {
        node: callee,
        tag: 'deprecated',
        message: l10n.t('Old versions of PyTorch warn about {0}; {1} is the same function.', callee.text, better),
        fixes: replaceByPath(code, callee, better, { title: (text) => l10n.t('Use {0}', text), kind: 'safe' }),
      };
    }
  },
};
