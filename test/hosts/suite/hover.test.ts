import { expect } from 'chai';
import * as vscode from 'vscode';
import { cardOn, cardsAt, openPython, positionOf } from './hovers';
import { test } from './runner';

const torch = 'import torch\nimport torch.nn.functional as F\nfrom torch import nn\n';

test('shows one card on a class, over exactly its callee', async () => {
  const document = await openPython(`${torch}act = nn.LeakyReLU(0.2)\n`);
  const card = await cardOn(document, 'nn.LeakyReLU');
  expect(card.source).to.equal('nn.LeakyReLU');
  expect(card.text).to.contain('Leaky ReLU').and.to.contain('0.2');
});

test('keeps the range while the pointer moves over the callee, and ends with it', async () => {
  const document = await openPython(`${torch}act = nn.LeakyReLU(0.2)\n`);
  for (let offset = 0; offset < 'nn.LeakyReLU'.length; offset++) {
    const [card] = await cardsAt(document, positionOf(document, 'nn.LeakyReLU', offset));
    expect(card?.source, `at offset ${offset}`).to.equal('nn.LeakyReLU');
  }
  expect(await cardsAt(document, positionOf(document, '(0.2)', 2))).to.have.lengthOf(0);
});

for (const { form, code, on, source, name } of [
  { form: 'a function', code: 'y = F.silu(x)', on: 'F.silu', source: 'F.silu', name: 'SiLU' },
  { form: 'a method', code: 'y = x.sigmoid()', on: 'x.sigmoid', source: 'x.sigmoid', name: 'Sigmoid' },
  { form: 'a bare reference', code: 'block(act_layer=nn.GELU)', on: 'nn.GELU', source: 'nn.GELU', name: 'GELU' },
]) {
  test(`shows a card on ${form}`, async () => {
    const document = await openPython(`${torch}${code}\n`);
    const card = await cardOn(document, on);
    expect(card.source).to.equal(source);
    expect(card.text.toLowerCase()).to.contain(name.toLowerCase());
  });
}

test('shows a card on a string, with its quotes', async () => {
  const document = await openPython('from keras import layers\nlayers.Dense(10, activation="softplus")\n');
  const card = await cardOn(document, 'softplus');
  expect(card.source).to.equal('"softplus"');
  expect(card.text).to.contain('Softplus');
});

test('shows the card of an alias where it is made and where it is called', async () => {
  const code =
    'class Net(nn.Module):\n    def __init__(self):\n        self.act = nn.ELU()\n    def forward(self, x):\n        return self.act(x)\n';
  const document = await openPython(torch + code);
  expect((await cardOn(document, 'nn.ELU')).text).to.contain('ELU');
  const [card] = await cardsAt(document, positionOf(document, 'self.act(x)', 6));
  expect(card?.text).to.contain('ELU');
});

for (const [what, code, on] of [
  ['a layer', 'layer = nn.Linear(3, 4)', 'nn.Linear'],
  ['an import', 'import math', 'import math'],
  ['a comment', '# nn.ReLU is what we had before', 'nn.ReLU'],
  ['a docstring', '"""Uses nn.ReLU everywhere."""', 'nn.ReLU'],
  ['a variable of a like name', 'relu_count = 3', 'relu_count'],
  ['a string that is no activation', 'print("relu")', 'relu'],
  ["a class of the user's own", 'class Swish:\n    pass\nact = Swish()', 'Swish()'],
] as const) {
  test(`shows nothing on ${what}`, async () => {
    const document = await openPython(`${torch}${code}\n`);
    const after = torch.length;
    expect(await cardsAt(document, positionOf(document, on, on.length - 1, after))).to.have.lengthOf(0);
    expect(await cardsAt(document, positionOf(document, on, 0, after))).to.have.lengthOf(0);
  });
}

test('finds uses around broken code', async () => {
  const document = await openPython(`${torch}a = nn.SiLU()\ndef broken(:\n    x = nn.Linear(3,\n\nb = nn.Tanh()\n`);
  expect((await cardOn(document, 'nn.SiLU')).text).to.contain('SiLU');
  expect((await cardOn(document, 'nn.Tanh')).text.toLowerCase()).to.contain('tanh');
});

test('keeps its place after CRLF line ends, tabs and surrogate pairs', async () => {
  const lines = [
    'from torch import nn',
    'class Net:',
    '\tdef __init__(self):',
    '\t\tsmile = "😀😀"; self.act = nn.Mish()',
    '',
  ];
  const document = await openPython(lines.join('\r\n'));
  expect(document.eol).to.equal(vscode.EndOfLine.CRLF);
  const card = await cardOn(document, 'nn.Mish');
  expect(card.source).to.equal('nn.Mish');
  expect(card.text).to.contain('Mish');
});

test('follows an edit', async () => {
  const document = await openPython(`${torch}act = nn.LeakyReLU(0.2)\n`);
  expect((await cardOn(document, 'nn.LeakyReLU')).summary).to.contain('0.2');
  const argument = positionOf(document, '0.2');
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(argument, argument.translate(0, 3)), '0.35');
  edit.insert(document.uri, new vscode.Position(0, 0), '# a new first line\n');
  expect(await vscode.workspace.applyEdit(edit)).to.equal(true);
  const card = await cardOn(document, 'nn.LeakyReLU');
  expect(card.source).to.equal('nn.LeakyReLU');
  const [title] = card.text.split('\n');
  expect(title).to.contain('0.35').and.not.to.contain('0.2');
});

test('leaves the hovers of other extensions where they are', async () => {
  const words = "(class) LeakyReLU: another extension's words";
  const neighbour = vscode.languages.registerHoverProvider(
    { language: 'python' },
    {
      provideHover: () => new vscode.Hover(words),
    },
  );
  try {
    const document = await openPython(`${torch}act = nn.LeakyReLU(0.2)\n`);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, 'nn.LeakyReLU', 5),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
    );
    expect(texts.filter((text) => text === words)).to.have.lengthOf(1);
    expect(texts.filter((text) => text.includes('Leaky ReLU'))).to.have.lengthOf(1);
  } finally {
    neighbour.dispose();
  }
});
