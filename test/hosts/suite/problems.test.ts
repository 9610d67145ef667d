import { expect } from 'chai';
import * as vscode from 'vscode';
import { openPython } from './hovers';
import { test } from './runner';
import { withSetting } from './withSetting';

const code = 'from torch import nn\nact = nn.LeakyReLU(True)\n';
const rule = 'bool-in-slope-slot';

/** What the extension reports of a document, once that is as expected. */
async function problemsOf(
  uri: vscode.Uri,
  isExpected: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const find = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Activation Insight');
  for (let attempt = 0; attempt < 200 && !isExpected(find()); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const problems = find();
  expect(isExpected(problems), `problems: ${JSON.stringify(problems)}`).to.equal(true);
  return problems;
}

const hasOne = (problems: readonly vscode.Diagnostic[]): boolean => problems.length === 1;
const hasNone = (problems: readonly vscode.Diagnostic[]): boolean => problems.length === 0;

async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind.value);
}

test('a mistake is shown where it stands, with its rule', async () => {
  const document = await openPython(code);
  const [problem] = await problemsOf(document.uri, hasOne);
  const { value, target } = problem?.code as { readonly value: string; readonly target: vscode.Uri };
  expect(value).to.equal(rule);
  const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
  expect(page).to.match(/^# bool-in-slope-slot\n/);
  expect(problem?.severity).to.equal(vscode.DiagnosticSeverity.Error);
  expect(problem?.range.start.line).to.equal(1);
});

test('a quick fix mends it in one step', async () => {
  const document = await openPython(code);
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
  const document = await openPython(code);
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
  const document = await openPython(code);
  await problemsOf(document.uri, hasOne);
  await withSetting('problems.severity', { [rule]: 'off' }, async () => {
    await problemsOf(document.uri, hasNone);
  });
  await withSetting('problems.severity', { [rule]: 'hint', nonsense: 3 }, async () => {
    const isHint = ([one]: readonly vscode.Diagnostic[]): boolean => one?.severity === vscode.DiagnosticSeverity.Hint;
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
