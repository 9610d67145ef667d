import { beforeAll, describe, expect, it } from 'vitest';
import { readMessageToPanel, type PanelSubject } from '../../../src/panel.protocol';
import { listActivations } from '../../../src/service/panel/activationList';
import { describeSubject } from '../../../src/service/panel/panelCard';
import { describeFile, type PanelFile } from '../../../src/service/panel/panelFile';
import type { Analyzer } from '../../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../support/analyzer';

const key = 'file:///models/net.py';
let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

function describeText(text: string): PanelFile {
  const analysis = analyze(analyzer, text);
  const file = describeFile(analysis, key);
  analysis.dispose();
  return file;
}

const sequential = `import torch.nn as nn
net = nn.Sequential(
    nn.Linear(8, 8), nn.LeakyReLU(
        0.2),
    nn.Linear(8, 8), nn.LeakyReLU(0.2),
    nn.Linear(8, 8), nn.Tanh(),
    nn.Linear(8, 8), nn.LeakyReLU(0.2),
)
gate = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid())
`;

describe('the uses of a file', () => {
  it('come with their code on one line, their arguments and their places', () => {
    const [first] = describeText(sequential).uses;
    expect(first?.code).toBe('nn.LeakyReLU( 0.2)');
    expect(first?.subject).toMatchObject({
      activation: 'leaky_relu',
      arguments: { negative_slope: 0.2 },
      framework: 'torch',
      path: 'torch.nn.LeakyReLU',
      given: { negative_slope: 0.2 },
    });
    expect(first?.place).toEqual({
      uri: key,
      range: { start: { line: 2, character: 21 }, end: { line: 2, character: 33 } },
    });
  });

  it('are what the panel can read', () => {
    const message = { type: 'file', name: 'net.py', ...describeText(sequential) };
    expect(readMessageToPanel(JSON.parse(JSON.stringify(message)))).toMatchObject({ ok: true });
  });

  it('name references and strings as they stand', () => {
    const { uses } = describeText('from keras import layers\nlayers.Dense(4, activation="selu")\n');
    expect(uses.map(({ code }) => code)).toEqual(['"selu"']);
  });

  it('tell their cells in a notebook', () => {
    const analysis = analyzer.analyzeNotebook([
      { index: 1, text: 'import torch.nn as nn\n' },
      { index: 4, text: 'act = nn.Mish()\n' },
    ]);
    if (analysis === undefined) throw new Error('the analysis was stopped');
    const [use] = describeFile(analysis, key).uses;
    expect(use).toMatchObject({ code: 'nn.Mish()', place: { cell: 4, range: { start: { line: 0, character: 6 } } } });
  });
});

describe('the network of a file', () => {
  it('is the stack with the most of one activation', () => {
    expect(describeText(sequential).network).toMatchObject({
      subject: { activation: 'leaky_relu', arguments: { negative_slope: 0.2 } },
      depth: 4,
      initialization: 'torch',
      isNormalized: false,
    });
  });

  it('starts with the initialization that the code names, and tells normalization', () => {
    const code = `from keras import layers, Sequential
net = Sequential([
    layers.Dense(64, activation="tanh", kernel_initializer="glorot_normal"),
    layers.BatchNormalization(),
    layers.Dense(64, activation="tanh"),
    layers.Dense(3, activation="softmax"),
])
`;
    expect(describeText(code).network).toMatchObject({
      subject: { activation: 'tanh' },
      depth: 2,
      initialization: 'xavier',
      isNormalized: true,
    });
  });

  it('is the whole file where a model is put together step by step', () => {
    const code = `import keras
model = keras.Sequential()
model.add(keras.layers.Dense(64, activation="elu"))
model.add(keras.layers.Dense(64, activation="elu"))
`;
    expect(describeText(code).network).toMatchObject({
      subject: { activation: 'elu' },
      depth: 2,
      initialization: 'keras',
    });
  });

  it('is none where the file names no stack and no model', () => {
    expect(describeText('import torch\ny = torch.tanh(x)\n').network).toBeUndefined();
    expect(describeText('from torch import nn\nnet = nn.Sequential(nn.Linear(2, 2))\n').network).toBeUndefined();
  });
});

describe('the words of a subject', () => {
  const keras: PanelSubject = {
    activation: 'leaky_relu',
    arguments: { negative_slope: 0.2 },
    framework: 'keras3',
    form: 'class',
    path: 'keras.layers.LeakyReLU',
    given: { negative_slope: 0.2 },
    role: 'hidden',
  };

  it('tell what the library itself takes, and how the others write it', () => {
    const card = describeSubject(keras, 0.01);
    expect(card?.framework).toBe('Keras 3');
    // https://keras.io/api/layers/activation_layers/leaky_relu: 0.3, where PyTorch has 0.01.
    expect(card?.frameworkDefaults).toEqual({ negative_slope: 0.3 });
    expect(card?.spellings[0]).toMatchObject({
      framework: 'Keras 3',
      code: ['keras.layers.LeakyReLU(negative_slope=0.2)', 'keras.activations.leaky_relu(x)'],
    });
    expect(card?.spellings[0]?.notes.join()).toContain('0.3');
    expect(card?.numpy).toContain('negative_slope=0.2');
  });

  it('are what the panel can read, for every activation', () => {
    for (const { activation } of listActivations()) {
      const card = describeSubject({ activation, arguments: {} }, 0.01);
      const message = JSON.parse(JSON.stringify({ type: 'card', request: 1, card })) as unknown;
      expect(readMessageToPanel(message), activation).toMatchObject({ ok: true });
      expect(card?.frameworkDefaults).toBeUndefined();
    }
  });

  it('are missing for an activation that is not known; an unknown library counts as none', () => {
    expect(describeSubject({ activation: 'constructor', arguments: {} }, 0.01)).toBeUndefined();
    const card = describeSubject({ activation: 'relu', arguments: {}, framework: 'toString' }, 0.01);
    expect(card).toBeDefined();
    expect(card?.framework).toBeUndefined();
  });
});
