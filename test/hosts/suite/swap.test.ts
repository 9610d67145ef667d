import { expect } from 'chai';
import * as vscode from 'vscode';
import { ServiceClient } from '../../../src/editor/serviceClient';
import { applySwap } from '../../../src/editor/swap/applySwap';
import { placeIn } from '../../../src/editor/swap/swapPlace';
import { EditableDocument } from '../../../src/editor/editableDocument';
import { awake, cardOn, openPython, positionOf } from './hovers';
import { test } from './runner';

const code = 'from torch import nn\n\nact = nn.ReLU()\n';
const gate = 'import torch\n\n\ndef forward(self, x):\n    return x * torch.sigmoid(self.gate(x))\n';

async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
  );
  return actions.filter(({ title }) => /Swap|换/.test(title));
}

function cursorOn(document: vscode.TextDocument, marked: string): vscode.Range {
  const cursor = positionOf(document, marked, 1);
  return new vscode.Range(cursor, cursor);
}

/** Of the swap for GELU, whatever the display language. */
function isForGelu({ title, edit }: vscode.CodeAction): boolean {
  return title.endsWith('GELU') && edit !== undefined;
}

async function geluAt(document: vscode.TextDocument, marked: string): Promise<vscode.WorkspaceEdit> {
  const actions = await actionsAt(document, cursorOn(document, marked), vscode.CodeActionKind.Refactor);
  const edit = actions.find(isForGelu)?.edit;
  if (edit === undefined) {
    throw new Error(`No swap for GELU among: ${actions.map(({ title }) => title).join(', ')}`);
  }
  return edit;
}

async function eventually(what: string, isTrue: () => boolean): Promise<void> {
  for (let attempt = 0; !isTrue() && attempt < 200; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(isTrue(), what).to.equal(true);
}

/** A worker of the suite's own, over the extension as it is installed. */
async function withService(work: (service: ServiceClient) => Promise<void>): Promise<void> {
  const { extensionUri } = await awake();
  const service = new ServiceClient(extensionUri);
  try {
    await work(service);
  } finally {
    service.dispose();
  }
}

test('an activation at the cursor has a few swaps in the menu of refactorings, and the way to all', async () => {
  const document = await openPython(code);
  const actions = await actionsAt(document, cursorOn(document, 'nn.ReLU'), vscode.CodeActionKind.Refactor);
  expect(actions.length).to.be.within(4, 7);
  expect(actions.every(({ kind }) => kind && vscode.CodeActionKind.RefactorRewrite.contains(kind))).to.equal(true);
  expect(actions.filter(({ edit }) => edit !== undefined).length).to.be.within(3, 5);
  expect(actions.at(-1)?.command?.command).to.equal('activationInsight.swap');
});

test('a selection with one activation has its swaps, one with several the way to swap them all', async () => {
  const document = await openPython('from torch import nn\n\nnet = nn.Sequential(nn.ReLU(), nn.ReLU())\n');
  const start = positionOf(document, 'nn.ReLU');
  const one = await actionsAt(document, new vscode.Range(start, start.translate(0, 9)));
  expect(one.some(isForGelu)).to.equal(true);
  const both = await actionsAt(document, document.lineAt(2).range);
  expect(both.map(({ command }) => command?.command)).to.deep.equal(['activationInsight.swapAllInSelection']);
});

test('whoever asks for other kinds of actions gets no swaps', async () => {
  const document = await openPython(code);
  const range = cursorOn(document, 'nn.ReLU');
  for (const kind of [
    vscode.CodeActionKind.QuickFix,
    vscode.CodeActionKind.RefactorExtract,
    vscode.CodeActionKind.Source,
  ]) {
    expect(await actionsAt(document, range, kind), kind.value).to.have.lengthOf(0);
  }
  expect(await actionsAt(document, range, vscode.CodeActionKind.RefactorRewrite)).not.to.have.lengthOf(0);
});

test('there is nothing to swap on a layer or on a word', async () => {
  const document = await openPython('from torch import nn\n\nlayer = nn.Linear(3, 4)  # no ReLU\n');
  expect(await actionsAt(document, cursorOn(document, 'nn.Linear'))).to.have.lengthOf(0);
  expect(await actionsAt(document, cursorOn(document, 'ReLU'))).to.have.lengthOf(0);
});

test('a swap of an untitled document is made and undone in one step, import included', async () => {
  const before = 'import torch\n\nx = torch.ones(3)\ny = torch.relu(x)\n';
  const document = await openPython(before);
  await vscode.window.showTextDocument(document);
  expect(await vscode.workspace.applyEdit(await geluAt(document, 'relu(x)'))).to.equal(true);
  const after = document.getText();
  expect(after).to.match(/^import torch\.nn\.functional as F$|^from torch\.nn import functional as F$/m);
  expect(after).to.contain('F.gelu(x)');
  await vscode.commands.executeCommand('undo');
  await eventually('the document is as before', () => document.getText() === before);
});

test('a gate is not swapped by an action, and the list says why', async () => {
  const document = await openPython(gate);
  const actions = await actionsAt(document, cursorOn(document, 'sigmoid'));
  expect(actions.map(({ command }) => command?.command)).to.deep.equal(['activationInsight.swap']);
  await withService(async (service) => {
    const place = placeIn(document, cursorOn(document, 'sigmoid'));
    const found = await service.request('swapOffers', { document: place.document.snapshot(), scope: place.scope });
    const offers = found?.only?.offers ?? [];
    expect(offers).not.to.have.lengthOf(0);
    expect(offers.filter(({ withheld }) => withheld === undefined)).to.have.lengthOf(0);
    expect(offers.every(({ withheld }) => withheld !== '')).to.equal(true);
  });
});

test('the list tells of each target why one would try it, and what changes', async () => {
  const document = await openPython(code);
  await withService(async (service) => {
    const place = placeIn(document, cursorOn(document, 'nn.ReLU'));
    const found = await service.request('swapOffers', { document: place.document.snapshot(), scope: place.scope });
    expect(found?.only?.subject.activation).to.equal('relu');
    const offers = found?.only?.offers ?? [];
    for (const { reason, change, target } of offers) {
      expect(reason, target).not.to.equal('');
      expect(change, target).to.match(/→/);
    }
    const kinds = offers.map(({ withheld }) => withheld !== undefined);
    expect(kinds, 'what is withheld stands last').to.deep.equal([...kinds].sort());
    // GELU(0) = 0, and its mean for N(0, 1) is 1 / (2 √π) ≈ 0.28.
    expect(offers.find(({ target }) => target === 'gelu')?.change).to.contain('mean 0.4 → 0.28');
  });
});

test('a notebook gets its import in the cell of the imports, and loses it with the swap in one undo', async () => {
  const texts = ['import torch', 'x = torch.ones(3)\ny = torch.relu(x)'];
  const cells = texts.map((text) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python'));
  const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData(cells));
  const editor = await vscode.window.showNotebookDocument(notebook);
  editor.selection = new vscode.NotebookRange(1, 2);
  const [imports, use] = [notebook.cellAt(0).document, notebook.cellAt(1).document];
  expect(await vscode.workspace.applyEdit(await geluAt(use, 'relu(x)'))).to.equal(true);
  expect(use.getText()).to.contain('y = F.gelu(x)');
  expect(imports.getText()).to.match(/functional as F/);
  // The keyboard goes into the cell that was swapped.
  await vscode.commands.executeCommand('notebook.cell.edit');
  await eventually('the cell is edited', () => vscode.window.activeTextEditor?.document === use);
  await vscode.commands.executeCommand('undo');
  await eventually('both cells are as before', () => imports.getText() === texts[0] && use.getText() === texts[1]);
});

test('a document that has changed is not edited where the swap would have been', async () => {
  const textDocument = await openPython(code);
  const document = EditableDocument.of(textDocument);
  const snapshot = document.snapshot();
  const range = { start: { line: 2, character: 6 }, end: { line: 2, character: 13 } };
  const swap = { edits: [{ range, newText: 'nn.GELU' }], notes: [] };
  const typed = new vscode.WorkspaceEdit();
  typed.insert(textDocument.uri, new vscode.Position(2, 0), '# typed\n');
  await vscode.workspace.applyEdit(typed);
  const text = textDocument.getText();
  expect(await applySwap(document, snapshot, swap)).to.equal(false);
  expect(textDocument.getText()).to.equal(text);
  expect(await applySwap(document, document.snapshot(), swap)).to.equal(true);
});

test('a link of a card swaps what it stands on: the list comes up, and its first entry is made', async () => {
  const document = await openPython(code);
  await vscode.window.showTextDocument(document);
  const { markdown } = await cardOn(document, 'nn.ReLU');
  const encoded = /\(command:activationInsight\.swap\?([^)]*)\)/.exec(markdown.value)?.[1] ?? '';
  const [subject] = JSON.parse(decodeURIComponent(encoded)) as readonly unknown[];
  expect(markdown.isTrusted).to.deep.include({
    enabledCommands: ['activationInsight.showChart', 'activationInsight.compare', 'activationInsight.swap'],
  });
  const swapped = vscode.commands.executeCommand('activationInsight.swap', subject);
  for (let attempt = 0; document.getText() === code && attempt < 40; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  await swapped;
  expect(document.getText()).to.match(/^from torch import nn\n\nact = nn\.(?!ReLU\b)\w+\(.*\)\n$/);
});

test('nonsense is no place to swap, and no note', async () => {
  await openPython(code);
  for (const nonsense of [null, 3, { place: 3 }, { activation: 'relu', arguments: {}, place: { uri: 'x' } }, [[3]]]) {
    await vscode.commands.executeCommand('_activationInsight.showSwapNotes', nonsense);
  }
});

test('the files of the workspace tell what they use and what it can become', async () => {
  await withService(async (service) => {
    const [file] = await vscode.workspace.findFiles('**/pytorch_mlp.py');
    if (file === undefined) {
      throw new Error('The workspace has no sample.');
    }
    const document = EditableDocument.of(await vscode.workspace.openTextDocument(file)).snapshot();
    const [source] = (await service.request('swapSources', { document })) ?? [];
    if (source === undefined) {
      throw new Error('The sample uses no activation.');
    }
    const request = { document, from: source.activation };
    const targets = (await service.request('swapTargets', request))?.targets ?? [];
    const target = targets.find(({ withheld }) => withheld === undefined);
    if (target === undefined) {
      throw new Error(`Nothing is offered for ${source.name}.`);
    }
    const swaps = await service.request('swapAll', { ...request, target: target.target });
    expect((swaps?.swapped ?? 0) + (swaps?.kept.length ?? 0)).to.equal(source.uses);
    expect(swaps?.edits).not.to.have.lengthOf(0);
  });
});
