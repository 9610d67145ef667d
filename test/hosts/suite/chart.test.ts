import { expect } from 'chai';
import * as vscode from 'vscode';
import { awake, cardOn, openPython, positionOf } from './hovers';
import { test } from './runner';

const viewType = 'activationInsight.chart';
const code = 'from torch import nn\nact = nn.LeakyReLU(0.2)\n';

/** The tabs of the chart panel. VS Code adds a prefix to the type of a webview. */
function panelTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}

async function closePanels(): Promise<void> {
  await vscode.window.tabGroups.close(panelTabs());
}

async function eventually(what: string, isTrue: () => boolean): Promise<void> {
  for (let attempt = 0; !isTrue() && attempt < 100; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(isTrue(), what).to.equal(true);
}

/** The argument with which a link of a card runs a command. */
function argumentOf(markdown: string, command: string): unknown {
  const encoded = new RegExp(`\\(command:${command}\\?([^)]*)\\)`).exec(markdown)?.[1] ?? '';
  const [argument] = JSON.parse(decodeURIComponent(encoded)) as readonly unknown[];
  return argument;
}

test('a card offers the chart and the comparison of what it stands on', async () => {
  const document = await openPython(code);
  const { markdown } = await cardOn(document, 'nn.LeakyReLU');
  for (const command of ['activationInsight.showChart', 'activationInsight.compare']) {
    expect(argumentOf(markdown.value, command)).to.deep.include({
      activation: 'leaky_relu',
      arguments: { negative_slope: 0.2 },
      framework: 'torch',
      path: 'torch.nn.LeakyReLU',
    });
  }
});

test('a link of a card opens the panel, once only', async () => {
  const document = await openPython(code);
  const { markdown } = await cardOn(document, 'nn.LeakyReLU');
  const subject = argumentOf(markdown.value, 'activationInsight.showChart');
  await vscode.commands.executeCommand('activationInsight.showChart', subject);
  await eventually('the panel is open', () => panelTabs().length === 1);
  await vscode.commands.executeCommand('activationInsight.showChart', subject);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(panelTabs()).to.have.lengthOf(1);
  await closePanels();
});

test('the command opens the panel for what stands at the cursor', async () => {
  const document = await openPython(code);
  const editor = await vscode.window.showTextDocument(document);
  const cursor = positionOf(document, 'nn.LeakyReLU', 5);
  editor.selection = new vscode.Selection(cursor, cursor);
  await vscode.commands.executeCommand('activationInsight.showChart', document.uri, { groupId: 0 });
  await eventually('the panel is open', () => panelTabs().length === 1);
  await closePanels();
  await eventually('the panel is closed', () => panelTabs().length === 0);
});

test('following the cursor is a setting, which two commands change', async () => {
  await awake();
  const read = (): unknown => vscode.workspace.getConfiguration('activationInsight').get('chart.followCursor');
  expect(read()).to.equal(true);
  await vscode.commands.executeCommand('activationInsight.stopFollowingCursor');
  expect(read()).to.equal(false);
  await vscode.commands.executeCommand('activationInsight.followCursor');
  expect(read()).to.equal(true);
  await vscode.workspace
    .getConfiguration('activationInsight')
    .update('chart.followCursor', undefined, vscode.ConfigurationTarget.Global);
});
