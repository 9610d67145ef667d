import { ImportChanges } from '../edits/imports';
import type { TextEdit } from '../edits/textEdit';
import type { ModuleCode } from '../uses/moduleCode';

/** What one swap, or many at once, comes to: the edits of the code, and the imports that they need or orphan. */
export class Change {
  readonly imports: ImportChanges;
  private readonly ownEdits: TextEdit[] = [];
  private readonly ownNotes = new Set<string>();
  private readonly newNames = new Set<string>();

  constructor(readonly code: ModuleCode) {
    this.imports = new ImportChanges(code);
  }

  edit(...edits: readonly TextEdit[]): void {
    this.ownEdits.push(...edits);
  }

  note(text: string): void {
    this.ownNotes.add(text);
  }

  /** The first of `name`, `name2`, … that neither the text nor this change has. */
  freeName(name: string, text: string): string {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name}${String(count)}`;
      if (!this.newNames.has(candidate) && !new RegExp(`\\b${candidate}\\b`).test(text)) {
        this.newNames.add(candidate);
        return candidate;
      }
    }
  }

  /** Equal edits come from several uses that need the same thing; each is made once. */
  edits(): readonly TextEdit[] {
    const seen = new Set<string>();
    return [...this.ownEdits, ...this.imports.edits()].filter(({ range: { start, end }, cell, newText }) => {
      const isInsertion = start.line === end.line && start.character === end.character;
      const key = JSON.stringify([start, end, cell, newText]);
      const isNew = isInsertion || !seen.has(key);
      seen.add(key);
      return isNew;
    });
  }

  get notes(): readonly string[] {
    return [...this.ownNotes];
  }
}
