import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber, numericArgument, slopeVanishes } from './numbers';
import { computed, efficientNetLite, howard2019, pytorch, shazeer2020, sourceFile } from './references';
import {
  fallsBeforeItRises,
  inHiddenLayers,
  negativeRangeInQuantization,
  outputBoundedBelow,
  overwritesInput,
  signIsLost,
  unboundedInRecurrence,
} from './shared';

const siluIsGatedByItself: Relation = {
  id: 'silu-gates-itself',
  text: () => l10n.t('It is a sigmoid gate on its own input.'),
  latex: '\\operatorname{SiLU}(x)=x\\,\\sigma(x)',
};

const hardSwishNearSilu: Relation = {
  id: 'hard-swish-near-silu',
  text: () => l10n.t('Hard swish is SiLU with a clipped line as gate; they differ most at |x| = 3, by {0}.', '0.142'),
  latex: 'x\\,\\sigma(x)\\approx\\tfrac x6\\min(\\max(x+3,0),6)',
};

const swishLimits: Relation = {
  id: 'swish-limits',
  text: () => l10n.t('Swish lies between two extremes: a straight line for β → 0 and ReLU for β → ∞; β = 1 is SiLU.'),
  latex: 'x\\,\\sigma(\\beta x)\\to\\tfrac x2\\;(\\beta\\to0),\\qquad\\to\\max(0,x)\\;(\\beta\\to\\infty)',
};

const deadTail: Pitfall = {
  id: 'exactly-zero-left-tail',
  message: ({ facts }) =>
    l10n.t(
      'Below x = {0} output and gradient are exactly zero, so units can die there as with ReLU; normalize the inputs or use the smooth version.',
      formatNumber(slopeVanishes(facts).below ?? 0),
    ),
  source: computed,
  roles: inHiddenLayers,
  when: ({ facts }) => slopeVanishes(facts).below !== null,
};

export const silu: Knowledge = {
  goodFor: () =>
    l10n.t('CNNs such as EfficientNet and YOLOv5 and, as the gate of SwiGLU, most recent language models.'),
  relations: [
    siluIsGatedByItself,
    swishLimits,
    hardSwishNearSilu,
    {
      id: 'silu-minimum',
      text: () => l10n.t('At its lowest point, x = −1.278, its value is x + 1.'),
      latex: "f'(x)=0\\;\\Rightarrow\\;f(x)=x+1",
    },
  ],
  pitfalls: [
    {
      id: 'hf-hidden-act-gated',
      message: () =>
        l10n.t(
          "In LLaMA-like models hidden_act='silu' names only the gate: the block computes silu(gate) × up, which is SwiGLU; do not judge it as a plain layer.",
        ),
      source: sourceFile('huggingface/transformers', 'src/transformers/models/llama/modeling_llama.py'),
      when: ({ framework, form }) => framework === 'transformers' && form === 'string',
    },
    {
      id: 'silu-as-gate',
      message: () =>
        l10n.t(
          'As the gate of SwiGLU it is in its place: the other half of the block multiplies what it lets through.',
        ),
      source: shazeer2020,
      roles: ['gate'],
    },
    outputBoundedBelow,
    unboundedInRecurrence,
    overwritesInput,
    {
      id: 'silu-int8',
      message: () =>
        l10n.t(
          '8-bit quantization after training can break it: EfficientNet-Lite fell from 75 % to 46 % accuracy until ReLU6 replaced swish; plan for that on phones.',
        ),
      source: efficientNetLite,
      roles: inHiddenLayers,
    },
    fallsBeforeItRises,
    negativeRangeInQuantization,
  ],
};

export const swishBeta: Knowledge = {
  goodFor: () => l10n.t('Hidden layers of deep networks, where β sets how sharply it bends between a line and ReLU.'),
  relations: [
    swishLimits,
    {
      id: 'swish-is-scaled-silu',
      text: () => l10n.t('β only scales input and output of SiLU.'),
      latex: 'x\\,\\sigma(\\beta x)=\\tfrac1\\beta\\operatorname{SiLU}(\\beta x)',
    },
  ],
  pitfalls: [
    {
      id: 'swish-beta-zero',
      message: () => l10n.t('With β = 0 it is the straight line x/2 and adds no non-linearity; choose a positive β.'),
      source: computed,
      when: (place) => numericArgument(place, 'beta') === 0,
    },
    {
      id: 'swish-beta-is-not-everywhere',
      message: () =>
        l10n.t(
          'SiLU and swish of PyTorch, JAX and Keras know no β (the first argument of nn.SiLU is inplace), so write x * sigmoid(β * x) there.',
        ),
      source: pytorch('generated/torch.nn.SiLU'),
    },
    outputBoundedBelow,
    unboundedInRecurrence,
    fallsBeforeItRises,
  ],
};

export const hardSwish: Knowledge = {
  goodFor: () => l10n.t('Mobile CNNs: SiLU without exponentials, in MobileNetV3 for the deeper half of the network.'),
  relations: [
    {
      id: 'hard-swish-gates-itself',
      text: () => l10n.t('It is a hard sigmoid as gate on its own input.'),
      latex: 'f(x)=x\\cdot\\operatorname{hardsigmoid}(x)',
    },
    hardSwishNearSilu,
  ],
  pitfalls: [
    deadTail,
    outputBoundedBelow,
    unboundedInRecurrence,
    overwritesInput,
    {
      id: 'hard-swish-deeper-half',
      message: () =>
        l10n.t(
          'MobileNetV3 uses it only in the deeper half and ReLU before, as most of the benefit is found there at less cost.',
        ),
      source: howard2019,
      roles: inHiddenLayers,
    },
    {
      id: 'hard-swish-steep',
      message: ({ facts }) =>
        l10n.t(
          'Its slope runs from {0} to {1}, wider than that of SiLU, so gradients may grow a little; keep normalization layers.',
          formatNumber(facts.smallestSlope.value),
          formatNumber(facts.largestSlope.value),
        ),
      source: computed,
      roles: inHiddenLayers,
    },
    fallsBeforeItRises,
  ],
};

export const mish: Knowledge = {
  goodFor: () => l10n.t('Object detectors such as YOLOv4, and elsewhere as a somewhat costlier SiLU.'),
  relations: [
    {
      id: 'mish-gates-itself',
      text: () => l10n.t('It is a gate on its own input, made of tanh and softplus.'),
      latex: 'f(x)=x\\tanh(\\operatorname{softplus}(x))',
    },
    {
      id: 'mish-near-silu',
      text: () => l10n.t('It runs close to SiLU, never more than {0} away.', '0.184'),
      latex: 'x\\tanh(\\ln(1+e^x))\\approx x\\,\\sigma(x)',
    },
  ],
  pitfalls: [
    outputBoundedBelow,
    unboundedInRecurrence,
    overwritesInput,
    {
      id: 'mish-costs-more',
      message: () =>
        l10n.t(
          'It takes an exponential, a logarithm and a tanh per value; where speed counts, SiLU has nearly the same shape.',
        ),
      source: computed,
      roles: inHiddenLayers,
    },
    fallsBeforeItRises,
    negativeRangeInQuantization,
  ],
};

export const hardMish: Knowledge = {
  goodFor: () => l10n.t('Mobile CNNs that want the shape of Mish without exponentials; rare.'),
  relations: [
    {
      id: 'hard-mish-near-mish',
      text: () => l10n.t('It replaces the gate of Mish by a clipped line and is never more than {0} away.', '0.253'),
      latex: 'x\\tanh(\\ln(1+e^x))\\approx\\tfrac x2\\min(\\max(x+2,0),2)',
    },
  ],
  pitfalls: [deadTail, outputBoundedBelow, overwritesInput, fallsBeforeItRises],
};

export const lisht: Knowledge = {
  goodFor: () => l10n.t('Features where only the size counts: a smooth absolute value; rare.'),
  relations: [
    {
      id: 'lisht-near-absolute-value',
      text: () => l10n.t('It is a smooth absolute value, never more than {0} below it.', '0.279'),
      latex: 'x\\tanh x\\approx|x|',
    },
  ],
  pitfalls: [signIsLost, unboundedInRecurrence],
};

export const tanhexp: Knowledge = {
  goodFor: () => l10n.t('Small convolutional networks, for which it was proposed; also known as TeLU.'),
  relations: [
    {
      id: 'tanhexp-near-mish',
      text: () => l10n.t('It is Mish with eˣ in place of softplus, never more than {0} away.', '0.127'),
      latex: 'x\\tanh(e^x)\\approx x\\tanh(\\ln(1+e^x))',
    },
  ],
  pitfalls: [outputBoundedBelow, unboundedInRecurrence, fallsBeforeItRises],
};
