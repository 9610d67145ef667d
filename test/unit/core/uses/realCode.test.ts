import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { loadAnalyzer, textOf, usesIn } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** `nn.ReLU relu` for each use, in order. */
function found(text: string): readonly string[] {
  return usesIn(analyzer, text).map((use) => `${textOf(text, use)} ${use.activation}`);
}

const torch = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nimport numpy as np\n';

/** Code of kinds that real packages are full of, and that means no activation. */
const noUses: readonly (readonly [what: string, code: string])[] = [
  [
    'sine and cosine side by side, which encode positions',
    'class Positions(nn.Module):\n    def forward(self, x):\n        e = self.fc(x)\n        return torch.cat([e.sin(), e.cos()], -1)',
  ],
  [
    'names that only contain a name of an activation',
    'def processing(x):\n    return np.sin(x) + 1\ndef extract_peak(x):\n    return abs(x - 3)',
  ],
  ['a library of mathematics of its own', 'def exp(x):\n    return np.exp(x)\ndef cos(x):\n    return np.cos(x)'],
  [
    'the mask of an optimizer that steps',
    'class Adam:\n    def step(self):\n        mask = (update * grad > 0).to(grad.dtype)',
  ],
  ['a loss with a margin', 'def loss(y, s):\n    return np.maximum(0, 1 - y * s)'],
  ['the kernel of a blur', 'def gaussian_kernel(x, sigma):\n    return torch.exp(-0.5 * (x / sigma).pow(2))'],
  ['a penalty', 'class L1:\n    def __call__(self, x):\n        return 0.1 * torch.sum(np.abs(x))'],
  ["calls of the file's own functions", 'def tanh(x):\n    return 3\ny = tanh(x)\ndef slope(x):\n    return tanh(x)'],
  ['an import under its own name', 'from torch.nn import SiLU as SiLU'],
  [
    'an attribute that becomes something else',
    'class A:\n    def f(self, x):\n        return self.relu(x)\n    relu = 3',
  ],
];

describe('nothing is found', () => {
  it.each(noUses)('in %s', (_, code) => {
    expect(found(torch + code)).toEqual([]);
  });

  it('in squares of a margin but what the library names', () => {
    expect(found(`${torch}loss = F.relu(margin - d).pow(2).mean()`)).toEqual(['F.relu relu']);
  });

  it('where a common key stands in a file about something else', () => {
    expect(found("class Reaction:\n    activation: str = 'relu'\nenergy = dict(activation='relu')")).toEqual([]);
  });
});

/** Bells, and the σ in exp(−x² / (2σ²)); `null` where it is no number. */
const bells: readonly (readonly [code: string, scale: number | null])[] = [
  ['np.exp(-x**2)', Math.SQRT1_2],
  ['np.exp(-0.5 * x**2)', 1],
  ['np.exp(-x**2 / 2)', 1],
  ['np.exp(-0.5 * (x / 3)**2)', 3],
  ['np.exp(-x**2 / (2 * 0.5**2))', 0.5],
  ['np.exp(-(3 * x)**2)', Math.SQRT1_2 / 3],
  ['np.exp(-0.5 * (x / sigma)**2)', null],
  ['np.exp(-(x / sigma)**2)', null],
  ['np.exp(-(x / sigma)**2 / 2)', null],
  ['np.exp(-((x - 1) / sigma)**2 / 2)', null],
  ['np.exp(-x**2 / (2 * sigma**2))', null],
];

describe('the width of a Gaussian', () => {
  it.each(bells)('of %s', (code, scale) => {
    const [use] = usesIn(analyzer, `${torch}def gaussian(x, sigma):\n    return ${code}`);
    expect(use?.activation).toBe('gaussian');
    const value = use?.arguments['scale'];
    if (scale === null) expect(value).toBeNull();
    else expect(value).toBeCloseTo(scale, 12);
  });

  it('of a layer with a width of its own is not that of exp(x)', () => {
    const code = 'class Bell(nn.Module):\n    def forward(self, x):\n        return torch.exp(-x**2 / (2 * self.a**2))';
    expect(
      usesIn(analyzer, torch + code.replace('Bell', 'Gaussian')).map((use) => [use.activation, use.arguments]),
    ).toEqual([['gaussian', { scale: null }]]);
  });
});

describe('the frequency of a sine layer', () => {
  it.each([
    ['torch.sin(30 * x)', 30],
    ['torch.sin(self.omega_0 * self.linear(x))', null],
  ])('of %s', (code, omega) => {
    const text = `${torch}class Sine(nn.Module):\n    def forward(self, x):\n        return ${code}`;
    expect(usesIn(analyzer, text).map((use) => [use.activation, use.form, use.arguments])).toEqual([
      ['sine', 'expression', { omega_0: omega }],
    ]);
  });
});

/** What calls write themselves, under the library's names. */
const writtenArguments: readonly (readonly [code: string, given: Record<string, unknown> | undefined])[] = [
  ['nn.LeakyReLU(True)', { negative_slope: true }],
  ['nn.ReLU(64)', { inplace: 64 }],
  ['nn.Softmax()', {}],
  ['nn.Softmax(dim=k)', { dim: null }],
  ['nn.GELU(inplace=True)', { inplace: true }],
  ['layer = nn.Softmax', undefined],
];

describe('what a call writes', () => {
  it.each(writtenArguments)('in %s', (code, given) => {
    expect(usesIn(analyzer, torch + code)[0]?.given).toEqual(given);
  });

  it('is not known of a call that is not finished', () => {
    const [use] = usesIn(analyzer, `${torch}x = nn.LeakyReLU(0.2`);
    expect([use?.called, use?.arguments]).toEqual([true, { negative_slope: null }]);
  });
});

/** The slope beside the name: `param` of calculate_gain is 0.01 unless given, `a` of the initializers 0. */
const slopes: readonly (readonly [code: string, slope: number | null])[] = [
  ["nn.init.calculate_gain('leaky_relu', 0.2)", 0.2],
  ["nn.init.calculate_gain('leaky_relu', param=k)", null],
  ["nn.init.calculate_gain('leaky_relu')", 0.01],
  ["nn.init.kaiming_normal_(w, a=0.3, nonlinearity='leaky_relu')", 0.3],
  ["nn.init.kaiming_uniform_(w, 0.4, 'fan_in', 'leaky_relu')", 0.4],
  ["nn.init.kaiming_normal_(w, nonlinearity='leaky_relu')", 0],
  ["nn.init.kaiming_normal_(w, **options, nonlinearity='leaky_relu')", null],
];

describe('the slope of an initialization', () => {
  it.each(slopes)('in %s', (code, slope) => {
    expect(usesIn(analyzer, torch + code).map((use) => use.arguments)).toEqual([{ negative_slope: slope }]);
  });
});

describe('names without imports', () => {
  it('are a library’s where the file shows which', () => {
    const own =
      "from ...configuration_utils import PreTrainedConfig\nclass C(PreTrainedConfig):\n    activation: str = 'swish'";
    expect(usesIn(analyzer, own).map((use) => [use.framework, use.activation])).toEqual([['transformers', 'silu']]);
    const cell = "model.add(Dense(3, activation='relu'))";
    expect(usesIn(analyzer, cell).map((use) => [use.framework, use.certainty])).toEqual([['keras3', 'likely']]);
  });

  it('lead into classes of other files', () => {
    const code = 'from base import Block\nclass Own(Block):\n    def forward(self, x):\n        return self.relu(x)';
    expect(usesIn(analyzer, `import torch\n${code}`).map((use) => [use.activation, use.form, use.certainty])).toEqual([
      ['relu', 'method', 'likely'],
    ]);
    expect(found(`import torch\n${code.replace('(self, x)', '(self, relu)').replace('(Block)', '(object)')}`)).toEqual(
      [],
    );
  });

  it('make no layer of an operator', () => {
    const code = "from mxnet import nd\nx = nd.Activation(x, act_type='softsign')";
    expect(found(code)).toEqual(["'softsign' softsign"]);
  });
});

it('follows an attribute that may be None', () => {
  const code =
    'class A(nn.Module):\n    def __init__(self, k):\n        self.a = nn.ReLU() if k else None\n    def forward(self, x):\n        return self.a(x)';
  expect(found(torch + code)).toEqual(['nn.ReLU relu', 'self.a relu']);
});

it('names the library of a formula in several statements', () => {
  const code = 'def softmax(z):\n    e = np.exp(z - z.max())\n    return e / e.sum()';
  expect(usesIn(analyzer, torch + code).map((use) => [use.activation, use.framework])).toEqual([['softmax', 'numpy']]);
});
