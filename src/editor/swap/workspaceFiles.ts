import * as vscode from 'vscode';
import { readNotebook } from '../../core/python/notebook';
import type { DocumentSnapshot } from '../../service/protocol';
import { EditableDocument } from '../editableDocument';

/** In bytes; what is longer was written by a program. */
const maximumSize = 5_000_000;

/** Folders of tools and of installed packages; the setting `files.exclude` adds to them. */
const otherFolders = [
  'node_modules',
  '__pycache__',
  '.venv',
  'venv',
  'site-packages',
  '.tox',
  '.nox',
  '.ipynb_checkpoints',
];

/** Every Python file and notebook of the workspace, in the order of their paths. */
export async function findSources(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const exclude = `**/{${otherFolders.join(',')}}/**`;
  const found = await vscode.workspace.findFiles('**/*.{py,ipynb}', exclude, undefined, token);
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

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

/** The file or notebook, if it is open. */
export function openDocument(uri: vscode.Uri): EditableDocument | undefined {
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((candidate) => candidate.uri.toString() === key);
  const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === key);
  return notebook === undefined ? document && EditableDocument.of(document) : EditableDocument.ofNotebook(notebook);
}

function isNotebook({ path }: vscode.Uri): boolean {
  return path.endsWith('.ipynb');
}

function cellsOf(json: string): DocumentSnapshot['parts'] {
  const read = readNotebook(json);
  return read.kind === 'notebook' ? read.cells.map(({ index, text }) => ({ cell: index, text })) : [];
}
