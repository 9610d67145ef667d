import * as l10n from '@vscode/l10n';
import type { FrameworkId } from '../../frameworks/framework';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber } from './numbers';
import { computed, hendrycks2016, jax, keras, pytorch, thread } from './references';
import {
  fallsBeforeItRises,
  inHiddenLayers,
  negativeRangeInQuantization,
  outputBoundedBelow,
  unboundedInRecurrence,
} from './shared';

const exactAndTanhGelu: Relation = {
  id: 'exact-and-tanh-gelu',
  text: () => l10n.t('The exact form of GELU and its tanh form differ by at most {0}.', '0.000473'),
  latex:
    'x\\,\\Phi(x)\\approx\\tfrac x2\\left(1+\\tanh\\!\\left[\\sqrt{\\tfrac2\\pi}\\,(x+0.044715x^3)\\right]\\right)',
};

const quickGeluFromSigmoid: Relation = {
  id: 'quick-gelu-approximates-gelu',
  text: () =>
    l10n.t('A sigmoid stands in for the cumulative normal curve; quick GELU and GELU differ by at most {0}.', '0.0203'),
  latex: '\\Phi(x)\\approx\\sigma(1.702x)',
};

const geluNearRelu: Relation = {
  id: 'gelu-near-relu',
  text: () => l10n.t('It is a smooth ReLU that never is more than {0} away from it.', '0.17'),
  latex: 'x\\,\\Phi(x)\\approx\\max(0,x)',
};

const geluIsScaledDropout: Relation = {
  id: 'gelu-is-expected-dropout',
  text: () =>
    l10n.t(
      'It passes x with the probability that a standard normal number is smaller than x: Dropout that depends on the input.',
    ),
  latex: '\\operatorname{GELU}(x)=x\\,\\Phi(x)=x\\,P(Z\\le x)',
};

const gainOfGelu: Pitfall = {
  id: 'gelu-gain',
  message: ({ facts }) =>
    l10n.t(
      "calculate_gain and kaiming_* know no 'gelu' and raise an error; 'relu' (gain 1.414) is close to the {0} that keeps the mean square.",
      formatNumber(facts.gains?.forward ?? 0),
    ),
  source: pytorch('nn.init'),
  roles: ['hidden', 'unknown', 'initialization'],
  when: ({ framework, facts }) => framework === 'torch' && facts.gains !== null,
};

function isJax(framework: FrameworkId | undefined): boolean {
  return framework === 'jax' || framework === 'flax_linen' || framework === 'flax_nnx';
}

export const gelu: Knowledge = {
  goodFor: () =>
    l10n.t('The usual choice in Transformers (BERT, ViT) and in modern convolutional networks such as ConvNeXt.'),
  relations: [geluIsScaledDropout, exactAndTanhGelu, quickGeluFromSigmoid, geluNearRelu],
  pitfalls: [
    {
      id: 'gelu-default-approximation',
      message: () =>
        l10n.t(
          'Two forms go by this name; this is the exact one. Weights trained with the tanh form give outputs up to {0} off per value, so match the original.',
          '0.000473',
        ),
      source: hendrycks2016,
    },
    outputBoundedBelow,
    unboundedInRecurrence,
    {
      id: 'inplace-argument',
      message: () =>
        l10n.t('nn.GELU takes no inplace argument and raises a TypeError; leave it out when you come from ReLU.'),
      source: pytorch('generated/torch.nn.GELU'),
      when: ({ framework, form }) => framework === 'torch' && form === 'class',
    },
    gainOfGelu,
    fallsBeforeItRises,
    negativeRangeInQuantization,
  ],
};

export const geluTanh: Knowledge = {
  goodFor: () =>
    l10n.t('Models trained with this form, such as GPT-2 and Gemma, and everything in JAX that leaves the default.'),
  relations: [exactAndTanhGelu, geluNearRelu, quickGeluFromSigmoid],
  pitfalls: [
    {
      id: 'gelu-default-approximation',
      message: () =>
        l10n.t(
          'JAX and Flax take the tanh form unless approximate=False, PyTorch the exact one; set it when you move weights, or outputs differ by up to {0} per value.',
          '0.000473',
        ),
      source: jax('gelu'),
      when: ({ framework }) => isJax(framework),
    },
    {
      id: 'keras-ops-vs-activations-gelu',
      message: () =>
        l10n.t(
          'keras.ops.gelu takes the tanh form by default, keras.activations.gelu the exact one; pass approximate= so that both agree.',
        ),
      source: keras('ops/nn'),
      when: ({ framework, form }) => framework === 'keras3' && form === 'function',
    },
    {
      id: 'gelu-tanh-form',
      message: () =>
        l10n.t(
          'This is an approximation, up to {0} per value from the exact GELU; use the form that the weights were trained with.',
          '0.000473',
        ),
      source: hendrycks2016,
      when: ({ framework }) => !isJax(framework),
    },
    outputBoundedBelow,
    unboundedInRecurrence,
    gainOfGelu,
    fallsBeforeItRises,
    negativeRangeInQuantization,
  ],
};

export const quickGelu: Knowledge = {
  goodFor: () => l10n.t('Weights that were trained with it, such as those of OpenAI’s CLIP; elsewhere GELU or SiLU.'),
  relations: [
    quickGeluFromSigmoid,
    {
      id: 'quick-gelu-is-scaled-silu',
      text: () => l10n.t('It is SiLU, narrower by the factor 1.702: Swish with β = 1.702.'),
      latex: 'x\\,\\sigma(1.702x)=\\tfrac{1}{1.702}\\operatorname{SiLU}(1.702x)',
    },
  ],
  pitfalls: [
    {
      id: 'quick-gelu-is-not-gelu',
      message: () =>
        l10n.t(
          'It is up to {0} per value from GELU, enough to matter in trained networks; exchange the two only when you train anew.',
          '0.0203',
        ),
      source: thread('huggingface/pytorch-image-models', 2105),
    },
    outputBoundedBelow,
    unboundedInRecurrence,
    fallsBeforeItRises,
    negativeRangeInQuantization,
  ],
};

export const gelu10: Knowledge = {
  goodFor: () =>
    l10n.t('Transformers that will be quantized to 8 bits: the lid at 10 keeps the range of values small.'),
  relations: [
    {
      id: 'gelu-10-is-clipped-gelu',
      text: () => l10n.t('It is GELU, cut off at 10.'),
      latex: 'f(x)=\\min(\\operatorname{GELU}(x),10)',
    },
    exactAndTanhGelu,
  ],
  pitfalls: [
    {
      id: 'gelu-10-flat-above',
      message: () =>
        l10n.t(
          'Above x = 10 the gradient is exactly zero, so a unit out there gets no signal; keep the pre-activations normalized.',
        ),
      source: computed,
      roles: inHiddenLayers,
    },
    outputBoundedBelow,
    fallsBeforeItRises,
  ],
};
