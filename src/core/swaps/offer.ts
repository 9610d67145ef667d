import type { ActivationId } from '../activations';
import type { TextEdit } from '../edits/textEdit';
import type { Arguments, Range } from '../text';
import type { Use } from '../uses/use';

/** One activation that could take the place of another: plain data, in the display language. */
export interface SwapOffer {
  readonly target: ActivationId;
  /** The target's name, as lists show it. */
  readonly name: string;
  /** With which arguments it would stand there, under the catalogue's names. */
  readonly arguments: Arguments;
  /** Why one would try it here: an experiment, never an improvement. */
  readonly reason: string;
  /** What changes, computed from both functions: range, mean, slope and gain, in one line. */
  readonly change: string;
  /** Of the whole document; they do not overlap. Empty where no edit can be written. */
  readonly edits: readonly TextEdit[];
  /** Why the swap is not offered. Its edits are there all the same where they are mechanically right. */
  readonly withheld?: string;
  /** What the edits leave to the reader: initialization without an equivalent, added parameters, trained weights. */
  readonly notes: readonly string[];
  /** Further changes that suit the target. */
  readonly followUps: readonly FollowUp[];
}

/** A change that goes well with a swap. Its edits include the swap's. */
export interface FollowUp {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Which uses of a document are swapped; all conditions hold. */
export interface SwapSelection {
  readonly from?: ActivationId;
  /** Uses that this range touches. */
  readonly range?: Range;
  readonly cell?: number;
}

export interface SwapOptions {
  /** Include what is withheld, where its edit is mechanically right. */
  readonly force?: boolean;
}

/** A use that stays as it is, and why. */
export interface WithheldUse {
  readonly use: Use;
  readonly reason: string;
}

/** Many uses swapped at once: their edits together, which do not overlap. */
export interface SwapResult {
  readonly edits: readonly TextEdit[];
  /** How many uses the edits change. */
  readonly swapped: number;
  readonly withheld: readonly WithheldUse[];
  readonly notes: readonly string[];
}
