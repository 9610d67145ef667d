import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { computed, dauphin2016, pytorch, shazeer2020, sourceFile } from './references';

const familyOfGates: Relation = {
  id: 'gated-family',
  text: () =>
    l10n.t(
      'GLU gates with a sigmoid, ReGLU with ReLU, GEGLU with GELU, SwiGLU with SiLU, and the bilinear unit with nothing.',
    ),
  latex:
    'f(a,b)=g(a)\\otimes b,\\qquad g\\in\\{\\sigma,\\operatorname{ReLU},\\operatorname{GELU},\\operatorname{SiLU},\\mathrm{id}\\}',
};

const threeMatrices: Pitfall = {
  id: 'gated-block-has-three-matrices',
  message: () =>
    l10n.t(
      'A gated block has three weight matrices instead of two; make the hidden width 2/3 as large to keep the number of parameters.',
    ),
  source: shazeer2020,
};

const whichHalfIsTheGate: Pitfall = {
  id: 'glu-gate-half',
  message: () =>
    l10n.t(
      'Libraries differ in which half is the gate, and swapped halves raise no error; check the order before you move weights.',
    ),
  source: sourceFile('huggingface/diffusers', 'src/diffusers/models/activations.py'),
};

const leaveTheGate: Pitfall = {
  id: 'gated-leave-the-gate',
  message: () =>
    l10n.t(
      'The function inside is a gate that multiplies the other half, so advice for hidden layers does not apply to it.',
    ),
  source: shazeer2020,
};

const productGrows: Pitfall = {
  id: 'gated-product-grows',
  message: () =>
    l10n.t(
      'The product of two linear maps grows quadratically with the input and can overflow in float16; keep a normalization layer before it.',
    ),
  source: computed,
};

export const glu: Knowledge = {
  goodFor: () =>
    l10n.t(
      'Gated convolutions and feed-forward layers, where one half of the features decides what passes of the other.',
    ),
  relations: [
    {
      id: 'glu-with-one-half-is-silu',
      text: () => l10n.t('With the same input in both halves it is SiLU.'),
      latex: '\\operatorname{GLU}(x,x)=x\\,\\sigma(x)=\\operatorname{SiLU}(x)',
    },
    familyOfGates,
  ],
  pitfalls: [
    {
      id: 'glu-halves-features',
      message: () =>
        l10n.t(
          'It halves the number of features: give the layer before it twice the outputs, and split along the feature axis.',
        ),
      source: pytorch('generated/torch.nn.GLU'),
    },
    {
      id: 'glu-linear-path',
      message: () =>
        l10n.t(
          'The half that is not gated stays linear, which gives gradients a way around the saturated sigmoid; keep it without an activation.',
        ),
      source: dauphin2016,
    },
    whichHalfIsTheGate,
  ],
};

export const swiglu: Knowledge = {
  goodFor: () => l10n.t('Feed-forward layers of most recent language models, such as LLaMA and PaLM.'),
  relations: [
    familyOfGates,
    {
      id: 'swiglu-is-silu-times-second-half',
      text: () => l10n.t('SiLU makes the gate, a linear half is what passes.'),
      latex: '\\operatorname{SwiGLU}(a,b)=a\\,\\sigma(a)\\otimes b',
    },
  ],
  pitfalls: [threeMatrices, whichHalfIsTheGate, leaveTheGate, productGrows],
};

export const geglu: Knowledge = {
  goodFor: () =>
    l10n.t('Feed-forward layers of Transformers such as T5 v1.1 and the attention blocks of Stable Diffusion.'),
  relations: [
    familyOfGates,
    {
      id: 'geglu-is-gelu-times-second-half',
      text: () => l10n.t('GELU makes the gate, a linear half is what passes.'),
      latex: '\\operatorname{GEGLU}(a,b)=\\operatorname{GELU}(a)\\otimes b',
    },
  ],
  pitfalls: [
    {
      id: 't5-gated-gelu',
      message: () =>
        l10n.t(
          "In T5, 'gated-gelu' stands for the tanh form of GELU, not for the exact one; use the same form when you move weights.",
        ),
      source: sourceFile('huggingface/transformers', 'src/transformers/models/t5/configuration_t5.py'),
      when: ({ framework }) => framework === 'transformers',
    },
    threeMatrices,
    whichHalfIsTheGate,
    leaveTheGate,
    productGrows,
  ],
};

export const reglu: Knowledge = {
  goodFor: () =>
    l10n.t('Feed-forward layers of Transformers, where a gate that can be exactly 0 makes the features sparse.'),
  relations: [
    familyOfGates,
    {
      id: 'reglu-is-relu-times-second-half',
      text: () =>
        l10n.t('ReLU makes the gate, a linear half is what passes; with both halves equal it is squared ReLU.'),
      latex: '\\operatorname{ReGLU}(x,x)=\\operatorname{ReLU}(x)^2',
    },
  ],
  pitfalls: [
    {
      id: 'reglu-closed-gate',
      message: () =>
        l10n.t(
          'A closed gate passes no gradient to either half, so a unit whose gate is closed for all data is dead; GEGLU and SwiGLU keep a little open.',
        ),
      source: computed,
    },
    threeMatrices,
    whichHalfIsTheGate,
    productGrows,
  ],
};

export const sreglu: Knowledge = {
  goodFor: () => l10n.t('Feed-forward layers of Transformers with very sparse gates; rare.'),
  relations: [
    {
      id: 'sreglu-is-squared-relu-times-second-half',
      text: () => l10n.t('Squared ReLU makes the gate, a linear half is what passes.'),
      latex: 'f(a,b)=\\operatorname{ReLU}(a)^2\\otimes b',
    },
  ],
  pitfalls: [
    {
      id: 'sreglu-grows',
      message: () =>
        l10n.t(
          'It grows with the third power of the input and can overflow in float16; keep a normalization layer before it.',
        ),
      source: computed,
    },
    threeMatrices,
    whichHalfIsTheGate,
  ],
};

export const clampedSwiglu: Knowledge = {
  goodFor: () => l10n.t('The experts of gpt-oss: a SwiGLU whose clamped halves stay in range in low precision.'),
  relations: [
    {
      id: 'clamped-swiglu-is-quick-gelu-gate',
      text: () => l10n.t('Inside the limits it is quick GELU times the other half plus 1.'),
      latex: 'f(g,u)=g\\,\\sigma(1.702g)\\,(u+1)',
    },
    familyOfGates,
  ],
  pitfalls: [
    {
      id: 'clamped-swiglu-flat-outside',
      message: () =>
        l10n.t('Outside the limit the gradient is exactly zero, so keep activations well inside it while training.'),
      source: computed,
    },
    {
      id: 'clamped-swiglu-interleaved',
      message: () =>
        l10n.t(
          'gpt-oss stores gate and other half in alternating columns, not as two blocks; split with [..., ::2] and [..., 1::2].',
        ),
      source: sourceFile('huggingface/transformers', 'src/transformers/models/gpt_oss/modeling_gpt_oss.py'),
    },
  ],
};

export const bilinearGlu: Knowledge = {
  goodFor: () =>
    l10n.t('Feed-forward layers without any activation: the product of two linear maps is the non-linearity.'),
  relations: [
    familyOfGates,
    {
      id: 'bilinear-square',
      text: () => l10n.t('With the same input in both halves it is the square.'),
      latex: 'f(x,x)=x^2',
    },
  ],
  pitfalls: [threeMatrices, productGrows],
};
