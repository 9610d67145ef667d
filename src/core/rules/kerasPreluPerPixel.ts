import * as l10n from '@vscode/l10n';
import { stepBefore } from '../model/layers/chain';
import { tensorsOf, type Layer } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { addArgument } from '../edits/nodeEdits';
import type { Finding, Rule } from './rule';

/** PReLU of Keras learns a slope for every position of an image unless told to share them. */
export const kerasPreluPerPixel: Rule = {
  id: 'keras-prelu-per-pixel',
  severity: 'information',
  title: () => l10n.t('PReLU learns a slope for every pixel'),
  words: /\bPReLU\(/,
  *check({ code }) {
    const seen = new Set<SyntaxNode>();
    for (const { outputs } of readModule(code).networks) {
      for (const tensor of tensorsOf(outputs)) {
        const { layer } = tensor;
        const before = layer?.path === 'keras.layers.PReLU' ? stepBefore(tensor, isNormalization)?.layer : undefined;
        const axes = before && spatialAxes(before);
        if (layer !== undefined && before !== undefined && axes !== undefined && !seen.has(layer.node)) {
          seen.add(layer.node);
          yield* findingFor(layer, before, axes, code);
        }
      }
    }
  },
};

function isNormalization({ role }: Layer): boolean {
  return role === 'normalization';
}

/** The axes of an image between batch and channels: `[1, 2]` behind a Conv2D. */
function spatialAxes({ role, path = '' }: Layer): readonly number[] | undefined {
  const dimensions = role === 'affine' ? /Conv\w*?([123])D/.exec(path)?.[1] : undefined;
  return dimensions === undefined ? undefined : Array.from({ length: Number(dimensions) }, (_, index) => index + 1);
}

function* findingFor(layer: Layer, before: Layer, axes: readonly number[], code: ModuleCode): Generator<Finding> {
  const { keywords, hasDoubleStar } = readArguments(layer.node);
  if (keywords.has('shared_axes') || hasDoubleStar) {
    return;
  }
  const shared = `shared_axes=[${axes.join(', ')}]`;
  const edit = addArgument(code, layer.node, shared);
  yield {
    node: layer.node,
    message:
      before.width === undefined
        ? l10n.t(
            'Without shared_axes PReLU learns a slope for every pixel of every channel, which fixes the size of the input. {0} leaves one for each channel.',
            shared,
          )
        : l10n.t(
            'Without shared_axes PReLU learns height × width × {0} slopes, which fixes the size of the input. {1} leaves {0}.',
            String(before.width),
            shared,
          ),
    related: [{ node: before.node, message: l10n.t('The convolution before it.') }],
    fixes:
      edit === undefined
        ? []
        : [{ title: l10n.t('Add {0}: saved weights no longer fit', shared), kind: 'choice', edits: [edit] }],
  };
}
