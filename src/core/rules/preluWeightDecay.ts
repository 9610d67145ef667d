import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { replaceNode } from '../edits/nodeEdits';
import { shortFigure } from './keras/numbers';
import type { FindingFix, Rule } from './rule';

/** Optimizers of PyTorch and the weight decay that each has where none is given. */
const defaults: ReadonlyMap<string, number> = new Map([
  ['SGD', 0],
  ['Adam', 0],
  ['AdamW', 0.01],
  ['Adamax', 0],
  ['NAdam', 0],
  ['RAdam', 0],
  ['RMSprop', 0],
  ['Adagrad', 0],
]);

/** Weight decay that pulls learned slopes towards 0. */
export const preluWeightDecay: Rule = {
  id: 'prelu-weight-decay',
  severity: 'information',
  title: () => l10n.t('Weight decay on the slopes of PReLU'),
  words: /\bPReLU\(/,
  *check({ code }) {
    const prelu = [...code.calls('PReLU')].find((call) => pathOf(call, code) === 'torch.nn.PReLU');
    if (prelu === undefined) {
      return;
    }
    for (const [name, silent] of defaults) {
      for (const call of code.calls(name)) {
        const { positional, keywords } = readArguments(call);
        const parameters = positional[0] ?? keywords.get('params');
        const written = keywords.get('weight_decay');
        const decay = written === undefined ? silent : code.evaluate(written);
        if (
          pathOf(call, code) === `torch.optim.${name}` &&
          typeof decay === 'number' &&
          decay > 0 &&
          parameters?.text.endsWith('.parameters()') === true
        ) {
          yield {
            node: written ?? call,
            message:
              written === undefined
                ? l10n.t(
                    '{0} decays weights by {1} unless told otherwise, the slopes of PReLU included, which pulls them towards ReLU. Give the slopes a group of their own without decay.',
                    name,
                    shortFigure(decay),
                  )
                : l10n.t(
                    'A weight decay of {0} also pulls the slopes of PReLU towards 0, and PReLU towards ReLU. Give the slopes a group of their own without decay.',
                    shortFigure(decay),
                  ),
            related: [{ node: prelu, message: l10n.t('PReLU is made here.') }],
            fixes: groupFix(parameters, prelu, code),
          };
        }
      }
    }
  },
};

function pathOf(call: SyntaxNode, code: ModuleCode): string | undefined {
  const callee = call.childForFieldName('function');
  return callee === null ? undefined : code.resolve(callee)?.path;
}

/** Two groups by the module that holds a parameter. */
function groupFix(parameters: SyntaxNode, prelu: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const model = /^([\w.]+)\.parameters\(\)$/.exec(parameters.text)?.[1];
  const type = prelu.childForFieldName('function')?.text;
  if (model === undefined || type === undefined) {
    return [];
  }
  const group = (condition: string): string =>
    `[p for m in ${model}.modules() if ${condition} for p in m.parameters(recurse=False)]`;
  const groups = [
    `{"params": ${group(`not isinstance(m, ${type})`)}}`,
    `{"params": ${group(`isinstance(m, ${type})`)}, "weight_decay": 0.0}`,
  ];
  return [
    {
      title: l10n.t('Give the slopes a group without weight decay'),
      kind: 'choice',
      edits: [replaceNode(code, parameters, `[${groups.join(', ')}]`)],
    },
  ];
}
