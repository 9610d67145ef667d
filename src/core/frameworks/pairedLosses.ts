import type { ArgumentSlot } from './layers';

/**
 * What a loss wants of its input: `scores` of several classes (it applies log-softmax itself), `score` of one (it
 * applies sigmoid), a `probability`, or logarithms of probabilities of classes.
 */
export type PairedLossKind = 'scores' | 'score' | 'probability' | 'log-probabilities' | 'kl-divergence' | 'regression';

/** A loss of a library, by what its input has to be. */
export interface PairedLoss {
  readonly kind: PairedLossKind;
  /** A class is made first, and its object is called with the input first. */
  readonly form: 'class' | 'function';
  /** Where a function takes its input. */
  readonly input: ArgumentSlot;
}

type Row = readonly [path: string, kind: PairedLossKind, input?: ArgumentSlot];

const first: ArgumentSlot = { name: 'input', position: 0 };
const logitsFirst: ArgumentSlot = { name: 'logits', position: 0 };
/** `tf.nn.…_with_logits(labels, logits)`; TensorFlow 1 took them by keyword only. */
const logitsSecond: ArgumentSlot = { name: 'logits', position: 1 };

const classes: readonly Row[] = [
  ['torch.nn.CrossEntropyLoss', 'scores'],
  ['torch.nn.BCEWithLogitsLoss', 'score'],
  ['torch.nn.BCELoss', 'probability'],
  ['torch.nn.NLLLoss', 'log-probabilities'],
  ['torch.nn.KLDivLoss', 'kl-divergence'],
  ...['MSELoss', 'L1Loss', 'SmoothL1Loss', 'HuberLoss'].map((name): Row => [`torch.nn.${name}`, 'regression']),
];

const functions: readonly Row[] = [
  ['torch.nn.functional.cross_entropy', 'scores'],
  ['torch.nn.functional.binary_cross_entropy_with_logits', 'score'],
  ['torch.nn.functional.binary_cross_entropy', 'probability'],
  ['torch.nn.functional.nll_loss', 'log-probabilities'],
  ['torch.nn.functional.kl_div', 'kl-divergence'],
  ...['mse_loss', 'l1_loss', 'smooth_l1_loss', 'huber_loss'].map((name): Row => [
    `torch.nn.functional.${name}`,
    'regression',
  ]),
  ['optax.softmax_cross_entropy', 'scores', logitsFirst],
  ['optax.softmax_cross_entropy_with_integer_labels', 'scores', logitsFirst],
  ['optax.sigmoid_binary_cross_entropy', 'score', logitsFirst],
  ['tensorflow.nn.softmax_cross_entropy_with_logits', 'scores', logitsSecond],
  ['tensorflow.nn.sparse_softmax_cross_entropy_with_logits', 'scores', logitsSecond],
  ['tensorflow.nn.sigmoid_cross_entropy_with_logits', 'score', logitsSecond],
];

const byPath: ReadonlyMap<string, PairedLoss> = new Map<string, PairedLoss>([
  ...classes.map(([path, kind, input = first]) => [path, { kind, form: 'class', input }] as const),
  ...functions.map(([path, kind, input = first]) => [path, { kind, form: 'function', input }] as const),
]);

/** The loss at a documented path; `nn.modules.loss.…` and `tf.…` name the same ones. */
export function findPairedLoss(path: string): PairedLoss | undefined {
  return byPath.get(path.replace('torch.nn.modules.loss.', 'torch.nn.').replace(/^tf\./, 'tensorflow.'));
}

/** What code calls these losses, without their modules. */
export const pairedLossNames: ReadonlySet<string> = new Set(
  [...byPath.keys()].map((path) => path.slice(path.lastIndexOf('.') + 1)),
);
