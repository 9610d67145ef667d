import type { ActivationId } from '../../activations';
import type { LayerKind, LayerRole } from '../../frameworks/layers';
import type { SyntaxNode } from '../../python/syntax';
import type { Arguments } from '../../text';

/** An activation in its place among the layers. */
export interface LayerActivation {
  readonly id: ActivationId;
  readonly arguments: Arguments;
  /** The string, callee or reference that names it. */
  readonly node: SyntaxNode;
}

/**
 * One step of a network. A layer of Keras with `activation=` is two of them. `unknown`: what the source does not show,
 * where any number of layers may be; `join`: where paths of the code meet that only one run takes.
 */
export interface Layer {
  readonly role: LayerRole | 'unknown' | 'join';
  /** The call that makes the layer, or that computes the step. */
  readonly node: SyntaxNode;
  /** Documented path of what is called: `keras.layers.Dense`. */
  readonly path?: string;
  readonly kind?: LayerKind;
  readonly activation?: LayerActivation;
  /** Units or channels, where the source tells. */
  readonly width?: number;
  readonly inputWidth?: number;
  /** The side of a square kernel. */
  readonly kernel?: number;
  /** Channels are not all connected: depthwise and grouped convolutions. */
  readonly isGrouped?: boolean;
  /** `name=` of a layer, or the attribute that it is kept in. */
  readonly name?: string;
}

/** What flows through a network: where it comes from, back to the input, which nothing computes. */
export interface Tensor {
  readonly layer?: Layer;
  readonly inputs: readonly Tensor[];
  /** How many steps read it, and whether it is given back: what several read cannot be merged into one of them. */
  consumers: number;
}

export function inputTensor(): Tensor {
  return { inputs: [], consumers: 0 };
}

/** The result of a step. */
export function tensorFrom(layer: Layer, inputs: readonly Tensor[]): Tensor {
  for (const input of inputs) {
    input.consumers += 1;
  }
  return { layer, inputs, consumers: 0 };
}

/** Every tensor that leads to one of the outputs, each once. */
export function tensorsOf(outputs: readonly Tensor[]): readonly Tensor[] {
  const seen = new Set<Tensor>();
  const waiting = [...outputs];
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    if (!seen.has(tensor)) {
      seen.add(tensor);
      waiting.push(...tensor.inputs);
    }
  }
  return [...seen];
}

/** The tensor with another one in the place of the network's input: the network applied to it. */
export function substitute(output: Tensor, input: Tensor, known = new Map<Tensor, Tensor>()): Tensor {
  const done = known.get(output);
  if (done !== undefined) {
    return done;
  }
  const result =
    output.layer === undefined
      ? input
      : tensorFrom(
          output.layer,
          output.inputs.map((one) => substitute(one, input, known)),
        );
  known.set(output, result);
  return result;
}
