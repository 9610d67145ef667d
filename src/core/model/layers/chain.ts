import type { Layer, Tensor } from './layer';

/**
 * The steps that lead straight to a tensor, the first one first: back to where several tensors meet, where the source
 * does not tell what happens, or to the input.
 */
function chainTo(output: Tensor): readonly Layer[] {
  const steps: Layer[] = [];
  let tensor: Tensor | undefined = output;
  while (tensor?.layer !== undefined && tensor.layer.role !== 'join' && tensor.layer.role !== 'unknown') {
    steps.push(tensor.layer);
    tensor = tensor.inputs.length === 1 ? tensor.inputs[0] : undefined;
  }
  return steps.reverse();
}

/** Chains that stand for themselves: from each output, and from each place where tensors meet. */
export function chainsOf(tensors: readonly Tensor[], outputs: readonly Tensor[]): readonly (readonly Layer[])[] {
  const ends = new Set<Tensor>(outputs);
  for (const tensor of tensors) {
    const { layer, inputs } = tensor;
    if (inputs.length > 1 || layer?.role === 'join' || layer?.role === 'unknown') {
      inputs.forEach((input) => ends.add(input));
    }
  }
  return [...ends].map(chainTo).filter((chain) => chain.length > 1);
}

/** The step before a tensor's, over steps that `isPassed` accepts; nothing where others read what lies between. */
export function stepBefore(tensor: Tensor, isPassed: (layer: Layer) => boolean): Tensor | undefined {
  let [before, ...others] = tensor.inputs;
  while (before?.layer !== undefined && others.length === 0 && before.consumers === 1 && isPassed(before.layer)) {
    [before, ...others] = before.inputs;
  }
  return others.length === 0 && before?.consumers === 1 ? before : undefined;
}
