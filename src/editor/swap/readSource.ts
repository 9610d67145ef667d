import * as vscode from 'vscode';
import { readNotebook } from '../../core/python/notebook';
import type { DocumentSnapshot } from '../../service/protocol';
import { EditableDocument } from '../editableDocument';
import { openDocument } from '../workspaceFiles';

/** In bytes; what is longer was written by a program. */
const maximumSize = 5_000_000;

/** What a file holds: as it is edited where it is open, else as it is saved. Nothing where it cannot be read. */
export async function readSource(uri: vscode.Uri): Promise<DocumentSnapshot | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) {
    return open.snapshot();
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > maximumSize) {
    return undefined;
  }
  const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
  const parts = isNotebook(uri) ? cellsOf(text) : [{ text }];
  return { key: uri.toString(), version: 'saved', parts };
}

/** Opens a file without showing it, so that the editor knows the version that edits are made for. */
export async function openSource(uri: vscode.Uri): Promise<EditableDocument> {
  return isNotebook(uri)
    ? EditableDocument.ofNotebook(await vscode.workspace.openNotebookDocument(uri))
    : EditableDocument.of(await vscode.workspace.openTextDocument(uri));
}

function isNotebook({ path }: vscode.Uri): boolean {
  return path.endsWith('.ipynb');
}

function cellsOf(json: string): DocumentSnapshot['parts'] {
  const read = readNotebook(json);
  return read.kind === 'notebook' ? read.cells.map(({ index, text }) => ({ cell: index, text })) : [];
}
