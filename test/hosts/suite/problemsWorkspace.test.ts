import { expect } from 'chai';
import * as vscode from 'vscode';
import type { WorkspaceSummary } from '../../../src/editor/problems/checkWorkspace';
import { awake } from './hovers';
import { hasNone, hasOne, problemsOf, right, rule, withFiles, writeFile, wrong } from './problemSupport';
import { test } from './runner';
import { withSetting } from './withSetting';

const notebook = JSON.stringify({
  cells: [
    { cell_type: 'markdown', metadata: {}, source: ['# Net'] },
    { cell_type: 'code', metadata: {}, source: ['from torch import nn\n', 'act = nn.LeakyReLU(True)'], outputs: [] },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

function project(...lines: readonly string[]): string {
  return ['[tool.activation-insight]', ...lines, ''].join('\n');
}

async function checkWorkspace(): Promise<WorkspaceSummary> {
  await awake();
  return vscode.commands.executeCommand<WorkspaceSummary>('activationInsight.checkWorkspace');
}

test('the whole workspace is checked on demand, whether files are open or not', async () => {
  await withFiles({ 'a/wrong.py': wrong, 'a/right.py': right, 'b/net.ipynb': notebook }, async (uriOf) => {
    const before = await checkWorkspace();
    expect(before).to.include({ wasCancelled: false, checked: before.files });
    expect(before.files).to.be.at.least(9);
    const [problem] = await problemsOf(uriOf('a/wrong.py'), hasOne);
    expect(problem?.range.start.line).to.equal(1);
    await problemsOf(uriOf('a/right.py'), hasNone);
    const [inCell] = await problemsOf(uriOf('b/net.ipynb'), hasOne);
    expect(inCell?.message).to.match(/2.*True/s);

    await writeFile(uriOf('a/wrong.py'), right);
    await problemsOf(uriOf('a/wrong.py'), hasNone);
    const after = await checkWorkspace();
    expect(after.problems).to.equal(before.problems - 1);
    expect(after.withProblems).to.equal(before.withProblems - 1);
    await vscode.workspace.fs.delete(uriOf('b/net.ipynb'));
    await problemsOf(uriOf('b/net.ipynb'), hasNone);
  });
});

test('what was found in the workspace stays when a file is opened and closed', async () => {
  await withFiles({ 'stays.py': wrong }, async (uriOf) => {
    await checkWorkspace();
    await problemsOf(uriOf('stays.py'), hasOne);
    await vscode.commands.executeCommand('vscode.open', uriOf('stays.py'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await problemsOf(uriOf('stays.py'), hasOne);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await problemsOf(uriOf('stays.py'), hasOne);
    await withSetting('problems.severity', { [rule]: 'off' }, async () => {
      await problemsOf(uriOf('stays.py'), hasNone);
    });
  });
});

test('files that are excluded are not checked', async () => {
  await withFiles({ 'made/net.py': wrong, 'net_pb2.py': wrong }, async (uriOf) => {
    await withSetting('problems.exclude', ['made', '*_pb2.py'], async () => {
      const { files, checked } = await checkWorkspace();
      expect(files - checked).to.equal(2);
      await problemsOf(uriOf('made/net.py'), hasNone);
      await vscode.workspace.openTextDocument(uriOf('net_pb2.py'));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await problemsOf(uriOf('net_pb2.py'), hasNone);
    });
    await problemsOf(uriOf('net_pb2.py'), hasOne);
  });
});

test('files that the explorer hides, and those of installed packages, are not checked', async () => {
  await withFiles({ 'hidden/net.py': wrong, '.venv/lib/net.py': wrong, 'seen.py': wrong }, async (uriOf) => {
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('exclude', { '**/hidden': true }, vscode.ConfigurationTarget.Global);
    try {
      await checkWorkspace();
      await problemsOf(uriOf('seen.py'), hasOne);
      await problemsOf(uriOf('hidden/net.py'), hasNone);
      await problemsOf(uriOf('.venv/lib/net.py'), hasNone);
    } finally {
      await settings.update('exclude', undefined, vscode.ConfigurationTarget.Global);
    }
    await checkWorkspace();
    await problemsOf(uriOf('hidden/net.py'), hasOne);
  });
});

test('a pyproject.toml configures the rules, until it changes', async () => {
  const off = project(`severity = { ${rule} = "off" }`);
  await withFiles({ 'sub/pyproject.toml': off, 'sub/deep/net.py': wrong }, async (uriOf) => {
    const document = await vscode.workspace.openTextDocument(uriOf('sub/deep/net.py'));
    await awake();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await problemsOf(document.uri, hasNone);
    await writeFile(uriOf('sub/pyproject.toml'), project(`severity = { ${rule} = "hint" }`));
    await problemsOf(document.uri, ([one]) => one?.severity === vscode.DiagnosticSeverity.Hint);
    await writeFile(uriOf('sub/pyproject.toml'), project('exclude = ["deep"]'));
    await problemsOf(document.uri, hasNone);
    await withSetting('problems.severity', { [rule]: 'information' }, async () => {
      await writeFile(uriOf('sub/pyproject.toml'), off);
      await problemsOf(document.uri, ([one]) => one?.severity === vscode.DiagnosticSeverity.Information);
    });
    await vscode.workspace.fs.delete(uriOf('sub/pyproject.toml'));
    await problemsOf(document.uri, ([one]) => one?.severity === vscode.DiagnosticSeverity.Error);
  });
});

test('what makes no sense in a pyproject.toml is shown there', async () => {
  const configuration = project('[tool.activation-insight.severity]', 'bool-in-slop-slot = "off"');
  await withFiles({ 'odd/pyproject.toml': configuration, 'odd/net.py': wrong }, async (uriOf) => {
    const document = await vscode.workspace.openTextDocument(uriOf('odd/net.py'));
    await problemsOf(document.uri, hasOne);
    const [mistake] = await problemsOf(uriOf('odd/pyproject.toml'), hasOne);
    expect(mistake?.range.start.line).to.equal(2);
    expect(mistake?.message).to.contain('bool-in-slop-slot').and.to.contain(rule);
  });
});

test('settings complete the names of rules', async () => {
  await withFiles(
    { '.vscode/settings.json': '{\n  "activationInsight.problems.severity": { "" }\n}\n' },
    async (uriOf) => {
      const document = await vscode.workspace.openTextDocument(uriOf('.vscode/settings.json'));
      const at = document.positionAt(document.getText().indexOf('""') + 1);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      expect(labels).to.include(rule).and.to.include('softmax-without-dim');
    },
  );
});
