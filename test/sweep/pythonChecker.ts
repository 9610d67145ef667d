import { join } from 'node:path';
import type { Range } from '../../src/core/text';
import type { Use } from '../../src/core/uses/use';
import { LineProcess } from './lineProcess';

/** First and last line, counted from 1. */
export type Lines = readonly [first: number, last: number];

export interface FileAnswer {
  readonly statements: readonly Lines[];
  readonly imports: readonly Lines[];
  readonly initializations: readonly Lines[];
}

/** A name on a changed line, followed through the imports; `?.relu` for a method. */
export interface LibraryName {
  readonly path: string;
  /** Absent where it is not called, or with `*args`. */
  readonly call: { readonly positional: number; readonly keywords: readonly string[] } | null;
}

interface EditAnswer {
  readonly error: string | null;
  readonly names?: readonly LibraryName[];
  /** On the changed lines. */
  readonly strings?: readonly string[];
}

/** checker.py: what Python itself says of swaps. */
export class PythonChecker {
  private readonly process = new LineProcess('python3', join(import.meta.dirname, 'checker.py'));

  /** Sets the file that the next questions are about. */
  file(text: string): Promise<FileAnswer> {
    return this.process.ask({ kind: 'file', text }) as Promise<FileAnswer>;
  }

  /** @param changed lines of the edited file, counted from 1 */
  edit(text: string, changed: readonly number[]): Promise<EditAnswer> {
    return this.process.ask({ kind: 'edit', text, changed }) as Promise<EditAnswer>;
  }

  back(
    text: string,
    { form, called, range }: Pick<Use, 'form' | 'called' | 'range'>,
    newRange: Range,
  ): Promise<EditAnswer> {
    const places = { use: positions(range), newUse: positions(newRange) };
    return this.process.ask({ kind: 'back', text, form, called, ...places }) as Promise<EditAnswer>;
  }

  end(): void {
    this.process.end();
  }
}

function positions({ start, end }: Range): readonly (readonly [number, number])[] {
  return [start, end].map(({ line, character }) => [line + 1, character] as const);
}
