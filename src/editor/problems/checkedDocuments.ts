import type * as vscode from 'vscode';
import type { Problem } from '../../core/rules/problem';
import type { DocumentSnapshot } from '../../service/protocol';
import type { EditableDocument } from '../editableDocument';

/** The problems of one state of a document. */
export interface CheckedDocument {
  readonly document: EditableDocument;
  readonly snapshot: DocumentSnapshot;
  readonly problems: readonly Problem[];
  /** The URIs of the files whose code was followed for them. */
  readonly imported: readonly string[];
}

/** What is known of documents, by the URI of the file or notebook. */
export class CheckedDocuments {
  private readonly checked = new Map<string, CheckedDocument>();

  set(checked: CheckedDocument): void {
    this.checked.set(checked.snapshot.key, checked);
  }

  get(key: string): CheckedDocument | undefined {
    return this.checked.get(key);
  }

  forget(key: string): void {
    this.checked.delete(key);
  }

  /** @returns whether any document was forgotten, because it imports the file. */
  forgetImportersOf(file: string): boolean {
    const importers = [...this.checked.values()].filter(({ imported }) => imported.includes(file));
    importers.forEach(({ snapshot }) => this.checked.delete(snapshot.key));
    return importers.length > 0;
  }

  clear(): void {
    this.checked.clear();
  }

  /** The problems that touch a range of a file or cell, as long as their document is still as it was checked. */
  at({ uri }: vscode.TextDocument, range: vscode.Range): readonly (readonly [CheckedDocument, Problem])[] {
    return [...this.checked.values()].flatMap((checked) =>
      checked.problems
        .filter((problem) => checked.document.uriOf(problem.cell).toString() === uri.toString())
        .filter(({ range: { start, end } }) => start.line <= range.end.line && end.line >= range.start.line)
        .filter(() => checked.document.isStill(checked.snapshot))
        .map((problem) => [checked, problem] as const),
    );
  }
}
