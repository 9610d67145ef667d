import type { ActivationParameter, Framework, ParameterDetail, Variant } from './framework';
import { methods, parametersIn, registry, symbolsIn } from './rows';

const tanhApproximation: readonly Variant[] = [{ when: { approximate: 'tanh' }, activation: 'gelu_tanh' }];
const zeroToSix: readonly Variant[] = [{ when: { min_val: 0, max_val: 6 }, activation: 'relu6' }];
const inPlace = { inPlace: true };

/** `general`: mathematics that everybody calls, an activation only now and then. */
const general = { general: true };

/** The dimension is `axis` in the catalogue. Without it, `nn.Softmax` and `F.softmax` choose one by rank and warn. */
const dimension = { renames: { dim: 'axis' } };

/** The learned slope starts at `init`; in the function it is a tensor that only the running program knows. */
const slopeTensor = { renames: { weight: 'a' } };

/** `torch.sin(x)` has no factor of its own; SIREN's 30 stands in the expression around it. */
const plainSine = { general: true, fixed: { omega_0: 1 } };

const transformerStrings = registry({ relu: 'relu', gelu: 'gelu' });
const recurrentStrings = registry({ tanh: 'tanh', relu: 'relu' });

/** The names for which an initialization gain is known; the convolutions count as linear. */
const gainStrings = registry({
  linear: 'identity',
  conv1d: 'identity',
  conv2d: 'identity',
  conv3d: 'identity',
  conv_transpose1d: 'identity',
  conv_transpose2d: 'identity',
  conv_transpose3d: 'identity',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  leaky_relu: 'leaky_relu',
  selu: 'selu',
});

/** What strings mean in the parameters of users' own modules, which hand them on to torch. */
const habitualStrings = registry({
  identity: 'identity',
  linear: 'identity',
  relu: 'relu',
  relu6: 'relu6',
  leaky_relu: { activation: 'leaky_relu', symbol: 'torch.nn.LeakyReLU' },
  leakyrelu: { activation: 'leaky_relu', symbol: 'torch.nn.LeakyReLU' },
  prelu: 'prelu',
  rrelu: 'rrelu',
  elu: 'elu',
  celu: 'celu',
  selu: 'selu',
  gelu: 'gelu',
  gelu_tanh: 'gelu_tanh',
  quick_gelu: 'quick_gelu',
  silu: 'silu',
  swish: 'silu',
  mish: 'mish',
  hardswish: 'hard_swish',
  hard_swish: 'hard_swish',
  hardsigmoid: 'hard_sigmoid',
  hard_sigmoid: 'hard_sigmoid',
  hardtanh: 'hard_tanh',
  sigmoid: 'sigmoid',
  logsigmoid: 'log_sigmoid',
  tanh: 'tanh',
  tanhshrink: 'tanhshrink',
  softshrink: 'softshrink',
  hardshrink: 'hardshrink',
  softplus: 'softplus',
  softsign: 'softsign',
  softmax: 'softmax',
  log_softmax: 'log_softmax',
  glu: 'glu',
  swiglu: 'swiglu',
  geglu: 'geglu',
  reglu: 'reglu',
});

function slopeBeside(name: string, position: number, default_: number): ParameterDetail {
  return { name, position, default: default_, activation: 'leaky_relu', parameter: 'negative_slope' };
}

const initializers: readonly ActivationParameter[] = [
  {
    callee: 'torch.nn.init.calculate_gain',
    parameter: 'nonlinearity',
    position: 0,
    registry: gainStrings,
    role: 'initialization',
    details: [slopeBeside('param', 1, 0.01)],
  },
  // Without a name these assume a leaky ReLU of slope 0, which is a ReLU; `a` is its slope.
  ...['kaiming_uniform_', 'kaiming_normal_', 'kaiming_uniform', 'kaiming_normal'].map(
    (callee): ActivationParameter => ({
      callee: `torch.nn.init.${callee}`,
      parameter: 'nonlinearity',
      position: 3,
      default: 'leaky_relu',
      registry: gainStrings,
      role: 'initialization',
      details: [slopeBeside('a', 1, 0)],
    }),
  ),
];

/** PyTorch, read from 1.13.1 and held against 2.x; where the two differ the comment says so. */
export const torch: Framework = {
  id: 'torch',
  name: 'PyTorch',
  modules: ['torch'],
  moduleAliases: {
    'torch.nn.modules': 'torch.nn',
    'torch.nn.modules.activation': 'torch.nn',
    'torch.nn.modules.linear': 'torch.nn',
    'torch.nn.modules.rnn': 'torch.nn',
    'torch.nn.modules.transformer': 'torch.nn',
    'torch.functional': 'torch',
    'torch.nn.quantized': 'torch.ao.nn.quantized',
    'torch.nn.quantized.modules': 'torch.ao.nn.quantized',
    'torch.nn.quantized.modules.activation': 'torch.ao.nn.quantized',
    'torch.ao.nn.quantized.modules': 'torch.ao.nn.quantized',
    'torch.ao.nn.quantized.modules.activation': 'torch.ao.nn.quantized',
  },
  conventionalNames: {
    torch: 'torch',
    nn: 'torch.nn',
    F: 'torch.nn.functional',
    init: 'torch.nn.init',
  },
  symbols: [
    ...symbolsIn('torch.nn', 'class', [
      ['Identity', 'identity', '*args, **kwargs'],
      ['Sigmoid', 'sigmoid'],
      ['Hardsigmoid', 'hard_sigmoid', 'inplace=False'],
      ['LogSigmoid', 'log_sigmoid'],
      ['Tanh', 'tanh'],
      // `min_value` and `max_value` are the old names, still accepted with a warning.
      [
        'Hardtanh',
        'hard_tanh',
        'min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None',
        {
          renames: { min_value: 'min_val', max_value: 'max_val' },
          variants: [...zeroToSix, { when: { min_value: 0, max_value: 6 }, activation: 'relu6' }],
        },
      ],
      ['Softsign', 'softsign'],
      ['Tanhshrink', 'tanhshrink'],
      ['Softshrink', 'softshrink', 'lambd=0.5'],
      ['Hardshrink', 'hardshrink', 'lambd=0.5'],
      ['ReLU', 'relu', 'inplace=False'],
      ['ReLU6', 'relu6', 'inplace=False'],
      ['LeakyReLU', 'leaky_relu', 'negative_slope=0.01, inplace=False'],
      ['PReLU', 'prelu', 'num_parameters=1, init=0.25, device=None, dtype=None', { renames: { init: 'a' } }],
      // The layer draws slopes only while training; `training` is the module's own state and no argument.
      ['RReLU', 'rrelu', 'lower=0.125, upper=1/3, inplace=False'],
      ['Threshold', 'threshold', 'threshold, value, inplace=False'],
      ['ELU', 'elu', 'alpha=1.0, inplace=False'],
      ['CELU', 'celu', 'alpha=1.0, inplace=False'],
      ['SELU', 'selu', 'inplace=False'],
      ['GELU', 'gelu', "approximate='none'", { variants: tanhApproximation }],
      ['SiLU', 'silu', 'inplace=False'],
      ['Hardswish', 'hard_swish', 'inplace=False'],
      ['Mish', 'mish', 'inplace=False'],
      ['Softplus', 'softplus', 'beta=1.0, threshold=20.0'],
      ['Softmax', 'softmax', 'dim=None', dimension],
      ['LogSoftmax', 'log_softmax', 'dim=None', dimension],
      ['Softmin', 'softmin', 'dim=None', dimension],
      ['Softmax2d', 'softmax2d'],
      ['GLU', 'glu', 'dim=-1', dimension],
    ]),
    ...symbolsIn('torch.nn.functional', 'function', [
      // Versions 0.4.1 to 2.12 warned of these two.
      ['sigmoid', 'sigmoid', 'input', { deprecated: true }],
      ['hardsigmoid', 'hard_sigmoid', 'input, inplace=False'],
      ['logsigmoid', 'log_sigmoid', 'input'],
      ['tanh', 'tanh', 'input', { deprecated: true }],
      ['hardtanh', 'hard_tanh', 'input, min_val=-1.0, max_val=1.0, inplace=False', { variants: zeroToSix }],
      ['hardtanh_', 'hard_tanh', 'input, min_val=-1.0, max_val=1.0', { ...inPlace, variants: zeroToSix }],
      ['softsign', 'softsign', 'input'],
      ['tanhshrink', 'tanhshrink', 'input'],
      ['softshrink', 'softshrink', 'input, lambd=0.5'],
      ['hardshrink', 'hardshrink', 'input, lambd=0.5'],
      ['relu', 'relu', 'input, inplace=False'],
      ['relu_', 'relu', 'input', inPlace],
      ['relu6', 'relu6', 'input, inplace=False'],
      ['leaky_relu', 'leaky_relu', 'input, negative_slope=0.01, inplace=False'],
      ['leaky_relu_', 'leaky_relu', 'input, negative_slope=0.01', inPlace],
      ['prelu', 'prelu', 'input, weight', slopeTensor],
      // Unlike the layer, the function is deterministic (slope (lower + upper) / 2) unless told that it trains.
      ['rrelu', 'rrelu', 'input, lower=0.125, upper=1/3, training=False, inplace=False'],
      ['rrelu_', 'rrelu', 'input, lower=0.125, upper=1/3, training=False', inPlace],
      ['threshold', 'threshold', 'input, threshold, value, inplace=False'],
      ['threshold_', 'threshold', 'input, threshold, value', inPlace],
      ['elu', 'elu', 'input, alpha=1.0, inplace=False'],
      ['elu_', 'elu', 'input, alpha=1.0', inPlace],
      ['celu', 'celu', 'input, alpha=1.0, inplace=False'],
      ['celu_', 'celu', 'input, alpha=1.0', inPlace],
      ['selu', 'selu', 'input, inplace=False'],
      ['selu_', 'selu', 'input', inPlace],
      ['gelu', 'gelu', "input, *, approximate='none'", { variants: tanhApproximation }],
      ['silu', 'silu', 'input, inplace=False'],
      ['hardswish', 'hard_swish', 'input, inplace=False'],
      ['mish', 'mish', 'input, inplace=False'],
      ['softplus', 'softplus', 'input, beta=1, threshold=20'],
      ['softmax', 'softmax', 'input, dim=None, _stacklevel=3, dtype=None', dimension],
      ['log_softmax', 'log_softmax', 'input, dim=None, _stacklevel=3, dtype=None', dimension],
      ['softmin', 'softmin', 'input, dim=None, _stacklevel=3, dtype=None', dimension],
      ['gumbel_softmax', 'gumbel_softmax', 'logits, tau=1, hard=False, eps=1e-10, dim=-1'],
      ['glu', 'glu', 'input, dim=-1', dimension],
    ]),
    // There is no `torch.gelu`, `torch.silu`, `torch.leaky_relu` or `torch.elu`.
    ...symbolsIn('torch', 'function', [
      ['sigmoid', 'sigmoid', 'input, *, out=None'],
      ['sigmoid_', 'sigmoid', 'input', inPlace],
      ['erf', 'erf', 'input, *, out=None', general],
      ['logit', 'logit', 'input, eps=None, *, out=None'],
      ['logit_', 'logit', 'input, eps=None', inPlace],
      ['tanh', 'tanh', 'input, *, out=None'],
      ['tanh_', 'tanh', 'input', inPlace],
      ['hardshrink', 'hardshrink', 'input, lambd=0.5, *, out=None'],
      ['relu', 'relu', 'input'],
      ['relu_', 'relu', 'input', inPlace],
      ['prelu', 'prelu', 'input, weight', slopeTensor],
      ['rrelu', 'rrelu', 'input, lower=0.125, upper=1/3, training=False, generator=None'],
      ['rrelu_', 'rrelu', 'input, lower=0.125, upper=1/3, training=False, generator=None', inPlace],
      ['threshold', 'threshold', 'input, threshold, value, *, out=None'],
      ['threshold_', 'threshold', 'input, threshold, value', inPlace],
      ['celu', 'celu', 'input, alpha=1.0'],
      ['celu_', 'celu', 'input, alpha=1.0', inPlace],
      ['selu', 'selu', 'input'],
      ['selu_', 'selu', 'input', inPlace],
      ['exp', 'exponential', 'input, *, out=None', general],
      ['sin', 'sine', 'input, *, out=None', plainSine],
      ['softmax', 'softmax', 'input, dim, dtype=None, *, out=None', dimension],
      ['log_softmax', 'log_softmax', 'input, dim, dtype=None, *, out=None', dimension],
    ]),
    ...symbolsIn('torch.special', 'function', [
      ['expit', 'sigmoid', 'input, *, out=None'],
      ['erf', 'erf', 'input, *, out=None', general],
      ['logit', 'logit', 'input, eps=None, *, out=None'],
      ['softmax', 'softmax', 'input, dim, *, dtype=None', dimension],
      ['log_softmax', 'log_softmax', 'input, dim, *, dtype=None', dimension],
    ]),
    // Quantized twins take the scale and zero point of their output besides.
    ...symbolsIn('torch.ao.nn.quantized', 'class', [
      ['Sigmoid', 'sigmoid', 'output_scale, output_zero_point'],
      ['ReLU6', 'relu6', 'inplace=False'],
      ['LeakyReLU', 'leaky_relu', 'scale, zero_point, negative_slope=0.01, inplace=False, device=None, dtype=None'],
      ['PReLU', 'prelu', 'output_scale, output_zero_point, num_parameters=1'],
      ['ELU', 'elu', 'scale, zero_point, alpha=1.0'],
      ['Hardswish', 'hard_swish', 'scale, zero_point, device=None, dtype=None'],
      ['Softmax', 'softmax', 'dim=None, scale=1.0, zero_point=0', dimension],
    ]),
    ...symbolsIn('torch.ao.nn.quantized.functional', 'function', [
      ['hardsigmoid', 'hard_sigmoid', 'input, inplace=False'],
      ['hardtanh', 'hard_tanh', 'input, min_val=-1.0, max_val=1.0, inplace=False', { variants: zeroToSix }],
      ['leaky_relu', 'leaky_relu', 'input, negative_slope=0.01, inplace=False, scale=None, zero_point=None'],
      ['threshold', 'threshold', 'input, threshold, value'],
      ['elu', 'elu', 'input, scale, zero_point, alpha=1.0'],
      ['celu', 'celu', 'input, scale, zero_point, alpha=1.0'],
      ['hardswish', 'hard_swish', 'input, scale, zero_point'],
    ]),
  ],
  methods: methods([
    ['sigmoid', 'sigmoid'],
    ['sigmoid_', 'sigmoid', '', inPlace],
    ['erf', 'erf', '', general],
    ['logit', 'logit', 'eps=None'],
    ['logit_', 'logit', 'eps=None', inPlace],
    ['tanh', 'tanh'],
    ['tanh_', 'tanh', '', inPlace],
    ['hardshrink', 'hardshrink', 'lambd=0.5'],
    ['relu', 'relu'],
    ['relu_', 'relu', '', inPlace],
    ['prelu', 'prelu', 'weight', slopeTensor],
    ['softmax', 'softmax', 'dim, dtype=None', dimension],
    ['log_softmax', 'log_softmax', 'dim, dtype=None', dimension],
  ]),
  activationParameters: [
    ...parametersIn('torch.nn', 'activation', { registry: transformerStrings }, [
      ['Transformer', 6, 'relu'],
      ['TransformerEncoderLayer', 4, 'relu'],
      ['TransformerDecoderLayer', 4, 'relu'],
    ]),
    ...parametersIn('torch.nn', 'nonlinearity', { registry: recurrentStrings, role: 'recurrent' }, [
      // By keyword only up to 1.13; newer versions take it in fourth place as well.
      ['RNN', 3, 'tanh'],
      ['RNNCell', 3, 'tanh'],
    ]),
    ...initializers,
  ],
  lookups: [
    { kind: 'key', name: 'nonlinearity', registry: gainStrings, needsImport: true },
    ...['activation', 'act', 'activation_fn', 'act_fn', 'activation_function', 'nonlin', 'non_linearity'].map(
      (name) =>
        ({
          kind: 'key',
          name,
          registry: habitualStrings,
          ignoresCase: true,
          needsImport: true,
          isHabit: true,
        }) as const,
    ),
  ],
};
