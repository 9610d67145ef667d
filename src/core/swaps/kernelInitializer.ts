import type { ActivationId } from '../activations';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentPlace, callOf, lastName } from '../uses/place';
import type { Change } from './change';
import { layerBefore } from './layerBefore';

/** For which activations the initializers of Keras scale weights. */
const families: readonly { readonly family: string; readonly for: ReadonlySet<ActivationId> }[] = [
  {
    family: 'he',
    for: new Set<ActivationId>([
      'relu',
      'leaky_relu',
      'prelu',
      'relu6',
      'elu',
      'gelu',
      'gelu_tanh',
      'silu',
      'mish',
      'hard_swish',
    ]),
  },
  { family: 'glorot', for: new Set<ActivationId>(['tanh', 'sigmoid', 'softsign', 'hard_sigmoid', 'hard_tanh']) },
  { family: 'lecun', for: new Set<ActivationId>(['selu']) },
];

/**
 * Changes `kernel_initializer=` of the layer that an activation of Keras belongs to, where it was the one for the old
 * activation.
 *
 * @param node what names the activation: a string, a function, the call of a layer of its own.
 */
export function adjustKernelInitializer(
  node: SyntaxNode,
  { from, to }: { readonly from: ActivationId; readonly to: ActivationId },
  change: Change,
): void {
  const layer = layerOf(node, change.code);
  const initializer = layer && readArguments(layer).keywords.get('kernel_initializer');
  const [before, after] = [familyOf(from), familyOf(to)];
  if (initializer === undefined || before === undefined || after === undefined || before === after) {
    return;
  }
  const name = initializerName(initializer);
  const family = /^(he|glorot|lecun)(?=_?(?:normal|uniform)$)/i.exec(name?.text ?? '')?.[0] ?? '';
  if (name !== undefined && family.toLowerCase() === before) {
    const text = family === before ? after : capitalized(after);
    change.edit({ ...change.code.placeOf(name), newText: text + name.text.slice(family.length) });
  }
}

/** The layer that takes the activation, or the one before where the activation is a layer of its own. */
function layerOf(node: SyntaxNode, code: ModuleCode): SyntaxNode | undefined {
  const taker = argumentPlace(node)?.call;
  const callee = taker?.childForFieldName('function');
  const isActivation = callee !== undefined && callee !== null && lastName(callee) === 'Activation';
  if (taker !== undefined && !isActivation && readArguments(taker).keywords.has('kernel_initializer')) {
    return taker;
  }
  const own = isActivation ? taker : callOf(node);
  const before = own?.type === 'call' ? layerBefore(own, code)?.node : undefined;
  return before?.type === 'call' ? before : undefined;
}

function familyOf(id: ActivationId): string | undefined {
  return families.find((one) => one.for.has(id))?.family;
}

/** `he_normal` in a string, `HeNormal` of `keras.initializers.HeNormal()`. */
function initializerName(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'string') {
    return node.namedChildren.find((child) => child?.type === 'string_content') ?? undefined;
  }
  const callee = node.type === 'call' ? node.childForFieldName('function') : node;
  return callee?.type === 'attribute' ? (callee.childForFieldName('attribute') ?? undefined) : undefined;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
