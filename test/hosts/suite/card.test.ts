import { expect } from 'chai';
import * as vscode from 'vscode';
import { awake, cardOn, openPython } from './hovers';
import { test } from './runner';

const leaky = 'from torch import nn\nact = nn.LeakyReLU(0.2)\n';

test('a card names the activation, its arguments and its framework first', async () => {
  const { text } = await cardOn(await openPython(leaky), 'nn.LeakyReLU');
  const [title] = text.split('\n');
  expect(title)
    .to.contain('Leaky ReLU')
    .and.to.contain('negative_slope')
    .and.to.contain('0.2')
    .and.to.contain('PyTorch');
});

test('a card holds a formula and a plot as pictures with both dimensions', async () => {
  const { images } = await cardOn(await openPython(leaky), 'nn.LeakyReLU');
  expect(images.length).to.be.at.least(2);
  for (const image of images) {
    expect(image.svg).to.match(/^<svg[^>]*xmlns=/);
    expect(image.width).to.be.within(1, 500);
    expect(image.height).to.be.within(1, 120);
    expect(image.alt).not.to.equal('');
    // The picture is a document of its own, which knows nothing of the theme.
    expect(image.svg).not.to.match(/currentColor|var\(|prefers-color-scheme/);
  }
});

test('a card holds its formula as text, too, for screen readers', async () => {
  const { text } = await cardOn(await openPython('from torch import nn\nact = nn.Tanh()\n'), 'nn.Tanh');
  expect(text).to.match(/tanh\s*\(?\s*x/i);
});

test('a card is small, and holds nothing that VS Code strips', async () => {
  const { markdown, text } = await cardOn(await openPython(leaky), 'nn.LeakyReLU');
  expect(markdown.value.length).to.be.below(40_000);
  expect(text).not.to.match(/<(svg|math|style|script|iframe|img)\b/i);
  expect(text).not.to.match(/undefined|\[object|\bNaN\b|\{\d\}/);
});

test('a card may run the commands it offers and no others', async () => {
  const { markdown } = await cardOn(await openPython(leaky), 'nn.LeakyReLU');
  const manifest = (await awake()).packageJSON as { contributes?: { commands?: readonly { command: string }[] } };
  const own = new Set((manifest.contributes?.commands ?? []).map(({ command }) => command));
  const linked = [...markdown.value.matchAll(/\(command:([\w.-]+)/g)].map((match) => match[1] ?? '');
  expect(markdown.isTrusted).not.to.equal(true);
  const enabled = typeof markdown.isTrusted === 'object' ? markdown.isTrusted.enabledCommands : [];
  for (const command of [...enabled, ...linked]) {
    expect(own.has(command), `${command} is a command of this extension`).to.equal(true);
    expect(enabled, `${command} is enabled`).to.contain(command);
  }
});

test('every command that the manifest names is there', async () => {
  const manifest = (await awake()).packageJSON as { contributes?: { commands?: readonly { command: string }[] } };
  const registered = new Set(await vscode.commands.getCommands(true));
  for (const { command } of manifest.contributes?.commands ?? []) {
    expect(registered.has(command), command).to.equal(true);
  }
});
