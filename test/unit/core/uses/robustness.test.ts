import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../src/core/python/lineIndex';
import type { Analyzer, DocumentAnalysis } from '../../../../src/core/uses/analysis';
import type { Use } from '../../../../src/core/uses/use';
import { modelFile } from '../../../bench/modelFile';
import { analyze, loadAnalyzer, textOf, usesIn } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

const odd = [
  'from torch import nn',
  'import torch.nn.functional as F',
  'from transformers.activations import ACT2FN as A',
  'act = nn.GELU',
  'ACTS = {"a": nn.ReLU, "b": act}',
  'class Base(nn.Module):',
  '    def __init__(self, hidden_act: str = "gelu"):',
  '        self.act, self.other = A[hidden_act], ACTS["a"]()',
  '        self.gate = A["silu"]',
  'class Net(Base):',
  '    """ nn.ReLU() """',
  '    def forward(self, x, *args, **kw):  # F.relu(x)',
  '        y = f"{F.relu(x):>{self.gate(x)}} nn.ReLU"',
  '        match x:',
  '            case [nn, *rest]: return nn.ReLU()',
  '            case {"k": F}: return F.relu(x)',
  '        global act',
  '        z = [self.other(i) for i in x if (w := i.sigmoid())]',
  '        print "old", F.relu(x)',
  '        return lambda F: F.relu(x), x * torch.sigmoid(x)',
  "\tbad = '😀'; m = nn.LeakyReLU(negative_slope=-0.1, *args)",
  'Dense(8, activation="relu")',
].join('\n');

const bases = [odd, modelFile(120), odd.replaceAll('\n', '\r\n'), `\ufeff${odd}`];
const snippets = fc.constantFrom(
  '(',
  ')',
  '[',
  '{',
  '"""',
  "'",
  '"',
  '\n',
  '\r\n',
  '\r',
  '    ',
  '\t',
  '\\',
  '#',
  ':',
  '.',
  ',',
  '=',
  '@',
  '\0',
  '😀',
  '\ud83d',
  'nn',
  'F.relu(',
  'self.act',
  'act',
  'class A(',
  'def f(nn',
  'lambda ',
  'import ',
  'from torch import *',
  'global nn\n',
  'if x:\n',
);

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  insert: fc.oneof(snippets, fc.constant(''), fc.string({ unit: 'binary', maxLength: 4 })),
});

function mutate(text: string, { at, remove, insert }: Mutation): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}

function expectSound(text: string, uses: readonly Use[]): void {
  const lines = new LineIndex(text);
  let last = -1;
  for (const { range, madeAt } of uses) {
    for (const place of madeAt === undefined ? [range] : [range, madeAt]) {
      const [start, end] = [lines.offsetAt(place.start), lines.offsetAt(place.end)];
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(lines.range(start, end)).toEqual(place);
    }
    const start = lines.offsetAt(range.start);
    expect(start).toBeGreaterThanOrEqual(last);
    last = start;
  }
}

/** Everything about the uses but what is computed on demand. */
function plain(uses: readonly Use[]): unknown {
  return uses.map((use) => ({ ...use, role: undefined }));
}

describe('any text', () => {
  it('gives sound uses, and after edits the same as from scratch', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.array(mutation, { minLength: 1, maxLength: 6 }), (base, mutations) => {
        let text = base;
        let analysis: DocumentAnalysis = analyze(analyzer, text);
        for (const one of mutations) {
          text = mutate(text, one);
          analysis = analyze(analyzer, text, analysis);
          expectSound(text, analysis.uses);
          expect(plain(analysis.uses)).toEqual(plain(usesIn(analyzer, text)));
        }
        analysis.dispose();
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('gives a role to every use', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bases), mutation, (base, one) => {
        const analysis = analyze(analyzer, mutate(base, one));
        expect(analysis.uses.map(({ role }) => typeof role)).toEqual(analysis.uses.map(() => 'string'));
        analysis.dispose();
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('damaged code', () => {
  const intact = [
    'import torch',
    'from torch import nn',
    'class A(nn.Module):',
    '    def __init__(self):',
    '        self.act = nn.GELU()',
  ];
  const rest = [
    '',
    '    def forward(self, x):',
    '        return self.act(x)',
    '',
    'def last(x):',
    '    return torch.tanh(x)',
    '',
  ];
  const texts = (code: string): readonly string[] => {
    const text = [...intact, code, ...rest].join('\n');
    return usesIn(analyzer, text).map((use) => textOf(text, use));
  };

  it('does not hide the uses around half-typed lines', () => {
    for (const line of [
      'self.b = nn.',
      'self.b = ',
      'if x',
      'self.',
      'for i in',
      'x = "',
      "x = 'a",
      'return',
      'def',
      'def g(',
      '@',
      'lambda',
      'x ===',
    ]) {
      expect(texts(`        ${line}`), line).toEqual(['nn.GELU', 'self.act', 'torch.tanh']);
    }
  });

  it('keeps a bracket that is still open from hiding other definitions', () => {
    for (const line of ['self.b = nn.Linear(', 'x = [1,', 'x = {', 'call(a, (b, ']) {
      expect(texts(`        ${line}`), line).toEqual(expect.arrayContaining(['nn.GELU', 'torch.tanh']));
    }
  });

  it('finds the use in the damage itself', () => {
    expect(texts('        self.b = nn.ReLU(')).toContain('nn.ReLU');
    expect(texts('        self.b = nn.ReLU(inplace=')).toContain('nn.ReLU');
    expect(texts('        x = = nn.ReLU()')).toContain('nn.ReLU');
  });

  it('is survived by all of Python 2 that is no Python 3', () => {
    const lines = [
      'print "a", x',
      'print >>f, x',
      'exec "a" in b',
      'raise E, "x"',
      'x = `a`',
      'if a <> b: pass',
      'x = 0777 + 10L',
      'except_ = u"a" ur"b"',
    ];
    expect(texts(lines.map((line) => `        ${line}`).join('\n'))).toEqual(['nn.GELU', 'self.act', 'torch.tanh']);
  });
});

describe('extreme texts', () => {
  it('do not exhaust the stack', () => {
    for (const deep of [
      `y = ${'('.repeat(5000)}nn.ReLU()${')'.repeat(5000)}`,
      `y = ${'F.relu('.repeat(3000)}x${')'.repeat(3000)}`,
      `y = ${'-'.repeat(5000)}x.sigmoid()`,
      `y = x${'.relu()'.repeat(2000)}`,
      `y = ${'[*'.repeat(3000)}`,
      `y = ${Array.from({ length: 5000 }, () => 'a').join(' + ')} + nn.ReLU()`,
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n'),
      Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}def f(nn):`).join('\n'),
      `a = b\n${Array.from({ length: 500 }, (_, index) => `a${String(index + 1)} = a${String(index)}`).join('\n')}\na0 = nn.ReLU\na500()`,
      'a = b\nb = a\na()\nb()',
      'class A(A): pass\nclass B(C):\n    def f(self): self.act()\nclass C(B): act = nn.ReLU()',
    ]) {
      expect(() => usesIn(analyzer, `from torch import nn\nimport torch.nn.functional as F\n${deep}\n`)).not.toThrow();
    }
  }, 60_000);

  it('take time in proportion', () => {
    const line = 'x = f(nn.ReLU(), [1, 2, 3], {"a": act(x)})\n';
    const start = performance.now();
    expect(usesIn(analyzer, `from torch import nn\nact = nn.GELU()\n${line.repeat(4000)}`).length).toBe(8001);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 60_000);
});
