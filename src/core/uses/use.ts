import type { ActivationId } from '../activations';
import type { FrameworkId } from '../frameworks/framework';
import type { Arguments, Range } from '../text';

/** How code names an activation. `expression`: written out by hand, such as `1 / (1 + np.exp(-x))`. */
export type UseForm = 'class' | 'function' | 'method' | 'string' | 'expression';

/** `resolved`: through the file's imports. `likely`: by a convention, such as `nn` that nothing binds. */
export type Certainty = 'resolved' | 'likely';

/** What the activation is for in its place, as far as the source shows it. */
export type Role = 'hidden' | 'output' | 'gate' | 'attention' | 'recurrent' | 'initialization' | 'unknown';

/** One place in code that names an activation, resolved to the activation, its framework and its arguments. */
export interface Use {
  readonly activation: ActivationId;
  readonly framework: FrameworkId;
  readonly form: UseForm;
  /** Whether it is called right there. */
  readonly called: boolean;
  readonly certainty: Certainty;
  /** Callee or reference (`nn.LeakyReLU`, `x.sigmoid`), or the string literal with its quotes. */
  readonly range: Range;
  /** In a notebook: the index among all cells; `range` counts lines within the cell. */
  readonly cell?: number;
  /** Every parameter that changes the function, under the catalogue's name, framework defaults filled in. */
  readonly arguments: Arguments;
  /**
   * What the code itself writes, under the library's own names; `null` where it is no literal. Empty where it writes
   * nothing; absent where that is not known.
   */
  readonly given?: Arguments;
  /** What it resolved to: a dotted path (`torch.nn.LeakyReLU`), a method (`Tensor.relu`), or the string's text. */
  readonly path: string;
  readonly role: Role;
  /** Overwrites its input. */
  readonly inPlace: boolean;
  /** Where the activation was made, when this place only uses it under another name (`self.act(x)`). */
  readonly madeAt?: Range;
}
