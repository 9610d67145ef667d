import type { ActivationId } from '../../activations';
import type { Arguments, ArgumentValue } from '../../text';
import type { FrameworkId } from '../framework';

/** The part of a use that a trap looks at. */
export interface TrapSubject {
  readonly activation: ActivationId;
  readonly framework: FrameworkId;
  readonly form: 'class' | 'function' | 'method' | 'string' | 'expression';
  /** Dotted path of the symbol, `Tensor.relu` for a method, the text of a string. */
  readonly path: string;
  /** Under the catalogue's names, defaults filled in. */
  readonly arguments: Arguments;
  /** What the code itself writes, under the library's names; absent where that is not known. */
  readonly given?: Arguments;
  readonly role?: 'hidden' | 'output' | 'gate' | 'attention' | 'recurrent' | 'initialization' | 'unknown';
}

/** `high`: another function, or none, without a word; `medium`: a surprise for who comes from elsewhere; `low`: a detail. */
export type TrapSeverity = 'high' | 'medium' | 'low';

/** A way in which a library does otherwise than its reader may expect. */
export interface Trap {
  /** Kebab-case. */
  readonly id: string;
  readonly severity: TrapSeverity;
  appliesTo(subject: TrapSubject): boolean;
  /** One sentence in the display language, about these very arguments. */
  message(subject: TrapSubject): string;
  /** Library, version and file where it can be read up. */
  readonly source: string;
}

/** Whether the call is known to be silent about a parameter. */
export function leavesOut(subject: TrapSubject, parameter: string): boolean {
  return subject.given !== undefined && !Object.hasOwn(subject.given, parameter);
}

/** What the call itself gives for a parameter of the library; nothing where it gives none, or no literal. */
export function given(subject: TrapSubject, parameter: string): ArgumentValue | undefined {
  return subject.given !== undefined && Object.hasOwn(subject.given, parameter) ? subject.given[parameter] : undefined;
}

export function isFrom(subject: TrapSubject, ...libraries: readonly FrameworkId[]): boolean {
  return libraries.includes(subject.framework);
}
