import * as l10n from '@vscode/l10n';
import { given, isFrom, leavesOut, type Trap, type TrapSubject } from './trap';

const tanhByDefault = (subject: TrapSubject): boolean =>
  subject.activation === 'gelu_tanh' &&
  (isFrom(subject, 'jax', 'flax_linen', 'flax_nnx', 'tfa')
    ? given(subject, 'approximate') === undefined
    : isFrom(subject, 'transformer_engine'));

/** Names that other libraries give another formula. */
const ambiguousNames =
  /(?:^|\.)(?:gelu_fast|gelu_new|gelu_accurate|gelu_fast_approx|ApproximateGELU|FastGELUActivation|NewGELUActivation|AccurateGELUActivation|fast_gelu|geglu-approximate|gelu_python_tanh)$/;

/** Traps about GELU, Swish, hard and soft versions of smooth functions. */
export const approximationTraps: readonly Trap[] = [
  {
    id: 'gelu-default-approximation',
    severity: 'high',
    appliesTo: tanhByDefault,
    message: () =>
      l10n.t(
        'This is the tanh approximation by default, up to 0.00047 off the exact GELU that PyTorch and Keras’ activations compute.',
      ),
    source: 'JAX 0.10 jax/_src/nn/functions.py (approximate=True), PyTorch 2.14 activation.py (approximate="none")',
  },
  {
    id: 'gelu-exact-by-default',
    severity: 'low',
    appliesTo: (subject) =>
      subject.activation === 'gelu' && subject.framework === 'torch' && leavesOut(subject, 'approximate'),
    message: () =>
      l10n.t(
        'PyTorch computes the exact GELU by default; JAX and Flax take the tanh approximation, which differs by up to 0.00047.',
      ),
    source: 'PyTorch 2.14 activation.py (approximate="none"), JAX 0.10 jax/_src/nn/functions.py (approximate=True)',
  },
  {
    id: 'keras-ops-vs-activations-gelu',
    severity: 'high',
    appliesTo: (subject) =>
      (subject.path === 'keras.ops.gelu' || subject.path === 'keras.activations.gelu') &&
      leavesOut(subject, 'approximate'),
    message: ({ path }) =>
      path === 'keras.ops.gelu'
        ? l10n.t('keras.ops.gelu approximates by tanh unless approximate=False; keras.activations.gelu is exact.')
        : l10n.t('keras.activations.gelu is exact by default; keras.ops.gelu approximates by tanh.'),
    source: 'Keras 3.15, keras/src/ops/nn.py and keras/src/activations/activations.py',
  },
  {
    id: 'gelu-names',
    severity: 'high',
    appliesTo: ({ activation, path }) =>
      (activation === 'gelu_tanh' || activation === 'quick_gelu') && ambiguousNames.test(path),
    message: ({ activation }) =>
      activation === 'quick_gelu'
        ? l10n.t(
            'Despite its name this is x · σ(1.702 x), up to 0.0203 off the exact GELU; elsewhere “fast” and “approximate” mean the tanh form.',
          )
        : l10n.t(
            'This name means the tanh approximation here; MLX and Diffusers call x · σ(1.702 x) fast or approximate.',
          ),
    source:
      'Transformers 5.18 activations.py, fairseq utils.py, MLX 0.32 layers/activations.py, Diffusers models/activations.py',
  },
  {
    id: 'fused-bias-gelu',
    severity: 'medium',
    appliesTo: (subject) =>
      isFrom(subject, 'megatron', 'gpt_neox') && (subject.activation === 'gelu' || subject.path.includes('bias_gelu')),
    message: () =>
      l10n.t('With bias fusion switched on, the exact GELU becomes the tanh approximation without a word.'),
    source: 'Megatron-LM, megatron/core/fusions/fused_bias_gelu.py; GPT-NeoX, megatron/model/activations.py',
  },
  {
    id: 'transformer-engine-onnx-mismatch',
    severity: 'low',
    appliesTo: ({ framework, path }) => framework === 'transformer_engine' && /^(?:qgelu|qgeglu|geglu)$/.test(path),
    message: ({ path }) =>
      path === 'geglu'
        ? l10n.t('Exported to ONNX, the gate becomes an exact GELU; on the GPU it is the tanh form.')
        : l10n.t('Exported to ONNX, x · σ(1.702 x) becomes the tanh GELU.'),
    source: 'Transformer Engine 2.20, transformer_engine/pytorch/module/layernorm_mlp.py and common/util/math.h',
  },
  {
    id: 'hard-sigmoid-definitions',
    severity: 'high',
    appliesTo: ({ activation, framework }) =>
      activation === 'hard_sigmoid_02' ||
      (activation === 'hard_sigmoid' && framework === 'keras3') ||
      activation === 'sparse_sigmoid',
    message: ({ activation, arguments: values }) => {
      if (activation === 'sparse_sigmoid') {
        return l10n.t('This is clip((x + 1) / 2), flat beyond ±1; hard sigmoids elsewhere are flat beyond ±3 or ±2.5.');
      }
      return activation === 'hard_sigmoid'
        ? l10n.t('Keras 3 computes x / 6 + 0.5, flat beyond ±3; Keras 2 had 0.2 x + 0.5, flat beyond ±2.5.')
        : l10n.t(
            'The line is {0} x + {1} here; PyTorch, JAX and Keras 3 compute x / 6 + 0.5, which is flat beyond ±3.',
            Number(values['alpha'] ?? 0.2),
            Number(values['beta'] ?? 0.5),
          );
    },
    source: 'Keras 2 tf_keras/backend.py, Keras 3.15 backend/*/nn.py, JAX 0.10 jax/_src/nn/functions.py',
  },
  {
    id: 'mmcv-hard-sigmoid-version',
    severity: 'medium',
    appliesTo: ({ activation, framework }) => activation === 'hard_sigmoid' && framework === 'mmcv',
    message: () => l10n.t('Before mmcv 1.4.4 HSigmoid was (x + 1) / 2, flat beyond ±1; since then it is (x + 3) / 6.'),
    source: 'mmcv 2.2, mmcv/cnn/bricks/hsigmoid.py',
  },
  {
    id: 'swish-beta',
    severity: 'high',
    appliesTo: (subject) =>
      subject.activation === 'silu' && subject.framework === 'torch' && isNumber(given(subject, 'inplace')),
    message: (subject) =>
      l10n.t(
        'PyTorch’s SiLU has no β: {0} is taken for inplace, and the input is overwritten.',
        Number(given(subject, 'inplace')),
      ),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py, SiLU(inplace=False)',
  },
  {
    id: 'number-in-inplace-slot',
    severity: 'high',
    appliesTo: (subject) => subject.activation !== 'silu' && isNumber(given(subject, 'inplace')),
    message: (subject) =>
      l10n.t(
        'The only parameter here is inplace: {0} counts as {1}, and says nothing about a size or slope.',
        Number(given(subject, 'inplace')),
        given(subject, 'inplace') === 0 ? 'False' : 'True',
      ),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py, ReLU(inplace=False)',
  },
  {
    id: 'inplace-argument',
    severity: 'high',
    appliesTo: (subject) =>
      subject.framework === 'torch' &&
      given(subject, 'inplace') !== undefined &&
      /^torch\.nn\.(?:GELU|Sigmoid|Tanh|Softplus|PReLU|Softmax|LogSoftmax|Softmin|Softsign|Tanhshrink|Softshrink|Hardshrink|LogSigmoid|GLU)$/.test(
        subject.path,
      ),
    message: ({ path }) =>
      l10n.t('{0} has no parameter inplace: this raises a TypeError.', path.slice(path.lastIndexOf('.') + 1)),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py',
  },
  {
    id: 'softplus-threshold',
    severity: 'low',
    appliesTo: ({ activation, framework, arguments: values }) =>
      activation === 'softplus' && (framework === 'torch' || framework === 'paddle') && isNumber(values['threshold']),
    message: ({ arguments: values }) =>
      l10n.t(
        'For β · x above {0} this returns x itself; JAX, Keras, MLX and TensorFlow have neither this switch nor β.',
        Number(values['threshold']),
      ),
    source: 'PyTorch 2.14, torch/nn/functional.py, softplus(input, beta=1, threshold=20)',
  },
  {
    id: 'siren-omega',
    severity: 'medium',
    appliesTo: ({ activation, arguments: values }) => activation === 'sine' && isNumber(values['omega_0']),
    message: ({ arguments: values }) =>
      values['omega_0'] === 30
        ? l10n.t('This is sin(30 x), with the factor in the class; it needs the initialization that SIREN prescribes.')
        : l10n.t(
            'The factor is {0} here; SIREN takes sin(30 x) together with an initialization of its own.',
            Number(values['omega_0']),
          ),
    source: 'SIREN, modules.py, Sine and sine_init',
  },
  {
    id: 'fastai-sigmoid',
    severity: 'low',
    appliesTo: ({ path }) => path === 'fastai.layers.sigmoid' || path === 'fastai.layers.sigmoid_',
    message: (subject) =>
      l10n.t(
        'fastai’s sigmoid cuts its output off at {0} from 0 and 1, and takes the place of torch.sigmoid after a star import.',
        Number(given(subject, 'eps') ?? 1e-7),
      ),
    source: 'fastai 2, fastai/layers.py, sigmoid(input, eps=1e-7)',
  },
];

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
