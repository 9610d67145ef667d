import * as vscode from 'vscode';
import type { Place } from '../../panel.protocol';

/**
 * Shows a place in the editor that already has its document, else in the first column; the panel stays beside it. A
 * place past the end of a text that has changed means its end.
 *
 * @returns whether the document is still there
 */
export async function revealPlace({ uri, range, cell }: Place): Promise<boolean> {
  const address = vscode.Uri.parse(uri);
  const { start, end } = range;
  const wanted = new vscode.Range(start.line, start.character, end.line, end.character);
  return cell === undefined ? revealInFile(address, wanted) : revealInNotebook(address, cell, wanted);
}

async function revealInFile(uri: vscode.Uri, range: vscode.Range): Promise<boolean> {
  const document = await openDocument(uri);
  if (document === undefined) {
    return false;
  }
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  const viewColumn = editor?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection: document.validateRange(range), viewColumn });
  return true;
}

async function revealInNotebook(uri: vscode.Uri, index: number, range: vscode.Range): Promise<boolean> {
  const notebook = await openNotebook(uri);
  if (notebook === undefined || index >= notebook.cellCount) {
    return false;
  }
  const visible = vscode.window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
  const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
  const cells = new vscode.NotebookRange(index, index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, { viewColumn, selections: [cells] });
  editor.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  const { document } = notebook.cellAt(index);
  const cellEditor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  if (cellEditor !== undefined) {
    const { start, end } = document.validateRange(range);
    cellEditor.selection = new vscode.Selection(start, end);
  }
  return true;
}

/** `undefined` where it is gone. */
async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ?? (mayReopen(uri) ? vscode.workspace.openTextDocument(uri).then(keep, forget) : undefined);
}

async function openNotebook(uri: vscode.Uri): Promise<vscode.NotebookDocument | undefined> {
  const open = vscode.workspace.notebookDocuments.find((notebook) => notebook.uri.toString() === uri.toString());
  return open ?? (mayReopen(uri) ? vscode.workspace.openNotebookDocument(uri).then(keep, forget) : undefined);
}

/** Opening an untitled document that was closed would make an empty one of its name. */
function mayReopen({ scheme }: vscode.Uri): boolean {
  return scheme !== 'untitled';
}

function keep<Value>(value: Value): Value {
  return value;
}

/** Deleted, or of a file system that is gone. */
function forget(): undefined {
  return undefined;
}
