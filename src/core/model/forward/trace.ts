import type { ActivationId } from '../../activations';
import type { SyntaxNode } from '../../python/syntax';
import type { Made } from '../../uses/made';

/** Whether learned weights had a part in the numbers: `possible` where they come from the caller. */
export type Gradient = 'certain' | 'possible' | 'none';

/** The memory that holds the numbers of a tensor. Views share it. */
export interface Storage {
  readonly gradient: Gradient;
  /** What computed the numbers. */
  readonly madeBy?: SyntaxNode;
  /** The operation whose gradient is computed from the numbers as they are now. */
  savedFor?: SyntaxNode | undefined;
}

/** A tensor under some name: its storage, as it was at a moment. */
export interface Tensor {
  readonly storage: Storage;
  /** A tick of the clock of the run. */
  readonly since: number;
}

/** What an expression gives: a tensor, several, or something that is not followed. */
export type Value = Tensor | readonly Value[] | undefined;

/** An operation that overwrites a tensor. */
export interface Write {
  readonly storage: Storage;
  /** The call, or `out += x`. */
  readonly node: SyntaxNode;
  readonly kind: 'activation' | 'dropout' | 'arithmetic';
  readonly activation?: ActivationId;
  /** The operation that needs what is overwritten for its gradient. */
  readonly overwrites?: SyntaxNode;
  /** Nobody takes the result: overwriting is what the call is for. */
  readonly isStatement: boolean;
  readonly at: number;
}

/** A tensor whose numbers are read. */
export interface Read {
  readonly tensor: Tensor;
  readonly node: SyntaxNode;
  /** The operation that reads. */
  readonly consumer: SyntaxNode;
  readonly activation?: ActivationId;
  readonly at: number;
}

/** A call of an activation that is kept as a module. */
export interface ModuleCall {
  readonly node: SyntaxNode;
  /** `self.act`, as it is written. */
  readonly name: string;
  readonly made: Made;
  readonly input?: Storage;
  /** How many loops of the function it stands in. */
  readonly loops: number;
}

/** What happens on one way through a function, in the order of execution. */
export interface Trace {
  readonly assumptions: ReadonlyMap<string, boolean>;
  readonly writes: readonly Write[];
  readonly reads: readonly Read[];
  readonly moduleCalls: readonly ModuleCall[];
}

/** All that is known of a function. */
export interface ForwardFlow {
  readonly method: SyntaxNode;
  /** The class around, where it is a module of PyTorch. */
  readonly owner?: SyntaxNode;
  /** Whether the text leaves it open that a tensor is overwritten. */
  readonly mayOverwrite: boolean;
  /** One for each way through it, computed when they are asked for; none where there are too many. */
  readonly traces: () => readonly Trace[];
}
