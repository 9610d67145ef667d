import { stepBefore } from '../model/layers/chain';
import { tensorsOf, type Layer } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';

/** The layer whose output an activation is applied to, over normalization; nothing where it is used in several places. */
export function layerBefore(call: SyntaxNode, code: ModuleCode): Layer | undefined {
  const tensors = readModule(code)
    .networks.flatMap(({ outputs }) => tensorsOf(outputs))
    .filter(({ layer }) => layer?.node.id === call.id);
  const layers = tensors.flatMap((tensor) => stepBefore(tensor, ({ role }) => role === 'normalization')?.layer ?? []);
  const [first] = layers;
  return first !== undefined && layers.every(({ width, path }) => width === first.width && path === first.path)
    ? first
    : undefined;
}
