import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import { amountText } from '../cards/depthSentence';
import type { Layer } from '../model/layers/layer';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { replaceByPath } from './support/edits';
import { addArgument, replaceNode } from '../edits/nodeEdits';
import { hasOnly, hiddenChains, lastSecondMoment, type HiddenChain } from './layers/hidden';
import type { Finding, Rule } from './rule';

const selu: ReadonlySet<ActivationId> = new Set<ActivationId>(['selu']);
/** One layer normalizes nothing that a next one would need. */
const fewestLayers = 2;

/** SELU normalizes itself only with everything that belongs to it. */
export const seluRecipe: Rule = {
  id: 'selu-recipe',
  severity: 'information',
  title: () => l10n.t('SELU without what makes it normalize itself'),
  words: /selu/i,
  *check({ code }) {
    const seen = new Set<SyntaxNode>();
    for (const chain of hiddenChains(code)) {
      if (!hasOnly(chain, selu) || chain.activations.length < fewestLayers) {
        continue;
      }
      for (const finding of [...dropoutFindings(chain, code), ...initializationFindings(chain, code)]) {
        if (!seen.has(finding.node)) {
          seen.add(finding.node);
          yield finding;
        }
      }
    }
  },
};

function* dropoutFindings({ steps }: HiddenChain, code: ModuleCode): Generator<Finding> {
  for (const { node, path = '' } of steps) {
    const callee = node.childForFieldName('function');
    if (!path.endsWith('.Dropout') || callee === null) {
      continue;
    }
    yield {
      node,
      message: l10n.t(
        'Dropout sets units to 0, which is not where SELU saturates, so that mean and variance drift from layer to layer. AlphaDropout keeps both.',
      ),
      fixes: replaceByPath(code, callee, path.replace(/Dropout$/, 'AlphaDropout'), {
        title: () => l10n.t('Use AlphaDropout: it regularizes differently'),
        kind: 'choice',
        like: callee,
      }),
    };
  }
}

function* initializationFindings(chain: HiddenChain, code: ModuleCode): Generator<Finding> {
  if (chain.network.library === 'keras') {
    for (const layer of chain.affine.slice(0, -1)) {
      yield* kerasFinding(layer, chain, code);
    }
  } else if (
    chain.network.library === 'torch' &&
    !code.mentions(/\binit\.|\.weight\.data|_init_weights|init_weights/)
  ) {
    yield torchFinding(chain);
  }
}

function* kerasFinding(layer: Layer, chain: HiddenChain, code: ModuleCode): Generator<Finding> {
  const { keywords, hasDoubleStar } = readArguments(layer.node);
  const written = keywords.get('kernel_initializer');
  if (hasDoubleStar || (written !== undefined && !/he_|He[NU]/.test(written.text))) {
    return;
  }
  const moment = lastSecondMoment('selu', chain.activations.length, Math.SQRT2);
  const edit =
    written === undefined
      ? addArgument(code, layer.node, 'kernel_initializer="lecun_normal"')
      : replaceNode(code, written, '"lecun_normal"');
  yield {
    node: written ?? layer.node,
    message:
      written === undefined
        ? l10n.t(
            'SELU keeps mean 0 and variance 1 with weights from lecun_normal; the default, glorot_uniform, has the same variance only where a layer is as wide as the one before. Name lecun_normal.',
          )
        : l10n.t(
            'With He weights the second moment grows from 1 to {0} over {1} layers of SELU. It stays 1 with lecun_normal.',
            amountText(moment ?? Number.NaN),
            String(chain.activations.length),
          ),
    fixes: edit === undefined ? [] : [{ title: l10n.t('Initialize with lecun_normal'), kind: 'choice', edits: [edit] }],
  };
}

/** nn.Linear starts with weights of variance 1/(3·fan-in). */
function torchFinding({ activations, affine, network }: HiddenChain): Finding {
  const moment = lastSecondMoment('selu', activations.length, 1 / Math.sqrt(3));
  return {
    node: affine[0]?.node ?? network.node,
    message: l10n.t(
      'PyTorch’s default weights are too small for SELU: the second moment falls from 1 to {0} over {1} layers (wide layers). Initialize with kaiming_normal_(weight, nonlinearity="linear") and biases of 0, and it stays 1.',
      amountText(moment ?? Number.NaN),
      String(activations.length),
    ),
    related: activations
      .slice(0, 1)
      .flatMap(({ activation }) =>
        activation === undefined ? [] : [{ node: activation.node, message: l10n.t('SELU is used here.') }],
      ),
  };
}
