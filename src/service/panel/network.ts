import { getActivation } from '../../core/activations';
import { LineIndex } from '../../core/python/lineIndex';
import type { SyntaxNode } from '../../core/python/syntax';
import type { AnalyzedPart, DocumentAnalysis } from '../../core/uses/analysis';
import { lastName } from '../../core/uses/place';
import type { Role, Use } from '../../core/uses/use';
import type { PanelNetwork, WeightInitialization } from '../../panel.protocol';
import { subjectOf } from './panelSubject';

/** Text of the document that makes up one network. */
interface Stack {
  readonly part: AnalyzedPart;
  readonly start: number;
  readonly end: number;
}

const mayHoldNetwork = /\b(?:Sequential|Model)\b/;
const normalization = /\b\w*(?:Batch|Layer|RMS|Group)_?Norm(?:alization)?\w*/i;

/** Names of initializers in PyTorch, Keras and Flax, each with what it is called here. */
const initializerNames: readonly (readonly [RegExp, WeightInitialization])[] = [
  [/\b(?:kaiming_|he_(?:normal|uniform))|\bHe(?:Normal|Uniform)\b/, 'he'],
  [/\b(?:xavier_|glorot_)|\bGlorot(?:Normal|Uniform)\b/, 'xavier'],
  [/\blecun_(?:normal|uniform)|\bLecun(?:Normal|Uniform)\b/, 'lecun'],
];

/** Whose layers start with weights as Keras or as PyTorch draws them; others are not known well enough. */
const kerasLike: readonly string[] = ['keras3', 'keras2', 'tensorflow', 'tfa'];
const torchLike: readonly string[] = ['torch', 'torchvision', 'timm', 'transformers', 'fastai', 'mmcv'];

/**
 * The network of a document that holds an `nn.Sequential` or a Keras model: its most frequent activation after a layer,
 * and how many layers have one. The stack with the most of one activation counts; a model that is put together
 * otherwise is the whole document. `undefined` where there is none.
 */
export function findNetwork(analysis: DocumentAnalysis, key: string): PanelNetwork | undefined {
  const parts = analysis.parts.filter(({ text }) => mayHoldNetwork.test(text));
  const layers = analysis.uses.filter(followsLayer);
  if (parts.length === 0 || layers.length === 0) return undefined;
  const stacks = parts.flatMap((part) =>
    callsOfSequential(part.root).map(({ startIndex: start, endIndex: end }) => ({ part, start, end })),
  );
  const document = analysis.parts.map(({ text }) => text).join('\n');
  const found = stacks.map((stack) =>
    mostFrequent(usesIn(stack, layers), stack.part.text.slice(stack.start, stack.end)),
  );
  const best = found.reduce<Frequent | undefined>(deeper, undefined);
  const result = best ?? mostFrequent(layers, document);
  return result && describeNetwork(result, document, key);
}

interface Frequent {
  readonly use: Use;
  readonly count: number;
  /** Layers with an activation, of whatever kind. */
  readonly depth: number;
  /** The code of the network. */
  readonly code: string;
}

function deeper(one: Frequent | undefined, other: Frequent | undefined): Frequent | undefined {
  return (other?.count ?? 0) > (one?.count ?? 0) ? other : one;
}

/** Uses that are no layer's output, whatever stands last in a stack: that one follows a layer like the others. */
const asides: readonly Role[] = ['gate', 'attention', 'recurrent', 'initialization'];

/** Places that call what was made elsewhere count once, where it is made. */
function followsLayer({ activation, role, madeAt }: Use): boolean {
  const isSignal = getActivation(activation).kind === 'elementwise' && activation !== 'identity';
  return isSignal && madeAt === undefined && !asides.includes(role);
}

function usesIn({ part, start, end }: Stack, uses: readonly Use[]): readonly Use[] {
  const lines = new LineIndex(part.text);
  return uses.filter(({ cell, range }) => {
    const offset = lines.offsetAt(range.start);
    return cell === part.cell && offset >= start && offset < end;
  });
}

function mostFrequent(uses: readonly Use[], code: string): Frequent | undefined {
  const counts = new Map<string, Frequent>();
  for (const use of uses) {
    const kind = JSON.stringify([use.activation, use.arguments]);
    counts.set(kind, { use, code, depth: uses.length, count: (counts.get(kind)?.count ?? 0) + 1 });
  }
  return [...counts.values()].reduce<Frequent | undefined>(deeper, undefined);
}

function callsOfSequential(node: SyntaxNode): readonly SyntaxNode[] {
  if (!node.text.includes('Sequential')) return [];
  const callee = node.type === 'call' ? node.childForFieldName('function') : null;
  const own = callee !== null && lastName(callee) === 'Sequential' ? [node] : [];
  return [...own, ...node.namedChildren.flatMap((child) => (child === null ? [] : callsOfSequential(child)))];
}

function describeNetwork({ use, depth, code }: Frequent, document: string, key: string): PanelNetwork {
  const initialization = initializationOf(document, use);
  return {
    subject: subjectOf(use, key),
    depth,
    ...(initialization === undefined ? {} : { initialization }),
    isNormalized: normalization.test(code),
  };
}

/** The one initializer that the document names; where it names none, the one that the library takes. */
function initializationOf(document: string, { framework }: Use): WeightInitialization | undefined {
  const named = initializerNames.filter(([pattern]) => pattern.test(document)).map(([, name]) => name);
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  if (kerasLike.includes(framework)) return 'keras';
  return torchLike.includes(framework) ? 'torch' : undefined;
}
