import { getActivation, type ActivationId } from '../../activations';
import type { Layer } from '../../model/layers/layer';
import { boundTo, lastName } from '../../uses/place';

/** As people write it: `Leaky ReLU`. */
export function activationName(id: ActivationId): string {
  return getActivation(id).name();
}

/** The class of a layer: `Linear`. */
export function layerName({ path = '' }: Layer): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The name that a layer has or is kept under: `proj` of `self.proj = nn.Linear(…)`. */
export function keptName(layer: Layer): string {
  const target = boundTo(layer.node);
  return layer.name ?? (target === undefined ? '' : lastName(target));
}
