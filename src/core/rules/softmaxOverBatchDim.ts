import * as l10n from '@vscode/l10n';
import { headOf } from '../model/keras/head';
import { tensorsOf, type Layer, type LayerActivation, type Tensor } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor, callOf } from '../uses/place';
import { keptName } from './layers/names';
import type { FindingFix, Rule } from './rule';
import { replaceNode } from '../edits/nodeEdits';

/** A softmax of a network's output over the examples of a batch. */
export const softmaxOverBatchDim: Rule = {
  id: 'softmax-over-batch-dim',
  severity: 'information',
  title: () => l10n.t('A softmax over the batch instead of the classes'),
  words: /softmax/i,
  *check({ code }) {
    if (!code.mentions(/\b(?:dim|axis)[ \t]*=[ \t]*0\b|softmax\((?:[^()]*,[ \t]*)?0\b/i) || code.mentions(/\bvmap\b/)) {
      return;
    }
    const seen = new Set<SyntaxNode>();
    for (const output of resultsIn(code)) {
      const activation = overFirstDimension(output);
      if (activation !== undefined && !seen.has(activation.node) && isBatched(output, code)) {
        seen.add(activation.node);
        yield {
          node: activation.node,
          message: l10n.t(
            'Dimension 0 is the batch: what is normalized here are the examples, so that the result of one depends on the others, and its classes do not sum to 1. Normalize the dimension of the classes, dim=-1.',
          ),
          fixes: lastDimensionFix(activation, code),
        };
      }
    }
  },
};

/** What networks, losses and distributions are given or give; a softmax further in may weigh whatever it wants. */
function resultsIn(code: ModuleCode): readonly Tensor[] {
  const { networks, pairings, parameters } = readModule(code);
  return [
    ...networks.flatMap(({ outputs }) => outputs),
    ...pairings.map(({ input }) => input),
    ...parameters.map(({ value }) => value),
  ];
}

/** Straight behind a dense layer of several units, so that there is a dimension of classes beside this one. */
function overFirstDimension(output: Tensor): LayerActivation | undefined {
  const head = headOf(output);
  const activation = head?.activation?.activation;
  const before = output.inputs[0]?.layer;
  const isDirect = output.layer === head?.activation && before !== undefined && before === head?.affine;
  const isSoftmax = activation?.id === 'softmax' || activation?.id === 'log_softmax';
  const { dim, axis } = activation?.arguments ?? {};
  return isDirect &&
    isSoftmax &&
    (dim === 0 || axis === 0) &&
    hasClasses(before) &&
    !isAttention(activation.node, before)
    ? activation
    : undefined;
}

function hasClasses({ kind, width }: Layer): boolean {
  return kind?.isDense === true && width !== 1;
}

const attention = /att|score|align|energy|weight|gate|alpha|pool|rout|select/i;

/** Attention over nodes, time steps or branches rightly normalizes what stands first. */
function isAttention(node: SyntaxNode, before: Layer): boolean {
  const owner = ancestor(node, 'class_definition')?.childForFieldName('name')?.text ?? '';
  return attention.test(keptName(before)) || attention.test(owner);
}

/** Whether what passes has a batch: layers that need one, or a file that speaks of batches and acts in no environment. */
function isBatched(output: Tensor, code: ModuleCode): boolean {
  return (
    tensorsOf([output]).some(({ layer }) => layer !== undefined && needsBatch(layer)) ||
    (code.mentions(/\b(?:DataLoader|batch_?size|(?:train|test|val|data)_?loader)\b/i) &&
      !code.mentions(/\b(?:gym|gymnasium|env\.(?:step|reset))\b/))
  );
}

function needsBatch({ kind, path = '' }: Layer): boolean {
  return kind?.isBatchNormalization === true || path.startsWith('keras.layers.') || path === 'torch.nn.Flatten';
}

function lastDimensionFix({ node }: LayerActivation, code: ModuleCode): readonly FindingFix[] {
  // Of `nn.Softmax(0)(x)`, the call that makes the layer.
  const { positional, keywords } = readArguments(node.parent?.type === 'call' ? node.parent : callOf(node));
  const written = keywords.get('dim') ?? keywords.get('axis') ?? positional.find(({ text }) => text === '0');
  return written?.text === '0'
    ? [
        {
          title: l10n.t(
            'Normalize over the last dimension: models that were trained without it then compute something else',
          ),
          kind: 'choice',
          edits: [replaceNode(code, written, '-1')],
        },
      ]
    : [];
}
