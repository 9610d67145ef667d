/** What a layer does to what passes it, as far as rules about architectures ask. */
export type LayerRole =
  /** A linear map with learned weights, dense or convolutional. */
  | 'affine'
  | 'normalization'
  | 'activation'
  | 'dropout'
  | 'pooling'
  /** Another shape or order of the same numbers. */
  | 'reshape'
  | 'recurrent'
  | 'embedding'
  | 'other';

/** Where a call gives a value: by keyword or at a position among the positional arguments. */
export interface ArgumentSlot {
  readonly name: string;
  readonly position: number | null;
}

/** One class of layers of a library. */
export interface LayerKind {
  /** Documented path: `torch.nn.Linear`. */
  readonly path: string;
  readonly role: LayerRole;
  /** Units or channels that come out. */
  readonly width?: ArgumentSlot;
  /** Units or channels that go in, where the library wants them told. */
  readonly inputWidth?: ArgumentSlot;
  readonly kernel?: ArgumentSlot;
  readonly groups?: ArgumentSlot;
  readonly bias?: ArgumentSlot;
  /** Each channel for itself, or in two steps: no dense map of all inputs. */
  readonly isDepthwise?: boolean;
  /** Units × features rather than channels of an image. */
  readonly isDense?: boolean;
  /** Whether statistics of a batch normalize, which are constants once the network is trained. */
  readonly isBatchNormalization?: boolean;
}

const slot = (name: string, position: number | null): ArgumentSlot => ({ name, position });

type Details = Omit<LayerKind, 'path' | 'role'>;

function kinds(module: string, role: LayerRole, names: readonly string[], details: Details = {}): LayerKind[] {
  return names.map((name) => ({ path: `${module}.${name}`, role, ...details }));
}

const dimensions = ['1d', '2d', '3d'];
const kerasDimensions = ['1D', '2D', '3D'];
const perDimension = (name: string): string[] => dimensions.map((dimension) => name + dimension);
const perKerasDimension = (before: string, after = ''): string[] =>
  kerasDimensions.map((dimension) => before + dimension + after);

const torchKinds: readonly LayerKind[] = [
  ...kinds('torch.nn', 'affine', ['Linear'], {
    inputWidth: slot('in_features', 0),
    width: slot('out_features', 1),
    bias: slot('bias', 2),
    isDense: true,
  }),
  ...kinds('torch.nn', 'affine', ['LazyLinear'], {
    width: slot('out_features', 0),
    bias: slot('bias', 1),
    isDense: true,
  }),
  ...kinds('torch.nn', 'affine', perDimension('Conv'), {
    inputWidth: slot('in_channels', 0),
    width: slot('out_channels', 1),
    kernel: slot('kernel_size', 2),
    groups: slot('groups', 6),
    bias: slot('bias', 7),
  }),
  ...kinds('torch.nn', 'affine', perDimension('ConvTranspose'), {
    inputWidth: slot('in_channels', 0),
    width: slot('out_channels', 1),
    kernel: slot('kernel_size', 2),
    groups: slot('groups', 6),
    bias: slot('bias', 7),
  }),
  ...kinds('torch.nn', 'normalization', [...perDimension('BatchNorm'), ...perDimension('LazyBatchNorm')], {
    isBatchNormalization: true,
  }),
  ...kinds('torch.nn', 'normalization', ['SyncBatchNorm'], { isBatchNormalization: true }),
  ...kinds('torch.nn', 'normalization', [
    ...perDimension('InstanceNorm'),
    'LayerNorm',
    'GroupNorm',
    'RMSNorm',
    'LocalResponseNorm',
  ]),
  ...kinds('torch.nn', 'dropout', ['Dropout', ...perDimension('Dropout'), 'AlphaDropout', 'FeatureAlphaDropout']),
  ...kinds('torch.nn', 'pooling', [
    ...perDimension('MaxPool'),
    ...perDimension('AvgPool'),
    ...perDimension('AdaptiveMaxPool'),
    ...perDimension('AdaptiveAvgPool'),
  ]),
  ...kinds('torch.nn', 'reshape', ['Flatten', 'Unflatten']),
  ...kinds('torch.nn', 'recurrent', ['RNN', 'LSTM', 'GRU', 'RNNCell', 'LSTMCell', 'GRUCell']),
  ...kinds('torch.nn', 'embedding', ['Embedding', 'EmbeddingBag']),
];

const kerasConvolution: Details = {
  width: slot('filters', 0),
  kernel: slot('kernel_size', 1),
  groups: slot('groups', null),
  bias: slot('use_bias', null),
};

const kerasKinds: readonly LayerKind[] = [
  ...kinds('keras.layers', 'affine', ['Dense'], { width: slot('units', 0), bias: slot('use_bias', 2), isDense: true }),
  ...kinds(
    'keras.layers',
    'affine',
    [...perKerasDimension('Conv'), ...perKerasDimension('Convolution')],
    kerasConvolution,
  ),
  ...kinds('keras.layers', 'affine', perKerasDimension('Conv', 'Transpose'), kerasConvolution),
  ...kinds('keras.layers', 'affine', ['SeparableConv1D', 'SeparableConv2D'], {
    ...kerasConvolution,
    isDepthwise: true,
  }),
  ...kinds('keras.layers', 'affine', ['DepthwiseConv1D', 'DepthwiseConv2D'], {
    kernel: slot('kernel_size', 0),
    bias: slot('use_bias', null),
    isDepthwise: true,
  }),
  ...kinds('keras.layers', 'normalization', ['BatchNormalization'], { isBatchNormalization: true }),
  ...kinds('keras.layers', 'normalization', [
    'LayerNormalization',
    'GroupNormalization',
    'UnitNormalization',
    'RMSNormalization',
  ]),
  ...kinds('keras.layers', 'dropout', [
    'Dropout',
    'AlphaDropout',
    'GaussianDropout',
    'GaussianNoise',
    ...perKerasDimension('SpatialDropout'),
  ]),
  ...kinds('keras.layers', 'pooling', [
    ...perKerasDimension('MaxPooling'),
    ...perKerasDimension('MaxPool'),
    ...perKerasDimension('AveragePooling'),
    ...perKerasDimension('AvgPool'),
    ...perKerasDimension('GlobalAveragePooling'),
    ...perKerasDimension('GlobalMaxPooling'),
    ...perKerasDimension('GlobalAvgPool'),
    ...perKerasDimension('GlobalMaxPool'),
  ]),
  ...kinds('keras.layers', 'reshape', ['Flatten', 'Reshape', 'Permute', 'RepeatVector']),
  ...kinds('keras.layers', 'recurrent', ['LSTM', 'GRU', 'SimpleRNN', 'RNN', 'Bidirectional', 'ConvLSTM2D'], {
    width: slot('units', 0),
  }),
  ...kinds('keras.layers', 'embedding', ['Embedding']),
];

/** Flax (Linen and NNX), Haiku and Equinox. */
const jaxKinds: readonly LayerKind[] = [
  ...kinds('flax.linen', 'affine', ['Dense', 'DenseGeneral'], { width: slot('features', 0), isDense: true }),
  ...kinds('flax.linen', 'affine', ['Conv', 'ConvTranspose'], {
    width: slot('features', 0),
    kernel: slot('kernel_size', 1),
    groups: slot('feature_group_count', null),
  }),
  ...kinds('flax.nnx', 'affine', ['Linear'], {
    inputWidth: slot('in_features', 0),
    width: slot('out_features', 1),
    isDense: true,
  }),
  ...kinds('flax.nnx', 'affine', ['Conv', 'ConvTranspose'], {
    inputWidth: slot('in_features', 0),
    width: slot('out_features', 1),
    kernel: slot('kernel_size', 2),
    groups: slot('feature_group_count', null),
  }),
  ...kinds('haiku', 'affine', ['Linear'], { width: slot('output_size', 0), isDense: true }),
  ...kinds('haiku', 'affine', [...perKerasDimension('Conv')], {
    width: slot('output_channels', 0),
    kernel: slot('kernel_shape', 1),
    groups: slot('feature_group_count', null),
  }),
  ...kinds('equinox.nn', 'affine', ['Linear'], {
    inputWidth: slot('in_features', 0),
    width: slot('out_features', 1),
    isDense: true,
  }),
  ...kinds('equinox.nn', 'affine', perDimension('Conv'), {
    inputWidth: slot('in_channels', 0),
    width: slot('out_channels', 1),
    kernel: slot('kernel_size', 2),
    groups: slot('groups', null),
  }),
  ...['flax.linen', 'flax.nnx'].flatMap((module) => [
    ...kinds(module, 'normalization', ['BatchNorm'], { isBatchNormalization: true }),
    ...kinds(module, 'normalization', ['LayerNorm', 'GroupNorm', 'RMSNorm', 'InstanceNorm']),
    ...kinds(module, 'dropout', ['Dropout']),
    ...kinds(module, 'embedding', ['Embed']),
  ]),
];

const byPath: ReadonlyMap<string, LayerKind> = new Map(
  [...torchKinds, ...kerasKinds, ...jaxKinds].map((kind) => [kind.path, kind] as const),
);

/** The kind of layer that a class makes, by its documented path. */
export function findLayerKind(path: string): LayerKind | undefined {
  return byPath.get(path);
}

/** Methods and functions that give the same numbers in another shape, type or place. */
export function isReshaping(name: string): boolean {
  return reshaping.test(name);
}

const reshaping =
  /^(?:view|view_as|reshape|reshape_as|flatten|squeeze|unsqueeze|expand_dims|permute|transpose|swapaxes|contiguous|clone|detach|to|type|type_as|astype|float|half|double|cast|bfloat16|cpu|cuda|requires_grad_)$/;
