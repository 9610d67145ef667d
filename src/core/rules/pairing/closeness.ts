import { findSymbol } from '../../frameworks/symbolIndex';
import type { Head } from '../../model/keras/head';
import type { Layer } from '../../model/layers/layer';
import type { SyntaxNode } from '../../python/syntax';
import { ancestor, callOf, rootOf } from '../../uses/place';

/**
 * How close an activation and what takes its result stand: the one written inside the other's argument, in the same
 * function, or the output of a model that is called.
 */
export type Closeness = 'nested' | 'local' | 'model';

/** How close the end of a head stands to the argument that it reaches. */
export function closenessOf(
  { activation, affine }: Head,
  { argument, call }: { readonly argument: SyntaxNode; readonly call: SyntaxNode },
): Closeness {
  const end = activation?.activation?.node ?? affine?.node;
  if (end === undefined) {
    return 'model';
  }
  if (end.startIndex >= argument.startIndex && end.endIndex <= argument.endIndex && rootOf(end) === rootOf(argument)) {
    return 'nested';
  }
  const owner = ancestor(call, 'function_definition');
  return isAppliedWhereItStands(activation) && ancestor(end, 'function_definition')?.id === owner?.id
    ? 'local'
    : 'model';
}

/** `F.softmax(x)`, `x.softmax(1)` and `nn.Softmax(1)(x)`, but no layer that is applied elsewhere. */
function isAppliedWhereItStands(layer: Layer | undefined): boolean {
  if (layer?.activation === undefined) {
    return false;
  }
  const isLayer = layer.path !== undefined && findSymbol(layer.path)?.symbol.form === 'class';
  return !isLayer || callOf(layer.activation.node).childForFieldName('function')?.type === 'call';
}
