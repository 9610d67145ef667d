import { expect } from 'chai';
import * as vscode from 'vscode';
import { awake, extensionId } from './hovers';
import { test } from './runner';

interface Manifest {
  readonly activationEvents?: readonly string[];
  readonly capabilities?: {
    readonly untrustedWorkspaces?: { readonly supported?: unknown };
    readonly virtualWorkspaces?: unknown;
  };
}

// The order matters: once some Python is open, nothing puts the extension to sleep again.
test('sleeps until Python is opened', async () => {
  const extension = vscode.extensions.getExtension(extensionId);
  expect(extension?.isActive).to.equal(false);
  await vscode.workspace.openTextDocument({ language: 'json', content: '{ "activation": "relu" }' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(extension?.isActive).to.equal(false);
});

test('wakes up when Python is opened', async () => {
  await vscode.workspace.openTextDocument({ language: 'python', content: 'import torch\n' });
  await awake();
});

test('asks to be woken up by a language, a command or its own panel only, and for any workspace', async () => {
  const manifest = (await awake()).packageJSON as Manifest;
  for (const event of manifest.activationEvents ?? []) {
    expect(event).to.match(/^on(Language|Command|WebviewPanel):/);
  }
  expect(manifest.capabilities?.untrustedWorkspaces?.supported).to.equal(true);
  expect(manifest.capabilities?.virtualWorkspaces).to.equal(true);
});
