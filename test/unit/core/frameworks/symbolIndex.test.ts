import { describe, expect, it } from 'vitest';
import { frameworks, getFramework } from '../../../../src/core/frameworks';
import {
  activationParametersOf,
  conventionalModules,
  findSymbol,
  frameworksOfModule,
  keyLookups,
  methodsNamed,
  registryEntry,
  registryStrings,
  subscriptLookups,
} from '../../../../src/core/frameworks/symbolIndex';

function where(path: string): string | undefined {
  const found = findSymbol(path);
  return found && `${found.framework.id} ${found.symbol.path}`;
}

describe('findSymbol', () => {
  it.each([
    // Inside PyTorch, and where quantized layers used to be.
    ['torch.nn.modules.activation.ReLU', 'torch torch.nn.ReLU'],
    ['torch.nn.modules.ReLU', 'torch torch.nn.ReLU'],
    ['torch.nn.quantized.modules.activation.LeakyReLU', 'torch torch.ao.nn.quantized.LeakyReLU'],
    // Keras by many names. What only Keras 2 had, or only Keras 3 has, decides.
    ['keras.layers.LeakyReLU', 'keras3 keras.layers.LeakyReLU'],
    ['keras_core.layers.ReLU', 'keras3 keras.layers.ReLU'],
    ['tensorflow.keras.layers.LeakyReLU', 'keras2 tf.keras.layers.LeakyReLU'],
    ['tensorflow.python.keras.layers.LeakyReLU', 'keras2 tf.keras.layers.LeakyReLU'],
    ['tensorflow.compat.v1.keras.activations.relu', 'keras2 tf.keras.activations.relu'],
    ['tf_keras.activations.hard_sigmoid', 'keras2 tf.keras.activations.hard_sigmoid'],
    ['keras.layers.advanced_activations.LeakyReLU', 'keras2 tf.keras.layers.LeakyReLU'],
    ['keras.layers.ThresholdedReLU', 'keras2 tf.keras.layers.ThresholdedReLU'],
    ['keras.backend.relu', 'keras2 tf.keras.backend.relu'],
    ['tensorflow.keras.ops.relu', 'keras3 keras.ops.relu'],
    ['tensorflow.keras.activations.leaky_relu', 'keras3 keras.activations.leaky_relu'],
    // TensorFlow's other names.
    ['tensorflow.sigmoid', 'tensorflow tf.nn.sigmoid'],
    ['tensorflow.math.tanh', 'tensorflow tf.nn.tanh'],
    ['tensorflow.compat.v1.nn.leaky_relu', 'tensorflow tf.nn.leaky_relu'],
    ['tensorflow.python.ops.nn_ops.relu6', 'tensorflow tf.nn.relu6'],
    ['jax.lax.logistic', 'jax jax.lax.logistic'],
    ['jax.numpy.tanh', 'jax jax.numpy.tanh'],
    ['flax.linen.activation.gelu', 'flax_linen flax.linen.gelu'],
    ['flax.experimental.nnx.swish', 'flax_nnx flax.nnx.silu'],
    ['timm.models.layers.activations.Swish', 'timm timm.layers.Swish'],
    ['timm.layers.activations_me.SwishMe', 'timm timm.layers.activations_me.SwishMe'],
    ['transformers.activations.PytorchGELUTanh', 'transformers transformers.activations.GELUTanh'],
    ['mxnet.symbol.relu', 'mxnet mxnet.nd.relu'],
    ['mxnet.numpy_extension.softmax', 'mxnet mxnet.npx.softmax'],
    ['fastai.vision.all.swish', 'fastai fastai.layers.swish'],
    ['torch.nn.gelu', undefined],
    ['torch.gelu', undefined],
    ['torch', undefined],
    ['', undefined],
  ])('%s → %s', (path, expected) => {
    expect(where(path)).toBe(expected);
  });
});

describe('look-up by name', () => {
  it('offers the modules of a conventional name, likeliest first', () => {
    expect(conventionalModules('nn')[0]).toBe('torch.nn');
    expect(conventionalModules('nn')).toContain('flax.linen');
    expect(conventionalModules('nn')).toContain('mlx.nn');
    expect(conventionalModules('F')[0]).toBe('torch.nn.functional');
    expect(conventionalModules('layers')[0]).toBe('keras.layers');
    expect(conventionalModules('x')).toEqual([]);
  });

  it('finds every framework of a top-level import', () => {
    expect(frameworksOfModule('tensorflow').map(({ id }) => id)).toEqual(['keras2', 'tensorflow']);
    expect(frameworksOfModule('flax').map(({ id }) => id)).toEqual(['flax_linen', 'flax_nnx']);
  });

  it('finds methods by their name', () => {
    expect(methodsNamed('relu_').map(({ method }) => method.inPlace)).toEqual([true]);
    expect(methodsNamed('sigmoid').map(({ framework }) => framework.id)).toEqual(['torch', 'paddle', 'mxnet']);
    expect(methodsNamed('gelu')).toEqual([]);
  });

  it('finds parameters through aliases of their callee', () => {
    expect(activationParametersOf('tensorflow.keras.layers.Dense')[0]?.framework.id).toBe('keras2');
    expect(
      activationParametersOf('tensorflow.compat.v1.keras.layers.LSTM').map(({ parameter }) => parameter.default),
    ).toEqual(['tanh', 'hard_sigmoid_02']);
    expect(activationParametersOf('tensorflow.keras.layers.LSTM').map(({ parameter }) => parameter.default)).toEqual([
      'tanh',
      'sigmoid',
    ]);
    expect(activationParametersOf('print')).toEqual([]);
  });

  it('reads strings as their library does', () => {
    const [timm] = keyLookups('act_layer');
    expect(timm && registryEntry(timm.lookup, 'GELU_tanh')?.activation).toBe('gelu_tanh');
    const [dictionary] = subscriptLookups('transformers.activations.ACT2FN');
    expect(dictionary && registryEntry(dictionary.lookup, 'gelu_new')?.activation).toBe('gelu_tanh');
    expect(dictionary && registryEntry(dictionary.lookup, 'GELU')).toBeUndefined();
    expect(dictionary && registryEntry(dictionary.lookup, 'constructor')).toBeUndefined();
    expect(registryStrings().has('softrelu')).toBe(true);
  });
});

describe('the tables', () => {
  it('are one per framework', () => {
    expect(new Set(frameworks.map(({ id }) => id)).size).toBe(frameworks.length);
    for (const framework of frameworks) expect(getFramework(framework.id)).toBe(framework);
  });

  it('lead every symbol of a registry to a symbol', () => {
    for (const { activationParameters = [], lookups = [] } of frameworks) {
      for (const { registry = {} } of [...activationParameters, ...lookups]) {
        for (const [text, { symbol, activation }] of Object.entries(registry)) {
          if (symbol !== undefined) expect(findSymbol(symbol)?.symbol.activation, text).toBe(activation);
        }
      }
    }
  });

  it('find each of their own paths', () => {
    for (const { symbols } of frameworks) {
      for (const { path, aliases = [] } of symbols) {
        for (const spelling of [path, ...aliases]) expect(findSymbol(spelling), spelling).toBeDefined();
      }
    }
  });

  it('rename only what a signature has', () => {
    for (const { symbols } of frameworks) {
      for (const { path, signature, renames = {} } of symbols) {
        for (const name of Object.keys(renames)) expect(signature, path).toMatch(new RegExp(`\\b${name}\\b`));
      }
    }
  });
});
