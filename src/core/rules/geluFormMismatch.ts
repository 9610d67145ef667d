import * as l10n from '@vscode/l10n';
import { activations } from '../activations';
import { shortNumber } from '../cards/values';
import type { ModuleCode } from '../uses/moduleCode';
import type { Use } from '../uses/use';
import { callOf } from '../uses/place';
import { addArgument } from '../edits/nodeEdits';
import type { FindingFix, Rule } from './rule';
import { isAboutPorting, leavesToDefault } from './support/porting';

/** The forms of GELU are farthest apart near here. */
const around = { from: 2, to: 3.5, step: 1e-3 };

let largest: number | undefined;

/** The largest difference between the two forms of GELU. */
function largestDifference(): number {
  if (largest === undefined) {
    largest = 0;
    for (let x = around.from; x < around.to; x += around.step) {
      largest = Math.max(largest, Math.abs(activations.gelu.value(x, {}) - activations.gelu_tanh.value(x, {})));
    }
  }
  return largest;
}

/** Code that moves between libraries takes the default form of GELU, which differs between them. */
export const geluFormMismatch: Rule = {
  id: 'gelu-form-mismatch',
  severity: 'information',
  title: () => l10n.t('A GELU whose default form differs between the libraries at hand'),
  words: /\bgelu\b/,
  *check({ code, uses }) {
    const silent = uses.filter(
      (use) => use.activation === 'gelu_tanh' && isOfJax(use) && leavesToDefault(use, 'approximate'),
    );
    if (silent.length === 0 || !isAboutPorting(code)) {
      return;
    }
    for (const use of silent) {
      const node = code.nodeAt(use);
      if (node !== undefined) {
        yield {
          node,
          message: l10n.t(
            'Here GELU is the tanh form by default; in PyTorch and Keras it is the exact one, up to {0} away per element. Give approximate=False for the same function.',
            shortNumber(largestDifference()),
          ),
          fixes: fixesFor(use, code),
        };
      }
    }
  },
};

function isOfJax({ framework }: Use): boolean {
  return framework === 'jax' || framework === 'flax_linen' || framework === 'flax_nnx';
}

function fixesFor(use: Use, code: ModuleCode): readonly FindingFix[] {
  const node = code.nodeAt(use);
  const call = node && callOf(node);
  const edit = use.called && call?.type === 'call' ? addArgument(code, call, 'approximate=False') : undefined;
  return edit === undefined
    ? []
    : [{ title: l10n.t('Give approximate=False, the exact form'), kind: 'choice', edits: [edit] }];
}
