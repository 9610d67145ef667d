import * as l10n from '@vscode/l10n';
import type { Knowledge, Place, Relation } from './knowledge';
import { formatNumber, numericArgument } from './numbers';
import { computed, he2015, keras, pytorch, thread, xu2015 } from './references';
import { inHiddenLayers, isKeras, overwritesInput, secondDerivativeIsZero, unboundedInRecurrence } from './shared';

/** A slope that is given as no number or lies between 0 and 1, as advice on leaky slopes supposes. */
function hasUsualSlope(place: Place): boolean {
  const slope = place.arguments['negative_slope'];
  return typeof slope === 'number' ? slope > 0 && slope < 1 : typeof slope !== 'boolean';
}

export const leakyReluIsMaxout: Relation = {
  id: 'leaky-relu-is-maxout',
  text: () => l10n.t('For slopes up to 1, Leaky ReLU is Maxout with the two pieces fixed at x and αx.'),
  latex: '\\operatorname{LeakyReLU}(x)=\\max(x,\\alpha x)',
};

export const preluIsMaxout: Relation = {
  id: 'prelu-is-maxout',
  text: () => l10n.t('For slopes up to 1, PReLU is Maxout with the two pieces x and ax, of which only a is learned.'),
  latex: '\\operatorname{PReLU}(x)=\\max(x,ax)',
};

const leakyReluLimits: Relation = {
  id: 'leaky-relu-limits',
  text: () => l10n.t('Slope 0 gives ReLU, slope 1 the identity; PReLU is the same function with a learned slope.'),
  latex: '\\alpha=0:\\;\\operatorname{ReLU}(x),\\qquad\\alpha=1:\\;x',
};

export const leakyRelu: Knowledge = {
  goodFor: () =>
    l10n.t('Hidden layers where dead ReLU units are a worry; often in GAN discriminators, with slope 0.2.'),
  relations: [
    leakyReluIsMaxout,
    leakyReluLimits,
    {
      id: 'leaky-relu-mixes-relu-and-identity',
      text: () => l10n.t('It is a mixture of ReLU and the identity.'),
      latex: 'f(x)=(1-\\alpha)\\operatorname{ReLU}(x)+\\alpha x',
    },
  ],
  pitfalls: [
    {
      id: 'bool-in-slope-slot',
      message: () =>
        l10n.t(
          'True stands where the slope belongs and counts as 1, which makes this the identity; inplace=True has to be written with its name.',
        ),
      source: computed,
      when: (place) => place.arguments['negative_slope'] === true,
    },
    {
      id: 'leaky-relu-slope-one',
      message: () => l10n.t('With slope 1 this is the identity and adds no non-linearity; choose a slope below 1.'),
      source: computed,
      when: (place) => place.arguments['negative_slope'] === 1,
    },
    {
      id: 'leaky-relu-in-place-negative-slope',
      message: () =>
        l10n.t(
          'In place with a negative slope, PyTorch raises an error in the backward pass; use inplace=False or a positive slope.',
        ),
      source: thread('pytorch/pytorch', 31938),
      when: (place) => place.inPlace && (numericArgument(place, 'negative_slope') ?? 0) < 0,
    },
    {
      id: 'leaky-relu-negative-slope',
      message: () =>
        l10n.t(
          'With a negative slope both halves rise away from 0, so inputs of opposite sign can share an output; use a small positive slope unless that is the aim.',
        ),
      source: computed,
      when: (place) => (numericArgument(place, 'negative_slope') ?? 0) < 0,
    },
    {
      id: 'leaky-relu-slope-zero',
      message: () =>
        l10n.t('With slope 0 this is a plain ReLU, whose units can die; give it a small positive slope, such as 0.01.'),
      source: computed,
      when: (place) => numericArgument(place, 'negative_slope') === 0,
    },
    {
      id: 'leaky-relu-steep-slope',
      message: () =>
        l10n.t(
          'A slope above 1 makes the left half the steeper one, so negative inputs count more than positive ones; choose a slope below 1.',
        ),
      source: computed,
      when: (place) => (numericArgument(place, 'negative_slope') ?? 0) > 1,
    },
    {
      id: 'keras-string-vs-layer',
      message: () =>
        l10n.t(
          "Keras has two defaults: 0.3 for the layer LeakyReLU, 0.2 for the function and the string 'leaky_relu'; write the slope out so that both agree.",
        ),
      source: keras('layers/activation_layers/leaky_relu'),
      when: ({ framework }) => isKeras(framework),
    },
    {
      id: 'leaky-relu-on-output',
      message: (place) =>
        l10n.t(
          'As an output it scales negative values by {0}, which distorts logits and regression targets; leave the last layer linear.',
          formatNumber(numericArgument(place, 'negative_slope') ?? 0),
        ),
      source: computed,
      roles: ['output'],
      when: (place) => numericArgument(place, 'negative_slope') !== undefined,
    },
    unboundedInRecurrence,
    overwritesInput,
    {
      id: 'leaky-relu-initialization',
      message: (place) =>
        l10n.t(
          "Tell the initializer the slope: kaiming_normal_(w, a={0}, nonlinearity='leaky_relu') uses the matching gain of {1}.",
          String(numericArgument(place, 'negative_slope') ?? 0),
          formatNumber(place.facts.gains?.forward ?? 0),
        ),
      source: pytorch('nn.init'),
      roles: ['hidden', 'unknown', 'initialization'],
      when: (place) =>
        place.framework === 'torch' && numericArgument(place, 'negative_slope') !== undefined && hasUsualSlope(place),
    },
    {
      id: 'leaky-relu-default-slope',
      message: () =>
        l10n.t(
          'Defaults differ: 0.01 in PyTorch and JAX, 0.2 in TensorFlow, 0.2 or 0.3 in Keras; give the slope explicitly when you move a model.',
        ),
      source: keras('layers/activation_layers/leaky_relu'),
      when: ({ framework }) => !isKeras(framework),
    },
    {
      id: 'leaky-relu-mixed-reports',
      message: () =>
        l10n.t(
          'Reports differ: Xu et al. found a leaky slope better than ReLU on small images, the CS231n notes call the gains inconsistent; try both on your data.',
        ),
      source: xu2015,
      roles: inHiddenLayers,
      when: hasUsualSlope,
    },
    secondDerivativeIsZero,
  ],
};

export const prelu: Knowledge = {
  goodFor: () => l10n.t('Hidden layers of CNNs, where a learned negative slope is worth a few parameters.'),
  relations: [
    preluIsMaxout,
    {
      id: 'prelu-is-leaky-relu',
      text: () => l10n.t('It is Leaky ReLU with a slope that is learned; a = 0 is ReLU.'),
      latex: '\\operatorname{PReLU}(x)=\\max(0,x)+a\\min(0,x)',
    },
  ],
  pitfalls: [
    {
      id: 'prelu-weight-decay',
      message: () =>
        l10n.t(
          'Weight decay pulls the slope to 0 and so turns PReLU into ReLU; put its parameter into an optimizer group without weight decay.',
        ),
      source: he2015,
    },
    {
      id: 'prelu-keras-shared-axes',
      message: () =>
        l10n.t(
          'Without shared_axes Keras learns one slope per position and channel and fixes the size of the input; after a convolution pass shared_axes=[1, 2].',
        ),
      source: keras('layers/activation_layers/prelu'),
      when: ({ framework, form }) => isKeras(framework) && form !== 'function',
    },
    {
      id: 'prelu-made-in-forward',
      message: () =>
        l10n.t(
          'Make it once in __init__, one instance per place: made inside forward it is new at every call and never trained, and one instance used twice shares its slope.',
        ),
      source: pytorch('notes/modules'),
      when: ({ framework, form }) => framework === 'torch' && form === 'class',
    },
    {
      id: 'prelu-negative-slope',
      message: (place) =>
        l10n.t(
          'A slope of {0} bends the left half upwards, so inputs of opposite sign can share an output; start between 0 and 1.',
          formatNumber(numericArgument(place, 'a') ?? 0),
        ),
      source: computed,
      when: (place) => (numericArgument(place, 'a') ?? 0) < 0,
    },
    {
      id: 'prelu-overfits-small-data',
      message: () =>
        l10n.t(
          'On small data sets learned slopes can overfit; Xu et al. did better there with the randomized slopes of RReLU.',
        ),
      source: xu2015,
      roles: inHiddenLayers,
    },
    {
      id: 'prelu-init',
      message: () =>
        l10n.t(
          'The slope starts at 0.25 in PyTorch, at 0 (plain ReLU) in Keras and at 0.01 in Flax; set it when you move a model.',
        ),
      source: keras('layers/activation_layers/prelu'),
    },
    unboundedInRecurrence,
    secondDerivativeIsZero,
  ],
};

export const rrelu: Knowledge = {
  goodFor: () => l10n.t('Small data sets: a Leaky ReLU whose random slopes regularize during training.'),
  relations: [
    {
      id: 'rrelu-is-leaky-relu',
      text: () => l10n.t('Outside training it is Leaky ReLU with the mean of the two limits as slope.'),
      latex: '\\alpha=\\tfrac{l+u}{2}',
    },
    leakyReluLimits,
  ],
  pitfalls: [
    {
      id: 'rrelu-training',
      message: () =>
        l10n.t(
          'F.rrelu has training=False by default and then is a fixed Leaky ReLU; pass training=self.training, or use nn.RReLU, to get the random slopes.',
        ),
      source: pytorch('generated/torch.nn.functional.rrelu'),
      when: (place) => place.framework === 'torch' && place.form === 'function' && place.arguments['training'] !== true,
    },
    {
      id: 'rrelu-random-in-training',
      message: () =>
        l10n.t(
          'Training draws a new slope per element and call, so call model.eval() before you compare or publish outputs.',
        ),
      source: xu2015,
    },
    unboundedInRecurrence,
    overwritesInput,
    secondDerivativeIsZero,
  ],
};
