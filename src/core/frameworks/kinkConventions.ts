import type { ActivationId } from '../activations';

/** Which one-sided derivative stands in for the derivative at a kink, or the mean of both. */
export type KinkChoice = 'left' | 'right' | 'mean';

/** Per activation one choice for each of its kinks, in ascending order. */
type Choices = Readonly<Partial<Record<ActivationId, readonly KinkChoice[]>>>;

/** `clamp` and its like, where they let the gradient pass at both bounds. */
const PASSING_AT_BOUNDS: Choices = {
  relu: ['right'],
  relu6: ['right', 'left'],
  clipped_relu: ['right', 'left'],
  hard_tanh: ['right', 'left'],
  hard_sigmoid: ['right', 'left'],
  hard_sigmoid_02: ['right', 'left'],
  sparse_sigmoid: ['right', 'left'],
};

/** `maximum` and its like, where both arguments get half of the gradient when they are equal. */
const HALVED_AT_BOUNDS: Choices = {
  relu: ['mean'],
  relu6: ['mean', 'mean'],
  clipped_relu: ['mean', 'mean'],
  hard_tanh: ['mean', 'mean'],
  hard_sigmoid: ['mean', 'mean'],
  hard_sigmoid_02: ['mean', 'mean'],
  sparse_sigmoid: ['mean', 'mean'],
};

/**
 * How libraries whose choice differs from PyTorch's own functions differentiate at kinks, by automatic differentiation
 * system, or by the dotted path of a function. Observed by running PyTorch 2.11 and 2.13, JAX 0.10 and 0.11 and
 * TensorFlow 2.21; PReLU read in Flax 0.12 and Equinox 0.13, which select with `where(x >= 0, …)`.
 */
const CHOICES: Readonly<Record<string, Choices>> = {
  jax: {
    leaky_relu: ['right'],
    prelu: ['right'],
    hard_tanh: ['right', 'left'],
    sparse_sigmoid: ['mean', 'mean'],
  },
  tensorflow: { hard_sigmoid_02: ['right', 'left'] },
  'torch.clamp': PASSING_AT_BOUNDS,
  'torch.clamp_min': PASSING_AT_BOUNDS,
  'torch.clip': PASSING_AT_BOUNDS,
  'torch.Tensor.clamp': PASSING_AT_BOUNDS,
  'torch.Tensor.clamp_min': PASSING_AT_BOUNDS,
  'torch.Tensor.clip': PASSING_AT_BOUNDS,
  'tensorflow.maximum': PASSING_AT_BOUNDS,
  'tensorflow.clip_by_value': PASSING_AT_BOUNDS,
  'torch.maximum': HALVED_AT_BOUNDS,
  'jax.numpy.maximum': HALVED_AT_BOUNDS,
  'jax.numpy.clip': HALVED_AT_BOUNDS,
};

/** Which system differentiates the functions of a framework, or of a module that a path starts with. */
const DIFFERENTIATED_BY: Readonly<Record<string, string>> = {
  torch: 'torch',
  torchvision: 'torch',
  timm: 'torch',
  transformers: 'torch',
  diffusers: 'torch',
  fastai: 'torch',
  jax: 'jax',
  flax: 'jax',
  flax_linen: 'jax',
  flax_nnx: 'jax',
  haiku: 'jax',
  equinox: 'jax',
  tensorflow: 'tensorflow',
  keras2: 'tensorflow',
  tfa: 'tensorflow',
};

/**
 * Slopes that are off because a library's compiled code writes them as float32 numbers: PyTorch's backward pass of
 * hardsigmoid multiplies with 1/6 in single precision even for float64 tensors.
 */
const ROUNDED_SLOPES: Readonly<Record<string, Readonly<Partial<Record<ActivationId, number>>>>> = {
  torch: { hard_sigmoid: Math.fround(1 / 6) },
};

/**
 * The choices of a library for an activation's kinks.
 * @param library the id of a framework, or the dotted path of a symbol, which counts first
 * @returns `undefined` where nothing else than PyTorch's convention is known
 */
export function kinkChoices(library: string, activation: ActivationId): readonly KinkChoice[] | undefined {
  return CHOICES[library]?.[activation] ?? CHOICES[differentiatedBy(library)]?.[activation];
}

/** The slope that a library has between the kinks of a piecewise linear activation, where it is off. */
export function roundedSlope(library: string, activation: ActivationId): number | undefined {
  return ROUNDED_SLOPES[differentiatedBy(library)]?.[activation];
}

function differentiatedBy(library: string): string {
  const module = library.split('.', 1).join('');
  return DIFFERENTIATED_BY[module] ?? module;
}
