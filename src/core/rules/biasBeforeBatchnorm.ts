import * as l10n from '@vscode/l10n';
import { stepBefore } from '../model/layers/chain';
import { tensorsOf, type Layer } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { addArgument, replaceNode } from '../edits/nodeEdits';
import { layerName } from './layers/names';
import type { FindingFix, Rule } from './rule';

/** Weights from elsewhere bring their biases: without them they could not be loaded. */
const loadedWeights =
  /load_state_dict|load_weights|load_model|from_pretrained|pretrained|\bweights\s*=|load_url|load_from|torch\.load|hub\.load/;

/** A bias that batch normalization subtracts again. */
export const biasBeforeBatchnorm: Rule = {
  id: 'bias-before-batchnorm',
  severity: 'hint',
  offByDefault: true,
  title: () => l10n.t('A bias that batch normalization takes away again'),
  words: /BatchNorm/,
  *check({ code }) {
    if (code.mentions(loadedWeights)) {
      return;
    }
    const seen = new Set<SyntaxNode>();
    for (const { outputs } of readModule(code).networks) {
      for (const tensor of tensorsOf(outputs)) {
        const isBatch = tensor.layer?.kind?.isBatchNormalization === true;
        const before = isBatch ? stepBefore(tensor, () => false)?.layer : undefined;
        if (before?.role === 'affine' && !seen.has(before.node) && hasBias(before)) {
          seen.add(before.node);
          yield {
            node: before.node,
            message: l10n.t(
              'Batch normalization subtracts the mean, and with it the bias of this {0}: its gradient is nothing but rounding. Leave the bias out.',
              layerName(before),
            ),
            related:
              tensor.layer === undefined
                ? []
                : [{ node: tensor.layer.node, message: l10n.t('The normalization behind it.') }],
            fixes: biasFix(before, code),
          };
        }
      }
    }
  },
};

function hasBias({ node, kind }: Layer): boolean {
  const { positional, keywords, hasStar, hasDoubleStar } = readArguments(node);
  const slot = kind?.bias;
  const given = slot && (keywords.get(slot.name) ?? (slot.position === null ? undefined : positional[slot.position]));
  return slot !== undefined && !hasStar && !hasDoubleStar && (given === undefined || given.type === 'true');
}

function biasFix({ node, kind }: Layer, code: ModuleCode): readonly FindingFix[] {
  const name = kind?.bias?.name ?? '';
  const given = readArguments(node).keywords.get(name);
  const edit = given === undefined ? addArgument(code, node, `${name}=False`) : replaceNode(code, given, 'False');
  return edit === undefined ? [] : [{ title: l10n.t('Add {0}', `${name}=False`), kind: 'safe', edits: [edit] }];
}
