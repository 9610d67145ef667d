import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import { amountText } from '../cards/depthSentence';
import { stringValue } from '../python/literals';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { addArgument, replaceNode } from '../edits/nodeEdits';
import { hasOnly, hiddenChains, lastSecondMoment, type HiddenChain } from './layers/hidden';
import { activationName } from './layers/names';
import type { Finding, Rule } from './rule';

/** Activations for which weights are scaled otherwise than for ReLU, and what PyTorch calls their gain. */
const gains: ReadonlyMap<ActivationId, { readonly name: string; readonly gain: string }> = new Map([
  ['tanh', { name: 'tanh', gain: '5/3' }],
  ['sigmoid', { name: 'sigmoid', gain: '1' }],
  ['selu', { name: 'linear', gain: '1' }],
]);
const saturating: ReadonlySet<ActivationId> = new Set(gains.keys());
const relu: ReadonlySet<ActivationId> = new Set<ActivationId>(['relu']);

/** From so many layers on a wrong scale shows. */
const deep = 5;
/** So many layers of ReLU make Xavier weights worth a word: each halves the signal's second moment. */
const veryDeep = 10;

/** Weights that are scaled for another activation. */
export const initActivationMismatch: Rule = {
  id: 'init-activation-mismatch',
  severity: 'information',
  title: () => l10n.t('Weights that are scaled for another activation'),
  words: /kaiming_|xavier_|\bhe_(?:normal|uniform)|\bHe(?:Normal|Uniform)/,
  *check({ code }) {
    const chains = hiddenChains(code);
    yield* kaimingFindings(chains, code);
    yield* xavierFindings(chains, code);
    yield* kerasFindings(chains, code);
  },
};

/** In PyTorch the call says nothing of the layers it is for: only where all of them agree is it wrong for sure. */
function* kaimingFindings(chains: readonly HiddenChain[], code: ModuleCode): Generator<Finding> {
  const torch = chains.filter(({ network, activations }) => network.library === 'torch' && activations.length > 0);
  const [first] = torch;
  const id = first?.activations[0]?.activation?.id;
  const wanted = id && gains.get(id);
  if (id === undefined || wanted === undefined || !torch.every((chain) => hasOnly(chain, saturating))) {
    return;
  }
  const depth = Math.max(
    ...torch.filter(({ isNormalized }) => !isNormalized).map(({ activations }) => activations.length),
  );
  for (const name of ['kaiming_normal_', 'kaiming_uniform_', 'kaiming_normal', 'kaiming_uniform']) {
    for (const call of code.calls(name)) {
      const { keywords, positional } = readArguments(call);
      const written = keywords.get('nonlinearity') ?? positional[3];
      const text = written === undefined ? 'leaky_relu' : stringValue(written);
      const callee = call.childForFieldName('function');
      const isOwn = callee !== null && code.resolve(callee)?.path.startsWith('torch.nn.init.') === true;
      if (!isOwn || keywords.has('a') || positional.length > 1 || (text !== 'relu' && text !== 'leaky_relu')) {
        continue;
      }
      const edit =
        written === undefined
          ? addArgument(code, call, `nonlinearity="${wanted.name}"`)
          : replaceNode(code, written, `"${wanted.name}"`);
      yield {
        node: call,
        ...(depth >= deep ? { severity: 'warning' as const } : {}),
        message: l10n.t(
          'This scales weights for ReLU (gain √2 ≈ 1.414), but the hidden layers are {0}, for which PyTorch recommends the gain {1}. Give nonlinearity="{2}".',
          activationName(id),
          wanted.gain,
          wanted.name,
        ),
        related: activationPlaces(first),
        fixes:
          edit === undefined
            ? []
            : [{ title: l10n.t('Give nonlinearity="{0}"', wanted.name), kind: 'choice', edits: [edit] }],
      };
    }
  }
}

function activationPlaces(chain: HiddenChain | undefined): { readonly node: SyntaxNode; readonly message: string }[] {
  const node = chain?.activations[0]?.activation?.node;
  return node === undefined ? [] : [{ node, message: l10n.t('The activation of the hidden layers.') }];
}

function* xavierFindings(chains: readonly HiddenChain[], code: ModuleCode): Generator<Finding> {
  const chain = chains.find(
    (one) =>
      one.network.library === 'torch' && !one.isNormalized && one.activations.length >= veryDeep && hasOnly(one, relu),
  );
  const depth = chain?.activations.length ?? 0;
  const moment = chain && lastSecondMoment('relu', depth, 1);
  if (chain === undefined || moment === undefined) {
    return;
  }
  for (const name of ['xavier_normal_', 'xavier_uniform_']) {
    for (const call of code.calls(name)) {
      const { keywords, positional } = readArguments(call);
      if (keywords.has('gain') || positional.length > 1) {
        continue;
      }
      yield {
        node: call,
        message: l10n.t(
          'Xavier weights halve the second moment in each layer of ReLU: over {0} layers it falls to {1}, although gradients stay balanced. kaiming_normal_ keeps it.',
          String(depth),
          amountText(moment),
        ),
        related: activationPlaces(chain),
      };
    }
  }
}

/** In Keras initializer and activation stand side by side. */
function* kerasFindings(chains: readonly HiddenChain[], code: ModuleCode): Generator<Finding> {
  const seen = new Set<SyntaxNode>();
  for (const { network, steps, activations } of chains) {
    for (const [index, layer] of steps.entries()) {
      const next = steps[index + 1];
      const id = next?.activation?.id;
      const written =
        layer.role === 'affine' && layer.node.type === 'call'
          ? readArguments(layer.node).keywords.get('kernel_initializer')
          : undefined;
      if (
        network.library !== 'keras' ||
        next === undefined ||
        id === undefined ||
        !activations.includes(next) ||
        (id !== 'tanh' && id !== 'sigmoid') ||
        written === undefined ||
        seen.has(written) ||
        !/he_(?:normal|uniform)|He(?:Normal|Uniform)/.test(written.text)
      ) {
        continue;
      }
      seen.add(written);
      const isNormal = /normal/i.test(written.text);
      const glorot = isNormal ? 'glorot_normal' : 'glorot_uniform';
      yield {
        node: written,
        message: l10n.t(
          'He weights are scaled for ReLU, which halves the signal; {0} does not, and saturates sooner with them. Use {1}.',
          activationName(id),
          glorot,
        ),
        related:
          next.activation === undefined
            ? []
            : [{ node: next.activation.node, message: l10n.t('The activation of this layer.') }],
        fixes: [
          {
            title: l10n.t('Initialize with {0}', glorot),
            kind: 'choice',
            edits: [replaceNode(code, written, `"${glorot}"`)],
          },
        ],
      };
    }
  }
}
