import { describe, expect, it } from 'vitest';
import { traps, trapsFor, type TrapSubject } from '../../../../src/core/frameworks/traps';
import { readCatalogueSpellings } from './catalogueSpellings';

type Case = Partial<TrapSubject> & Pick<TrapSubject, 'activation' | 'framework' | 'path'>;

function subject(use: Case): TrapSubject {
  return { form: 'function', arguments: {}, ...use };
}

function ids(use: Case): readonly string[] {
  return trapsFor(subject(use)).map(({ id }) => id);
}

function message(use: Case, id: string): string | undefined {
  return trapsFor(subject(use))
    .find((trap) => trap.id === id)
    ?.message();
}

const torchLeaky: Case = {
  activation: 'leaky_relu',
  framework: 'torch',
  form: 'class',
  path: 'torch.nn.LeakyReLU',
  arguments: { negative_slope: 0.01 },
  given: {},
};

const torchSoftmax: Case = {
  activation: 'softmax',
  framework: 'torch',
  form: 'class',
  path: 'torch.nn.Softmax',
  arguments: { axis: null },
  given: {},
};

describe('traps that a use walks into', () => {
  it.each<[string, Case, string, RegExp]>([
    ['nn.LeakyReLU()', torchLeaky, 'leaky-relu-default-slope', /^The slope is 0\.01 by default here/],
    [
      'nn.LeakyReLU(True)',
      { ...torchLeaky, arguments: { negative_slope: true }, given: { negative_slope: true } },
      'bool-in-slope-slot',
      /counts as 1, which makes this the identity/,
    ],
    [
      'nn.LeakyReLU(False)',
      { ...torchLeaky, arguments: { negative_slope: false }, given: { negative_slope: false } },
      'bool-in-slope-slot',
      /plain ReLU/,
    ],
    [
      'nn.ELU(True)',
      {
        activation: 'elu',
        framework: 'torch',
        form: 'class',
        path: 'torch.nn.ELU',
        arguments: { alpha: true },
        given: { alpha: true },
      },
      'bool-in-parameter-slot',
      /place of alpha and counts as 1/,
    ],
    [
      'nn.ReLU(64)',
      { activation: 'relu', framework: 'torch', form: 'class', path: 'torch.nn.ReLU', given: { inplace: 64 } },
      'number-in-inplace-slot',
      /64 counts as True/,
    ],
    [
      'nn.SiLU(1.5)',
      { activation: 'silu', framework: 'torch', form: 'class', path: 'torch.nn.SiLU', given: { inplace: 1.5 } },
      'swish-beta',
      /1\.5 is taken for inplace/,
    ],
    [
      'nn.GELU(inplace=True)',
      { activation: 'gelu', framework: 'torch', form: 'class', path: 'torch.nn.GELU', given: { inplace: true } },
      'inplace-argument',
      /^GELU has no parameter inplace/,
    ],
    [
      'keras.layers.LeakyReLU()',
      {
        activation: 'leaky_relu',
        framework: 'keras3',
        form: 'class',
        path: 'keras.layers.LeakyReLU',
        arguments: { negative_slope: 0.3 },
        given: {},
      },
      'keras-string-vs-layer',
      /layer is 0\.3 by default/,
    ],
    [
      "Dense(activation='leaky_relu')",
      {
        activation: 'leaky_relu',
        framework: 'keras2',
        form: 'string',
        path: 'leaky_relu',
        arguments: { negative_slope: 0.2 },
      },
      'keras-string-vs-layer',
      /is 0\.2 by default here; Keras’ own layer LeakyReLU has 0\.3/,
    ],
    [
      'keras.layers.LeakyReLU(alpha=0.1)',
      {
        activation: 'leaky_relu',
        framework: 'keras3',
        form: 'class',
        path: 'keras.layers.LeakyReLU',
        arguments: { negative_slope: 0.1 },
        given: { alpha: 0.1 },
      },
      'keras-argument-rename',
      /name of Keras 2/,
    ],
    [
      'keras.layers.ReLU(0.1)',
      {
        activation: 'clipped_relu',
        framework: 'keras3',
        form: 'class',
        path: 'keras.layers.ReLU',
        arguments: { max_value: 0.1 },
        given: { max_value: 0.1 },
      },
      'keras-relu-positional',
      /outputs end at 0\.1/,
    ],
    [
      'mlx leaky_relu(x, 2)',
      {
        activation: 'leaky_relu',
        framework: 'mlx',
        path: 'mlx.nn.leaky_relu',
        arguments: { negative_slope: 2 },
        given: { negative_slope: 2 },
      },
      'leaky-max-form',
      /2 applies to positive inputs/,
    ],
    [
      'keras PReLU()',
      { activation: 'prelu', framework: 'keras3', form: 'class', path: 'keras.layers.PReLU', arguments: { a: 0 } },
      'prelu-init',
      /starts at 0, so as a plain ReLU/,
    ],
    [
      'flax PReLU()',
      { activation: 'prelu', framework: 'flax_linen', form: 'class', path: 'flax.linen.PReLU', arguments: { a: 0.01 } },
      'prelu-init',
      /starts at 0\.01 here/,
    ],
    [
      'F.rrelu(x)',
      { activation: 'rrelu', framework: 'torch', path: 'torch.nn.functional.rrelu', given: {} },
      'rrelu-training',
      /Without training=True this function is deterministic/,
    ],
    [
      'paddle rrelu(x)',
      { activation: 'rrelu', framework: 'paddle', path: 'paddle.nn.functional.rrelu', given: {} },
      'rrelu-training',
      /random slopes even at inference/,
    ],
    [
      'npx rrelu',
      { activation: 'rrelu', framework: 'mxnet', path: 'mxnet.npx.leaky_relu', arguments: { upper: 0.334 } },
      'mxnet-rrelu-upper',
      /0\.334/,
    ],
    [
      'npx elu',
      { activation: 'elu', framework: 'mxnet', path: 'mxnet.npx.leaky_relu', arguments: { alpha: 0.25 } },
      'mxnet-elu-slope',
      /0\.25 becomes the α/,
    ],
    [
      'nn.CELU(2)',
      { activation: 'celu', framework: 'torch', form: 'class', path: 'torch.nn.CELU', arguments: { alpha: 2 } },
      'elu-celu-alpha',
      /α = 2 a CELU is another function/,
    ],
    ['mlx selu', { activation: 'selu', framework: 'mlx', path: 'mlx.nn.selu' }, 'selu-constants', /1\.67326/],
    [
      'nn.Threshold(0.1, 20)',
      { activation: 'threshold', framework: 'torch', form: 'class', path: 'torch.nn.Threshold' },
      'threshold-family',
      /become the second argument/,
    ],
    [
      'tfa softshrink(x, -1, 0.5)',
      {
        activation: 'softshrink',
        framework: 'tfa',
        path: 'tfa.activations.softshrink',
        given: { lower: -1, upper: 0.5 },
      },
      'shrink-parameter-names',
      /\(-1 and 0\.5\)/,
    ],
    [
      'jax.nn.gelu(x)',
      { activation: 'gelu_tanh', framework: 'jax', path: 'jax.nn.gelu', given: {} },
      'gelu-default-approximation',
      /tanh approximation by default/,
    ],
    [
      "TransformerLayer(activation='gelu')",
      { activation: 'gelu_tanh', framework: 'transformer_engine', form: 'string', path: 'gelu' },
      'gelu-default-approximation',
      /tanh approximation by default/,
    ],
    [
      'F.gelu(x)',
      { activation: 'gelu', framework: 'torch', path: 'torch.nn.functional.gelu', given: {} },
      'gelu-exact-by-default',
      /exact GELU by default/,
    ],
    [
      'keras.ops.gelu(x)',
      { activation: 'gelu_tanh', framework: 'keras3', path: 'keras.ops.gelu', given: {} },
      'keras-ops-vs-activations-gelu',
      /unless approximate=False/,
    ],
    [
      'ACT2FN["gelu_fast"]',
      { activation: 'gelu_tanh', framework: 'transformers', form: 'string', path: 'gelu_fast' },
      'gelu-names',
      /means the tanh approximation here/,
    ],
    [
      'mlx gelu_fast_approx',
      { activation: 'quick_gelu', framework: 'mlx', path: 'mlx.nn.gelu_fast_approx' },
      'gelu-names',
      /x · σ\(1\.702 x\)/,
    ],
    [
      'GPT-NeoX gelu',
      { activation: 'gelu', framework: 'gpt_neox', form: 'string', path: 'gelu' },
      'fused-bias-gelu',
      /bias fusion/,
    ],
    [
      'te geglu',
      { activation: 'geglu', framework: 'transformer_engine', form: 'string', path: 'geglu' },
      'transformer-engine-onnx-mismatch',
      /exact GELU/,
    ],
    [
      'K.hard_sigmoid(x)',
      {
        activation: 'hard_sigmoid_02',
        framework: 'keras2',
        path: 'tf.keras.backend.hard_sigmoid',
        arguments: { alpha: 0.2, beta: 0.5 },
      },
      'hard-sigmoid-definitions',
      /line is 0\.2 x \+ 0\.5 here/,
    ],
    [
      'mmcv HSigmoid',
      { activation: 'hard_sigmoid', framework: 'mmcv', form: 'string', path: 'HSigmoid' },
      'mmcv-hard-sigmoid-version',
      /1\.4\.4/,
    ],
    [
      'nn.Softplus()',
      {
        activation: 'softplus',
        framework: 'torch',
        form: 'class',
        path: 'torch.nn.Softplus',
        arguments: { threshold: 20 },
      },
      'softplus-threshold',
      /above 20/,
    ],
    [
      'torch.sin(x)',
      { activation: 'sine', framework: 'torch', path: 'torch.sin', arguments: { omega_0: 1 } },
      'siren-omega',
      /factor is 1 here/,
    ],
    [
      'fastai sigmoid',
      { activation: 'sigmoid', framework: 'fastai', path: 'fastai.layers.sigmoid', given: {} },
      'fastai-sigmoid',
      /1e-7 from 0 and 1/,
    ],
    ['nn.Softmax()', torchSoftmax, 'softmax-default-axis', /Without dim PyTorch normalizes over dimension 0/],
    [
      'scipy softmax(x)',
      {
        activation: 'softmax',
        framework: 'scipy',
        path: 'scipy.special.softmax',
        arguments: { axis: null },
        given: {},
      },
      'softmax-default-axis',
      /whole array/,
    ],
    [
      'nn.Softmax(True)',
      { ...torchSoftmax, arguments: { axis: true }, given: { dim: true } },
      'softmax-bool-axis',
      /counts as 1/,
    ],
    [
      'mlx Softmax(axis=1)',
      { activation: 'softmax', framework: 'mlx', form: 'class', path: 'mlx.nn.Softmax', given: { axis: 1 } },
      'mlx-modules-without-arguments',
      /takes no arguments/,
    ],
    [
      'nn.GLU()',
      {
        activation: 'glu',
        framework: 'torch',
        form: 'class',
        path: 'torch.nn.GLU',
        arguments: { axis: -1 },
        given: {},
      },
      'glu-gate-half',
      /second half of the input is the gate/,
    ],
    [
      'nn.GLU()',
      {
        activation: 'glu',
        framework: 'torch',
        form: 'class',
        path: 'torch.nn.GLU',
        arguments: { axis: -1 },
        given: {},
      },
      'glu-default-axis',
      /channels are dim=1/,
    ],
    [
      'timm SwiGLUPacked',
      { activation: 'swiglu', framework: 'timm', path: 'timm.layers.SwiGLUPacked' },
      'glu-gate-half',
      /first half of the input is the gate/,
    ],
    [
      'hidden_act="silu"',
      { activation: 'silu', framework: 'transformers', form: 'string', path: 'silu' },
      'hf-hidden-act-gated',
      /SwiGLU/,
    ],
    [
      'gpt-oss',
      { activation: 'clamped_swiglu', framework: 'transformers', path: '_apply_gate' },
      'gpt-oss-hidden-act',
      /hard-code/,
    ],
    [
      'feed_forward_proj="gated-gelu"',
      { activation: 'geglu', framework: 'transformers', form: 'string', path: 'gated-gelu' },
      't5-gated-gelu',
      /gelu_new/,
    ],
    [
      'paddle maxout(x, 2)',
      { activation: 'maxout', framework: 'paddle', path: 'paddle.nn.functional.maxout', given: { groups: 2 } },
      'maxout-meaning',
      /^groups = 2 counts the inputs/,
    ],
    [
      'tfa Maxout(n)',
      { activation: 'maxout', framework: 'tfa', form: 'class', path: 'tfa.layers.Maxout', given: { num_units: null } },
      'maxout-meaning',
      /^num_units counts the outputs/,
    ],
    ['tfa mish', { activation: 'mish', framework: 'tfa', path: 'tfa.activations.mish' }, 'tfa-end-of-life', /May 2024/],
    [
      "LSTM(recurrent_activation='sigmoid')",
      { activation: 'sigmoid', framework: 'keras2', form: 'string', path: 'sigmoid', role: 'gate' },
      'recurrent-activation',
      /version 1 are hard sigmoids/,
    ],
    [
      'hk.VanillaRNN',
      { activation: 'relu', framework: 'haiku', form: 'class', path: 'haiku.VanillaRNN' },
      'rnn-default-nonlinearity',
      /ReLU built in/,
    ],
    [
      "calculate_gain('selu')",
      { activation: 'selu', framework: 'torch', form: 'string', path: 'selu', role: 'initialization' },
      'calculate-gain',
      /3\/4/,
    ],
    [
      "MLPClassifier(activation='relu')",
      { activation: 'relu', framework: 'sklearn', form: 'string', path: 'relu' },
      'sklearn-output',
      /hidden layers only/,
    ],
    [
      "get_activation_fn('swish')",
      { activation: 'silu', framework: 'fairseq', form: 'string', path: 'swish' },
      'fairseq-swish',
      /class nn\.SiLU/,
    ],
    [
      'F.sigmoid(x)',
      { activation: 'sigmoid', framework: 'torch', path: 'torch.nn.functional.sigmoid' },
      'torch-sigmoid-deprecated',
      /torch\.sigmoid; current ones do not/,
    ],
  ])('%s', (_code, use, id, text) => {
    expect(message(use, id)).toMatch(text);
  });
});

describe('traps that a use does not walk into', () => {
  it.each<[string, Case]>([
    ['nn.LeakyReLU(0.2)', { ...torchLeaky, arguments: { negative_slope: 0.2 }, given: { negative_slope: 0.2 } }],
    ['a slope of the default, but written', { ...torchLeaky, given: { negative_slope: 0.01 } }],
    ['nn.Softmax(dim=1)', { ...torchSoftmax, arguments: { axis: 1 }, given: { dim: 1 } }],
    ['nn.Softmax(dim=d)', { ...torchSoftmax, given: { dim: null } }],
    [
      'nn.ReLU(True)',
      { activation: 'relu', framework: 'torch', form: 'class', path: 'torch.nn.ReLU', given: { inplace: true } },
    ],
    ['nn.ReLU()', { activation: 'relu', framework: 'torch', form: 'class', path: 'torch.nn.ReLU', given: {} }],
    [
      'jax.nn.gelu(x, approximate=False)',
      {
        activation: 'gelu',
        framework: 'jax',
        path: 'jax.nn.gelu',
        arguments: { approximate: false },
        given: { approximate: false },
      },
    ],
    [
      "F.gelu(x, approximate='tanh')",
      { activation: 'gelu_tanh', framework: 'torch', path: 'torch.nn.functional.gelu', given: { approximate: 'tanh' } },
    ],
    [
      'F.rrelu(x, training=self.training)',
      { activation: 'rrelu', framework: 'torch', path: 'torch.nn.functional.rrelu', given: { training: null } },
    ],
    [
      'nn.ELU()',
      {
        activation: 'elu',
        framework: 'torch',
        form: 'class',
        path: 'torch.nn.ELU',
        arguments: { alpha: 1 },
        given: {},
      },
    ],
    [
      'jax.nn.hard_sigmoid(x)',
      { activation: 'hard_sigmoid', framework: 'jax', path: 'jax.nn.hard_sigmoid', given: {} },
    ],
    [
      "kaiming_normal_(w, nonlinearity='leaky_relu')",
      {
        activation: 'leaky_relu',
        framework: 'torch',
        form: 'string',
        path: 'leaky_relu',
        arguments: { negative_slope: 0.01 },
        role: 'initialization',
      },
    ],
    [
      'jax.nn.softplus(x)',
      {
        activation: 'softplus',
        framework: 'jax',
        path: 'jax.nn.softplus',
        arguments: { threshold: Infinity },
        given: {},
      },
    ],
  ])('%s', (_code, use) => {
    expect(ids(use)).toEqual([]);
  });
});

describe('the list of traps', () => {
  it('puts the gravest first', () => {
    const severities = trapsFor(
      subject({
        activation: 'hardshrink',
        framework: 'tfa',
        path: 'tfa.activations.hardshrink',
        given: { lower: -1, upper: 0.5 },
      }),
    ).map(({ severity }) => severity);
    expect(severities).toEqual(['medium', 'low']);
  });

  it('has unique ids and a source for each', () => {
    expect(new Set(traps.map(({ id }) => id)).size).toBe(traps.length);
    for (const { id, source } of traps) expect(source, id).toMatch(/\S/);
  });

  /** Traps of the catalogue that are told elsewhere, or that a use cannot show. */
  const elsewhere: Readonly<Record<string, string>> = {
    hard_swish_vs_hard_sigmoid_onnx: 'ONNX and burn: no Python call form',
    tfjs_elu_alpha: 'TensorFlow.js: no Python call form',
    tch_no_params: 'tch-rs: no Python call form',
    flux_fast_acts: 'Flux: no Python call form',
    torch_fastpath_gelu: 'only partly verified in the catalogue',
    torch_xielu: 'unverified in the catalogue, and PyTorch 2.14 has no such class',
    gemma_hidden_act: 'needs the model whose configuration it is, which a use does not know',
    torchvision_mlp_last: 'about the layers that are not there, not about a use',
    torch_transformer_strings: 'strings that raise an error are no uses',
    act_class_vs_instance: 'about the callee: a use is right in itself',
    flax_missing: 'names that do not exist are no uses',
    name_casing: 'the card lists how each library spells the activation',
    keras_docstrings: 'errors in documentation, for the authors of tables',
    log_softmax_loss: 'a mistake in the model, not in one use',
    kink_convention: 'the derivative at kinks follows the framework of the use, and the card shows it',
  };

  const renamed: Readonly<Record<string, string>> = {
    gelu_default_approx: 'gelu-default-approximation',
    te_onnx_mismatch: 'transformer-engine-onnx-mismatch',
    inplace_arg: 'inplace-argument',
    keras_arg_rename: 'keras-argument-rename',
    gptoss_hidden_act: 'gpt-oss-hidden-act',
    shrink_param_names: 'shrink-parameter-names',
    mlx_modules_without_args: 'mlx-modules-without-arguments',
  };

  it.each(readCatalogueSpellings().traps.filter((id) => !(id in elsewhere)))('knows %s of the catalogue', (id) => {
    expect(traps.map((trap) => trap.id)).toContain(renamed[id] ?? id.replaceAll('_', '-'));
  });
});
