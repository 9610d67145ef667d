import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { loadAnalyzer, textOf, usesIn } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

function found(...lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  return usesIn(analyzer, text).map((use) => {
    const called = use.called ? ' called' : '';
    return `${String(use.range.start.line + 1)} ${textOf(text, use)} ${use.activation} ${use.form}${called}`;
  });
}

describe('calls and references', () => {
  it('tells them apart', () => {
    const lines = [
      'from torch import nn',
      'a = nn.ReLU()',
      'b = nn.ReLU',
      'f(act_layer=nn.ReLU)',
      'def g(act=nn.ReLU): ...',
    ];
    expect(found(...lines, 'isinstance(m, nn.ReLU)', 'x = [nn.ReLU]', '@nn.ReLU', 'class C(nn.ReLU): ...')).toEqual([
      '2 nn.ReLU relu class called',
      '3 nn.ReLU relu class',
      '4 nn.ReLU relu class',
      '5 nn.ReLU relu class',
      '6 nn.ReLU relu class',
      '7 nn.ReLU relu class',
      '8 nn.ReLU relu class',
      '9 nn.ReLU relu class',
    ]);
  });

  it('finds them in every kind of expression', () => {
    const places = [
      'y = F.relu(x)',
      'y = f(F.relu(x))',
      'y = F.relu(F.dropout(x))',
      'y = (F.relu(x))',
      'y = [F.relu(x)]',
      'y = {1: F.relu(x)}',
      'y = F.relu(x) if c else x',
      'y = x + F.relu(x)',
      'y = lambda: F.relu(x)',
      'y = f"{F.relu(x)}"',
      'y = F.relu(x)[0].sum()',
      'y: Tensor = F.relu(x)',
      'y += F.relu(x)',
      'assert F.relu(x)',
      'print(F.relu(x))',
      'while F.relu(x): pass',
      'y = await F.relu(x)',
      'y = not F.relu(x)',
      'y = -F.relu(x)',
      'y = *F.relu(x),',
      'f(*F.relu(x), **F.relu)'.replace('**F.relu', 'k=1'),
      'if (y := F.relu(x)): pass',
      'match x:\n    case 1: y = F.relu(x)',
      'with F.relu(x) as y: pass',
      'return_ = F.relu(\n    x,\n)',
      'print F.relu(x)',
      'y = F.relu (x)',
      'y = [F.relu(i) for i in x if F]',
      'async def f():\n    async for x in y:\n        z = F.relu(x)',
      'try:\n    F.relu(x)\nfinally:\n    pass',
      'class A:\n    class B:\n        def f(self):\n            def g():\n                return F.relu(x)',
      'type X = F.relu(x)',
      'raise F.relu(x)',
      'yield_ = (yield F.relu(x))',
    ];
    for (const place of places) {
      expect(
        usesIn(analyzer, `import torch.nn.functional as F\n${place}\n`)
          .filter(({ form }) => form === 'function')
          .map(({ activation, called }) => [activation, called]),
        place,
      ).toEqual([['relu', true]]);
    }
  });

  it('gives getattr the form of what it gets', () => {
    expect(
      found('import torch.nn as nn', 'a = getattr(nn, "ReLU")', 'b = getattr(nn, "ELU")(2)', 'c = getattr(nn, name)'),
    ).toEqual(['2 getattr(nn, "ReLU") relu class', '3 getattr(nn, "ELU") elu class called']);
  });

  it('takes general mathematics for an activation where it serves as one', () => {
    const lines = [
      'import torch',
      'a = torch.exp(x)',
      'b = Layer(act=torch.sin)',
      'class Sine:',
      '    def forward(self, x):',
    ];
    expect(found(...lines, '        return torch.sin(x)').filter((use) => !use.includes('expression'))).toEqual([
      '3 torch.sin sine function',
      '6 torch.sin sine function called',
    ]);
  });
});

describe('methods', () => {
  it('are found on values', () => {
    const lines = [
      'import torch',
      'def f(x, h):',
      '    a = x.relu()',
      '    b = h[0].sigmoid()',
      '    c = (x + h).tanh()',
    ];
    expect(found(...lines, '    return self.conv(x).softmax(dim=-1)', '    y.relu_()')).toEqual([
      '3 x.relu relu method called',
      '4 h[0].sigmoid sigmoid method called',
      '5 (x + h).tanh tanh method called',
      '6 self.conv(x).softmax softmax method called',
      '7 y.relu_ relu method called',
    ]);
  });

  it('are certain where the source says that it is a tensor', () => {
    const text = [
      'import torch',
      'from torch import Tensor',
      'def f(a: Tensor, b: torch.Tensor, c, d: Model):',
      '    a.relu(); b.relu(); c.relu(); d.relu(); torch.mm(a, b).relu()',
    ].join('\n');
    expect(usesIn(analyzer, text).map(({ certainty }) => certainty)).toEqual([
      'resolved',
      'resolved',
      'likely',
      'likely',
      'resolved',
    ]);
  });

  it('are no functions of modules and no attributes of objects', () => {
    expect(found('import mylib', 'from mylib import ops', 'mylib.relu()', 'ops.relu()')).toEqual([]);
    expect(found('import torch', 'class A:', '    def f(self): self.relu(x); self.relu(); super().relu()')).toEqual([]);
    expect(
      found('x.relu', 'y = x.sigmoid', 'x.tanh(1)', 'x.softmax()', '"a".relu()', 'class X: pass', 'X.relu()'),
    ).toEqual([]);
  });

  it('chain', () => {
    const text = 'y = (x\n     .relu()\n     .sigmoid())\n';
    expect(usesIn(analyzer, text).map(({ activation, range }) => [activation, range.start, range.end])).toEqual([
      ['sigmoid', { line: 0, character: 5 }, { line: 2, character: 13 }],
      ['relu', { line: 0, character: 5 }, { line: 1, character: 10 }],
    ]);
  });
});

describe('strings', () => {
  it('are found where they are given to an activation', () => {
    const lines = [
      'from keras import layers',
      "layers.Dense(8, activation='relu')",
      "layers.Dense(8, 'relu')",
      "layers.Activation(activation='relu')",
      "layers.LSTM(8, recurrent_activation='sigmoid')",
      "layers.Dense(8, activation=('relu'))",
      "layers.Dense(8, activation='relu' if deep else 'tanh')",
      "layers.Dense(8, activation=None or 'relu')",
    ];
    expect(found(...lines)).toEqual([
      "2 'relu' relu string",
      "3 'relu' relu string",
      "4 'relu' relu string",
      "5 'sigmoid' sigmoid string",
      "6 'relu' relu string",
      "7 'relu' relu string",
      "7 'tanh' tanh string",
      "8 'relu' relu string",
    ]);
  });

  it('are not found where they mean something else', () => {
    const lines = [
      'import torch, keras',
      "if activation == 'relu': pass",
      "layers.Dense(8, name='relu')",
      "assert act in ('relu', 'gelu')",
      "print('relu')",
      "x['relu']",
      "scipy.interpolate(kind='linear')",
      "if mode == 'linear': kind = 'linear'",
      "f(interpolation='linear')",
      "activation = 'my_relu'",
      "keras.layers.Dense(8, activation='my own')",
      "keras.layers.Dense(8, 'relu' == x)",
    ];
    expect(found(...lines)).toEqual([]);
  });

  it('keep their quotes, prefixes and length', () => {
    for (const string of ["'relu'", '"relu"', "r'relu'", "u'relu'", '"""relu"""', "'''relu'''", "b'relu'", "f'relu'"]) {
      const text = `from keras import layers\nlayers.Activation(${string})\n`;
      const expected = string.startsWith('b') ? [] : [string];
      expect(
        usesIn(analyzer, text).map((use) => textOf(text, use)),
        string,
      ).toEqual(expected);
    }
  });

  it('are likely where only the name of the key tells', () => {
    const certainties = (code: string): readonly string[] => usesIn(analyzer, code).map(({ certainty }) => certainty);
    expect(certainties("from keras.layers import Dense\nDense(8, activation='relu')")).toEqual(['resolved']);
    expect(certainties("import torch\nMyLayer(activation='relu')")).toEqual(['likely']);
    expect(certainties("MyConfig(hidden_act='gelu')")).toEqual(['likely']);
  });
});
