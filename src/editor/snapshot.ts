import type * as vscode from 'vscode';
import { workspace } from 'vscode';
import type { DocumentSnapshot } from '../service/protocol';

/** The state of what is analyzed together with a document, and where in it the document stands. */
export interface Snapshot {
  readonly document: DocumentSnapshot;
  /** The cell that the document is; absent for a file. */
  readonly cell?: number;
}

/**
 * A file by itself, or all Python cells of the notebook that the document is a cell of. All cells of a notebook share
 * one path, so that only whole URIs tell them apart.
 */
export function takeSnapshot(document: vscode.TextDocument): Snapshot {
  const notebook = notebookOf(document);
  return notebook ? takeNotebook(notebook, document) : takeFile(document);
}

function takeFile(document: vscode.TextDocument): Snapshot {
  const key = document.uri.toString();
  return { document: { key, version: String(document.version), parts: [{ text: document.getText() }] } };
}

function takeNotebook(notebook: vscode.NotebookDocument, document: vscode.TextDocument): Snapshot {
  const asked = pythonCells(notebook).find((cell) => cell.document === document);
  return { document: snapshotNotebook(notebook), ...(asked && { cell: asked.index }) };
}

/** The state of all Python cells of a notebook. */
export function snapshotNotebook(notebook: vscode.NotebookDocument): DocumentSnapshot {
  const cells = pythonCells(notebook);
  return {
    key: notebook.uri.toString(),
    version: cells.map((cell) => `${cell.document.uri.fragment}:${cell.document.version}`).join(),
    parts: cells.map((cell) => ({ cell: cell.index, text: cell.document.getText() })),
  };
}

function pythonCells(notebook: vscode.NotebookDocument): readonly vscode.NotebookCell[] {
  return notebook.getCells().filter((cell) => cell.document.languageId === 'python');
}

/** `undefined` for files, and for the cells of interactive windows whose notebook is not known. */
export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') {
    return undefined;
  }
  return workspace.notebookDocuments.find((notebook) => notebook.getCells().some((cell) => cell.document === document));
}
