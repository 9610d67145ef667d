import { runTests, test } from './runner';
import * as vscode from 'vscode';
import { expect } from 'chai';
test('x', async () => {
  const e = vscode.extensions.getExtension('activation-insight.activation-insight');
  console.log(
    vscode.env.language,
    e?.isActive,
    vscode.env.uiKind,
    vscode.workspace.workspaceFolders?.[0]?.uri.toString(),
    vscode.version,
  );
  const d = await vscode.workspace.openTextDocument({
    language: 'python',
    content: 'import torch.nn as nn\nnn.LeakyReLU(0.2)\n',
  });
  const h = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    d.uri,
    new vscode.Position(1, 5),
  );
  console.log(JSON.stringify(h));
  expect(h.length).to.equal(2);
});
export async function run(): Promise<void> {
  const { passed, failed } = await runTests();
  if (failed > 0 || passed === 0) throw new Error(`${failed} of ${passed + failed} tests failed`);
}
