import { beforeAll, describe, expect, it } from 'vitest';
import { Analyzer } from '../../../../src/core/uses/analysis';
import { mayNameActivation } from '../../../../src/core/uses/candidates';
import { analyze, describeUse, loadParser, textOf, usesIn } from '../../support/analyzer';
import type { PythonParser } from '../../../../src/core/python/parser';

let parser: PythonParser;
let analyzer: Analyzer;

beforeAll(async () => {
  parser = await loadParser();
  analyzer = new Analyzer(parser);
});

/** A parser that counts what it parses and which trees are left. */
function countingParser(): { readonly parser: PythonParser; parsed: number; alive: number } {
  const counts = {
    parsed: 0,
    alive: 0,
    parser: {
      parse: (text: string, shouldStop?: () => boolean) => {
        const tree = parser.parse(text, shouldStop);
        counts.parsed += 1;
        counts.alive += 1;
        return (
          tree && {
            root: tree.root,
            kinds: tree.kinds,
            delete: () => {
              counts.alive -= 1;
              tree.delete();
            },
          }
        );
      },
      delete: () => undefined,
    },
  };
  return counts;
}

const model = [
  'import torch',
  'from torch import nn',
  '',
  'ACT = nn.SiLU',
  '',
  'class Net(nn.Module):',
  '    def __init__(self):',
  '        self.act = nn.LeakyReLU(0.2)',
  '',
  '    def forward(self, x):',
  '        return self.act(x) + ACT()(x)',
  '',
  'def helper(x):',
  '    return x + 1',
  '',
  'def last(x):',
  '    return torch.sigmoid(x)',
  '',
].join('\n');

describe('useAt', () => {
  it('gives the use whose range holds the position, its end included', () => {
    const analysis = analyze(analyzer, model);
    const at = (line: number, character: number): string | undefined => analysis.useAt({ line, character })?.activation;
    expect([18, 19, 25, 31, 32].map((character) => at(7, character))).toEqual([
      undefined,
      'leaky_relu',
      'leaky_relu',
      'leaky_relu',
      undefined,
    ]);
    expect(at(99, 0)).toBeUndefined();
    analysis.dispose();
  });

  it('gives the innermost of nested uses', () => {
    const analysis = analyze(analyzer, 'import torch\ny = x * torch.sigmoid(x)\n');
    expect(analysis.useAt({ line: 1, character: 4 })?.activation).toBe('silu');
    expect(analysis.useAt({ line: 1, character: 10 })?.activation).toBe('sigmoid');
    analysis.dispose();
  });
});

describe('roles', () => {
  it('are computed while the analysis lives', () => {
    const analysis = analyze(analyzer, model);
    const [use] = analysis.uses.filter(({ activation }) => activation === 'leaky_relu');
    expect(use?.role).toBe('hidden');
    analysis.dispose();
    expect(use?.role).toBe('unknown');
  });
});

describe('analysis after an edit', () => {
  it('parses only the statement that changed', () => {
    const counting = countingParser();
    const counted = new Analyzer(counting.parser);
    let analysis = analyze(counted, model);
    const cold = counting.parsed;
    expect(cold).toBeGreaterThan(1);
    analysis = analyze(counted, model.replace('x + 1', 'nn.functional.relu(x)'), analysis);
    expect(counting.parsed).toBe(cold + 1);
    expect(analysis.uses.map(({ activation }) => activation)).toContain('relu');
    analysis = analyze(counted, `# a comment above\n\n${model}`, analysis);
    expect(analysis.uses.find(({ activation }) => activation === 'sigmoid')?.range.start.line).toBe(18);
    expect(analysis.uses.find(({ madeAt }) => madeAt !== undefined)?.madeAt?.start.line).toBe(9);
    analysis.dispose();
    expect(counting.alive).toBe(0);
  });

  it('notices when names of the module mean something else', () => {
    const edits: readonly (readonly [from: string, to: string])[] = [
      ['from torch import nn', 'from mine import nn'],
      ['from mine import nn', 'from torch import nn'],
      ['ACT = nn.SiLU', 'ACT = nn.GELU'],
      ['ACT = nn.GELU', 'ACT2 = nn.GELU'],
      ['ACT2 = nn.GELU', 'ACT = nn.Mish'],
      ['def helper(x):', 'def ACT():'],
      ['def ACT():', 'def helper(x):'],
      ['import torch\n', 'import tensorflow as torch\n'],
    ];
    let text = model;
    let analysis = analyze(analyzer, text);
    for (const [from, to] of edits) {
      text = text.replace(from, to);
      analysis = analyze(analyzer, text, analysis);
      const cold = analyze(analyzer, text);
      expect(analysis.uses, to).toEqual(cold.uses);
      cold.dispose();
    }
    analysis.dispose();
  });

  it('notices changes in base classes', () => {
    const text = [
      'from torch import nn',
      'class A:',
      '    def __init__(self): self.act = nn.ReLU()',
      'class B(A):',
      '    def f(self, x): return self.act(x)',
    ].join('\n');
    let analysis = analyze(analyzer, text);
    expect(analysis.uses.at(-1)?.activation).toBe('relu');
    analysis = analyze(analyzer, text.replace('ReLU', 'Tanh'), analysis);
    expect(analysis.uses.at(-1)?.activation).toBe('tanh');
    expect(analysis.uses.length).toBe(2);
    analysis.dispose();
  });

  it('keeps equal statements apart', () => {
    const block = 'def f(x):\n    return nn.ReLU()(x)\n';
    let analysis = analyze(analyzer, `from torch import nn\n${block}${block}`);
    analysis = analyze(analyzer, `from torch import nn\n${block}\n${block}${block}`, analysis);
    expect(analysis.uses.map(({ range }) => range.start.line)).toEqual([2, 5, 7]);
    analysis.dispose();
  });
});

describe('notebooks', () => {
  const lines = (uses: readonly { cell?: number; activation: string }[]): readonly string[] =>
    uses.map(({ cell, activation }) => `${String(cell)} ${activation}`);

  it('see the names of the cells around', () => {
    const analysis = analyzer.analyzeNotebook([
      { index: 1, text: 'act(F.relu(x))' },
      { index: 2, text: 'import torch.nn.functional as F\nfrom torch.nn import Mish as M' },
      { index: 5, text: 'act = M()\ny = F.silu(x)' },
      { index: 6, text: 'act(x)' },
    ]);
    expect(lines(analysis?.uses ?? [])).toEqual(['1 mish', '1 relu', '5 mish', '5 silu', '6 mish']);
    expect(analysis?.uses.map(({ certainty }) => certainty)).not.toContain('likely');
    expect(analysis?.useAt({ line: 1, character: 5 }, 5)?.activation).toBe('silu');
    expect(analysis?.useAt({ line: 1, character: 5 }, 2)).toBeUndefined();
    expect(analysis?.parts.map(({ cell }) => cell)).toEqual([1, 2, 5, 6]);
    analysis?.dispose();
  });

  it('prefer what stands before over what comes after', () => {
    const analysis = analyzer.analyzeNotebook([
      { index: 0, text: 'from torch.nn import ReLU as A' },
      { index: 1, text: 'y = A()' },
      { index: 2, text: 'from torch.nn import GELU as A' },
      { index: 3, text: 'y = A()' },
    ]);
    expect(lines(analysis?.uses ?? [])).toEqual(['1 relu', '3 gelu']);
    analysis?.dispose();
  });

  it('keep a broken cell to itself, also across edits', () => {
    const cells = [
      { index: 0, text: 'from torch import nn' },
      { index: 1, text: 'x = """never closed' },
      { index: 2, text: 'm = nn.ReLU()' },
    ];
    const analysis = analyzer.analyzeNotebook(cells);
    expect(lines(analysis?.uses ?? [])).toEqual(['2 relu']);
    const next = analyzer.analyzeNotebook([...cells, { index: 3, text: 'm(x)' }], { previous: analysis });
    expect(lines(next?.uses ?? [])).toEqual(['2 relu', '3 relu']);
    next?.dispose();
  });
});

describe('stopping', () => {
  it('gives nothing and leaves nothing behind', () => {
    const counting = countingParser();
    const counted = new Analyzer(counting.parser);
    const previous = analyze(counted, model);
    let asked = 0;
    expect(counted.analyze(`${model}y = 1\n`, { previous, shouldStop: () => ++asked > 2 })).toBeUndefined();
    expect(counting.alive).toBe(0);
    expect(analyze(counted, model).uses.length).toBeGreaterThan(0);
  });

  it('stops within one long statement', () => {
    const text = `import torch\nx = [\n${'    torch.relu(x),\n'.repeat(20000)}]\n`;
    const start = performance.now();
    expect(analyzer.analyze(text, { shouldStop: () => performance.now() > start + 5 })).toBeUndefined();
    expect(describeUse(model, usesIn(analyzer, model)[0] ?? raise())).toContain('nn.SiLU');
  });
});

function raise(): never {
  throw new Error('no use');
}

describe('the text test', () => {
  it('lets files pass that name an activation', () => {
    for (const text of [
      'from torch import nn\nnn.ReLU()',
      'x.sigmoid()',
      'Config(hidden_act="gelu")',
      'from torch.nn import *\nReLU()',
    ]) {
      expect(mayNameActivation(text), text).toBe(true);
    }
  });

  it('keeps files out that name none, so that they cost no parse', () => {
    const counting = countingParser();
    const texts = [
      'import os\nprint("relu")',
      'relu = 1\nthreshold = relu',
      'optimizer.step()',
      'mode == "linear"',
      '',
    ];
    for (const text of texts) {
      expect(mayNameActivation(text), text).toBe(false);
      expect(usesIn(new Analyzer(counting.parser), text)).toEqual([]);
    }
    expect(counting.parsed).toBe(0);
  });
});

describe('ranges', () => {
  it('are right with CRLF, tabs, surrogate pairs and a byte order mark', () => {
    const text = "\ufefffrom torch import nn\r\nif 1:\r\n\ts = '😀'; m = nn.ReLU()\r\nn = nn.GELU()\r\n";
    const [first, second] = usesIn(analyzer, text);
    expect(first?.range).toEqual({ start: { line: 2, character: 15 }, end: { line: 2, character: 22 } });
    expect(first && textOf(text, first)).toBe('nn.ReLU');
    expect(second?.range).toEqual({ start: { line: 3, character: 4 }, end: { line: 3, character: 11 } });
    const mark = usesIn(analyzer, '\ufeffx = F.relu(y)');
    expect(mark[0]?.range.start).toEqual({ line: 0, character: 4 });
  });
});
