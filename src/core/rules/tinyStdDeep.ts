import * as l10n from '@vscode/l10n';
import { amountText } from '../cards/depthSentence';
import type { Layer } from '../model/layers/layer';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { shortFigure } from './keras/numbers';
import { hiddenChains, lastSecondMoment, type HiddenChain } from './layers/hidden';
import { activationName } from './layers/names';
import type { Rule } from './rule';

/** Shallower networks train with small weights, too. */
const deep = 5;
/** A signal below this share of the input's second moment has vanished. */
const vanished = 1e-3;

/** Weights so small that the signal dies on its way through a deep network. */
export const tinyStdDeep: Rule = {
  id: 'tiny-std-deep',
  severity: 'hint',
  offByDefault: true,
  title: () => l10n.t('Very small weights in a deep network without normalization'),
  words: /normal_\(|RandomNormal|TruncatedNormal/,
  *check({ code }) {
    // Cheaper than to read the networks.
    const written = [...standardDeviations(code)];
    if (written.length === 0) {
      return;
    }
    const chains = hiddenChains(code).filter(({ isNormalized, affine }) => !isNormalized && affine.length >= deep);
    const widest = chains.map(describe).find((one) => one !== undefined);
    if (widest === undefined) {
      return;
    }
    for (const { call, deviation } of written) {
      const moment = lastSecondMoment(widest.id, widest.depth, deviation * Math.sqrt(widest.fanIn));
      if (moment !== undefined && moment < vanished) {
        yield {
          node: call,
          message: l10n.t(
            'With a standard deviation of {0} and {1} inputs, the second moment falls from 1 to {2} over {3} layers of {4}. Scale weights with the number of inputs (He: √(2/fan-in) = {5}), or normalize.',
            shortFigure(deviation),
            String(widest.fanIn),
            amountText(moment),
            String(widest.depth),
            activationName(widest.id),
            shortFigure(Math.sqrt(2 / widest.fanIn)),
          ),
        };
      }
    }
  },
};

/** The widest hidden layer stands for all: narrower ones lose the signal sooner. */
function describe({
  affine,
  activations,
}: HiddenChain): { id: NonNullable<Layer['activation']>['id']; depth: number; fanIn: number } | undefined {
  const id = activations[0]?.activation?.id;
  const widths = affine
    .slice(0, -1)
    .flatMap(({ width, kind }) => (width === undefined || kind?.isDense !== true ? [] : [width]));
  return id === undefined || widths.length < deep - 1
    ? undefined
    : { id, depth: activations.length, fanIn: Math.max(...widths) };
}

function* standardDeviations(code: ModuleCode): Generator<{ readonly call: SyntaxNode; readonly deviation: number }> {
  for (const [name, keyword, position] of [
    ['normal_', 'std', 2],
    ['trunc_normal_', 'std', 2],
    ['RandomNormal', 'stddev', 1],
    ['TruncatedNormal', 'stddev', 1],
  ] as const) {
    for (const call of code.calls(name)) {
      const { keywords, positional } = readArguments(call);
      const written = keywords.get(keyword) ?? positional[position];
      const value = written && code.evaluate(written);
      if (typeof value === 'number' && value > 0) {
        yield { call, deviation: value };
      }
    }
  }
}
