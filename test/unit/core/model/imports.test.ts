import { beforeAll, describe, expect, it } from 'vitest';
import { followImports, type ImportedFile } from '../../../../src/core/model/imports/followImports';
import { linkedCode } from '../../../../src/core/model/imports/linkedCode';
import { importsOfDocument, importsOfModule } from '../../../../src/core/model/imports/wantedImports';
import { rules } from '../../../../src/core/rules';
import { checkModule } from '../../../../src/core/rules/checkModule';
import type { Problem } from '../../../../src/core/rules/problem';
import type { Analyzer, DocumentAnalysis } from '../../../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../../support/analyzer';

/** Those that are on by themselves. */
const asked = rules.filter(({ offByDefault }) => offByDefault !== true);

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

type Files = Readonly<Record<string, readonly string[]>>;

interface Checked {
  readonly problems: readonly Problem[];
  readonly imported: readonly ImportedFile[];
}

/** Checks one file of a workspace as the editor and the command line do. */
async function check(files: Files, start: string): Promise<Checked> {
  const analyses = new Map<string, DocumentAnalysis>(
    Object.entries(files).map(([path, lines]) => [path, analyze(analyzer, lines.join('\n'))]),
  );
  const document = analyses.get(start);
  if (document === undefined) {
    throw new Error(`no ${start}`);
  }
  const imported = await followImports(start, importsOfDocument(document.code), {
    has: (path) => analyses.has(path),
    importsIn: (path, names) => {
      const code = analyses.get(path)?.code;
      return Promise.resolve(code && importsOfModule(code, names));
    },
  });
  const code = linkedCode(document.code, start, imported, (path) => analyses.get(path)?.code);
  return { problems: checkModule(document, asked, code), imported };
}

/** `7 softmax-into-cross-entropy ← models/net.py:9`: where a problem is, and which other files prove it. */
function describeProblem({ range, rule, related }: Problem): string {
  const elsewhere = related.flatMap((place) =>
    place.path === undefined ? [] : [`${place.path}:${String(place.range.start.line + 1)}`],
  );
  return [`${String(range.start.line + 1)} ${rule}`, ...elsewhere].join(' ← ');
}

async function problemsIn(files: Files, start = 'train.py'): Promise<readonly string[]> {
  return (await check(files, start)).problems.map(describeProblem);
}

const net = [
  'from torch import nn',
  'import torch.nn.functional as F',
  '',
  'class Net(nn.Module):',
  '    def __init__(self, classes=10):',
  '        super().__init__()',
  '        self.fc = nn.Linear(784, classes)',
  '    def forward(self, x):',
  '        return F.softmax(self.fc(x), dim=1)',
];

/** A script that trains what `Net` is to it. */
function training(...imports: readonly string[]): readonly string[] {
  return [
    'import torch',
    'from torch import nn',
    ...imports,
    'criterion = nn.CrossEntropyLoss()',
    'model = Net()',
    'for x, y in loader:',
    '    loss = criterion(model(x), y)',
    '    loss.backward()',
  ];
}

const found = '7 softmax-into-cross-entropy';

describe('a model of another file', () => {
  it.each([
    ['from models.net import Net', 'models/net.py'],
    ['from net import Net', 'net.py'],
    ['from .net import Net', 'net.py'],
    ['from net import *', 'net.py'],
  ])('is followed through %s', async (statement, path) => {
    expect(await problemsIn({ 'train.py': training(statement), [path]: net })).toEqual([`${found} ← ${path}:9`]);
  });

  it('is followed through the name of its module', async () => {
    const script = training('import models.net').map((line) => line.replace('Net()', 'models.net.Net()'));
    expect(await problemsIn({ 'train.py': script, 'models/net.py': net })).toEqual([`${found} ← models/net.py:9`]);
  });

  it('is followed through packages that hand it on', async () => {
    const files = {
      'train.py': training('from models import Net'),
      'models/__init__.py': ['from .vision import Net'],
      'models/vision/__init__.py': ['from .net import *'],
      'models/vision/net.py': net,
    };
    expect(await problemsIn(files)).toEqual([`${found} ← models/vision/net.py:9`]);
  });

  it('is followed from a folder below, and from beside src', async () => {
    const script = training('from mypackage.net import Net');
    expect(
      await problemsIn({ 'scripts/cli/train.py': script, 'mypackage/net.py': net }, 'scripts/cli/train.py'),
    ).toEqual([`${found} ← mypackage/net.py:9`]);
    expect(await problemsIn({ 'scripts/train.py': script, 'src/mypackage/net.py': net }, 'scripts/train.py')).toEqual([
      `${found} ← src/mypackage/net.py:9`,
    ]);
  });

  it('is followed into what it imports itself', async () => {
    const head = net.map((line) => line.replace('Net', 'Head'));
    const whole = [
      'from torch import nn',
      'from ..heads import Head',
      'class Net(nn.Module):',
      '    def __init__(self):',
      '        super().__init__()',
      '        self.head = Head(classes=5)',
      '    def forward(self, x):',
      '        return self.head(x)',
    ];
    const files = { 'p/train.py': training('from .a.net import Net'), 'p/a/net.py': whole, 'p/heads.py': head };
    const { problems } = await check(files, 'p/train.py');
    expect(problems.map(describeProblem)).toEqual([`${found} ← p/heads.py:9`]);
    // The width comes from the file in the middle.
    expect(problems[0]?.message).toContain('for 5 classes');
  });

  it('is followed through a function that makes it', async () => {
    const made = [...net, 'def build(classes):', '    return Net(classes)'];
    const script = training('from net import build').map((line) => line.replace('Net()', 'build(3)'));
    expect(await problemsIn({ 'train.py': script, 'net.py': made })).toEqual([`${found} ← net.py:9`]);
  });

  it('runs no main part of its own', async () => {
    const main = [...net, "if __name__ == '__main__':", '    Net = nn.Identity'];
    expect(await problemsIn({ 'train.py': training('from net import Net'), 'net.py': main })).toEqual([
      `${found} ← net.py:9`,
    ]);
  });

  it('is left alone where a library has the name', async () => {
    expect(await problemsIn({ 'train.py': training('from timm import Net'), 'net.py': net })).toEqual([]);
  });

  it('has its own mistakes told in its own file', async () => {
    const wrong = [
      ...net,
      'class Twice(nn.Module):',
      ...net.slice(4),
      'stack = nn.Sequential(nn.ReLU(True), nn.LeakyReLU(True))',
    ];
    const files = { 'train.py': training('from net import Net'), 'net.py': wrong };
    expect(await problemsIn(files)).toEqual([`${found} ← net.py:9`]);
  });
});

describe('a loss of another file', () => {
  const wrapper = [
    'from torch import nn',
    'class Criterion(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    '        self.ce = nn.CrossEntropyLoss()',
    '    def forward(self, outputs, labels):',
    '        return self.ce(outputs, labels)',
  ];
  const script = (output: string): readonly string[] => [
    'import torch',
    'from losses import Criterion',
    'criterion = Criterion()',
    'def train(model, x, y):',
    `    loss = criterion(${output}, y)`,
    '    loss.backward()',
  ];

  it('is met where this file calls it', async () => {
    const files = { 'train.py': script('torch.softmax(model(x), dim=1)'), 'losses.py': wrapper };
    expect(await problemsIn(files)).toEqual(['5 softmax-into-cross-entropy ← losses.py:5']);
  });

  it('takes scores as they are', async () => {
    expect(await problemsIn({ 'train.py': script('model(x)'), 'losses.py': wrapper })).toEqual([]);
  });

  it('that is wrong in itself is told there only', async () => {
    const wrong = wrapper.map((line) => line.replace('self.ce(outputs', 'self.ce(outputs.softmax(1)'));
    const files = { 'train.py': script('model(x)'), 'losses.py': wrong };
    expect(await problemsIn(files)).toEqual([]);
    expect(await problemsIn(files, 'losses.py')).toEqual(['7 softmax-into-cross-entropy']);
  });

  it('computed for a look at it is no training', async () => {
    const evaluation = [...wrapper, 'def evaluate(x, y):', '    return nn.functional.cross_entropy(x, y)'];
    const code = [
      'import torch',
      'from losses import evaluate',
      'def step(model, x, y, loss):',
      '    loss.backward()',
      '    return evaluate(torch.softmax(model(x), dim=1), y)',
    ];
    expect(await problemsIn({ 'train.py': code, 'losses.py': evaluation })).toEqual([]);
  });
});

describe('a fix', () => {
  it('edits no other file', async () => {
    const files = { 'train.py': training('from net import Net'), 'net.py': net };
    const { problems } = await check(files, 'train.py');
    expect(problems.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits)).map(({ path }) => path)).toEqual([]);
  });
});

describe('looking for imports', () => {
  it('needs no file where nothing is trained', async () => {
    const code = ['from net import Net', 'print(Net()(x).softmax(1))'];
    expect((await check({ 'train.py': code, 'net.py': net }, 'train.py')).imported).toEqual([]);
  });

  it('ends in circles', async () => {
    const files = {
      'train.py': training('from a import Net'),
      'a.py': ['from b import Net'],
      'b.py': ['from a import Net', 'from train import model'],
    };
    const { imported, problems } = await check(files, 'train.py');
    expect(imported.map(({ path }) => path)).toEqual(['a.py', 'b.py', 'a.py']);
    expect(problems).toEqual([]);
  });

  it('is bounded in the number of files', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `part${String(index)}`);
    const files = Object.fromEntries(names.map((name) => [`${name}.py`, ['x = 1']]));
    const { imported } = await check(
      { ...files, 'train.py': training(...names.map((name) => `from ${name} import x`)) },
      'train.py',
    );
    expect(new Set(imported.map(({ path }) => path)).size).toBe(16);
  });

  it('follows a package only to the names that are wanted of it', async () => {
    const files = {
      'train.py': training('from models import Net'),
      'models/__init__.py': ['from .net import Net', 'from .other import Other'],
      'models/net.py': net,
      'models/other.py': ['Other = 1'],
    };
    expect((await check(files, 'train.py')).imported.map(({ path }) => path)).toEqual([
      'models/__init__.py',
      'models/net.py',
    ]);
  });
});
