import { describe, expect, it } from 'vitest';
import { getActivation } from '../../../../src/core/activations';
import { bindArguments, callMeaning, type GivenValue } from '../../../../src/core/frameworks/callMeaning';
import { frameworks } from '../../../../src/core/frameworks';
import { parseSignature } from '../../../../src/core/frameworks/signature';
import { findSymbol, methodsNamed } from '../../../../src/core/frameworks/symbolIndex';

/** What a call of a symbol comes to: its activation and the parameters that the activation has. */
function call(
  path: string,
  positional: readonly GivenValue[] = [],
  keywords: Readonly<Record<string, GivenValue>> = {},
): Record<string, unknown> {
  const symbol = findSymbol(path)?.symbol;
  if (symbol === undefined) throw new Error(`No symbol at ${path}`);
  const given = bindArguments(symbol.signature, positional, new Map(Object.entries(keywords)));
  const meaning = callMeaning(symbol, given);
  const names = getActivation(meaning.activation).parameters.map(({ name }) => name);
  const values = Object.entries(meaning.arguments).filter(([name]) => names.includes(name));
  return { activation: meaning.activation, ...Object.fromEntries(values) };
}

const input = undefined;

describe('arguments of calls, under the names of the catalogue', () => {
  it.each([
    // The slope of a leaky ReLU: four defaults and four names.
    ['torch.nn.LeakyReLU', [], {}, { activation: 'leaky_relu', negative_slope: 0.01 }],
    ['torch.nn.LeakyReLU', [0.2], {}, { activation: 'leaky_relu', negative_slope: 0.2 }],
    ['torch.nn.LeakyReLU', [true], {}, { activation: 'leaky_relu', negative_slope: true }],
    ['torch.nn.functional.leaky_relu', [input, 0.1], {}, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['keras.layers.LeakyReLU', [], {}, { activation: 'leaky_relu', negative_slope: 0.3 }],
    ['keras.layers.LeakyReLU', [], { alpha: 0.1 }, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['keras.activations.leaky_relu', [input], {}, { activation: 'leaky_relu', negative_slope: 0.2 }],
    ['tensorflow.keras.layers.LeakyReLU', [], { alpha: 0.2 }, { activation: 'leaky_relu', negative_slope: 0.2 }],
    ['tensorflow.nn.leaky_relu', [input], {}, { activation: 'leaky_relu', negative_slope: 0.2 }],
    ['mxnet.nd.LeakyReLU', [input], {}, { activation: 'leaky_relu', negative_slope: 0.25 }],
    ['mxnet.gluon.nn.LeakyReLU', [0.1], {}, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['fastai.vision.all.vleaky_relu', [input], {}, { activation: 'leaky_relu', negative_slope: 0.3 }],
    // One MXNet operator for a family, its slope the ELU's α.
    ['mxnet.npx.leaky_relu', [input], { act_type: 'elu' }, { activation: 'elu', alpha: 0.25 }],
    ['mxnet.npx.leaky_relu', [input], { act_type: 'rrelu' }, { activation: 'rrelu', lower: 0.125, upper: 0.334 }],
    // What Keras' ReLU becomes; layer and function order their parameters differently.
    ['keras.layers.ReLU', [6], {}, { activation: 'relu6' }],
    ['keras.layers.ReLU', [4], {}, { activation: 'clipped_relu', max_value: 4 }],
    ['keras.layers.ReLU', [undefined], {}, { activation: 'clipped_relu', max_value: null }],
    ['keras.layers.ReLU', [null, 0.1], {}, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['keras.layers.ReLU', [6, 0.1], {}, { activation: 'clipped_relu', max_value: 6 }],
    ['keras.activations.relu', [input, 0.1], {}, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['keras.activations.relu', [input], { threshold: 1 }, { activation: 'thresholded_relu', theta: 1 }],
    ['tf.keras.activations.relu', [input], { alpha: 0.1 }, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['tf.keras.layers.ReLU', [], { negative_slope: 0.1 }, { activation: 'leaky_relu', negative_slope: 0.1 }],
    ['tf.keras.layers.ThresholdedReLU', [0.7], {}, { activation: 'thresholded_relu', theta: 0.7 }],
    // The start of a learned slope.
    ['torch.nn.PReLU', [3, 0.1], {}, { activation: 'prelu', a: 0.1 }],
    ['torch.nn.functional.prelu', [input, undefined], {}, { activation: 'prelu', a: null }],
    ['keras.layers.PReLU', [], {}, { activation: 'prelu', a: 0 }],
    ['keras.layers.PReLU', [], { alpha_initializer: undefined }, { activation: 'prelu', a: null }],
    ['flax.linen.PReLU', [], {}, { activation: 'prelu', a: 0.01 }],
    ['flax.nnx.PReLU', [0.2], {}, { activation: 'prelu', a: 0.2 }],
    ['mxnet.gluon.nn.PReLU', [], {}, { activation: 'prelu', a: 0.25 }],
    ['equinox.nn.PReLU', [], {}, { activation: 'prelu', a: 0.25 }],
    // Exact or tanh GELU.
    ['torch.nn.GELU', ['tanh'], {}, { activation: 'gelu_tanh' }],
    ['torch.nn.functional.gelu', [input], {}, { activation: 'gelu', approximate: 'none' }],
    ['jax.nn.gelu', [input], {}, { activation: 'gelu_tanh' }],
    ['jax.nn.gelu', [input, false], {}, { activation: 'gelu', approximate: false }],
    ['keras.ops.gelu', [input], {}, { activation: 'gelu_tanh' }],
    ['keras.activations.gelu', [input], {}, { activation: 'gelu', approximate: false }],
    ['mlx.nn.GELU', ['fast'], {}, { activation: 'quick_gelu' }],
    ['mlx.nn.GELU', ['none'], {}, { activation: 'gelu', approximate: 'none' }],
    // Swish with and without β.
    ['tf.nn.swish', [input], {}, { activation: 'silu' }],
    ['tf.nn.swish', [input, 1.5], {}, { activation: 'swish_beta', beta: 1.5 }],
    ['tf.nn.swish', [input, undefined], {}, { activation: 'swish_beta', beta: null }],
    ['mxnet.gluon.nn.Swish', [2], {}, { activation: 'swish_beta', beta: 2 }],
    // Three hard sigmoids.
    ['paddle.nn.functional.hardsigmoid', [input], {}, { activation: 'hard_sigmoid' }],
    ['paddle.nn.functional.hardsigmoid', [input, 0.2], {}, { activation: 'hard_sigmoid_02', alpha: 0.2, beta: 0.5 }],
    ['mxnet.nd.hard_sigmoid', [input], {}, { activation: 'hard_sigmoid_02', alpha: 0.2, beta: 0.5 }],
    // Axes, ends, thresholds.
    ['torch.nn.Softmax', [], { dim: 1 }, { activation: 'softmax', axis: 1 }],
    ['tf.nn.softmax', [input], {}, { activation: 'softmax', axis: -1 }],
    ['tensorflow.compat.v1.nn.softmax', [input], { dim: 1 }, { activation: 'softmax', axis: 1 }],
    ['scipy.special.softmax', [input], {}, { activation: 'softmax', axis: null }],
    ['torch.nn.Hardtanh', [0, 6], {}, { activation: 'relu6' }],
    ['torch.nn.Hardtanh', [-2, 2], {}, { activation: 'hard_tanh', min_val: -2, max_val: 2 }],
    ['paddle.nn.Hardtanh', [], { min: -2 }, { activation: 'hard_tanh', min_val: -2, max_val: 1 }],
    ['torch.nn.Softplus', [2], {}, { activation: 'softplus', beta: 2, threshold: 20 }],
    ['jax.nn.softplus', [input], {}, { activation: 'softplus', threshold: Infinity }],
    ['torch.nn.RReLU', [], {}, { activation: 'rrelu', lower: 0.125, upper: 1 / 3 }],
    ['torch.nn.Threshold', [0.1, 20], {}, { activation: 'threshold', threshold: 0.1, value: 20 }],
    ['tensorflow_addons.activations.hardshrink', [input, -1, 1], {}, { activation: 'hardshrink', lambd: 1 }],
    ['torch.sin', [input], {}, { activation: 'sine', omega_0: 1 }],
    ['modules.Sine', [], {}, { activation: 'sine', omega_0: 30 }],
  ] as const)('%s %j %j', (path, positional, keywords, expected) => {
    expect(call(path, positional, keywords)).toEqual(expected);
  });

  it('binds keyword-only parameters by keyword only', () => {
    expect(call('torch.nn.functional.gelu', [input, 'tanh'])).toEqual({ activation: 'gelu', approximate: 'none' });
  });

  it('keeps what the call gives beside the function itself', () => {
    const [found] = methodsNamed('softmax');
    const given = bindArguments(found?.method.signature ?? '', [1], new Map([['dtype', undefined]]));
    expect([...given]).toEqual([
      ['dim', 1],
      ['dtype', undefined],
    ]);
  });
});

describe('parameters that the tables say nothing about', () => {
  /** Parameters that no argument reaches in these libraries, and that stand at the catalogue's default there. */
  const settled = new Set([
    ...['selu.alpha', 'selu.scale', 'hard_tanh.min_val', 'hard_tanh.max_val', 'softplus.beta', 'rrelu.training'],
    ...['gelu.approximate', 'quick_gelu.alpha', 'laplace.mu', 'laplace.sigma', 'logit.eps', 'snake.a', 'glu.axis'],
    ...['clamped_swiglu.alpha', 'clamped_swiglu.limit', 'clamped_swiglu.offset', 'prelu.a'],
    // Each library asks for one of the two.
    ...['maxout.groups', 'maxout.num_units'],
  ]);

  it('are at the default of the catalogue, or required', () => {
    const unexplained = frameworks.flatMap(({ symbols, methods = [] }) =>
      [...symbols, ...methods].flatMap((form) => {
        const meaning = callMeaning(form, new Map());
        const required = parseSignature(form.signature).parameters.filter((parameter) => !('default' in parameter));
        const reachable = new Set(required.map(({ name }) => form.renames?.[name] ?? name));
        return getActivation(meaning.activation)
          .parameters.map(({ name }) => name)
          .filter((name) => !(name in meaning.arguments) && !reachable.has(name))
          .map((name) => `${meaning.activation}.${name}`);
      }),
    );
    expect(unexplained.filter((name) => !settled.has(name))).toEqual([]);
  });
});
