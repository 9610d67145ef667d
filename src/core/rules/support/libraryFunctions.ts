import type { ActivationId } from '../../activations';
import type { FrameworkId } from '../../frameworks/framework';

/** How a library computes an activation in one call. */
export interface LibraryFunction {
  readonly path: string;
  /** Written behind the input: `approximate="tanh"`. */
  readonly setting?: string;
}

type Functions = Partial<Record<ActivationId, LibraryFunction>>;

const ofTorch: Functions = {
  sigmoid: { path: 'torch.sigmoid' },
  tanh: { path: 'torch.tanh' },
  softplus: { path: 'torch.nn.functional.softplus' },
  silu: { path: 'torch.nn.functional.silu' },
  mish: { path: 'torch.nn.functional.mish' },
  gelu: { path: 'torch.nn.functional.gelu' },
  gelu_tanh: { path: 'torch.nn.functional.gelu', setting: 'approximate="tanh"' },
  softmax: { path: 'torch.softmax' },
};

const ofTensorflow: Functions = {
  sigmoid: { path: 'tf.nn.sigmoid' },
  tanh: { path: 'tf.nn.tanh' },
  softplus: { path: 'tf.nn.softplus' },
  silu: { path: 'tf.nn.silu' },
  gelu: { path: 'tf.nn.gelu' },
  gelu_tanh: { path: 'tf.nn.gelu', setting: 'approximate=True' },
  softmax: { path: 'tf.nn.softmax' },
};

/** GELU in JAX is the tanh form unless told otherwise. */
const ofJax: Functions = {
  sigmoid: { path: 'jax.nn.sigmoid' },
  tanh: { path: 'jax.numpy.tanh' },
  softplus: { path: 'jax.nn.softplus' },
  silu: { path: 'jax.nn.silu' },
  mish: { path: 'jax.nn.mish' },
  gelu: { path: 'jax.nn.gelu', setting: 'approximate=False' },
  gelu_tanh: { path: 'jax.nn.gelu', setting: 'approximate=True' },
  softmax: { path: 'jax.nn.softmax' },
};

const ofKeras: Functions = {
  sigmoid: { path: 'keras.ops.sigmoid' },
  tanh: { path: 'keras.ops.tanh' },
  softplus: { path: 'keras.ops.softplus' },
  silu: { path: 'keras.ops.silu' },
  gelu: { path: 'keras.ops.gelu', setting: 'approximate=False' },
  gelu_tanh: { path: 'keras.ops.gelu', setting: 'approximate=True' },
  softmax: { path: 'keras.ops.softmax' },
};

const byFramework: Partial<Record<FrameworkId, Functions>> = {
  torch: ofTorch,
  tensorflow: ofTensorflow,
  jax: ofJax,
  flax_linen: ofJax,
  flax_nnx: ofJax,
  keras3: ofKeras,
};

/** The function of a library that differentiates; nothing for NumPy. */
export function libraryFunction(framework: FrameworkId, activation: ActivationId): LibraryFunction | undefined {
  return byFramework[framework]?.[activation];
}
