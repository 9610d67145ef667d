import { expect } from 'chai';
import * as vscode from 'vscode';
import { awake, cardOn, cardsAt, positionOf } from './hovers';
import { test } from './runner';

function sample(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    throw new Error('No folder is open.');
  }
  return vscode.Uri.joinPath(folder.uri, name);
}

test('works in a file of the workspace', async () => {
  const document = await vscode.workspace.openTextDocument(sample('pytorch_mlp.py'));
  await awake();
  const card = await cardOn(document, 'nn.LeakyReLU');
  expect(card.source).to.equal('nn.LeakyReLU');
  expect(card.text).to.contain('Leaky ReLU').and.to.contain('0.2');
});

for (const [file, on, text] of [
  ['keras_cnn.py', 'layers.LeakyReLU', '0.3'],
  ['keras_cnn.py', '"selu', 'SELU'],
  ['jax_flax_transformer.py', 'nn.swish', 'SiLU'],
  ['cs231n_activations.py', 'nn.PReLU', 'PReLU'],
  ['huggingface_config.py', '"gelu_new', 'GELU'],
] as const) {
  test(`shows ${on.replace('"', '')} of ${file} as ${text}`, async () => {
    const document = await vscode.workspace.openTextDocument(sample(file));
    await awake();
    expect((await cardOn(document, on)).text).to.contain(text);
  });
}

test('works in the cells of a notebook, which see the imports of the cells before them', async () => {
  const notebook = await vscode.workspace.openNotebookDocument(sample('training_loop.ipynb'));
  await vscode.window.showNotebookDocument(notebook);
  await awake();
  const cells = notebook.getCells().filter((cell) => cell.kind === vscode.NotebookCellKind.Code);
  const model = cells.find((cell) => cell.document.getText().includes('nn.SiLU'))?.document;
  const evaluation = cells.find((cell) => cell.document.getText().includes('torch.sigmoid'))?.document;
  if (model === undefined || evaluation === undefined) {
    throw new Error('The sample notebook has other cells.');
  }
  expect(model.uri.scheme).to.equal('vscode-notebook-cell');
  const silu = await cardOn(model, 'nn.SiLU');
  expect(silu.source).to.equal('nn.SiLU');
  expect(silu.text).to.contain('SiLU');
  expect((await cardOn(evaluation, 'torch.sigmoid')).source).to.equal('torch.sigmoid');
  const prose = notebook.getCells().find((cell) => cell.kind === vscode.NotebookCellKind.Markup)?.document;
  if (prose === undefined) {
    throw new Error('The sample notebook has no prose.');
  }
  expect(await cardsAt(prose, positionOf(prose, 'nn.SiLU', 4))).to.have.lengthOf(0);
});

test('works in a virtual workspace, where a file lies on no disk', async () => {
  const files = new MemoryFiles({ '/net.py': 'import jax\ny = jax.nn.softplus(x)\n' });
  const registration = vscode.workspace.registerFileSystemProvider('activation-insight-memory', files);
  try {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'activation-insight-memory', path: '/net.py' }),
    );
    await awake();
    expect(document.languageId).to.equal('python');
    const card = await cardOn(document, 'jax.nn.softplus');
    expect(card.source).to.equal('jax.nn.softplus');
    expect(card.text).to.contain('Softplus');
  } finally {
    registration.dispose();
  }
});

/** Read-only files that exist in this script only. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly files: Readonly<Record<string, string>>) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.files[uri.path];
    if (text === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return new TextEncoder().encode(text);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
