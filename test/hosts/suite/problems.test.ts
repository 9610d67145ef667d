import { expect } from 'chai';
import * as vscode from 'vscode';
import { openPython } from './hovers';
import { actionsAt, hasNone, hasOne, problemsOf, rule, withFiles, wrong, type Expected } from './problemSupport';
import { test } from './runner';
import { withSetting } from './withSetting';

const firstLines = new vscode.Range(0, 0, 3, 0);

test('a mistake is shown where it stands, with its rule', async () => {
  const document = await openPython(wrong);
  const [problem] = await problemsOf(document.uri, hasOne);
  const { value, target } = problem?.code as { readonly value: string; readonly target: vscode.Uri };
  expect(value).to.equal(rule);
  const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
  expect(page).to.match(/^# bool-in-slope-slot\n/);
  expect(problem?.severity).to.equal(vscode.DiagnosticSeverity.Error);
  expect(problem?.range.start.line).to.equal(1);
});

test('a quick fix mends it in one step', async () => {
  const document = await openPython(wrong);
  const [problem] = await problemsOf(document.uri, hasOne);
  const actions = await actionsAt(
    document,
    problem?.range ?? new vscode.Range(1, 0, 1, 1),
    vscode.CodeActionKind.QuickFix,
  );
  const [fix] = actions.filter(({ edit }) => edit !== undefined);
  expect(fix?.edit && (await vscode.workspace.applyEdit(fix.edit))).to.equal(true);
  expect(document.getText()).to.contain('nn.LeakyReLU(inplace=True)');
  await problemsOf(document.uri, hasNone);
});

test('a comment silences a rule on its line', async () => {
  const document = await openPython(wrong);
  const [problem] = await problemsOf(document.uri, hasOne);
  const actions = await actionsAt(
    document,
    problem?.range ?? new vscode.Range(1, 0, 1, 1),
    vscode.CodeActionKind.QuickFix,
  );
  const ignore = actions.find(({ title }) => title.includes(rule));
  expect(ignore?.edit && (await vscode.workspace.applyEdit(ignore.edit))).to.equal(true);
  expect(document.lineAt(1).text).to.match(/# activation-insight: ignore\[bool-in-slope-slot\]$/);
  await problemsOf(document.uri, hasNone);
});

test('typing makes problems come and go', async () => {
  const document = await openPython('from torch import nn\n');
  await problemsOf(document.uri, hasNone);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(1, 0), 'act = nn.LeakyReLU(True)\n');
  await vscode.workspace.applyEdit(edit);
  await problemsOf(document.uri, hasOne);
});

test('a rule can be switched off, or be a hint', async () => {
  const document = await openPython(wrong);
  await problemsOf(document.uri, hasOne);
  await withSetting('problems.severity', { [rule]: 'off' }, async () => {
    await problemsOf(document.uri, hasNone);
  });
  await withSetting('problems.severity', { [rule]: 'hint', nonsense: 3 }, async () => {
    const isHint: Expected = ([one]) => one?.severity === vscode.DiagnosticSeverity.Hint;
    await problemsOf(document.uri, isHint);
  });
  await withSetting('problems.enabled', false, async () => {
    await problemsOf(document.uri, hasNone);
  });
  await problemsOf(document.uri, hasOne);
});

test('problems of a notebook stand in their cells, seen through the imports of the cells before', async () => {
  const cells = ['from torch import nn', 'act = nn.LeakyReLU(True)'].map(
    (text) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python'),
  );
  const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData(cells));
  await problemsOf(notebook.cellAt(1).document.uri, hasOne);
  await problemsOf(notebook.cellAt(0).document.uri, hasNone);
});

test('what proves a mistake is shown with it', async () => {
  const lines = ['import torch.nn as nn', 'net = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))'];
  const document = await openPython([...lines, 'loss = nn.CrossEntropyLoss()(net(x), y)', ''].join('\n'));
  const [problem] = await problemsOf(document.uri, hasOne);
  expect(problem?.relatedInformation).to.have.length.above(0);
  for (const { location, message } of problem?.relatedInformation ?? []) {
    expect(location.uri.toString()).to.equal(document.uri.toString());
    expect(message).not.to.equal('');
  }
});

test('all that is safe to fix is fixed at once', async () => {
  const document = await openPython(
    'from torch import nn\none = nn.ReLU(1)\nother = nn.SiLU(0)\nact = nn.LeakyReLU(True)\n',
  );
  await problemsOf(document.uri, (problems) => problems.length === 3);
  const actions = await actionsAt(document, firstLines, vscode.CodeActionKind.SourceFixAll);
  const [fixAll] = actions.filter(({ kind }) => kind?.value === 'source.fixAll.activationInsight');
  expect(fixAll?.edit && (await vscode.workspace.applyEdit(fixAll.edit))).to.equal(true);
  const lines = ['from torch import nn', 'one = nn.ReLU()', 'other = nn.SiLU()', 'act = nn.LeakyReLU(True)', ''];
  expect(document.getText().split(/\r?\n/)).to.deep.equal(lines);
  await problemsOf(document.uri, hasOne);
});

test('a comment that ignores a rule stands where a comment can stand', async () => {
  const document = await openPython('from torch import nn\nact = 1, nn.LeakyReLU(True), \\\n    """one\n    two"""\n');
  const [problem] = await problemsOf(document.uri, hasOne);
  const actions = await actionsAt(document, problem?.range ?? firstLines, vscode.CodeActionKind.QuickFix);
  const ignore = actions.find(({ title, edit }) => title.includes(rule) && edit !== undefined);
  expect(ignore?.edit && (await vscode.workspace.applyEdit(ignore.edit))).to.equal(true);
  expect(document.lineAt(3).text).to.equal(`    two"""  # activation-insight: ignore[${rule}]`);
  await problemsOf(document.uri, hasNone);
});

test('a rule can be switched off where it has found something', async () => {
  const document = await openPython(wrong);
  await problemsOf(document.uri, hasOne);
  const actions = await actionsAt(document, firstLines, vscode.CodeActionKind.QuickFix);
  const command = actions.find((action) => action.command?.command === 'activationInsight.disableRule')?.command;
  const settings = vscode.workspace.getConfiguration('activationInsight');
  const workspaceValue = (): unknown =>
    vscode.workspace.getConfiguration('activationInsight').inspect('problems.severity')?.workspaceValue;
  await settings.update('problems.severity', { 'rnn-relu': 'error' }, vscode.ConfigurationTarget.Workspace);
  try {
    await vscode.commands.executeCommand(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    expect(workspaceValue()).to.deep.equal({ 'rnn-relu': 'error', [rule]: 'off' });
    await problemsOf(document.uri, hasNone);
  } finally {
    await settings.update('problems.severity', undefined, vscode.ConfigurationTarget.Workspace);
  }
  await problemsOf(document.uri, hasOne);
});

test('a file that is closed has no problems any more', async () => {
  await withFiles({ 'closed.py': wrong }, async (uriOf) => {
    await vscode.commands.executeCommand('vscode.open', uriOf('closed.py'));
    await problemsOf(uriOf('closed.py'), hasOne);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await problemsOf(uriOf('closed.py'), hasNone);
  });
});

test('a loss that could not be checked says why, where that is wanted', async () => {
  const document = await openPython(
    'import torch.nn.functional as F\n\ndef f(x, y):\n    return F.cross_entropy(x, y)\n',
  );
  await withSetting('problems.explainUnchecked', true, async () => {
    const [problem] = await problemsOf(document.uri, hasOne);
    expect(problem?.severity).to.equal(vscode.DiagnosticSeverity.Hint);
    expect(problem?.range.start.line).to.equal(3);
  });
  await problemsOf(document.uri, hasNone);
});
