import * as l10n from '@vscode/l10n';
import { activations, getActivation, type ActivationId } from '../activations';
import { getKnowledge } from '../cards/knowledge';
import type { Message } from '../text';
import type { ModuleCode } from '../uses/moduleCode';

/** A target, and why one would try it. */
export interface RankedTarget {
  readonly target: ActivationId;
  readonly reason: string;
  /** Chosen for the activation at hand, rather than listed because the library has it. */
  readonly isRecommended: boolean;
}

/** What a document is about, as far as it decides which activation comes first. */
type NetworkKind = 'transformer' | 'convolutional' | 'mobile' | 'plain';

interface Recommendation {
  readonly target: ActivationId;
  readonly reason: Message;
  /** Comes first in networks of this kind. */
  readonly kind?: NetworkKind;
}

const smooth: readonly Recommendation[] = [
  {
    target: 'gelu',
    reason: () => l10n.t('The usual choice in transformers: smooth, and slightly negative for x < 0.'),
    kind: 'transformer',
  },
  {
    target: 'silu',
    reason: () => l10n.t('The usual choice in newer convolutional networks: smooth, and slightly negative for x < 0.'),
    kind: 'convolutional',
  },
];

const sparse: Recommendation = {
  target: 'relu',
  reason: () => l10n.t('Cheap, and exactly 0 for x < 0: sparse activations that are easy to quantize.'),
};

/** The order is that of a first try; what suits the network at hand moves up. */
const recommendations: Partial<Record<ActivationId, readonly Recommendation[]>> = {
  sigmoid: [
    {
      target: 'relu',
      reason: () =>
        l10n.t('Its slope is 1 for x > 0; a sigmoid’s is at most 0.25, and shrinks gradients from layer to layer.'),
    },
    ...smooth,
    {
      target: 'tanh',
      reason: () =>
        l10n.t('Bounded, too, but zero-centred and with slope 1 at 0: for small networks that need a bound.'),
    },
  ],
  tanh: [
    {
      target: 'relu',
      reason: () => l10n.t('Does not saturate for x > 0; goes with He weights and normalization.'),
    },
    ...smooth,
    {
      target: 'lecun_tanh',
      reason: () => l10n.t('A tanh stretched so that f(±1) = ±1, which saturates later.'),
    },
    {
      target: 'leaky_relu',
      reason: () => l10n.t('Unbounded, with a slope on both sides of 0.'),
    },
  ],
  hard_sigmoid: [
    {
      target: 'sigmoid',
      reason: () => l10n.t('If training stalls: its slope is never exactly 0. Quantized models are calibrated again.'),
    },
  ],
  hard_tanh: [
    {
      target: 'tanh',
      reason: () => l10n.t('If training stalls: its slope is never exactly 0. Quantized models are calibrated again.'),
    },
  ],
  softplus: [
    {
      target: 'relu',
      reason: () => l10n.t('Stays positive and needs no exponential; its mean is lower.'),
    },
    {
      target: 'elu',
      reason: () => l10n.t('Goes below 0, which brings the mean of its outputs near 0.'),
    },
    ...smooth.filter(({ target }) => target === 'silu'),
  ],
  relu: [
    {
      target: 'leaky_relu',
      reason: () =>
        l10n.t('Against dead units, the least invasive step: a small slope for x < 0, nearly the same gain.'),
    },
    ...smooth,
    {
      target: 'prelu',
      reason: () => l10n.t('Learns the slope for x < 0, for a few parameters more.'),
    },
    {
      target: 'elu',
      reason: () => l10n.t('For small networks without batch normalization: brings the mean of its outputs near 0.'),
    },
    {
      target: 'hard_swish',
      reason: () => l10n.t('A SiLU without exponential, for the deep half of networks on phones.'),
      kind: 'mobile',
    },
  ],
  leaky_relu: [
    sparse,
    {
      target: 'prelu',
      reason: () => l10n.t('Learns the slope; on small data sets it can overfit.'),
    },
    ...smooth,
  ],
  prelu: [
    {
      target: 'leaky_relu',
      reason: () => l10n.t('To deploy without the learned slopes: give it their mean.'),
    },
    sparse,
  ],
  elu: [
    {
      target: 'relu',
      reason: () => l10n.t('With batch normalization nearly as good, and it needs no exponential.'),
    },
    ...[...smooth].reverse(),
  ],
  selu: [
    {
      target: 'elu',
      reason: () => l10n.t('Together with normalization: SELU pays only with its whole recipe.'),
    },
    ...smooth.filter(({ target }) => target === 'gelu'),
  ],
  gelu: [
    {
      target: 'gelu_tanh',
      reason: () => l10n.t('The form that JAX and many checkpoints have; it differs by less than 0.0005.'),
    },
    ...smooth.filter(({ target }) => target === 'silu'),
    sparse,
    {
      target: 'quick_gelu',
      reason: () => l10n.t('Only to match weights that were trained with it, such as CLIP’s.'),
    },
  ],
  gelu_tanh: [
    {
      target: 'gelu',
      reason: () => l10n.t('The exact form, PyTorch’s default; it differs by less than 0.0005.'),
    },
    ...smooth.filter(({ target }) => target === 'silu'),
    sparse,
  ],
  silu: [
    {
      target: 'hard_swish',
      reason: () => l10n.t('For phones: no exponential, and at most 0.142 away.'),
      kind: 'mobile',
    },
    ...smooth.filter(({ target }) => target === 'gelu'),
    {
      target: 'relu6',
      reason: () => l10n.t('For 8-bit integers: bounded by 6, as in EfficientNet-Lite.'),
      kind: 'mobile',
    },
  ],
  mish: [
    {
      target: 'silu',
      reason: () => l10n.t('Nearly the same shape at less cost.'),
    },
    ...smooth.filter(({ target }) => target === 'gelu'),
  ],
  hard_swish: [
    {
      target: 'silu',
      reason: () => l10n.t('Off the phone: the smooth function that it approximates.'),
    },
    sparse,
  ],
  relu6: [
    {
      target: 'relu',
      reason: () => l10n.t('Off the phone: without the cap at 6. Quantized models are calibrated again.'),
    },
    ...smooth.filter(({ target }) => target === 'silu'),
  ],
};

/** What lists go on with, in this order, where the library has it. */
const others: readonly ActivationId[] = [
  'relu',
  'leaky_relu',
  'prelu',
  'elu',
  'gelu',
  'gelu_tanh',
  'silu',
  'mish',
  'hard_swish',
  'selu',
  'celu',
  'relu6',
  'relu_squared',
  'softplus',
  'squareplus',
  'tanh',
  'lecun_tanh',
  'hard_tanh',
  'softsign',
  'sigmoid',
  'hard_sigmoid',
  'rrelu',
];

/** Blocks with several linear maps, which no edit of one place can bring. */
export const structural: readonly ActivationId[] = ['swiglu', 'geglu', 'maxout'];

/** Functions that swaps start from: those that layers have for a non-linearity. */
export function canBeSwapped(id: ActivationId): boolean {
  return getActivation(id).kind === 'elementwise' && !notSwapped.has(id);
}

/** Mathematics that code means as such, and nothing at all. */
const notSwapped: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'identity',
  'exponential',
  'erf',
  'logit',
  'abs',
  'step',
]);

/** Every target, the likeliest first. */
export function rankedTargets(from: ActivationId, code: ModuleCode): readonly RankedTarget[] {
  const kind = networkKind(code);
  const chosen = recommendations[from] ?? [];
  const recommended = [...chosen.filter((one) => one.kind === kind), ...chosen.filter((one) => one.kind !== kind)].map(
    ({ target, reason }) => ({ target, reason: reason(), isRecommended: true }),
  );
  const known = new Set<ActivationId>([from, ...recommended.map(({ target }) => target)]);
  return [
    ...recommended,
    ...others.filter((target) => !known.has(target)).map((target) => rankedTarget(target)),
    ...structural.map((target) => rankedTarget(target)),
  ];
}

/** A target that somebody names. */
function rankedTarget(target: ActivationId): RankedTarget {
  return { target, reason: getKnowledge(target).goodFor(), isRecommended: false };
}

export function reasonFor(from: ActivationId, target: ActivationId): string {
  const chosen = recommendations[from]?.find((one) => one.target === target);
  return chosen === undefined ? getKnowledge(target).goodFor() : chosen.reason();
}

export function isStructural(id: ActivationId): boolean {
  return activations[id].kind === 'vector';
}

const mobileWords = /\b(?:mobile\w*|tflite|coreml\w*)\b|Mobile(?:Net|ViT|One)/;

function networkKind(code: ModuleCode): NetworkKind {
  if (code.mentions(mobileWords)) {
    return 'mobile';
  }
  if (code.mentions(/[tT]ransformer|Multi[hH]ead|[sS]elf_?[aA]tt/)) {
    return 'transformer';
  }
  return code.mentions(/\bConv[123][dD]\b|\bConv\(|conv[123]d\(/) ? 'convolutional' : 'plain';
}

export function isForPhones(code: ModuleCode): boolean {
  return code.mentions(mobileWords);
}
