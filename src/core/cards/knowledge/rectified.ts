import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber, numericArgument } from './numbers';
import {
  bertoin2021,
  clevert2015,
  computed,
  cs231n,
  he2015,
  keras,
  le2015,
  lu2019,
  pytorch,
  smallExperiment,
  sourceFile,
  thread,
  xu2015,
} from './references';
import { inHiddenLayers, overwritesInput, secondDerivativeIsZero, unboundedInRecurrence } from './shared';

export const leakyReluIsMaxout: Relation = {
  id: 'leaky-relu-is-maxout',
  text: () => l10n.t('For slopes up to 1, Leaky ReLU is Maxout with the two pieces fixed at x and αx.'),
  latex: '\\operatorname{LeakyReLU}(x)=\\max(x,\\alpha x)',
};

export const reluIsMaxout: Relation = {
  id: 'relu-is-maxout',
  text: () => l10n.t('ReLU is Maxout with the two pieces fixed at x and 0.'),
  latex: '\\operatorname{ReLU}(x)=\\max(x,0)',
};

export const preluIsMaxout: Relation = {
  id: 'prelu-is-maxout',
  text: () => l10n.t('For slopes up to 1, PReLU is Maxout with the two pieces x and ax, of which only a is learned.'),
  latex: '\\operatorname{PReLU}(x)=\\max(x,ax)',
};

export const reluAndSoftplus: Relation = {
  id: 'relu-and-softplus',
  text: () => l10n.t('Softplus is its smooth version; they differ most at 0, by ln 2 ≈ {0}.', '0.693'),
  latex: '0<\\operatorname{softplus}(x)-\\operatorname{ReLU}(x)\\le\\ln2',
};

const leakyReluLimits: Relation = {
  id: 'leaky-relu-limits',
  text: () => l10n.t('Slope 0 gives ReLU, slope 1 the identity; PReLU is the same function with a learned slope.'),
  latex: '\\alpha=0:\\;\\operatorname{ReLU}(x),\\qquad\\alpha=1:\\;x',
};

const dyingUnits: Pitfall = {
  id: 'relu-dying-units',
  message: () =>
    l10n.t(
      'A unit whose input is negative for all data outputs 0 and gets no gradient, so it cannot recover; a lower learning rate, normalization or Leaky ReLU prevent it.',
    ),
  source: lu2019,
  roles: inHiddenLayers,
};

const noNegativeOutputs: Pitfall = {
  id: 'relu-on-output',
  message: () =>
    l10n.t(
      'As an output it cannot predict negative values and may get stuck at 0; leave logits and regression outputs linear, or use softplus for positive targets.',
    ),
  source: computed,
  roles: ['output'],
};

const jumpAtThreshold: Pitfall = {
  id: 'threshold-jump',
  message: () =>
    l10n.t(
      'The value jumps at the threshold, and no gradient tells the optimizer of the jump; a shifted ReLU, ReLU(x − θ), is continuous.',
    ),
  source: computed,
  when: ({ facts }) => facts.kinks.some((kink) => kink.kind === 'jump'),
};

const cappedAbove: Pitfall = {
  id: 'capped-relu-zero-gradient',
  message: ({ facts }) =>
    l10n.t(
      'The gradient is exactly zero below {0} and above {1}, so a unit outside gets no signal; keep the inputs normalized.',
      formatNumber(facts.range.lower.value),
      formatNumber(facts.range.upper.value),
    ),
  source: computed,
  roles: inHiddenLayers,
  when: ({ facts }) => Number.isFinite(facts.range.upper.value),
};

function isKeras(framework: string | undefined): boolean {
  return framework === 'keras3' || framework === 'keras2' || framework === 'tensorflow';
}

export const relu: Knowledge = {
  goodFor: () =>
    l10n.t('The default for hidden layers of CNNs and MLPs: cheap, no saturation above 0, sparse outputs.'),
  relations: [
    reluIsMaxout,
    {
      id: 'relu-slope-is-step',
      text: () => l10n.t('Its slope is a step: 0 on the left, 1 on the right.'),
      latex: "\\operatorname{ReLU}'(x)=\\mathbb 1[x>0]",
    },
    reluAndSoftplus,
    {
      id: 'relu-pair-is-identity',
      text: () => l10n.t('Two of them restore the input, so a ReLU layer can pass a signal through unchanged.'),
      latex: 'x=\\operatorname{ReLU}(x)-\\operatorname{ReLU}(-x)',
    },
  ],
  pitfalls: [
    dyingUnits,
    noNegativeOutputs,
    {
      id: 'relu-in-recurrence',
      message: () =>
        l10n.t(
          'Nothing bounds the state here, so it can grow from step to step and end in NaN; use tanh, or start with the identity as recurrent matrix.',
        ),
      source: le2015,
      roles: ['recurrent'],
    },
    {
      id: 'keras-cudnn-needs-tanh',
      message: () =>
        l10n.t('In Keras, LSTM and GRU use the fast cuDNN kernel only with tanh and sigmoid; ReLU turns it off.'),
      source: keras('layers/recurrent_layers/lstm'),
      roles: ['recurrent'],
      when: ({ framework }) => isKeras(framework),
    },
    overwritesInput,
    {
      id: 'relu-not-zero-centered',
      message: ({ facts }) =>
        l10n.t(
          'Outputs are never negative (mean {0} for standard normal inputs), which shifts what the next layer sees; normalization or an ELU centers it.',
          formatNumber(facts.moments?.mean ?? 0),
        ),
      source: clevert2015,
      roles: inHiddenLayers,
      when: ({ facts }) => facts.moments !== null,
    },
    {
      id: 'relu-needs-he-initialization',
      message: ({ facts }) =>
        l10n.t(
          'It drops the negative half of its inputs; He initialization makes up for it with a gain of {0}, so that signals keep their size from layer to layer.',
          formatNumber(facts.gains?.forward ?? 0),
        ),
      source: he2015,
      roles: ['hidden', 'unknown', 'initialization'],
      when: ({ facts }) => facts.gains !== null,
    },
    {
      id: 'relu-dead-units-experiment',
      message: () =>
        l10n.t(
          'In a small experiment (four layers of 256 units) Adam left about 25 % of the units dead at a learning rate of 0.01 and 60 to 70 % at 0.03.',
        ),
      source: smallExperiment,
      roles: inHiddenLayers,
      experiment: true,
    },
    {
      id: 'relu-dead-units-anecdote',
      message: () =>
        l10n.t(
          'An anecdote from the CS231n notes: up to 40 % of a network may be dead if the learning rate is too high; with a proper one this is rarer.',
        ),
      source: cs231n,
      roles: inHiddenLayers,
    },
    {
      id: 'relu-logits-experiment',
      message: () =>
        l10n.t(
          'In a small experiment with ReLU on ten logits, one to three classes died for the whole data set in 5 of 8 runs with Adam.',
        ),
      source: smallExperiment,
      roles: ['output'],
      experiment: true,
    },
    secondDerivativeIsZero,
    {
      id: 'relu-slope-at-zero',
      message: () =>
        l10n.t(
          'At exactly 0 the slope is a convention: relu takes 0, clamp(min=0) takes 1 and maximum(x, 0) takes 1/2, which can matter in low precision.',
        ),
      source: bertoin2021,
      roles: inHiddenLayers,
    },
  ],
};

export const relu6: Knowledge = {
  goodFor: () => l10n.t('Mobile CNNs that will run in 8-bit integers: the cap at 6 keeps the range of values fixed.'),
  relations: [
    {
      id: 'relu6-is-capped-relu',
      text: () => l10n.t('It is ReLU with a lid at 6.'),
      latex: '\\operatorname{ReLU6}(x)=\\min(\\operatorname{ReLU}(x),6)',
    },
    {
      id: 'hard-sigmoid-is-shifted-relu6',
      text: () => l10n.t('Shifted by 3 and divided by 6 it is the hard sigmoid.'),
      latex: '\\operatorname{hardsigmoid}(x)=\\tfrac16\\operatorname{ReLU6}(x+3)',
    },
  ],
  pitfalls: [dyingUnits, cappedAbove, noNegativeOutputs, overwritesInput, secondDerivativeIsZero],
};

export const clippedRelu: Knowledge = {
  goodFor: () =>
    l10n.t('Hidden layers whose values must stay in a fixed range, for quantization or in recurrent speech models.'),
  relations: [
    {
      id: 'clipped-relu-is-capped-relu',
      text: () => l10n.t('It is ReLU with a lid at m; m = 6 is ReLU6.'),
      latex: 'f(x)=\\min(\\operatorname{ReLU}(x),m)',
    },
  ],
  pitfalls: [dyingUnits, cappedAbove, noNegativeOutputs, secondDerivativeIsZero],
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
      id: 'leaky-relu-slope-one',
      message: () =>
        l10n.t(
          'With slope 1 this is the identity and adds no non-linearity; LeakyReLU(True) does that by accident, as inplace=True has to be named.',
        ),
      source: computed,
      when: (place) => numericArgument(place, 'negative_slope') === 1,
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
      id: 'leaky-relu-steep-slope',
      message: () =>
        l10n.t(
          'A slope above 1 magnifies negative inputs, and libraries that compute max(αx, x), such as MLX, return another function; choose a slope below 1.',
        ),
      source: sourceFile('ml-explore/mlx', 'python/mlx/nn/layers/activations.py'),
      when: (place) => (numericArgument(place, 'negative_slope') ?? 0) > 1,
    },
    {
      id: 'leaky-relu-keras-defaults',
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
      id: 'leaky-relu-mixed-reports',
      message: () =>
        l10n.t(
          'Reports differ: Xu et al. found a leaky slope better than ReLU on small images, the CS231n notes call the gains inconsistent; try both on your data.',
        ),
      source: xu2015,
      roles: inHiddenLayers,
    },
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
      when: (place) => place.framework === 'torch' && numericArgument(place, 'negative_slope') !== undefined,
    },
    {
      id: 'leaky-relu-defaults-differ',
      message: () =>
        l10n.t(
          'Defaults differ: 0.01 in PyTorch and JAX, 0.2 in TensorFlow, 0.2 or 0.3 in Keras; give the slope explicitly when you move a model.',
        ),
      source: keras('layers/activation_layers/leaky_relu'),
      when: ({ framework }) => !isKeras(framework),
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
      id: 'prelu-start-differs',
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
      id: 'rrelu-functional-is-deterministic',
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

export const threshold: Knowledge = {
  goodFor: () => l10n.t('Replacing everything up to a threshold by one value; rare as a layer.'),
  relations: [
    {
      id: 'threshold-zero-is-relu',
      text: () => l10n.t('With threshold 0 and value 0 it is ReLU.'),
      latex: '\\theta=0,\\;v=0:\\;f(x)=\\operatorname{ReLU}(x)',
    },
  ],
  pitfalls: [jumpAtThreshold, dyingUnits, overwritesInput],
};

export const thresholdedRelu: Knowledge = {
  goodFor: () => l10n.t('Autoencoders without bias, where only clear responses should pass; rare elsewhere.'),
  relations: [
    {
      id: 'thresholded-relu-zero-is-relu',
      text: () => l10n.t('With threshold 0 it is ReLU.'),
      latex: '\\theta=0:\\;f(x)=\\operatorname{ReLU}(x)',
    },
  ],
  pitfalls: [
    jumpAtThreshold,
    {
      id: 'thresholded-relu-dead-zone',
      message: (place) =>
        l10n.t(
          'Up to {0} output and gradient are exactly zero, more of the inputs than with ReLU, so units die more easily.',
          formatNumber(numericArgument(place, 'theta') ?? 0),
        ),
      source: computed,
      roles: inHiddenLayers,
      when: (place) => (numericArgument(place, 'theta') ?? 0) > 0,
    },
    {
      id: 'thresholded-relu-keras-3',
      message: () => l10n.t('Keras 3 has no ThresholdedReLU any more; ReLU(threshold=θ) is its replacement.'),
      source: keras('layers/activation_layers/relu'),
      when: ({ framework }) => isKeras(framework),
    },
  ],
};

export const reluSquared: Knowledge = {
  goodFor: () => l10n.t('Feed-forward layers of Transformers, as in Primer: sparse like ReLU and smooth at 0.'),
  relations: [
    {
      id: 'relu-squared-slope',
      text: () => l10n.t('Its slope is twice a ReLU, so it has no kink.'),
      latex: "f'(x)=2\\operatorname{ReLU}(x)",
    },
    {
      id: 'relu-squared-gates-itself',
      text: () => l10n.t('It is a ReLU gate on its own input.'),
      latex: 'f(x)=x\\cdot\\operatorname{ReLU}(x)',
    },
  ],
  pitfalls: [
    {
      id: 'relu-squared-grows',
      message: () =>
        l10n.t(
          'Large inputs grow quadratically (float16 overflows above x = {0}) and so does their gradient; keep a normalization layer before it.',
          '256',
        ),
      source: computed,
    },
    dyingUnits,
    noNegativeOutputs,
    unboundedInRecurrence,
  ],
};

export const starRelu: Knowledge = {
  goodFor: () => l10n.t('MetaFormer vision models, where it costs a fraction of GELU.'),
  relations: [
    {
      id: 'star-relu-standardizes',
      text: () =>
        l10n.t('With s = {0} and b = {1}, standard normal inputs keep mean 0 and variance 1.', '0.8944', '−0.4472'),
      latex: 's=\\tfrac{1}{\\sqrt{5/4}},\\quad b=-\\tfrac{s}{2}',
    },
    {
      id: 'star-relu-is-scaled-squared-relu',
      text: () => l10n.t('It is squared ReLU with a scale and a shift that are learned.'),
      latex: 'f(x)=s\\operatorname{ReLU}(x)^2+b',
    },
  ],
  pitfalls: [
    {
      id: 'star-relu-grows',
      message: () =>
        l10n.t('Large inputs grow quadratically and so does their gradient; keep a normalization layer before it.'),
      source: computed,
    },
    dyingUnits,
  ],
};
