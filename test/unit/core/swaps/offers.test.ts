import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getActivation, resolveParameters, type ActivationId } from '../../../../src/core/activations';
import { applyEdits } from '../../../../src/core/edits/applyEdits';
import { offersFor, swapAll, swapUse, type SwapOffer } from '../../../../src/core/swaps/swap';
import type { Analyzer, DocumentAnalysis } from '../../../../src/core/uses/analysis';
import type { Use } from '../../../../src/core/uses/use';
import { analyze, loadAnalyzer } from '../../support/analyzer';

let analyzer: Analyzer;
const open: DocumentAnalysis[] = [];

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

afterEach(() => {
  open.splice(0).forEach((analysis) => {
    analysis.dispose();
  });
});

function read(text: string): DocumentAnalysis {
  const analysis = analyze(analyzer, text);
  open.push(analysis);
  return analysis;
}

/** The use on a line, counted from 1; the last one where there are several. */
function useOn(analysis: DocumentAnalysis, line: number): Use {
  const use = analysis.uses.filter(({ range }) => range.start.line + 1 === line).at(-1);
  if (use === undefined) {
    throw new Error(`no use on line ${String(line)}`);
  }
  return use;
}

function offersOn(text: string, line: number): readonly SwapOffer[] {
  const analysis = read(text);
  return offersFor(analysis, useOn(analysis, line));
}

function offerOn(text: string, line: number, target: ActivationId): SwapOffer {
  const offer = offersOn(text, line).find((one) => one.target === target);
  if (offer === undefined) {
    throw new Error(`${target} is not listed`);
  }
  return offer;
}

function offered(offers: readonly SwapOffer[]): readonly ActivationId[] {
  return offers.filter(({ withheld }) => withheld === undefined).map(({ target }) => target);
}

const mlp = `from torch import nn

net = nn.Sequential(
    nn.Linear(3, 4),
    nn.ReLU(),
    nn.Linear(4, 1),
)
`;

function hidden(activation: string): string {
  return mlp.replace('nn.ReLU()', activation);
}

function twoDigits(value: number): string {
  return String(Number(value.toPrecision(2)));
}

describe('the line that says what changes', () => {
  it('has the figures of both functions for N(0, 1) inputs', () => {
    // E[ReLU] = 1/√(2π), E[GELU] = 1/(2√π); E[ReLU²] = 1/2, so that its gain is √2.
    const [relu, gelu] = [1 / Math.sqrt(2 * Math.PI), 1 / (2 * Math.sqrt(Math.PI))];
    const { change } = offerOn(mlp, 5, 'gelu');
    expect(change).toContain(`mean ${twoDigits(relu)} → ${twoDigits(gelu)}`);
    expect(change).toContain(`gain ${Math.SQRT2.toFixed(2)} → `);
    // Minimum and largest slope of GELU as published by Hendrycks and Gimpel's formula: −0.17 and 1.13.
    expect(change).toContain('range [0, ∞) → [−0.17, ∞)');
    expect(change).toContain('slope 0…1 → −0.13…1.1');
  });

  it('takes the arguments of the code', () => {
    // E[Leaky ReLU] with slope a is (1 − a)/√(2π).
    const mean = (slope: number): string => twoDigits((1 - slope) / Math.sqrt(2 * Math.PI));
    const { change } = offerOn(hidden('nn.LeakyReLU(0.3)'), 5, 'relu');
    expect(change).toContain(`mean ${mean(0.3)} → ${mean(0)}`);
  });

  it('leaves out what stays', () => {
    expect(offerOn(mlp, 5, 'leaky_relu').change).not.toContain('gain');
    expect(offerOn(mlp, 5, 'relu6').change).toBe('range [0, ∞) → [0, 6]');
  });
});

describe('the order of targets', () => {
  it('begins with the least invasive one', () => {
    expect(offered(offersOn(mlp, 5)).slice(0, 4)).toEqual(['leaky_relu', 'gelu', 'silu', 'prelu']);
  });

  it('follows the kind of network', () => {
    const first = (text: string): ActivationId | undefined => offersOn(text, text.split('\n').length - 3)[0]?.target;
    expect(first(`# A Transformer block.\n${mlp}`)).toBe('gelu');
    expect(first(mlp.replace('nn.Linear(3, 4)', 'nn.Conv2d(3, 4, 3)'))).toBe('silu');
    expect(first(`# For MobileNet.\n${mlp}`)).toBe('hard_swish');
  });

  it.each<[string, ActivationId]>([
    ['nn.Tanh()', 'relu'],
    ['nn.Softplus()', 'relu'],
    ['nn.LeakyReLU(0.1)', 'relu'],
    ['nn.PReLU()', 'leaky_relu'],
    ['nn.ELU()', 'relu'],
    ['nn.SELU()', 'elu'],
    ['nn.GELU()', 'gelu_tanh'],
    ['nn.SiLU()', 'hard_swish'],
    ['nn.Mish()', 'silu'],
    ['nn.Hardswish()', 'silu'],
    ['nn.ReLU6()', 'relu'],
    ['nn.Hardtanh()', 'tanh'],
  ])('for %s begins with %s', (code, target) => {
    expect(offersOn(hidden(code), 5)[0]?.target).toBe(target);
  });

  it('never lists what is there already, and each target once', () => {
    for (const code of ['nn.ReLU()', 'nn.GELU()', 'nn.Tanh()', 'nn.SELU()']) {
      const analysis = read(hidden(code));
      const use = useOn(analysis, 5);
      const targets = offersFor(analysis, use).map(({ target }) => target);
      expect(targets).not.toContain(use.activation);
      expect(new Set(targets).size).toBe(targets.length);
    }
  });

  it('lists the library’s own call of a function that is written out first', () => {
    const [first] = offersOn('import torch\n\n\ndef act(x):\n    return 1 / (1 + torch.exp(-x))\n', 5);
    expect(first?.target).toBe('sigmoid');
  });

  it('explains blocks without an edit', () => {
    const { edits, withheld, change } = offerOn(mlp, 5, 'swiglu');
    expect(edits).toEqual([]);
    expect(withheld).toContain('linear maps of its own');
    expect(change).not.toBe('');
  });

  it('has nothing for vectors and for plain mathematics', () => {
    expect(offersOn(hidden('nn.Softmax(dim=1)'), 5)).toEqual([]);
    expect(offersOn(hidden('nn.Identity()'), 5)).toEqual([]);
  });
});

describe('figures in the reasons', () => {
  const points = Array.from({ length: 20001 }, (_, index) => (index - 10000) / 1000);
  const value = (id: ActivationId): ((x: number) => number) => {
    const activation = getActivation(id);
    if (activation.kind !== 'elementwise') {
      throw new Error(`${id} is not element-wise`);
    }
    const parameters = resolveParameters(activation, {});
    return (x) => activation.value(x, parameters);
  };
  const distance = (one: ActivationId, other: ActivationId): number =>
    Math.max(...points.map((x) => Math.abs(value(one)(x) - value(other)(x))));
  const reasonFor = (code: string, target: ActivationId): string => offerOn(hidden(code), 5, target).reason;

  it('hold for the two forms of GELU', () => {
    expect(reasonFor('nn.GELU()', 'gelu_tanh')).toContain('less than 0.0005');
    expect(distance('gelu', 'gelu_tanh')).toBeLessThan(0.0005);
  });

  it('hold for the hard form of SiLU', () => {
    expect(reasonFor('nn.SiLU()', 'hard_swish')).toContain('at most 0.142');
    expect(distance('silu', 'hard_swish')).toBeCloseTo(0.142, 3);
  });

  it('hold for the stretched tanh', () => {
    expect(value('lecun_tanh')(1)).toBeCloseTo(1, 4);
    expect(value('lecun_tanh')(-1)).toBeCloseTo(-1, 4);
  });
});

describe('what is withheld', () => {
  const reasonOn = (text: string, line: number, target: ActivationId): string =>
    offerOn(text, line, target).withheld ?? '';

  it('says so of gates, attention, outputs and recurrent cells', () => {
    const gate = 'import torch\n\n\ndef f(x, z):\n    return z * torch.sigmoid(x)\n';
    expect(reasonOn(gate, 5, 'relu')).toContain('gate');
    const output = 'from keras import layers\n\nhead = layers.Dense(1, activation="sigmoid")\n';
    expect(reasonOn(output, 3, 'relu')).toContain('output');
    const recurrent = 'from keras import layers\n\ncell = layers.LSTM(8, activation="tanh")\n';
    expect(reasonOn(recurrent, 3, 'relu')).toContain('recurrent');
  });

  it('lets phones have a hard sigmoid for gates', () => {
    const gate = '# MobileNetV3\nimport torch\n\n\ndef f(x, z):\n    return z * torch.sigmoid(x)\n';
    expect(reasonOn(gate, 6, 'hard_sigmoid')).toBe('');
    expect(reasonOn(gate, 6, 'relu')).not.toBe('');
  });

  it.each([
    ['net.load_state_dict(state)', 'loads trained weights'],
    ['net = torchvision.models.resnet18(pretrained=True)', 'loads trained weights'],
    ['net = resnet18(weights=ResNet18_Weights.DEFAULT)', 'loads trained weights'],
    ['net = AutoModel.from_pretrained("bert-base-uncased")', 'loads trained weights'],
    ['torch.onnx.export(net, x, "net.onnx")', 'exports or quantizes'],
    ['net = torch.ao.quantization.prepare(net)', 'exports or quantizes'],
  ])('says so where the file has %s', (code, reason) => {
    expect(reasonOn(`${mlp}${code}\n`, 5, 'gelu')).toContain(reason);
    expect(reasonOn(`${mlp}${code}\n`, 5, 'gelu')).toContain('Line 8');
  });

  it.each([
    '# net.load_state_dict(state)',
    'optimizer.load_state_dict(state)',
    'print("from_pretrained(")',
    'f(weights=None)',
  ])('is not moved by %s', (code) => {
    expect(reasonOn(`${mlp}${code}\n`, 5, 'gelu')).toBe('');
  });

  it('keeps functions of straight pieces out of code that differentiates twice', () => {
    const text = `${hidden('nn.Tanh()')}grad = torch.autograd.grad(y, x, create_graph=True)\n`;
    expect(reasonOn(text, 5, 'relu')).toContain('second derivatives');
    expect(reasonOn(text, 5, 'leaky_relu')).toContain('second derivatives');
    expect(reasonOn(text, 5, 'hard_tanh')).toContain('second derivatives');
    expect(reasonOn(text, 5, 'silu')).toBe('');
  });

  it('leaves the edit for those who insist', () => {
    const offer = offerOn(`${mlp}net.load_state_dict(state)\n`, 5, 'gelu');
    expect(applyEdits(`${mlp}net.load_state_dict(state)\n`, offer.edits)).toContain('nn.GELU()');
  });

  it('comes after what is offered', () => {
    const offers = offersOn(mlp, 5);
    const first = offers.findIndex(({ withheld }) => withheld !== undefined);
    expect(offers.slice(first).every(({ withheld }) => withheld !== undefined)).toBe(true);
  });
});

describe('notes and further changes', () => {
  it('point out an initializer that has no name for the target', () => {
    const text = `${mlp}nn.init.kaiming_normal_(net[0].weight, nonlinearity="relu")\n`;
    const { notes } = offerOn(text, 5, 'gelu');
    expect(notes.join(' ')).toContain('Line 8');
    expect(notes.join(' ')).toContain('1.414');
  });

  it('leave an initializer alone that other layers need', () => {
    const text = `${mlp}other = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))\nnn.init.kaiming_normal_(net[0].weight, nonlinearity="relu")\n`;
    const offer = offerOn(text, 5, 'tanh');
    expect(applyEdits(text, offer.edits)).toContain('nonlinearity="relu"');
    expect(offer.notes.join(' ')).toContain('other layers keep');
  });

  it('say that PReLU learns', () => {
    expect(offerOn(mlp, 5, 'prelu').notes.join(' ')).toContain('weight decay');
    expect(offerOn(hidden('nn.PReLU()'), 5, 'relu').notes.join(' ')).toContain('learned slopes go');
  });

  it('bring the recipe of SELU, and take it away', () => {
    const text = mlp.replace('    nn.Linear(4, 1),', '    nn.Dropout(0.1),\n    nn.Linear(4, 1),');
    const [recipe] = offerOn(text, 5, 'selu').followUps;
    const after = applyEdits(text, recipe?.edits ?? []);
    expect(after).toContain('nn.SELU()');
    expect(after).toContain('nn.AlphaDropout(0.1)');
    const [back] = offerOn(after, 5, 'elu').followUps;
    expect(applyEdits(after, back?.edits ?? [])).toBe(text.replace('ReLU', 'ELU'));
  });
});

describe('places', () => {
  const module = `from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.fc(self.act(x))
`;

  it('lead from another name to where the activation is made', () => {
    const analysis = read(module);
    const alias = useOn(analysis, 11);
    expect(alias.madeAt).toBeDefined();
    const offer = swapUse(analysis, alias, 'silu');
    expect(applyEdits(module, offer?.edits ?? [])).toBe(module.replace('nn.ReLU()', 'nn.SiLU()'));
  });

  it('can be a part of the document', () => {
    const text = `${mlp}${mlp.replace('from torch import nn\n\n', '').replace('net', 'other')}`;
    const analysis = read(text);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
    expect(swapAll(analysis, { from: 'relu', range }, 'elu').swapped).toBe(0);
    const line = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    const { edits, swapped } = swapAll(analysis, { from: 'relu', range: line }, 'elu');
    expect(swapped).toBe(1);
    expect(applyEdits(text, edits)).toBe(text.replace('nn.ReLU()', 'nn.ELU()'));
  });

  it('can be the cells of a notebook, whose imports stay together', () => {
    const cells = [
      { index: 0, text: 'import torch\nfrom torch import nn\n' },
      { index: 2, text: 'y = torch.relu(x)\n' },
    ];
    const analysis = analyzer.analyzeNotebook(cells);
    if (analysis === undefined) {
      throw new Error('the analysis was stopped');
    }
    open.push(analysis);
    const { edits } = swapAll(analysis, { from: 'relu' }, 'gelu');
    const after = cells.map(({ index, text }) =>
      applyEdits(
        text,
        edits.filter(({ cell }) => cell === index),
      ),
    );
    expect(after).toEqual(['import torch.nn.functional as F\nfrom torch import nn\n', 'y = F.gelu(x)\n']);
  });

  it('stay when they are the target already', () => {
    const analysis = read(mlp);
    expect(swapAll(analysis, {}, 'relu')).toEqual({ edits: [], swapped: 0, withheld: [], notes: [] });
  });
});

describe('what only looks like a layer', () => {
  const reason = (text: string, line: number): string => offersOn(text, line)[0]?.withheld ?? '';

  it.each([
    ['a loss', 'loss = F.relu(positive - negative + 0.2)', 'part of a loss'],
    ['a margin', 'd = F.relu(positive - negative + margin)', 'part of a loss'],
    ['graph attention', 'alpha = F.leaky_relu(alpha, 0.2)', 'attention scores'],
    ['a router', 'w = torch.sigmoid(router_logits)', 'Nothing here shows'],
    ['boxes', 'boxes = torch.sigmoid(h)', 'Nothing here shows'],
    ['a class that is looked for', 'found = isinstance(layer, nn.ReLU)', 'looks for layers'],
    ['a choice by name', 'layers = {"relu": nn.ReLU, "gelu": nn.GELU}', 'under the name'],
  ])('%s is withheld', (_, code, expected) => {
    expect(reason(`import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n${code}\n`, 5)).toContain(
      expected,
    );
  });

  it('so is the definition of the activation itself', () => {
    expect(reason('import torch.nn.functional as F\n\n\ndef relu(x):\n    return F.relu(x)\n', 5)).toContain(
      'called relu',
    );
  });

  it('and a list that has the target already', () => {
    const text = 'from torch import nn\n\nlayers = [nn.ReLU, nn.GELU]\n';
    const analysis = read(text);
    const [first] = analysis.uses;
    expect(first && swapUse(analysis, first, 'gelu')?.withheld).toContain('has GELU already');
    expect(first && swapUse(analysis, first, 'silu')?.withheld).toBeUndefined();
  });
});
