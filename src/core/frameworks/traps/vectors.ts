import * as l10n from '@vscode/l10n';
import { given, isFrom, leavesOut, type Trap, type TrapSubject } from './trap';

const normalizers = new Set(['softmax', 'log_softmax', 'softmin']);
const gatedUnits = new Set(['glu', 'swiglu', 'geglu', 'reglu', 'sreglu']);

/** Functions that normalize the whole array where no axis is given. */
const wholeArray = /^(?:scipy\.special|jax\.scipy\.special|mlx\.core)\./;

/** Which half passes through the gate's function, where a library's unit splits its input. */
function gateHalf({ framework, activation, path }: TrapSubject): 'first' | 'second' | undefined {
  if (framework === 'transformer_engine' || path.endsWith('SwiGLUPacked')) return 'first';
  if (activation === 'swiglu' && framework === 'paddle') return 'first';
  if (isIn(framework, 'diffusers', 'x_transformers') || path.endsWith('GluMlp')) return 'second';
  const isPlain =
    activation === 'glu' && isIn(framework, 'torch', 'jax', 'flax_linen', 'flax_nnx', 'keras3', 'mlx', 'paddle');
  return isPlain ? 'second' : undefined;
}

function isIn(framework: string, ...names: readonly string[]): boolean {
  return names.includes(framework);
}

/** Traps about softmax, gated units and maxout: axes, halves, counts. */
export const vectorTraps: readonly Trap[] = [
  {
    id: 'softmax-default-axis',
    severity: 'high',
    appliesTo: (subject) =>
      normalizers.has(subject.activation) &&
      subject.arguments['axis'] === null &&
      ((subject.framework === 'torch' && subject.path.startsWith('torch.nn.') && leavesOut(subject, 'dim')) ||
        (wholeArray.test(subject.path) && leavesOut(subject, 'axis'))),
    message: ({ framework }) =>
      framework === 'torch'
        ? l10n.t(
            'Without dim PyTorch normalizes over dimension 0 for inputs of rank 0, 1 and 3 and over 1 otherwise, and warns; write dim=-1 for the classes.',
          )
        : l10n.t('Without axis this normalizes over the whole array, the batch included; write axis=-1.'),
    source: 'PyTorch 2.14 torch/nn/functional.py, _get_softmax_dim; SciPy 1.17 scipy.special.softmax(x, axis=None)',
  },
  {
    id: 'softmax-bool-axis',
    severity: 'high',
    appliesTo: ({ activation, arguments: values }) =>
      normalizers.has(activation) && typeof values['axis'] === 'boolean',
    message: ({ arguments: values }) =>
      l10n.t('A boolean stands in the place of the dimension and counts as {0}.', values['axis'] === true ? 1 : 0),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py, Softmax(dim)',
  },
  {
    id: 'mlx-modules-without-arguments',
    severity: 'high',
    appliesTo: (subject) =>
      /^mlx\.nn\.(?:Softmax|LogSoftmax|Softmin|HardTanh)$/.test(subject.path) &&
      Object.keys(subject.given ?? {}).length > 0,
    message: ({ path }) =>
      l10n.t(
        'The class {0} of MLX takes no arguments and raises a TypeError; its function does.',
        path.slice(path.lastIndexOf('.') + 1),
      ),
    source: 'MLX 0.32, python/mlx/nn/layers/activations.py',
  },
  {
    id: 'glu-gate-half',
    severity: 'high',
    appliesTo: (subject) => gatedUnits.has(subject.activation) && gateHalf(subject) !== undefined,
    message: (subject) =>
      gateHalf(subject) === 'first'
        ? l10n.t(
            'The first half of the input is the gate here; PyTorch’s GLU and Diffusers gate with the second, and checkpoints of the other kind load without an error.',
          )
        : l10n.t(
            'The second half of the input is the gate here; Transformer Engine and packed SwiGLUs gate with the first, and checkpoints of the other kind load without an error.',
          ),
    source:
      'PyTorch 2.14 nn.GLU, timm 1.0.29 layers/mlp.py, Diffusers models/activations.py, Transformer Engine layernorm_mlp.py',
  },
  {
    id: 'glu-default-axis',
    severity: 'medium',
    appliesTo: (subject) =>
      subject.activation === 'glu' &&
      subject.arguments['axis'] === -1 &&
      isFrom(subject, 'torch', 'paddle') &&
      leavesOut(subject, subject.framework === 'torch' ? 'dim' : 'axis'),
    message: (subject) =>
      l10n.t(
        'By default the last dimension is split, which for (N, C, H, W) is the width; the channels are {0}=1.',
        subject.framework === 'torch' ? 'dim' : 'axis',
      ),
    source: 'PyTorch 2.14, torch/nn/functional.py, glu(input, dim=-1)',
  },
  {
    id: 'hf-hidden-act-gated',
    severity: 'medium',
    appliesTo: (subject) =>
      isFrom(subject, 'transformers') &&
      subject.form === 'string' &&
      (subject.activation === 'silu' || subject.path === 'gelu_pytorch_tanh'),
    message: ({ activation }) =>
      activation === 'silu'
        ? l10n.t(
            'In models of the LLaMA kind this names the gate only: their block computes SwiGLU, SiLU of one map times another.',
          )
        : l10n.t(
            'In models of the Gemma kind this names the gate only: their block computes a GEGLU, GELU of one map times another.',
          ),
    source: 'Transformers 4.57, models/llama/modeling_llama.py and models/gemma2/modeling_gemma2.py',
  },
  {
    id: 'gpt-oss-hidden-act',
    severity: 'medium',
    appliesTo: ({ activation, framework }) => activation === 'clamped_swiglu' && framework === 'transformers',
    message: () =>
      l10n.t(
        'The experts of gpt-oss hard-code this function; hidden_act="silu" in their configuration changes nothing.',
      ),
    source: 'Transformers 4.57, models/gpt_oss/modeling_gpt_oss.py, GptOssExperts._apply_gate',
  },
  {
    id: 't5-gated-gelu',
    severity: 'medium',
    appliesTo: ({ path }) => path === 'gated-gelu',
    message: () =>
      l10n.t('"gated-gelu" is the one gated name that changes the function, too: its gate is the tanh GELU, gelu_new.'),
    source: 'Transformers 4.57, models/t5/configuration_t5.py',
  },
  {
    id: 'maxout-meaning',
    severity: 'low',
    appliesTo: (subject) => subject.activation === 'maxout' && isFrom(subject, 'tfa', 'paddle'),
    message: (subject) =>
      subject.framework === 'tfa'
        ? l10n.t(
            'num_units{0} counts the outputs that remain; Paddle’s groups counts the inputs for each output.',
            equals(given(subject, 'num_units')),
          )
        : l10n.t(
            'groups{0} counts the inputs that each output takes the largest of; num_units of TensorFlow Addons counts the outputs.',
            equals(given(subject, 'groups')),
          ),
    source: 'TensorFlow Addons layers/maxout.py, Paddle nn/functional/activation.py',
  },
];

function equals(value: unknown): string {
  return typeof value === 'number' ? ` = ${value}` : '';
}
