import * as vscode from 'vscode';
import { otherFolders, sourceExtensions } from '../core/python/sourceFiles';
import { EditableDocument } from './editableDocument';

/** Python files and notebooks. */
export const sourcePattern = `**/*.{${sourceExtensions.join(',')}}`;

/**
 * Every Python file and notebook of the workspace, in the order of their paths; without those of tools and of installed
 * packages, and what `files.exclude` names.
 */
export async function findSources(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const exclude = `**/{${[...otherFolders].join(',')}}/**`;
  const found = await vscode.workspace.findFiles(sourcePattern, exclude, undefined, token);
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The file or notebook, if it is open. */
export function openDocument(uri: vscode.Uri): EditableDocument | undefined {
  const isIt = (one: { readonly uri: vscode.Uri; readonly isClosed: boolean }): boolean =>
    !one.isClosed && one.uri.toString() === uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find(isIt);
  const document = vscode.workspace.textDocuments.find(isIt);
  return notebook === undefined ? document && EditableDocument.of(document) : EditableDocument.ofNotebook(notebook);
}
