import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { shortFigure } from './keras/numbers';
import { hasOnly, hiddenChains } from './layers/hidden';
import type { Severity } from './problem';
import type { Rule } from './rule';

/** Optimizers whose steps are about as large as the learning rate, whatever the gradient is. */
const adaptive = ['Adam', 'AdamW', 'Adamax', 'NAdam', 'Nadam', 'RAdam'] as const;

/** Experiments with four layers of 256 units: shares of units that are dead for all data after training with Adam. */
const toldRate = 1e-2;
const warnedRate = 3e-2;
/** Plain steps are as large as the gradient: only such rates are unusual. */
const toldPlainRate = 1;

const relu: ReadonlySet<ActivationId> = new Set<ActivationId>(['relu']);
/** Networks that nobody needs to worry about. */
const smallestWidth = 64;

/** What lowers the rate, or keeps pre-activations in place. */
const guarded =
  /[sS]chedul|OneCycle|[wW]arm_?[uU]p|ReduceLROnPlateau|Decay\(|lr_find|CyclicLR|BatchNorm|LayerNorm|GroupNorm|RMSNorm|clip_grad|clipnorm/;

/** Steps so large that they push ReLU units where no input reaches them. */
export const highLrWithRelu: Rule = {
  id: 'high-lr-with-relu',
  severity: 'information',
  title: () => l10n.t('A learning rate at which ReLU units die'),
  words: /\b(?:Adam\w*|NAdam|Nadam|RAdam|SGD)\(/,
  *check({ code }) {
    if (code.mentions(guarded) || !code.mentions(/relu/i)) {
      return;
    }
    const rates = [...ratesIn(code)];
    const isConcerned =
      rates.length > 0 &&
      hiddenChains(code).some(
        (chain) =>
          !chain.isNormalized &&
          hasOnly(chain, relu) &&
          chain.activations.length >= 2 &&
          chain.affine.some(({ width = 0 }) => width >= smallestWidth),
      );
    if (isConcerned) {
      yield* rates.map(({ node, severity, message }) => ({ node, severity, message }));
    }
  },
};

interface Rate {
  readonly node: SyntaxNode;
  readonly severity: Severity;
  readonly message: string;
}

function* ratesIn(code: ModuleCode): Generator<Rate> {
  for (const name of adaptive) {
    for (const [node, rate] of literalRates(name, code)) {
      if (rate >= toldRate) {
        yield {
          node,
          severity: rate >= warnedRate ? 'warning' : 'information',
          message:
            rate >= warnedRate
              ? l10n.t(
                  'In an experiment with {0} at 0.03 and four layers of ReLU, 60 to 70 % of the units died for good; here the rate is {1}. Use 0.001 to 0.003, a schedule, or normalization.',
                  name,
                  shortFigure(rate),
                )
              : l10n.t(
                  'In an experiment with {0} at 0.01 and four layers of ReLU, about a quarter of the units died for good; here the rate is {1}. 0.001 to 0.003 is usual.',
                  name,
                  shortFigure(rate),
                ),
        };
      }
    }
  }
  for (const [node, rate] of literalRates('SGD', code)) {
    if (rate >= toldPlainRate) {
      yield {
        node,
        severity: 'information',
        message: l10n.t(
          'A rate of {0} is unusually large for SGD without normalization: one large step can push ReLU units where no input reaches them. 0.01 to 0.1 is usual.',
          shortFigure(rate),
        ),
      };
    }
  }
}

/** Learning rates that are written as numbers. */
function* literalRates(name: string, code: ModuleCode): Generator<readonly [SyntaxNode, number]> {
  for (const call of code.calls(name)) {
    const callee = call.childForFieldName('function');
    const path = callee === null ? undefined : code.resolve(callee)?.path;
    const isTorch = path?.startsWith('torch.optim.') === true;
    if (!isTorch && path?.startsWith('keras.optimizers.') !== true) {
      continue;
    }
    const { positional, keywords } = readArguments(call);
    const written = keywords.get('lr') ?? keywords.get('learning_rate') ?? positional[isTorch ? 1 : 0];
    const rate = written && code.evaluate(written);
    if (written !== undefined && typeof rate === 'number') {
      yield [written, rate];
    }
  }
}
