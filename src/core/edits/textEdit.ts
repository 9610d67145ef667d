import { isBefore } from '../text';
import type { CodePlace } from '../uses/moduleCode';

/** A piece of a document that is to be replaced by another text. The edits of one change do not overlap. */
export interface TextEdit extends CodePlace {
  readonly newText: string;
}

/** The edits of several changes as those of one: what two of them want alike, such as an import, is made once. */
export function combineEdits(changes: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  return [...new Map(changes.flat().map((edit) => [JSON.stringify(edit), edit])).values()];
}

export function isSameEdit(one: TextEdit, other: TextEdit): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether two edits change the same code, so that not both can be made; equal edits are one. */
export function conflict(one: TextEdit, other: TextEdit): boolean {
  return (
    one.cell === other.cell &&
    isBefore(one.range.start, other.range.end) &&
    isBefore(other.range.start, one.range.end) &&
    !isSameEdit(one, other)
  );
}
