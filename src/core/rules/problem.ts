import type { CodePlace } from '../uses/moduleCode';
import type { TextEdit } from '../edits/textEdit';

/** By effect: harmless doublings are hints, what breaks or spoils training is a warning or an error. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A mistake that a rule has proved from the source. */
export interface Problem extends CodePlace {
  /** The rule's name: `softmax-into-cross-entropy`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly tag?: ProblemTag;
  /** What happens in this case, with its numbers, and what to do: at most two sentences, in the display language. */
  readonly message: string;
  /** The chain that proves it, from the problem to its cause. */
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
}

/**
 * How editors show the code beside its severity: `unnecessary` code is faded, since it could be left out without any
 * effect; `deprecated` code is struck out.
 */
export type ProblemTag = 'unnecessary' | 'deprecated';

export interface RelatedPlace extends CodePlace {
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /**
   * `safe`: what a careful engineer would type without thinking twice; "fix all" may apply it. `choice`: one of several
   * ways, or one that changes what a trained model computes, which the title says.
   */
  readonly kind: 'safe' | 'choice';
}
