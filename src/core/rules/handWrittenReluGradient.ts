import * as l10n from '@vscode/l10n';
import { kinkChoices } from '../frameworks/kinkConventions';
import type { ModuleCode } from '../uses/moduleCode';
import type { SyntaxNode } from '../python/syntax';
import type { Rule } from './rule';

/** A ReLU that is written with a maximum or clamp has another slope at 0. */
export const handWrittenReluGradient: Rule = {
  id: 'hand-written-relu-gradient',
  severity: 'hint',
  offByDefault: true,
  title: () => l10n.t('A hand-written ReLU with another slope at zero'),
  words: /maximum|clamp|clip/,
  *check({ code, uses }) {
    for (const use of uses) {
      if (use.form !== 'expression' || use.activation !== 'relu') {
        continue;
      }
      const call = code.nodeAt(use);
      const path = call?.type === 'call' ? pathOf(call, code) : undefined;
      const choice = path && kinkChoices(path, 'relu')?.[0];
      if (call !== undefined && (choice === 'mean' || choice === 'right')) {
        yield {
          node: call,
          message: l10n.t(
            'At exactly 0 the gradient of {0} is {1}, that of relu is 0. It matters where many inputs are 0: zero initialization, padding, sparse features.',
            call.childForFieldName('function')?.text ?? '',
            choice === 'mean' ? '0.5' : '1',
          ),
        };
      }
    }
  },
};

/** As the table of conventions writes it: methods count as those of a tensor of PyTorch. */
function pathOf(call: SyntaxNode, code: ModuleCode): string | undefined {
  const callee = call.childForFieldName('function');
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  const name = callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : undefined;
  return path === undefined
    ? name && /\bimport torch\b|\bfrom torch\b/.test(code.sources.map(({ text }) => text).join('\n'))
      ? `torch.Tensor.${name.replace(/_$/, '')}`
      : undefined
    : path.replace(/^tf\.(?:math\.)?/, 'tensorflow.').replace(/_$/, '');
}
