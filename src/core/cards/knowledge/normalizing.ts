import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import {
  bengio2013,
  computed,
  elhage2022,
  jang2016,
  martins2016,
  miller2023,
  pytorch,
  scipySoftmax,
  smallExperiment,
  vaswani2017,
} from './references';
import { softmaxOfTwoIsSigmoid } from './sigmoidal';

const shiftDoesNotMatter: Relation = {
  id: 'softmax-ignores-a-shift',
  text: () => l10n.t('Only differences of logits count: adding a constant to all of them changes nothing.'),
  latex: '\\operatorname{softmax}(x+c)=\\operatorname{softmax}(x)',
};

const logSoftmaxIsLogarithm: Relation = {
  id: 'log-softmax-is-logarithm',
  text: () => l10n.t('Log-softmax is the logarithm of softmax, computed without the underflow.'),
  latex: '\\operatorname{logsoftmax}(x)_i=x_i-\\log\\textstyle\\sum_je^{x_j}',
};

const softArgmax: Relation = {
  id: 'softmax-sharpens-to-hardmax',
  text: () =>
    l10n.t(
      'Softmax is a soft argmax: with ever larger logits it becomes hardmax, 1 for the largest and 0 for the rest.',
    ),
  latex: '\\lim_{k\\to\\infty}\\operatorname{softmax}(kx)=\\operatorname{hardmax}(x)',
};

const firstAxisIsBatch: Pitfall = {
  id: 'softmax-over-first-axis',
  message: () =>
    l10n.t(
      'Axis 0 usually counts the examples of a batch, so each example is normalized against the others; use −1 for the classes unless that is the aim.',
    ),
  source: pytorch('generated/torch.nn.Softmax'),
  when: (place) => axisOf(place.arguments) === 0,
};

const implicitAxis: Pitfall = {
  id: 'softmax-default-axis',
  message: () =>
    l10n.t(
      'Without dim PyTorch picks the axis by the number of dimensions (0 for three of them, which is rarely the classes); always write it, as in dim=-1.',
    ),
  source: pytorch('generated/torch.nn.functional.softmax'),
  when: (place) => place.framework === 'torch' && axisOf(place.arguments) === null,
};

const wholeArrayInScipy: Pitfall = {
  id: 'softmax-default-axis',
  message: () =>
    l10n.t('SciPy normalizes over the whole array unless axis is given; pass axis=-1 for one distribution per row.'),
  source: scipySoftmax,
  when: (place) => place.framework === 'scipy' && axisOf(place.arguments) === null,
};

const logitsGoToTheLoss: Pitfall = {
  id: 'softmax-before-cross-entropy',
  message: () =>
    l10n.t(
      'CrossEntropyLoss and from_logits=True apply softmax themselves; a second one keeps the loss of ten classes above {0} and shrinks gradients, so give them logits.',
      '1.46',
    ),
  source: pytorch('generated/torch.nn.CrossEntropyLoss'),
  roles: ['output', 'unknown'],
};

function axisOf(values: Readonly<Record<string, unknown>>): unknown {
  return 'axis' in values ? values['axis'] : values['dim'];
}

export const softmax: Knowledge = {
  goodFor: () => l10n.t('Class probabilities at the output, and attention weights over positions.'),
  relations: [
    softmaxOfTwoIsSigmoid,
    shiftDoesNotMatter,
    softArgmax,
    logSoftmaxIsLogarithm,
    {
      id: 'softmax-slope',
      text: () => l10n.t('Raising one logit raises its own probability and lowers all others.'),
      latex: '\\frac{\\partial p_i}{\\partial x_j}=p_i\\,(\\mathbb 1[i=j]-p_j)',
    },
  ],
  pitfalls: [
    firstAxisIsBatch,
    implicitAxis,
    wholeArrayInScipy,
    logitsGoToTheLoss,
    {
      id: 'attention-scores-need-scaling',
      message: () =>
        l10n.t(
          'Dot products grow with the length d of the vectors and push softmax to where gradients vanish; divide the scores by √d before it.',
        ),
      source: vaswani2017,
      roles: ['attention'],
    },
    {
      id: 'attention-fully-masked-row',
      message: () =>
        l10n.t(
          'A row in which every position is masked with −∞ becomes NaN; keep one position open, or mask with a large negative number.',
        ),
      source: computed,
      roles: ['attention'],
    },
    {
      id: 'softmax-log-underflow',
      message: () =>
        l10n.t(
          'log(softmax(x)) turns −∞ in float32 once a logit lies about {0} below the largest; log_softmax computes it exactly.',
          '104',
        ),
      source: pytorch('generated/torch.nn.Softmax'),
      roles: ['output', 'unknown'],
    },
    {
      id: 'softmax-over-one-unit',
      message: () =>
        l10n.t(
          'Over a single unit it is always 1 and passes no gradient; for a yes/no output use a sigmoid, or two units.',
        ),
      source: computed,
      roles: ['output', 'unknown'],
    },
    {
      id: 'softmax-in-hidden-layer',
      message: () =>
        l10n.t(
          'In a hidden layer the units compete for a sum of 1, which leaves most of them near 0; ReLU or GELU let them act on their own.',
        ),
      source: computed,
      roles: ['hidden'],
    },
    {
      id: 'double-softmax-experiment',
      message: () =>
        l10n.t(
          'In a small experiment with 100 classes, a second softmax before the loss left accuracy at 0.02 instead of 0.91 (SGD); with 10 classes it did no visible harm.',
        ),
      source: smallExperiment,
      roles: ['output', 'unknown'],
      experiment: true,
    },
  ],
};

export const logSoftmax: Knowledge = {
  goodFor: () => l10n.t('Log-probabilities of classes for NLLLoss, beam search and KL divergence.'),
  relations: [
    logSoftmaxIsLogarithm,
    {
      id: 'log-softmax-twice',
      text: () => l10n.t('Applying it twice changes nothing.'),
      latex: '\\operatorname{logsoftmax}(\\operatorname{logsoftmax}(x))=\\operatorname{logsoftmax}(x)',
    },
    {
      id: 'log-softmax-of-two-is-log-sigmoid',
      text: () => l10n.t('Over two classes it is the log-sigmoid of the difference of the logits.'),
      latex: '\\operatorname{logsoftmax}(a,b)_1=\\log\\sigma(a-b)',
    },
  ],
  pitfalls: [
    firstAxisIsBatch,
    implicitAxis,
    {
      id: 'log-softmax-before-cross-entropy',
      message: () =>
        l10n.t(
          'CrossEntropyLoss already contains it: harmless, as the second one changes nothing, but superfluous; use NLLLoss or drop it.',
        ),
      source: pytorch('generated/torch.nn.CrossEntropyLoss'),
      roles: ['output', 'unknown'],
    },
    {
      id: 'log-softmax-is-no-probability',
      message: () => l10n.t('The output is a logarithm, never above 0: take exp of it where probabilities are needed.'),
      source: computed,
      roles: ['output', 'unknown'],
    },
  ],
};

export const softmin: Knowledge = {
  goodFor: () => l10n.t('Weights that favor small values, such as distances or costs.'),
  relations: [
    {
      id: 'softmin-is-softmax-of-negatives',
      text: () => l10n.t('It is softmax with all signs turned.'),
      latex: '\\operatorname{softmin}(x)=\\operatorname{softmax}(-x)',
    },
    shiftDoesNotMatter,
  ],
  pitfalls: [
    firstAxisIsBatch,
    implicitAxis,
    {
      id: 'softmin-depends-on-scale',
      message: () =>
        l10n.t(
          'Large distances make it pick one entry alone, with almost no gradient for the rest; divide them by a temperature first.',
        ),
      source: computed,
    },
  ],
};

export const softmax2d: Knowledge = {
  goodFor: () => l10n.t('Class probabilities at every pixel of an image, as in segmentation.'),
  relations: [
    {
      id: 'softmax-2d-is-softmax-over-channels',
      text: () => l10n.t('It is softmax over the channels, at each pixel by itself.'),
      latex: 'f(x)_{c,h,w}=\\operatorname{softmax}(x_{:,h,w})_c',
    },
    softmaxOfTwoIsSigmoid,
  ],
  pitfalls: [
    {
      id: 'softmax-2d-is-not-over-the-plane',
      message: () =>
        l10n.t(
          'It does not normalize over the plane: for one distribution over all pixels, flatten height and width and use softmax.',
        ),
      source: pytorch('generated/torch.nn.Softmax2d'),
    },
    logitsGoToTheLoss,
  ],
};

export const gumbelSoftmax: Knowledge = {
  goodFor: () =>
    l10n.t('Sampling categories so that gradients pass: discrete latent codes, learned routing, architecture search.'),
  relations: [
    {
      id: 'gumbel-softmax-without-noise',
      text: () => l10n.t('Without its noise it is softmax with temperature τ.'),
      latex: '\\operatorname{softmax}(x/\\tau)',
    },
    softArgmax,
  ],
  pitfalls: [
    {
      id: 'gumbel-softmax-is-random-in-evaluation',
      message: () =>
        l10n.t(
          'It has no evaluation mode and stays random after model.eval(); use argmax or softmax of the logits for predictions.',
        ),
      source: pytorch('generated/torch.nn.functional.gumbel_softmax'),
    },
    {
      id: 'gumbel-softmax-temperature',
      message: () =>
        l10n.t(
          'A low τ gives nearly one-hot samples with noisy gradients, a high τ smooth samples that are far from one-hot; lower it slowly during training.',
        ),
      source: jang2016,
    },
    {
      id: 'gumbel-softmax-hard',
      message: () =>
        l10n.t(
          'With hard=True the forward pass is one-hot while the gradient is that of the soft sample, so it is biased on purpose.',
        ),
      source: pytorch('generated/torch.nn.functional.gumbel_softmax'),
      when: (place) => place.arguments['hard'] === true,
    },
    {
      id: 'gumbel-softmax-takes-logits',
      message: () =>
        l10n.t(
          'It expects logits: probabilities lie between 0 and 1, so their differences are too small and samples nearly uniform.',
        ),
      source: pytorch('generated/torch.nn.functional.gumbel_softmax'),
    },
  ],
};

export const sparsemax: Knowledge = {
  goodFor: () => l10n.t('Attention and class probabilities that should be exactly 0 for most entries.'),
  relations: [
    {
      id: 'sparse-sigmoid-is-two-class-sparsemax',
      text: () => l10n.t('Over two classes it is the clipped line from 0 to 1, as softmax is a sigmoid.'),
      latex: '\\operatorname{sparsemax}(x,0)_1=\\max(0,\\min(1,\\tfrac{x+1}{2}))',
    },
    {
      id: 'sparsemax-ignores-a-shift',
      text: () => l10n.t('As with softmax, adding a constant to all logits changes nothing.'),
      latex: '\\operatorname{sparsemax}(x+c)=\\operatorname{sparsemax}(x)',
    },
  ],
  pitfalls: [
    {
      id: 'sparsemax-infinite-log-loss',
      message: () =>
        l10n.t(
          'Its exact zeros make a log-likelihood loss infinite; train it with the sparsemax loss that comes with it.',
        ),
      source: martins2016,
      roles: ['output', 'unknown'],
    },
    {
      id: 'sparsemax-no-gradient-for-zeros',
      message: () =>
        l10n.t(
          'Entries that are 0 get no gradient, so a wrongly dropped one comes back only when the others fall; keep scores small at first.',
        ),
      source: computed,
    },
    firstAxisIsBatch,
  ],
};

export const hardmax: Knowledge = {
  goodFor: () => l10n.t('Picking the largest entry when no gradient is needed.'),
  relations: [softArgmax],
  pitfalls: [
    {
      id: 'hardmax-has-no-gradient',
      message: () =>
        l10n.t(
          'Its slope is zero wherever it exists, so nothing before it learns; train with softmax or Gumbel-softmax and harden afterwards.',
        ),
      source: bengio2013,
    },
  ],
};

export const quietSoftmax: Knowledge = {
  goodFor: () => l10n.t('Attention heads that should be able to attend to nothing.'),
  relations: [
    {
      id: 'quiet-softmax-has-a-silent-class',
      text: () => l10n.t('It is softmax with one more logit, fixed at 0, that is then left out.'),
      latex: '\\operatorname{softmax}(x_1,\\dots,x_n,0)_{1\\dots n}',
    },
    {
      id: 'quiet-softmax-of-one-is-sigmoid',
      text: () => l10n.t('Over a single entry it is the sigmoid.'),
      latex: '\\frac{e^{x}}{1+e^{x}}=\\sigma(x)',
    },
  ],
  pitfalls: [
    {
      id: 'quiet-softmax-shift-matters',
      message: () =>
        l10n.t(
          'Weights sum to less than 1 and, unlike with softmax, adding a constant to all scores changes them; pretrained attention does not carry over.',
        ),
      source: miller2023,
    },
  ],
};

export const solu: Knowledge = {
  goodFor: () => l10n.t('Transformer layers whose neurons people want to understand (interpretability research).'),
  relations: [
    {
      id: 'solu-gates-by-softmax',
      text: () => l10n.t('It is a softmax gate on its own input, as SiLU is a sigmoid gate.'),
      latex: 'f(x)=x\\cdot\\operatorname{softmax}(x)',
    },
  ],
  pitfalls: [
    {
      id: 'solu-depends-on-all-units',
      message: () =>
        l10n.t(
          'Every output depends on all units of the layer, so the axis and the width matter; the original adds a layer normalization after it.',
        ),
      source: elhage2022,
    },
  ],
};
