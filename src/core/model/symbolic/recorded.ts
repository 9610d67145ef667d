import type { Distribution } from '../../frameworks/distributions';
import type { KerasLoss } from '../../frameworks/kerasLosses';
import type { PairedLoss } from '../../frameworks/pairedLosses';
import type { SyntaxNode } from '../../python/syntax';
import type { Tensor } from '../layers/layer';
import type { Instance, Network, Stack } from './value';

/** A loss of Keras that is computed from a prediction. */
export interface LossMeeting {
  readonly loss: KerasLoss;
  /** Whether it takes scores; nothing where that is no literal. */
  readonly fromLogits: boolean | undefined;
  /** The string, callee or call that names the loss. */
  readonly node: SyntaxNode;
  readonly prediction: Tensor;
  /** The call of `compile` in which they meet, or of the loss. */
  readonly call: SyntaxNode;
}

/** A loss of PyTorch, Optax or TensorFlow that is computed from its input. */
export interface LossPairing {
  readonly loss: PairedLoss;
  /** The call that makes the loss, or that computes it. */
  readonly node: SyntaxNode;
  /** The call that computes the loss; where another file does that, the call that leads there. */
  readonly call: SyntaxNode;
  /** The call that computes the loss, in whatever file. */
  readonly computation: SyntaxNode;
  /** The argument that is the input. */
  readonly argument: SyntaxNode;
  readonly input: Tensor;
}

/** What a distribution is told as its probabilities or scores. */
export interface DistributionParameter {
  readonly distribution: Distribution;
  readonly form: 'probabilities' | 'scores';
  /** The call that makes the distribution, or that draws from it. */
  readonly call: SyntaxNode;
  readonly argument: SyntaxNode;
  readonly value: Tensor;
}

/** What came up while a module was followed. */
export interface Recorded {
  readonly stacks: Stack[];
  readonly networks: Network[];
  readonly instances: Instance[];
  readonly meetings: LossMeeting[];
  readonly pairings: LossPairing[];
  readonly parameters: DistributionParameter[];
}
