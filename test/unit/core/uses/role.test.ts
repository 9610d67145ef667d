import { beforeAll, describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../src/core/activations';
import type { SyntaxNode } from '../../../../src/core/python/syntax';
import { roleOf } from '../../../../src/core/uses/role';
import type { Role } from '../../../../src/core/uses/use';
import { descendants, loadPython, parsePython } from '../../support/parsePython';

beforeAll(loadPython);

/** The role of the node between « and ». */
function roleIn(marked: string, activation: ActivationId): Role {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const root = parsePython(marked.replace('«', '').replace('»', ''));
  let found: SyntaxNode | undefined;
  for (const node of descendants(root)) {
    found ??= node.startIndex === start && node.endIndex === end ? node : undefined;
  }
  if (found === undefined) {
    throw new Error(`no node between the marks: ${marked}`);
  }
  return roleOf(found, activation);
}

function method(body: string, owner = 'Net', base = 'nn.Module', name = 'forward'): string {
  const lines = body.split('\n').map((line) => `        ${line}`);
  return `class ${owner}(${base}):\n    def ${name}(self, x):\n${lines.join('\n')}\n`;
}

describe('roleOf', () => {
  it.each<[string, string, ActivationId, Role]>([
    ['a gain', "g = nn.init.calculate_gain(«'relu'»)", 'relu', 'initialization'],
    ['an initializer', "nn.init.kaiming_normal_(w, nonlinearity=«'relu'»)", 'relu', 'initialization'],
    [
      'the recurrent activation of a cell',
      "y = LSTM(8, recurrent_activation=«'hard_sigmoid'»)(x)",
      'hard_sigmoid',
      'recurrent',
    ],
    ['the nonlinearity of a cell', "cell = nn.RNN(8, 8, nonlinearity=«'relu'»)", 'relu', 'recurrent'],
    ['the activation of a cell', "x = layers.GRU(8, activation=«'tanh'»)(x)", 'tanh', 'recurrent'],
    [
      'inside a cell',
      method('c = f * c + i * g\nh = o * «torch.tanh»(c)\nreturn h, c', 'MyLSTMCell'),
      'tanh',
      'recurrent',
    ],

    ['a factor', 'y = x * «torch.sigmoid»(self.fc(x))', 'sigmoid', 'gate'],
    ['a reshaped factor', 'y = x * «torch.sigmoid»(s).view(b, c, 1, 1)', 'sigmoid', 'gate'],
    ['a scaled factor', 'y = x * (2 * «torch.sigmoid»(s))', 'sigmoid', 'gate'],
    ['a factor of torch.mul', 'y = torch.mul(x, «torch.sigmoid»(s))', 'sigmoid', 'gate'],
    ['a factor by an operator', 'x *= «torch.sigmoid»(s)', 'sigmoid', 'gate'],
    ['a factor of a gated unit', 'y = self.w2(«F.silu»(self.w1(x)) * self.w3(x))', 'silu', 'gate'],
    ['a factor one statement later', method('s = «torch.sigmoid»(self.fc(x))\nreturn x * s'), 'sigmoid', 'gate'],
    ['a gate by name', 'z = «torch.sigmoid»(self.w(x))', 'sigmoid', 'gate'],
    ['a gate layer by name', 'self.gate = «nn.Sigmoid»()', 'sigmoid', 'gate'],
    ['a gate parameter', 'def f(x, gate_layer=«nn.Sigmoid»): pass', 'sigmoid', 'gate'],
    [
      'the end of a squeeze-and-excitation block',
      'class SEBlock(nn.Module):\n    def __init__(self):\n        self.fc = nn.Sequential(nn.Linear(8, 8), «nn.Sigmoid»())\n',
      'sigmoid',
      'gate',
    ],

    ['weights in a product', 'y = «F.softmax»(q @ k.T, dim=-1) @ v', 'softmax', 'attention'],
    ['weights in torch.matmul', 'y = torch.matmul(«F.softmax»(scores, dim=-1), v)', 'softmax', 'attention'],
    ['weights after dropout', 'y = torch.bmm(self.dropout(«F.softmax»(s, -1)), v)', 'softmax', 'attention'],
    ['weights by name', 'attn = «torch.softmax»(s, dim=-1)', 'softmax', 'attention'],
    ['weights one statement later', method('w = «F.softmax»(s, -1)\nreturn w @ v'), 'softmax', 'attention'],
    [
      'a layer of an attention block',
      'class Attention(nn.Module):\n    def __init__(self):\n        self.soft = «nn.Softmax»(-1)\n',
      'softmax',
      'attention',
    ],

    ['returned by forward', method('return «F.log_softmax»(self.fc(x), dim=1)'), 'log_softmax', 'output'],
    ['returned in a tuple', method('return «torch.sigmoid»(self.fc(x)), x'), 'sigmoid', 'output'],
    ['returned without a dimension', method('return «torch.tanh»(self.fc(x)).squeeze(1)'), 'tanh', 'output'],
    ['returned by name', method('x = self.fc(x)\nx = «torch.sigmoid»(x)\nreturn x'), 'sigmoid', 'output'],
    ['the last of a Sequential', 'model = nn.Sequential(nn.Linear(8, 1), «nn.Sigmoid»())', 'sigmoid', 'output'],
    ['the last of a list', "model = Sequential([Dense(8), Dense(3, activation=«'softmax'»)])", 'softmax', 'output'],
    [
      'the last that is added',
      "model.add(Dense(8))\nmodel.add(Dense(3, activation=«'softmax'»))\nmodel.compile()",
      'softmax',
      'output',
    ],
    ['a layer of one unit', "x = Dense(1, activation=«'sigmoid'»)(x)", 'sigmoid', 'output'],
    [
      'what a functional model returns',
      "y = Dense(10, activation=«'softmax'»)(x)\nmodel = Model(inputs, y)",
      'softmax',
      'output',
    ],
    ['an output by name', "outputs = Dense(10, activation=«'softmax'»)(x)", 'softmax', 'output'],
    [
      'an output by the name of its layer',
      "x = Dense(n, activation=«'softmax'», name='predictions')(x)",
      'softmax',
      'output',
    ],
    ['what a loss takes', 'loss = criterion(«F.log_softmax»(z, 1), y)', 'log_softmax', 'output'],
    [
      'what a network function returns',
      'def predict(params, x):\n    return «jax.nn.softmax»(x @ params)\n',
      'softmax',
      'output',
    ],
    ['an output parameter', 'net = MLP(out_activation=«nn.Tanh»)', 'tanh', 'output'],

    ['handed to a layer', 'x = self.fc2(«F.relu»(self.fc1(x)))', 'relu', 'hidden'],
    ['handed to a sigmoid layer', 'x = self.fc2(«torch.sigmoid»(self.fc1(x)))', 'sigmoid', 'hidden'],
    ['handed on by name', method('x = «torch.sigmoid»(self.fc1(x))\nx = self.fc2(x)\nreturn x'), 'sigmoid', 'hidden'],
    ['inside a Sequential', 'model = nn.Sequential(nn.Linear(8, 8), «nn.Tanh»(), nn.Linear(8, 1))', 'tanh', 'hidden'],
    ['inside a list', "model = Sequential([Dense(8, activation=«'relu'»), Dense(3)])", 'relu', 'hidden'],
    ['added before others', "model.add(Dense(8, activation=«'tanh'»))\nmodel.add(Dense(3))", 'tanh', 'hidden'],
    ['the last of a block', 'block = nn.Sequential(nn.Conv2d(3, 8, 3), «nn.ReLU»(inplace=True))', 'relu', 'hidden'],
    ['a layer kept for later', 'self.relu = «nn.ReLU»()', 'relu', 'hidden'],
    ['a layer parameter', 'def f(x, act_layer=«nn.GELU»): pass', 'gelu', 'hidden'],
    ['a configuration', 'class Config:\n    hidden_act: str = «"gelu"»\n', 'gelu', 'hidden'],
    ['returned by a block', method('return «F.relu»(self.conv(x) + x)', 'ResidualBlock'), 'relu', 'hidden'],
    [
      'returned by a part of the network',
      `${method('return «F.relu»(self.conv(x))', 'Stem')}class Net(nn.Module):\n    def __init__(self):\n        self.stem = Stem(3)\n`,
      'relu',
      'hidden',
    ],

    ['a layer that may be anything', 'self.sigmoid = «nn.Sigmoid»()', 'sigmoid', 'unknown'],
    ['a value on its own', 'y = «torch.sigmoid»(x)', 'sigmoid', 'unknown'],
    ['what a helper returns', 'def helper(x):\n    return «torch.tanh»(x)\n', 'tanh', 'unknown'],
  ])('%s', (_what, code, activation, role) => {
    expect(roleIn(code, activation)).toBe(role);
  });

  it('does not take a mask for a gate partner of a rectifier', () => {
    expect(roleIn('y = «F.relu»(x) * mask', 'relu')).not.toBe('gate');
  });

  it('survives code that does not parse', () => {
    expect(roleIn('y = (x * «torch.sigmoid»(', 'sigmoid')).toBe('unknown');
  });
});
