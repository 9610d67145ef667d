/**
 * Operations of PyTorch whose gradient is computed from their result: overwriting it makes `backward` raise. Held
 * against the library by `test/claims`.
 */
const savingFunctions = new Set([
  'sigmoid',
  'expit',
  'tanh',
  'softmax',
  'log_softmax',
  'softmin',
  'gumbel_softmax',
  'relu',
  'exp',
  'expm1',
  'sqrt',
  'rsqrt',
  'reciprocal',
  'tan',
]);

/** Those that compute it from their result only when they overwrite their input. */
const savingInPlace = new Set(['leaky_relu', 'elu', 'selu', 'celu', 'rrelu', 'relu', 'sigmoid', 'tanh']);

/** The classes of layers, as the functions are called. */
const savingClasses: ReadonlyMap<string, string> = new Map([
  ['Sigmoid', 'sigmoid'],
  ['Tanh', 'tanh'],
  ['Softmax', 'softmax'],
  ['Softmax2d', 'softmax'],
  ['LogSoftmax', 'log_softmax'],
  ['Softmin', 'softmin'],
  ['ReLU', 'relu'],
  ['LeakyReLU', 'leaky_relu'],
  ['ELU', 'elu'],
  ['SELU', 'selu'],
  ['CELU', 'celu'],
  ['RReLU', 'rrelu'],
]);

/** Whether the gradient is computed from the result. @param path `torch.nn.Sigmoid`, `torch.sigmoid`, `Tensor.exp`. */
export function savesResult(path: string, inPlace: boolean): boolean {
  const last = lastWord(path);
  const name = (savingClasses.get(last) ?? last).replace(/_$/, '');
  return inPlace ? savingInPlace.has(name) : savingFunctions.has(name);
}

/** Methods whose result shares memory with the tensor. */
const viewMethods = new Set([
  'view',
  'view_as',
  'squeeze',
  'unsqueeze',
  'transpose',
  'permute',
  'expand',
  'expand_as',
  't',
]);

/** Methods and attributes that tell about a tensor and do not read its numbers. */
const aboutTensor =
  /^(?:shape|size|dim|ndim|ndimension|device|dtype|layout|numel|nelement|stride|is_\w+|requires_grad\w*|get_device|type|new_\w+|grad\w*|element_size|data_ptr|retain_grad|register_hook|names|_version)$/;

/** Functions that take a tensor for its shape, type or place. */
const aboutFunctions = /^(?:\w+_like|len|isinstance|id|type|print|hasattr|is_tensor|numel|checkpoint_name)$/;

export function isView(method: string): boolean {
  return viewMethods.has(method);
}

export function isAboutTensor(name: string): boolean {
  return aboutTensor.test(name);
}

export function isAboutFunction(name: string): boolean {
  return aboutFunctions.test(name);
}

/** `add_`, `mul_`, `clamp_`: by PyTorch's convention these overwrite the tensor. */
export function isInPlaceName(name: string): boolean {
  return /^[a-z]\w*[a-z0-9]_$/.test(name) && !/^(?:requires_grad_|share_memory_|rename_)$/.test(name);
}

/** Functions that make tensors of plain numbers, which need no gradient. */
const plainMakers =
  /^(?:zeros|ones|empty|full|rand|randn|randint|arange|linspace|eye|tensor|as_tensor|from_numpy|\w+_like|one_hot)$/;

export function makesPlainNumbers(path: string): boolean {
  return path.startsWith('torch.') && plainMakers.test(lastWord(path));
}

export function lastWord(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
