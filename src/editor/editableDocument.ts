import * as vscode from 'vscode';
import type { TextEdit } from '../core/edits/textEdit';
import type { DocumentSnapshot } from '../service/protocol';
import { notebookOf, snapshotNotebook, takeSnapshot } from './snapshot';

/** What is read and edited as one: a file, or a notebook with all its cells. */
export class EditableDocument {
  private constructor(
    readonly uri: vscode.Uri,
    private readonly subject: vscode.TextDocument | vscode.NotebookDocument,
  ) {}

  /** The file that a document is, or the notebook that it is a cell of. */
  static of(document: vscode.TextDocument): EditableDocument {
    const notebook = notebookOf(document);
    return notebook === undefined
      ? new EditableDocument(document.uri, document)
      : EditableDocument.ofNotebook(notebook);
  }

  static ofNotebook(notebook: vscode.NotebookDocument): EditableDocument {
    return new EditableDocument(notebook.uri, notebook);
  }

  /** Of the document as it is now. */
  snapshot(): DocumentSnapshot {
    return 'getCells' in this.subject ? snapshotNotebook(this.subject) : takeSnapshot(this.subject).document;
  }

  /** Whether the document is still in the state of which a snapshot was taken. */
  isStill({ version }: DocumentSnapshot): boolean {
    return !this.subject.isClosed && this.snapshot().version === version;
  }

  /** Adds edits, which were made for the document's present state, to a change of the workspace. */
  addTo(change: vscode.WorkspaceEdit, edits: readonly TextEdit[], metadata?: vscode.WorkspaceEditEntryMetadata): void {
    for (const { cell, range, newText } of edits) {
      change.replace(this.uriOf(cell), toRange(range), newText, metadata);
    }
  }

  /** Of the file, or of every Python cell. */
  uris(): readonly vscode.Uri[] {
    return this.snapshot().parts.map(({ cell }) => this.uriOf(cell));
  }

  /** Of the file, or of the cell with the index among all cells. */
  uriOf(cell: number | undefined): vscode.Uri {
    return 'getCells' in this.subject ? this.subject.cellAt(cell ?? 0).document.uri : this.subject.uri;
  }
}

export function toRange({ start, end }: TextEdit['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
