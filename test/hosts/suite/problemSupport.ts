import { expect } from 'chai';
import * as vscode from 'vscode';

/** One mistake, in the second line, which one rule finds. */
export const wrong = 'from torch import nn\nact = nn.LeakyReLU(True)\n';
export const right = 'from torch import nn\nact = nn.LeakyReLU(0.1)\n';
export const rule = 'bool-in-slope-slot';

export type Expected = (problems: readonly vscode.Diagnostic[]) => boolean;

export const hasOne: Expected = (problems) => problems.length === 1;
export const hasNone: Expected = (problems) => problems.length === 0;

/** What the extension reports of a document, once that is as expected. */
export async function problemsOf(uri: vscode.Uri, isExpected: Expected): Promise<readonly vscode.Diagnostic[]> {
  const find = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Activation Insight');
  for (let attempt = 0; attempt < 200 && !isExpected(find()); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const problems = find();
  expect(isExpected(problems), `problems: ${JSON.stringify(problems)}`).to.equal(true);
  return problems;
}

export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind.value);
}

/** Runs `body` with files in the folder of the workspace, which are gone afterwards. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  body: (uriOf: (path: string) => vscode.Uri) => Promise<void>,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    throw new Error('No folder is open.');
  }
  const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);
  for (const [path, content] of Object.entries(files)) {
    await writeFile(uriOf(path), content);
  }
  try {
    await body(uriOf);
  } finally {
    for (const path of Object.keys(files)) {
      await vscode.workspace.fs.delete(uriOf(path)).then(undefined, () => undefined);
    }
  }
}

export async function writeFile(uri: vscode.Uri, content: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
}
