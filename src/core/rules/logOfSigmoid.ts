import * as l10n from '@vscode/l10n';
import type { FrameworkId } from '../frameworks/framework';
import type { FindingFix, Rule, RuleContext } from './rule';
import { operandText, replaceByPath } from './support/edits';
import { appliedTo, logsOf, type LogOfActivation } from './support/logarithms';
import { sigmoidLimits } from './support/rounding';

const sigmoid: ReadonlySet<string> = new Set(['sigmoid']);

/** The function that computes both in one step. */
const paths: Partial<Record<FrameworkId, string>> = {
  torch: 'torch.nn.functional.logsigmoid',
  tensorflow: 'tf.math.log_sigmoid',
  jax: 'jax.nn.log_sigmoid',
  flax_linen: 'jax.nn.log_sigmoid',
  flax_nnx: 'jax.nn.log_sigmoid',
  keras3: 'keras.ops.log_sigmoid',
  scipy: 'scipy.special.log_expit',
};

/** The logarithm of a sigmoid, which is lost where the sigmoid rounds to 0 or 1. */
export const logOfSigmoid: Rule = {
  id: 'log-of-sigmoid',
  severity: 'warning',
  title: () => l10n.t('The logarithm of a sigmoid'),
  words: /sigmoid|expit|logistic/i,
  *check(context) {
    for (const found of logsOf(sigmoid, context)) {
      yield {
        node: found.log,
        ...(found.isGuarded ? { severity: 'information' as const } : {}),
        message: messageFor(found),
        fixes: fixesFor(found, context),
      };
    }
  },
};

function messageFor({ isComplement, isGuarded }: LogOfActivation): string {
  const { one, half, zero } = sigmoidLimits();
  if (isGuarded) {
    return l10n.t(
      'The bound that keeps this logarithm finite stops the gradient of confident predictions. A log-sigmoid computes the same in one step, without it.',
    );
  }
  return isComplement
    ? l10n.t(
        'From x = {0} on float32 stores the sigmoid as 1 (fp16 from {1}), so this is −∞ and its gradient NaN. log(1 − σ(x)) is the log-sigmoid of −x, which stays finite.',
        one,
        half,
      )
    : l10n.t(
        'Below x = {0} float32 stores the sigmoid as 0, so this is −∞ and its gradient NaN. A log-sigmoid computes the same in one step and stays finite.',
        zero,
      );
}

function fixesFor(found: LogOfActivation, { code }: RuleContext): readonly FindingFix[] {
  const { log, use, applied, isComplement, isGuarded, isNested } = found;
  const path = paths[use.framework];
  const given = isNested ? appliedTo(applied, use) : undefined;
  if (path === undefined || given === undefined || given.rest.length > 0) {
    return [];
  }
  const input = isComplement ? `-${operandText(given.input)}` : given.input.text;
  return replaceByPath(code, log, path, {
    title: (text) => l10n.t('Use {0}', text),
    kind: isGuarded ? 'choice' : 'safe',
    behind: `(${input})`,
  });
}
