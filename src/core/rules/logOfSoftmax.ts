import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import type { FrameworkId } from '../frameworks/framework';
import type { FindingFix, Rule, RuleContext } from './rule';
import { replaceByPath } from './support/edits';
import { appliedTo, logsOf, type LogOfActivation } from './support/logarithms';

const softmax: ReadonlySet<string> = new Set(['softmax']);

/** The function that computes both in one step. */
const paths: Partial<Record<FrameworkId, string>> = {
  torch: 'torch.nn.functional.log_softmax',
  tensorflow: 'tf.nn.log_softmax',
  jax: 'jax.nn.log_softmax',
  flax_linen: 'jax.nn.log_softmax',
  flax_nnx: 'jax.nn.log_softmax',
  keras3: 'keras.ops.log_softmax',
  scipy: 'scipy.special.log_softmax',
};

/** A probability that float32 stores as 0: half of the smallest subnormal number, 2⁻¹⁵⁰. */
const largestGap = 150 * Math.LN2;

/** The logarithm of a softmax, which loses small probabilities. */
export const logOfSoftmax: Rule = {
  id: 'log-of-softmax',
  severity: 'warning',
  title: () => l10n.t('The logarithm of a softmax'),
  words: /softmax/i,
  *check(context) {
    for (const found of logsOf(softmax, context)) {
      if (!found.isComplement) {
        yield {
          node: found.log,
          ...(found.isGuarded ? { severity: 'information' as const } : {}),
          message: found.isGuarded
            ? l10n.t(
                'The number that keeps this logarithm finite hides how small a probability is, and stops its gradient. log_softmax computes the same in one step, without it.',
              )
            : l10n.t(
                'Where a logit lies {0} below the largest, float32 stores the probability as 0 and this is −∞. log_softmax computes the same in one step and stays finite.',
                shortNumber(largestGap),
              ),
          fixes: fixesFor(found, context),
        };
      }
    }
  },
};

function fixesFor(
  { log, use, applied, isNested, isGuarded }: LogOfActivation,
  { code }: RuleContext,
): readonly FindingFix[] {
  const path = paths[use.framework];
  const given = isNested ? appliedTo(applied, use) : undefined;
  if (path === undefined || given === undefined) {
    return [];
  }
  return replaceByPath(code, log, path, {
    title: (text) => l10n.t('Use {0}', text),
    kind: isGuarded ? 'choice' : 'safe',
    behind: `(${[given.input.text, ...given.rest].join(', ')})`,
  });
}
