import type { Layer, Tensor } from '../layers/layer';

/** How a network ends, seen from what is computed last. */
export interface Head {
  /** The activation that gives the output; absent: scores. */
  readonly activation?: Layer;
  /** The linear layer that the output comes from, with nothing else in between. */
  readonly affine?: Layer;
}

/** What an output is; nothing where the source does not tell. */
export function headOf(output: Tensor): Head | undefined {
  const last = behindReshaping(output);
  switch (last?.layer?.role) {
    case 'affine':
      return { affine: last.layer };
    case 'activation': {
      const [input] = last.inputs;
      const before = input && behindReshaping(input);
      return {
        activation: last.layer,
        ...(before?.layer?.role === 'affine' ? { affine: before.layer } : {}),
      };
    }
    default:
      return undefined;
  }
}

/** The tensor with the same numbers, before they were put in another shape. */
export function behindReshaping(tensor: Tensor): Tensor | undefined {
  let current: Tensor | undefined = tensor;
  while (current?.layer?.role === 'reshape') {
    current = current.inputs.length === 1 ? current.inputs[0] : undefined;
  }
  return current;
}
