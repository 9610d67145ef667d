import type { CodePlace } from '../uses/moduleCode';

/** A piece of a document that is to be replaced by another text. The edits of one change do not overlap. */
export interface TextEdit extends CodePlace {
  readonly newText: string;
}
