import { beforeAll, describe, expect, it } from 'vitest';
import type { ModuleCode } from '../../../../src/core/uses/moduleCode';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import type { SyntaxNode } from '../../../../src/core/python/syntax';
import { analyze, loadAnalyzer } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

function codeOf(text: string): ModuleCode {
  return analyze(analyzer, text).code;
}

function calleeOf(call: SyntaxNode | undefined): SyntaxNode {
  const callee = call?.childForFieldName('function');
  if (!callee) throw new Error('no call');
  return callee;
}

describe('the code of a module', () => {
  const text = [
    'import tensorflow as tf',
    'from torch import nn',
    'import torch.nn.functional as F',
    'classes = 10',
    'criterion = nn.CrossEntropyLoss()',
    'class Net(nn.Module):',
    '    def __init__(self):',
    '        self.act = nn.GELU()',
    '        self.head = nn.Linear(8, classes)',
    '    def forward(self, nn):',
    '        return F.softmax(self.act(nn.Linear(1)), dim=-1)',
    'loss = tf.keras.losses.MSE(Net(), 0)',
  ].join('\n');

  it('resolves names of libraries, activations or not', () => {
    const code = codeOf(text);
    const [loss] = code.calls('CrossEntropyLoss');
    const [mse] = code.calls('MSE');
    expect(code.resolve(calleeOf(loss))).toEqual({ path: 'torch.nn.CrossEntropyLoss', certainty: 'resolved' });
    expect(code.resolve(calleeOf(mse))?.path).toBe('keras.losses.MSE');
  });

  it('knows scopes: a parameter is no module', () => {
    const code = codeOf(text);
    expect([...code.calls('Linear')].map((call) => code.resolve(calleeOf(call))?.path)).toEqual([
      'torch.nn.Linear',
      undefined,
    ]);
  });

  it('evaluates literals through names that are bound once', () => {
    const code = codeOf(text);
    const [linear] = code.calls('Linear');
    const values = linear?.childForFieldName('arguments')?.namedChildren ?? [];
    expect(values.map((value) => value && code.evaluate(value))).toEqual([8, 10]);
  });

  it('follows attributes to the activations that they were given', () => {
    const code = codeOf(text);
    const [call] = code.calls('act');
    expect(code.activation(calleeOf(call))?.activation).toBe('gelu');
  });

  it('finds classes of the module', () => {
    const code = codeOf(text);
    const [call] = code.calls('Net');
    expect(code.classDefinition(calleeOf(call))?.childForFieldName('name')?.text).toBe('Net');
  });

  it('goes from places to nodes and back', () => {
    const code = codeOf(text);
    const [call] = code.calls('softmax');
    const callee = calleeOf(call);
    const place = code.placeOf(callee);
    expect(place).toEqual({ range: { start: { line: 10, character: 15 }, end: { line: 10, character: 24 } } });
    expect(code.nodeAt(place)?.id).toBe(callee.id);
  });

  it('sees all cells of a notebook as one module', () => {
    const analysis = analyzer.analyzeNotebook([
      { index: 1, text: 'from torch import nn' },
      { index: 3, text: 'net = nn.Sequential(nn.Linear(1, 2))' },
    ]);
    const [call] = analysis?.code.calls('Linear') ?? [];
    expect(analysis?.code.resolve(calleeOf(call))?.path).toBe('torch.nn.Linear');
    expect(call && analysis?.code.placeOf(call).cell).toBe(3);
  });
});
