import type { ArgumentSlot } from './layers';

/** A distribution over classes or of events, or a function that draws from one, by how it is told the chances. */
export interface Distribution {
  /** Whether the chances are those of classes, which sum to 1, or of single events. */
  readonly kind: 'categorical' | 'binary';
  /** Where it takes probabilities. */
  readonly probabilities?: ArgumentSlot;
  /** Where it takes scores, from which it makes probabilities itself. */
  readonly scores: ArgumentSlot;
}

const slot = (name: string, position: number): ArgumentSlot => ({ name, position });

function torchDistributions(
  kind: Distribution['kind'],
  first: number,
  names: readonly string[],
): readonly (readonly [string, Distribution])[] {
  return names.map((name) => [
    `torch.distributions.${name}`,
    { kind, probabilities: slot('probs', first), scores: slot('logits', first + 1) },
  ]);
}

function tensorflowDistributions(
  kind: Distribution['kind'],
  names: readonly string[],
): readonly (readonly [string, Distribution])[] {
  return names.map((name) => [
    `tensorflow_probability.distributions.${name}`,
    { kind, scores: slot('logits', 0), probabilities: slot('probs', 1) },
  ]);
}

const byPath: ReadonlyMap<string, Distribution> = new Map<string, Distribution>([
  ...torchDistributions('categorical', 0, ['Categorical', 'OneHotCategorical', 'OneHotCategoricalStraightThrough']),
  ...torchDistributions('categorical', 1, ['Multinomial', 'RelaxedOneHotCategorical']),
  ...torchDistributions('binary', 0, ['Bernoulli', 'ContinuousBernoulli', 'Geometric']),
  ...torchDistributions('binary', 1, ['Binomial', 'RelaxedBernoulli']),
  ...tensorflowDistributions('categorical', ['Categorical', 'OneHotCategorical']),
  ...tensorflowDistributions('binary', ['Bernoulli']),
  ['torch.nn.functional.gumbel_softmax', { kind: 'categorical', scores: slot('logits', 0) }],
  ['jax.random.categorical', { kind: 'categorical', scores: slot('logits', 1) }],
  ['tensorflow.random.categorical', { kind: 'categorical', scores: slot('logits', 0) }],
]);

/** The distribution at a documented path; PyTorch's also stand in modules of their own. */
export function findDistribution(path: string): Distribution | undefined {
  return byPath.get(
    path.replace(/^torch\.distributions\.\w+\.(?=[A-Z])/, 'torch.distributions.').replace(/^tf\./, 'tensorflow.'),
  );
}
