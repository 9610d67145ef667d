import * as l10n from '@vscode/l10n';
import { given, isFrom, leavesOut, type Trap, type TrapSubject } from './trap';

const slope = (subject: TrapSubject): number | undefined => {
  const value = subject.arguments['negative_slope'];
  return typeof value === 'number' ? value : undefined;
};

const isKeras = (subject: TrapSubject): boolean => isFrom(subject, 'keras3', 'keras2');

const slopeNames = ['negative_slope', 'alpha', 'slope'];

/** Slopes that libraries take where the code is silent. */
const defaultSlopes = [0.01, 0.2, 0.25, 0.3];

/** A slope that the code does not write, as far as is known. */
function hasDefaultSlope(subject: TrapSubject): boolean {
  const value = slope(subject);
  const isWritten = subject.given !== undefined && slopeNames.some((name) => !leavesOut(subject, name));
  const isSilent = subject.given !== undefined || subject.form === 'string';
  return (
    subject.activation === 'leaky_relu' &&
    subject.role !== 'initialization' &&
    !isWritten &&
    isSilent &&
    value !== undefined &&
    defaultSlopes.includes(value)
  );
}

const isLayer = (subject: TrapSubject): boolean => subject.form === 'class' || subject.path === 'LeakyReLU';

/** Traps about slopes, thresholds and starts of the rectified family. */
export const slopeTraps: readonly Trap[] = [
  {
    id: 'bool-in-slope-slot',
    severity: 'high',
    appliesTo: ({ activation, arguments: values }) =>
      activation === 'leaky_relu' && typeof values['negative_slope'] === 'boolean',
    message: ({ arguments: values }) =>
      values['negative_slope'] === true
        ? l10n.t(
            'True stands in the place of the slope and counts as 1, which makes this the identity; write inplace=True.',
          )
        : l10n.t(
            'False stands in the place of the slope and counts as 0, which makes this a plain ReLU; write inplace=False.',
          ),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py, LeakyReLU(negative_slope, inplace)',
  },
  {
    id: 'bool-in-parameter-slot',
    severity: 'high',
    appliesTo: (subject) => subject.activation !== 'leaky_relu' && booleanSlot(subject) !== undefined,
    message: (subject) =>
      l10n.t(
        'A boolean stands in the place of {0} and counts as {1}; the first argument of this class is not inplace.',
        booleanSlot(subject) ?? '',
        given(subject, booleanSlot(subject) ?? '') === true ? 1 : 0,
      ),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py, the signatures of ELU, CELU, RReLU, Hardtanh, Softplus',
  },
  {
    id: 'leaky-relu-default-slope',
    severity: 'high',
    appliesTo: (subject) => hasDefaultSlope(subject) && !isKeras(subject),
    message: (subject) =>
      l10n.t(
        'The slope is {0} by default here, and defaults differ: 0.01 in PyTorch and JAX, 0.2 in TensorFlow and Keras’ function, 0.25 in MXNet’s operator, 0.3 in Keras’ layer.',
        slope(subject) ?? '',
      ),
    source:
      'PyTorch 2.14 torch/nn/modules/activation.py, JAX 0.10 jax/_src/nn/functions.py, Keras 3.15 activations.py and leaky_relu.py',
  },
  {
    id: 'keras-string-vs-layer',
    severity: 'high',
    appliesTo: (subject) => isKeras(subject) && hasDefaultSlope(subject),
    message: (subject) =>
      isLayer(subject)
        ? l10n.t(
            'The slope of this layer is {0} by default; the function and the string "leaky_relu" have 0.2, PyTorch has 0.01.',
            slope(subject) ?? '',
          )
        : l10n.t(
            'The slope is {0} by default here; Keras’ own layer LeakyReLU has 0.3, PyTorch has 0.01.',
            slope(subject) ?? '',
          ),
    source: 'Keras 3.15, keras/src/activations/activations.py and keras/src/layers/activations/leaky_relu.py',
  },
  {
    id: 'leaky-max-form',
    severity: 'medium',
    appliesTo: (subject) =>
      subject.activation === 'leaky_relu' && subject.framework === 'mlx' && (slope(subject) ?? 0) > 1,
    message: (subject) =>
      l10n.t(
        'MLX computes max(slope · x, x), which swaps the two branches for a slope above 1: {0} applies to positive inputs.',
        slope(subject) ?? '',
      ),
    source: 'MLX 0.32, python/mlx/nn/layers/activations.py, leaky_relu',
  },
  {
    id: 'keras-relu-positional',
    severity: 'medium',
    appliesTo: (subject) =>
      isKeras(subject) && subject.path.endsWith('.layers.ReLU') && typeof given(subject, 'max_value') === 'number',
    message: (subject) =>
      l10n.t(
        'The first parameter of the layer ReLU is the cap: outputs end at {0}; in activations.relu the second is the slope.',
        Number(given(subject, 'max_value')),
      ),
    source: 'Keras 3.15, keras/src/layers/activations/relu.py and keras/src/activations/activations.py',
  },
  {
    id: 'keras-relu-combined',
    severity: 'high',
    appliesTo: (subject) => isKeras(subject) && combinesArguments(subject),
    message: () =>
      l10n.t(
        'Several arguments shape this ReLU at once: below the threshold it gives slope · (x − threshold). The formula here leaves all but one of them out.',
      ),
    source: 'Keras 3.15, keras/src/activations/activations.py, relu',
  },
  {
    id: 'keras-argument-rename',
    severity: 'medium',
    appliesTo: (subject) =>
      subject.framework === 'keras3' &&
      ((subject.path.endsWith('LeakyReLU') && !leavesOut(subject, 'alpha') && subject.given !== undefined) ||
        subject.path.endsWith('ThresholdedReLU')),
    message: (subject) =>
      subject.path.endsWith('ThresholdedReLU')
        ? l10n.t(
            'Keras 3 has no ThresholdedReLU in its public API; ReLU(threshold=θ) is the same function but at θ itself.',
          )
        : l10n.t(
            'alpha is the name of Keras 2: Keras 3 still takes it here with a warning and calls it negative_slope.',
          ),
    source: 'Keras 3.15, keras/src/layers/activations/leaky_relu.py and keras/src/legacy/layers.py',
  },
  {
    id: 'prelu-init',
    severity: 'medium',
    appliesTo: ({ activation, form, arguments: values }) =>
      activation === 'prelu' && form !== 'function' && form !== 'method' && typeof values['a'] === 'number',
    message: (subject) =>
      subject.arguments['a'] === 0
        ? l10n.t(
            'The slope starts at 0, so as a plain ReLU, with one slope per position unless axes are shared; PyTorch starts at 0.25 with one slope in all.',
          )
        : l10n.t(
            'The slope starts at {0} here, and starts differ: 0.25 in PyTorch, Paddle and MLX, 0.01 in Flax, 0 in Keras.',
            Number(subject.arguments['a']),
          ),
    source: 'PyTorch 2.14 activation.py, Keras 3.15 prelu.py, Flax 0.12 linen/activation.py',
  },
  {
    id: 'rrelu-training',
    severity: 'medium',
    appliesTo: (subject) =>
      subject.activation === 'rrelu' &&
      subject.form === 'function' &&
      isFrom(subject, 'torch', 'paddle', 'tfa') &&
      leavesOut(subject, 'training'),
    message: (subject) => {
      if (subject.framework === 'paddle') {
        return l10n.t(
          'Without training=False this function draws random slopes even at inference; PyTorch’s does not.',
        );
      }
      return subject.framework === 'tfa'
        ? l10n.t('Without training= this function follows Keras’ learning phase.')
        : l10n.t(
            'Without training=True this function is deterministic, with the mean of both slopes; pass self.training as nn.RReLU does.',
          );
    },
    source: 'PyTorch 2.14 torch/nn/functional.py, Paddle python/paddle/nn/functional/activation.py, rrelu',
  },
  {
    id: 'mxnet-rrelu-upper',
    severity: 'low',
    appliesTo: ({ activation, framework, arguments: values }) =>
      activation === 'rrelu' && framework === 'mxnet' && values['upper'] === 0.334,
    message: () => l10n.t('The upper bound is 0.334 by default in MXNet and 1/3 elsewhere.'),
    source: 'MXNet 2.0, src/operator/leaky_relu-inl.h',
  },
  {
    id: 'mxnet-elu-slope',
    severity: 'medium',
    appliesTo: ({ activation, framework, path, arguments: values }) =>
      activation === 'elu' && framework === 'mxnet' && path !== 'mxnet.gluon.nn.ELU' && values['alpha'] === 0.25,
    message: () =>
      l10n.t('The operator’s slope of 0.25 becomes the α of the ELU here; gluon.nn.ELU() and everybody else have 1.'),
    source: 'MXNet 2.0, src/operator/leaky_relu-inl.h and python/mxnet/gluon/nn/activations.py',
  },
  {
    id: 'elu-celu-alpha',
    severity: 'medium',
    appliesTo: ({ activation, arguments: values }) =>
      (activation === 'elu' || activation === 'celu') && typeof values['alpha'] === 'number' && values['alpha'] !== 1,
    message: ({ activation, arguments: values }) =>
      activation === 'elu'
        ? l10n.t(
            'For α = {0} the slope of an ELU leaps at 0; CELU, which calls its parameter α as well, stays smooth there.',
            Number(values['alpha']),
          )
        : l10n.t(
            'For α = {0} a CELU is another function than ELU(α): it divides its input by α, too, and so stays smooth at 0.',
            Number(values['alpha']),
          ),
    source: 'PyTorch 2.14, torch/nn/modules/activation.py, ELU and CELU',
  },
  {
    id: 'selu-constants',
    severity: 'low',
    appliesTo: ({ activation, framework }) => activation === 'selu' && framework === 'mlx',
    message: () =>
      l10n.t('MLX cuts both constants of the SELU off at 1.67326 and 1.0507; other libraries keep all digits.'),
    source: 'MLX 0.32, python/mlx/nn/layers/activations.py, selu',
  },
  {
    id: 'threshold-family',
    severity: 'low',
    appliesTo: ({ activation }) => activation === 'threshold' || activation === 'thresholded_relu',
    message: ({ activation, arguments: values }) =>
      activation === 'threshold'
        ? l10n.t('Inputs up to the threshold become the second argument, not 0; ThresholdedReLU sets them to 0.')
        : l10n.t(
            'Inputs up to {0} become 0 and larger ones pass unchanged, so the function leaps there; PyTorch’s Threshold takes the value to set instead.',
            typeof values['theta'] === 'number' ? values['theta'] : 'θ',
          ),
    source: 'PyTorch 2.14 torch/nn/modules/activation.py, Keras 2 thresholded_relu.py',
  },
  {
    id: 'shrink-parameter-names',
    severity: 'low',
    appliesTo: (subject) => {
      const [lower, upper] = [given(subject, 'lower') ?? -0.5, given(subject, 'upper') ?? 0.5];
      return (
        subject.framework === 'tfa' &&
        (subject.activation === 'softshrink' || subject.activation === 'hardshrink') &&
        typeof lower === 'number' &&
        typeof upper === 'number' &&
        lower !== -upper
      );
    },
    message: (subject) =>
      l10n.t(
        'The two ends differ here ({0} and {1}), which no other library can express: PyTorch’s lambd is the same on both sides.',
        Number(given(subject, 'lower') ?? -0.5),
        Number(given(subject, 'upper') ?? 0.5),
      ),
    source: 'TensorFlow Addons, tensorflow_addons/activations/softshrink.py',
  },
];

/** Two or more of cap, slope and threshold, which only Keras lets one combine. */
function combinesArguments(subject: TrapSubject): boolean {
  const isGiven = (...names: readonly string[]): boolean =>
    names.some((name) => {
      const value = given(subject, name);
      return typeof value === 'number' && value !== 0;
    });
  const shapes = [isGiven('max_value'), isGiven('negative_slope', 'alpha'), isGiven('threshold')];
  return /(?:^|\.)(?:relu|ReLU)$/.test(subject.path) && shapes.filter(Boolean).length > 1;
}

/** The first parameter of a class of PyTorch that got a boolean meant for `inplace`. */
function booleanSlot(subject: TrapSubject): string | undefined {
  const slots = ['alpha', 'lower', 'min_val', 'beta', 'lambd'];
  return subject.framework === 'torch' ? slots.find((name) => typeof given(subject, name) === 'boolean') : undefined;
}
