import type { FrameworkId } from '../../frameworks/framework';
import type { Facts } from '../../numerics/facts';
import type { Arguments, Message } from '../../text';
import type { Role, UseForm } from '../../uses/use';

/** What a card says of an activation in words, beyond what can be computed. */
export interface Knowledge {
  /** One line: what it is good for and where it is the usual choice. */
  readonly goodFor: Message;
  /** How it connects to other activations, the most teaching one first. */
  readonly relations: readonly Relation[];
  /**
   * What to look out for, in the order to be shown: of those that fit a place, the first ones matter most there. Traps
   * of the very arguments, the framework or the form stand before what holds in general.
   */
  readonly pitfalls: readonly Pitfall[];
}

/** A mathematical fact that ties activations together: tanh(x) = 2σ(2x) − 1. */
export interface Relation {
  /** Kebab-case; activations that share a relation share its id. */
  readonly id: string;
  readonly text: Message;
  /** Typeset source of the formula, where there is one. */
  readonly latex?: string;
}

/** One sentence of advice: what happens, why, and what to do. */
export interface Pitfall {
  /** Kebab-case. Where a library's trap of the same id applies, the trap says it more precisely and takes its place. */
  readonly id: string;
  readonly message: (place: Place) => string;
  readonly source: Reference;
  /** Where it applies; absent: everywhere. */
  readonly roles?: readonly Role[];
  /** Whether it applies to these very arguments, framework and form; absent: always. */
  readonly when?: (place: Place) => boolean;
  /** The numbers come from a small experiment on synthetic data, not from a publication. */
  readonly experiment?: true;
}

/** What a pitfall may look at: the use and the facts computed for its arguments. */
export interface Place {
  readonly arguments: Arguments;
  readonly facts: Facts;
  readonly framework?: FrameworkId | undefined;
  readonly form?: UseForm | undefined;
  /** Overwrites its input. */
  readonly inPlace: boolean;
}

/** Where a statement can be read up. */
export interface Reference {
  /** Author and year, or the kind of evidence in the display language. */
  readonly label: string;
  readonly url?: string;
}
