import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../activations';
import { amountText } from '../cards/depthSentence';
import { chainsOf } from '../model/layers/chain';
import { tensorsOf, type Layer } from '../model/layers/layer';
import { readModule, type ReadNetwork } from '../model/symbolic/readModule';
import { propagate } from '../numerics/propagation/propagate';
import { findInitialization } from '../numerics/propagation/initializations';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { replaceNode } from '../edits/nodeEdits';
import { activationName } from './layers/names';
import type { Severity } from './problem';
import type { Finding, FindingFix, Rule } from './rule';

/** Hidden layers from which on a plain network hardly trains, by experiments on small networks. */
const warnedDepth: ReadonlyMap<ActivationId, number> = new Map<ActivationId, number>([
  ['sigmoid', 3],
  ['hard_sigmoid', 3],
  ['hard_sigmoid_02', 3],
  ['softplus', 5],
]);
/** From here on it is worth knowing. */
const toldDepth = 2;

/** Gradients that vanish on the way back through layers of sigmoid. */
export const deepSigmoidHidden: Rule = {
  id: 'deep-sigmoid-hidden',
  severity: 'warning',
  title: () => l10n.t('Several hidden layers of sigmoid without normalization'),
  words: /sigmoid|softplus/i,
  *check({ code }) {
    const seen = new Set<SyntaxNode>();
    for (const network of readModule(code).networks) {
      for (const chain of chainsOf(tensorsOf(network.outputs), network.outputs)) {
        const hidden = hiddenLayers(chain);
        const [first] = hidden;
        const severity = first && severityOf(hidden, code);
        if (first?.activation !== undefined && severity !== undefined && !seen.has(first.activation.node)) {
          hidden.forEach(({ activation }) => activation && seen.add(activation.node));
          yield findingFor(hidden, severity, network, code);
        }
      }
    }
  },
};

/** The saturating steps between two linear layers, where nothing normalizes and the code does not call them gates. */
function hiddenLayers(chain: readonly Layer[]): readonly Layer[] {
  if (chain.some(({ role }) => role === 'normalization' || role === 'recurrent' || role === 'other')) {
    return [];
  }
  const lastAffine = chain.map(({ role }) => role).lastIndexOf('affine');
  const steps = chain.filter(
    ({ activation }, index) =>
      activation !== undefined &&
      warnedDepth.has(activation.id) &&
      index < lastAffine &&
      chain[index - 1]?.role === 'affine',
  );
  const [first] = steps;
  return steps.filter(({ activation }) => activation?.id === first?.activation?.id);
}

/** Networks of another time, whose units are meant to be probabilities. */
const teaching = /\bRBM\b|boltzmann|belief|auto_?encoder/i;

function severityOf(hidden: readonly Layer[], code: ModuleCode): Severity | undefined {
  const id = hidden[0]?.activation?.id;
  const depth = id === undefined ? undefined : warnedDepth.get(id);
  if (depth === undefined || hidden.length < Math.min(toldDepth, depth)) {
    return undefined;
  }
  if (hidden.length < depth) {
    return id === 'softplus' ? undefined : 'information';
  }
  return code.mentions(teaching) ? 'hint' : 'warning';
}

function findingFor(hidden: readonly Layer[], severity: Severity, network: ReadNetwork, code: ModuleCode): Finding {
  const [first, ...others] = hidden;
  const activation = first?.activation;
  const count = String(hidden.length);
  const initialization = findInitialization(isKeras(network, code) ? 'keras' : 'torch');
  const ratio = activation && gradientRatio(activation.id, hidden.length, initialization);
  const node = activation?.node ?? network.node;
  const name = activation === undefined ? '' : activationName(activation.id);
  return {
    node,
    severity,
    message:
      ratio === undefined || initialization === undefined
        ? l10n.t(
            'Gradients vanish on the way through {0} hidden layers of {1}. Use ReLU or GELU in hidden layers, or normalize before them.',
            count,
            name,
          )
        : l10n.t(
            'At the start, the gradient in the first of {0} hidden layers of {1} is {2} of the last one’s ({3}, wide layers). Use ReLU or GELU in hidden layers, or normalize before them.',
            count,
            name,
            amountText(ratio),
            initialization.name(),
          ),
    related: others.flatMap(({ activation: other }, index) =>
      other === undefined || other.node === node
        ? []
        : [{ node: other.node, message: l10n.t('Hidden layer {0} of {1}.', String(index + 2), count) }],
    ),
    fixes: reluFix(hidden, code),
  };
}

function isKeras({ library }: ReadNetwork, code: ModuleCode): boolean {
  return library === 'keras' || (library === 'other' && code.mentions(/\bkeras\b/));
}

/** The size of the first layer's gradient relative to the last one's, in the limit of wide layers. */
function gradientRatio(
  id: ActivationId,
  depth: number,
  initialization: ReturnType<typeof findInitialization>,
): number | undefined {
  const activation = getActivation(id);
  if (activation.kind !== 'elementwise') {
    return undefined;
  }
  const parameters = resolveParameters(activation, {});
  const sigmas = initialization?.sigmas({ activation: id, parameters, fanIn: Infinity });
  const layers = sigmas && propagate(activation, parameters, { depth, ...sigmas });
  const ratio = layers?.[0]?.gradSecondRatio;
  return ratio === undefined ? undefined : Math.sqrt(ratio);
}

const reluNames: readonly (readonly [RegExp, string])[] = [
  [/^(["'])sigmoid\1$/, '$1relu$1'],
  [/^((?:torch\.)?nn\.)Sigmoid$/, '$1ReLU'],
  [/^((?:torch|F|torch\.nn\.functional|tf\.nn|nn|jax\.nn|keras\.activations|activations)\.)sigmoid$/, '$1relu'],
];

/** One edit for each place that names it; only where the same module has ReLU under that name. */
function reluFix(hidden: readonly Layer[], code: ModuleCode): readonly FindingFix[] {
  const nodes = [...new Set(hidden.flatMap(({ activation }) => (activation === undefined ? [] : [activation.node])))];
  const edits = nodes.flatMap((node) => {
    const found = reluNames.find(([pattern]) => pattern.test(node.text));
    return found === undefined ? [] : [replaceNode(code, node, node.text.replace(found[0], found[1]))];
  });
  return edits.length === 0 || edits.length < nodes.length
    ? []
    : [
        {
          title: l10n.t('Use ReLU in these hidden layers: the network has to be trained again'),
          kind: 'choice',
          edits,
        },
      ];
}
