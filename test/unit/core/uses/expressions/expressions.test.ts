import { beforeAll, describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../../src/core/activations';
import type { FrameworkId } from '../../../../../src/core/frameworks/framework';
import type { Arguments } from '../../../../../src/core/text';
import { findExpressions, type ExpressionUse } from '../../../../../src/core/uses/expressions';
import { expressionContext } from '../../../support/expressionContext';
import { loadPython } from '../../../support/parsePython';

beforeAll(loadPython);

const imports: Readonly<Record<string, string>> = {
  numpy: 'import math\nimport numpy as np\n',
  torch: 'import math\nimport torch\nimport torch.nn.functional as F\n',
  tensorflow: 'import tensorflow as tf\n',
  jax: 'import jax\nimport jax.numpy as jnp\n',
  scipy: 'import numpy as np\nimport scipy\nimport scipy.special\n',
};

type Case = [framework: FrameworkId, code: string, activation: ActivationId, values?: Arguments];

function find(text: string): readonly ExpressionUse[] {
  return findExpressions(expressionContext(text));
}

function summary(uses: readonly ExpressionUse[]): readonly string[] {
  return uses.map(({ activation, node }) => `${activation}: ${node.text}`);
}

/** The ways to write activations out that the catalogue lists, with the library it lists them for. */
const written: readonly Case[] = [
  ['numpy', '(x > 0).astype(float)', 'step', { threshold: 0 }],
  ['torch', 'torch.abs(x)', 'abs'],
  ['numpy', '1 / (1 + np.exp(-x))', 'sigmoid'],
  ['torch', 'F.relu6(x + 3) / 6', 'hard_sigmoid'],
  ['numpy', 'np.clip(0.2*x + 0.5, 0, 1)', 'hard_sigmoid_02', { alpha: 0.2, beta: 0.5 }],
  ['numpy', 'np.tanh(x)', 'tanh'],
  ['torch', 'torch.clamp(x, -1, 1)', 'hard_tanh', { min_val: -1, max_val: 1 }],
  ['numpy', 'np.clip(x, -1, 1)', 'hard_tanh', { min_val: -1, max_val: 1 }],
  ['torch', '1.7159 * torch.tanh(2/3 * x)', 'lecun_tanh', { scale: 1.7159, slope: 2 / 3 }],
  ['numpy', '1.7159*np.tanh(2*x/3)', 'lecun_tanh', { scale: 1.7159, slope: 2 / 3 }],
  ['torch', 'torch.atan(x)', 'arctan'],
  ['numpy', 'np.arctan(x)', 'arctan'],
  ['numpy', 'x / (1 + np.abs(x))', 'softsign'],
  ['torch', 'torch.clamp(x, min=0)', 'relu'],
  ['torch', 'x.clamp(min=0)', 'relu'],
  ['torch', 'x.clamp_min(0)', 'relu'],
  ['torch', 'torch.maximum(x, zeros)', 'relu'],
  ['torch', 'torch.maximum(x, torch.zeros_like(x))', 'relu'],
  ['tensorflow', 'tf.maximum(x, 0.)', 'relu'],
  ['tensorflow', 'tf.maximum(0., x)', 'relu'],
  ['jax', 'jnp.maximum(x, 0)', 'relu'],
  ['jax', 'jnp.maximum(0, x)', 'relu'],
  ['numpy', 'np.maximum(0, x)', 'relu'],
  ['numpy', 'np.maximum(x, 0)', 'relu'],
  ['numpy', 'x * (x > 0)', 'relu'],
  ['torch', 'torch.clamp(x, 0, 6)', 'relu6'],
  ['jax', 'jnp.clip(x, 0, 6)', 'relu6'],
  ['numpy', 'np.clip(x, 0, 6)', 'relu6'],
  ['tensorflow', 'tf.maximum(alpha * x, x)', 'leaky_relu', { negative_slope: null }],
  ['numpy', 'np.maximum(x, alpha*x)', 'leaky_relu', { negative_slope: null }],
  ['numpy', 'np.where(x > 0, x, alpha*x)', 'leaky_relu', { negative_slope: null }],
  ['torch', 'torch.cat((F.relu(x), F.relu(-x)), dim=1)', 'crelu'],
  ['torch', 'F.relu(x) ** 2', 'relu_squared'],
  ['torch', 'torch.square(F.relu(x))', 'relu_squared'],
  ['torch', 'F.relu(x).pow(2)', 'relu_squared'],
  ['jax', 'jnp.square(jax.nn.relu(x))', 'relu_squared'],
  ['numpy', 'np.where(x > 0, x, alpha*(np.exp(x)-1))', 'elu', { alpha: null }],
  ['torch', 'x * 0.5 * (1 + torch.erf(x / math.sqrt(2)))', 'gelu'],
  ['scipy', 'x * scipy.special.ndtr(x)', 'gelu'],
  ['scipy', '0.5*x*(1+scipy.special.erf(x/np.sqrt(2)))', 'gelu'],
  ['torch', '0.5 * x * (1 + torch.tanh(math.sqrt(2/math.pi) * (x + 0.044715 * x**3)))', 'gelu_tanh'],
  ['torch', 'x * torch.sigmoid(1.702 * x)', 'quick_gelu', { alpha: 1.702 }],
  ['jax', 'x * jax.nn.sigmoid(1.702 * x)', 'quick_gelu', { alpha: 1.702 }],
  ['torch', 'x * torch.sigmoid(x)', 'silu'],
  ['torch', 'x * x.sigmoid()', 'silu'],
  ['tensorflow', 'x * tf.sigmoid(x)', 'silu'],
  ['numpy', 'x * sigmoid(x)', 'silu'],
  ['torch', 'x * torch.sigmoid(beta * x)', 'swish_beta', { beta: null }],
  ['torch', 'x * F.relu6(x + 3) / 6', 'hard_swish'],
  ['torch', 'x * torch.tanh(F.softplus(x))', 'mish'],
  ['tensorflow', 'x * tf.math.tanh(tf.math.softplus(x))', 'mish'],
  ['torch', 'x * torch.tanh(torch.exp(x))', 'tanhexp'],
  ['numpy', 'np.log1p(np.exp(x))', 'softplus', { beta: 1, threshold: Infinity }],
  ['numpy', 'np.log(1 + np.exp(x))', 'softplus', { beta: 1, threshold: Infinity }],
  ['numpy', 'np.logaddexp(0, x)', 'softplus', { beta: 1, threshold: Infinity }],
  ['numpy', 'np.exp(x)', 'exponential'],
  ['torch', 'torch.sin(w0 * x)', 'sine', { omega_0: null }],
  ['jax', 'jnp.sin(w0 * x)', 'sine', { omega_0: null }],
  ['numpy', 'np.sin(x)', 'sine', { omega_0: 1 }],
  ['torch', 'torch.cos(x)', 'cosine'],
  ['torch', 'x + (1/a) * torch.sin(a*x)**2', 'snake', { a: null }],
  ['torch', 'torch.exp(-x**2)', 'gaussian', { scale: Math.SQRT1_2 }],
  ['jax', 'jnp.exp(-jnp.square(x))', 'gaussian', { scale: Math.SQRT1_2 }],
  ['numpy', 'np.exp(-x**2)', 'gaussian', { scale: Math.SQRT1_2 }],
  ['numpy', 'np.exp(x) / np.sum(np.exp(x))', 'softmax', { axis: null }],
  ['numpy', 'np.exp(x - x.max()) / np.exp(x - x.max()).sum()', 'softmax', { axis: null }],
  ['torch', 'F.silu(self.w1(x)) * self.w3(x)', 'swiglu'],
  ['jax', 'jax.nn.silu(gate) * up', 'swiglu'],
];

/** The same functions, written otherwise. */
const variations: readonly Case[] = [
  ['numpy', '1.0/(1.0+np.exp(-x))', 'sigmoid'],
  ['numpy', '1 / (np.exp(-x) + 1)', 'sigmoid'],
  ['numpy', '(1 + np.exp(-x)) ** -1', 'sigmoid'],
  ['numpy', 'np.exp(x) / (1 + np.exp(x))', 'sigmoid'],
  ['numpy', '0.5 * (1 + np.tanh(x / 2))', 'sigmoid'],
  ['numpy', '(np.tanh(x / 2) + 1) / 2', 'sigmoid'],
  ['torch', 'torch.exp(-x).add(1).reciprocal()', 'sigmoid'],
  ['numpy', '1 / (1 + np.exp(-(np.dot(w, x) + b)))', 'sigmoid'],
  ['numpy', '-np.log(1 + np.exp(-x))', 'log_sigmoid'],
  ['torch', 'torch.log(torch.sigmoid(x))', 'log_sigmoid'],
  ['numpy', '(np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))', 'tanh'],
  ['numpy', '(np.exp(2*x) - 1) / (np.exp(2*x) + 1)', 'tanh'],
  ['numpy', '2 / (1 + np.exp(-2*x)) - 1', 'tanh'],
  ['numpy', '(1 - np.exp(-2*x)) / (1 + np.exp(-2*x))', 'tanh'],
  ['numpy', 'np.sinh(x) / np.cosh(x)', 'tanh'],
  ['numpy', 'x / (1 + np.exp(-x))', 'silu'],
  ['torch', 'torch.sigmoid(x) * x', 'silu'],
  ['torch', 'x.mul(torch.sigmoid(x))', 'silu'],
  ['torch', 'x * nn.Sigmoid()(x)', 'silu'],
  ['torch', 'x * torch.sigmoid(1.5 * x)', 'swish_beta', { beta: 1.5 }],
  ['torch', 'x * torch.sigmoid(x * self.beta)', 'swish_beta', { beta: null }],
  ['torch', 'x * torch.tanh(torch.log(1 + torch.exp(x)))', 'mish'],
  ['torch', 'x * torch.tanh(x)', 'lisht'],
  ['torch', 'x - torch.tanh(x)', 'tanhshrink'],
  ['torch', '0.5 * x * (1.0 + torch.erf(x / 1.41421))', 'gelu'],
  ['torch', '0.5 * x * (1 + torch.tanh(0.79788456 * x * (1 + 0.044715 * x * x)))', 'gelu_tanh'],
  ['torch', '0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * torch.pow(x, 3))))', 'gelu_tanh'],
  ['torch', 'x * (x + 3).clamp(0, 6) / 6', 'hard_swish'],
  ['torch', 'x * torch.clamp(x / 6 + 0.5, 0, 1)', 'hard_swish'],
  ['numpy', 'np.minimum(np.maximum(x, 0), 6)', 'relu6'],
  ['numpy', 'np.where(x < 0, 0.01 * x, x)', 'leaky_relu', { negative_slope: 0.01 }],
  ['numpy', 'np.maximum(0.1 * x, x)', 'leaky_relu', { negative_slope: 0.1 }],
  ['numpy', 'np.maximum(0, x) + 0.2 * np.minimum(0, x)', 'leaky_relu', { negative_slope: 0.2 }],
  ['torch', 'F.relu(x) - 0.2 * F.relu(-x)', 'leaky_relu', { negative_slope: 0.2 }],
  ['numpy', 'x * np.where(x > 0, 1, 0.2)', 'leaky_relu', { negative_slope: 0.2 }],
  ['numpy', 'np.where(x >= 0, x, 0)', 'relu'],
  ['numpy', '(x + np.abs(x)) / 2', 'relu'],
  ['numpy', 'np.where(x > 0, x, np.exp(x) - 1)', 'elu', { alpha: 1 }],
  ['torch', 'torch.where(x > 0, x, 0.5 * torch.expm1(x))', 'elu', { alpha: 0.5 }],
  ['numpy', '1.0507 * np.where(x > 0, x, 1.6733 * (np.exp(x) - 1))', 'selu', { scale: 1.0507, alpha: 1.6733 }],
  ['numpy', 'np.log(1 + np.exp(5 * x)) / 5', 'softplus', { beta: 5, threshold: Infinity }],
  ['numpy', 'np.sign(x) * np.maximum(np.abs(x) - 0.5, 0)', 'softshrink', { lambd: 0.5 }],
  ['numpy', 'x / np.sqrt(1 + x**2)', 'isru', { alpha: 1 }],
  ['torch', 'x + torch.sin(x) ** 2', 'snake', { a: 1 }],
  ['torch', 'x + torch.sin(0.5 * x).pow(2) / 0.5', 'snake', { a: 0.5 }],
  [
    'torch',
    'x + (1.0 / (self.beta + 1e-9)) * torch.pow(torch.sin(x * alpha), 2)',
    'snake_beta',
    { alpha: null, beta: null },
  ],
  ['numpy', 'np.exp(-x**2 / (2 * 0.5**2))', 'gaussian', { scale: 0.5 }],
  ['numpy', 'np.exp(-8 * x**2)', 'gaussian', { scale: 0.25 }],
  ['numpy', 'np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)', 'softmax', { axis: 1 }],
  [
    'numpy',
    'np.exp(x - np.max(x, axis=-1, keepdims=True)) / np.sum(np.exp(x - np.max(x, axis=-1, keepdims=True)), axis=-1)[:, None]',
    'softmax',
    { axis: -1 },
  ],
  ['torch', 'x - torch.logsumexp(x, dim=1, keepdim=True)', 'log_softmax', { axis: 1 }],
  ['numpy', 'np.exp(-x) / np.sum(np.exp(-x))', 'softmin', { axis: null }],
  ['numpy', 'np.exp(x) / (1 + np.sum(np.exp(x)))', 'quiet_softmax'],
  ['torch', 'F.gelu(self.w1(x)) * self.w3(x)', 'geglu'],
  ['torch', 'F.relu(self.w1(x)) * self.w3(x)', 'reglu'],
  ['torch', 'self.w1(x) * self.w2(x)', 'bilinear_glu'],
  ['numpy', 'np.maximum(np.dot(W1, x) + b1, np.dot(W2, x) + b2)', 'maxout'],
];

describe('findExpressions', () => {
  it.each<Case>([...written, ...variations])('%s: %s is %s', (framework, code, activation, values = {}) => {
    const [use, ...more] = find(`${imports[framework] ?? ''}y = ${code}\n`);
    expect(use?.activation).toBe(activation);
    expect(use?.framework).toBe(framework);
    expect(use?.node.text).toBe(code);
    for (const [name, value] of Object.entries(values)) {
      const found = use?.arguments[name];
      expect(typeof value === 'number' && Number.isFinite(value) ? Number(found) : found).toEqual(
        typeof value === 'number' && Number.isFinite(value) ? expect.closeTo(value, 12) : value,
      );
    }
    expect(Object.keys(use?.arguments ?? {}).sort()).toEqual(Object.keys(values).sort());
    expect(more).toEqual([]);
  });

  it.each([
    ['a, b = x.chunk(2, dim=-1)\ny = F.silu(a) * b\n', 'swiglu: F.silu(a) * b'],
    ['a, b = x.chunk(2, dim=-1)\ny = a * F.silu(b)\n', 'swiglu: a * F.silu(b)'],
    ['a, b = x.chunk(2, dim=-1)\ny = F.gelu(a) * b\n', 'geglu: F.gelu(a) * b'],
    ['a, b = x.chunk(2, dim=-1)\ny = a * torch.sigmoid(b)\n', 'glu: a * torch.sigmoid(b)'],
    ['a, b = torch.split(x, 8, dim=-1)\ny = a * b\n', 'bilinear_glu: a * b'],
  ])('knows the halves of a gated unit: %j', (code, found) => {
    expect(summary(find(`${imports['torch'] ?? ''}${code}`))).toEqual([found]);
  });

  it.each([
    ['def softmax(x):\n    e = np.exp(x - np.max(x))\n    return e / e.sum(axis=0)\n', 'softmax: e / e.sum(axis=0)'],
    [
      'def softmax(x):\n    exps = np.exp(x)\n    total = np.sum(exps)\n    return exps / total\n',
      'softmax: exps / total',
    ],
    ['def gelu(x):\n    cdf = 0.5 * (1.0 + torch.erf(x / math.sqrt(2.0)))\n    return x * cdf\n', 'gelu: x * cdf'],
    ['def swish(x):\n    s = torch.sigmoid(x)\n    return x * s\n', 'silu: x * s'],
    [
      'ALPHA = 1.702\ndef act(x):\n    return x * torch.sigmoid(ALPHA * x)\n',
      'quick_gelu: x * torch.sigmoid(ALPHA * x)',
    ],
  ])('follows names to the statement before: %j', (code, found) => {
    expect(summary(find(`${imports['numpy'] ?? ''}${imports['torch'] ?? ''}${code}`))).toContain(found);
  });

  it('finds one activation inside another and not the pieces of one', () => {
    const code = 'h = np.maximum(0, np.dot(W2, np.maximum(0, np.dot(W1, x) + b1)) + b2)\n';
    expect(summary(find(`import numpy as np\n# a neural network\n${code}`))).toEqual([
      'relu: np.maximum(0, np.dot(W2, np.maximum(0, np.dot(W1, x) + b1)) + b2)',
      'relu: np.maximum(0, np.dot(W1, x) + b1)',
    ]);
  });

  it('finds the definitions of a teaching file', () => {
    const text = `import numpy as np

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

def relu(values):
    return np.maximum(0, values)

def leaky(v, slope=0.01):
    return np.where(v > 0, v, slope * v)

activations = {'gaussian': lambda v: np.exp(-v**2), 'step': lambda v: np.where(v > 0, 1, 0)}

def scalar_relu(v):
    return v if v > 0 else 0
`;
    expect(summary(find(text))).toEqual([
      'sigmoid: 1.0 / (1.0 + np.exp(-z))',
      'relu: np.maximum(0, values)',
      'leaky_relu: np.where(v > 0, v, slope * v)',
      'gaussian: np.exp(-v**2)',
      'step: np.where(v > 0, 1, 0)',
      'relu: v if v > 0 else 0',
    ]);
  });

  it('tells which overwrite their input', () => {
    const text = 'import torch\nimport numpy as np\nx *= torch.sigmoid(x)\nnp.maximum(x, 0, out=x)\nx.clamp_(min=0)\n';
    expect(find(text).map(({ activation, inPlace }) => [activation, inPlace])).toEqual([
      ['silu', true],
      ['relu', true],
      ['relu', true],
    ]);
  });

  it('is sure of a formula in the functions of an imported library only', () => {
    expect(find('import numpy as np\ny = 1 / (1 + np.exp(-x))\n')[0]?.certainty).toBe('resolved');
    expect(find('y = 1 / (1 + np.exp(-x))\n')[0]?.certainty).toBe('likely');
    expect(find('import numpy as np\ny = np.maximum(0, x)\n')[0]?.certainty).toBe('likely');
  });

  it('looks between two offsets only', () => {
    const text = 'import numpy as np\na = np.tanh(x)\nb = np.tanh(y)\n';
    const from = text.indexOf('b =');
    expect(summary(findExpressions(expressionContext(text), from, text.length))).toEqual(['tanh: np.tanh(y)']);
  });
});

describe('what is no activation', () => {
  it.each([
    ['the larger of two arrays', 'import numpy as np\nc = np.maximum(a, b)\n'],
    [
      'a clipped image',
      'import numpy as np\nimage = load()\nimage = np.clip(image, 0, 255)\nout = np.clip(image / 255, 0, 1)\n',
    ],
    [
      'the pixels of a generated image',
      'import torch\nimages = decode(z)\nimages = torch.clamp((images + 1) / 2, 0, 1)\n',
    ],
    ['an angle', 'import math\nangle = read()\nx, y = r * math.cos(angle), r * math.sin(angle)\n'],
    [
      'a plotted curve',
      'import numpy as np\nimport matplotlib.pyplot as plt\nx = np.linspace(0, 6, 100)\nplt.plot(x, np.sin(x))\ny = np.exp(x)\n',
    ],
    [
      'a positional encoding',
      'import torch\npe[:, 0::2] = torch.sin(position * div_term)\npe[:, 1::2] = torch.cos(position * div_term)\n',
    ],
    [
      'a standard deviation',
      'import torch\ndef reparameterize(mu, logvar):\n    std = torch.exp(0.5 * logvar)\n    return mu + std * eps\n',
    ],
    [
      'the overlap of boxes',
      'import torch\ndef iou(a, b):\n    wh = (rb - lt).clamp(min=0)\n    return wh[:, 0] * wh[:, 1]\n',
    ],
    ['a hinge loss', 'import numpy as np\nmargins = np.maximum(0, scores - correct + delta)\n'],
    ['an error', 'import torch\nerror = torch.abs(prediction - target)\n'],
    ['a mask', 'import torch\ny = F.relu(x) * mask\n'],
    ['a squared norm', 'import torch\nh = F.relu(x)\npenalty = (h ** 2).sum()\n'],
    ['a derivative of the sigmoid', 'import numpy as np\ns = sigmoid(z)\nds = s * (1 - s)\n'],
    ['a product of numbers', 'area = width * height\nshare = part / total\n'],
    ['an entropy', 'import torch\nentropy = -(p * torch.log(p)).sum()\n'],
    ['a Fermi function in another sign', 'import numpy as np\nn = 1 / (np.exp(energy / kT) - 1)\n'],
    [
      'a Gaussian kernel',
      'import torch\nt = torch.linspace(-3, 3, 7)\npdf = torch.exp(-0.5 * (t / sigma).pow(2))\nkernel = pdf / pdf.sum()\n',
    ],
    ['a list index', 'start = max(0, index - 1)\nfor i in range(max(start, 0), n): pass\n'],
    ['words in a string', 'text = "1 / (1 + np.exp(-x))"  # x * torch.sigmoid(x)\n'],
  ])('%s', (_what, text) => {
    expect(summary(find(text))).toEqual([]);
  });

  it('survives broken code', () => {
    expect(() => find('import numpy as np\ny = 1 / (1 + np.exp(-x\nz = x * (\n')).not.toThrow();
    expect(summary(find('import numpy as np\ndef f(:\ny = 1 / (1 + np.exp(-x))\n'))).toEqual([
      'sigmoid: 1 / (1 + np.exp(-x))',
    ]);
  });

  it('survives an expression deeper than any real one', () => {
    const deep = `y = ${'('.repeat(300)}1 / (1 + np.exp(-x))${')'.repeat(300)}\n`;
    expect(() => find(`import numpy as np\n${deep}`)).not.toThrow();
  });
});
