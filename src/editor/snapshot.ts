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
  const cells = notebook.getCells().filter((cell) => cell.document.languageId === 'python');
  const asked = cells.find((cell) => cell.document === document);
  return {
    document: {
      key: notebook.uri.toString(),
      version: cells.map((cell) => `${cell.document.uri.fragment}:${cell.document.version}`).join(),
      parts: cells.map((cell) => ({ cell: cell.index, text: cell.document.getText() })),
    },
    ...(asked && { cell: asked.index }),
  };
}

/** `undefined` for files, and for the cells of interactive windows whose notebook is not known. */
function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') {
    return undefined;
  }
  return workspace.notebookDocuments.find((notebook) => notebook.getCells().some((cell) => cell.document === document));
}
