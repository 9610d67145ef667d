import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { describeUses, loadAnalyzer } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** What is found below `import torch.nn as nn` and `import torch.nn.functional as F`, which are lines 1 and 2. */
function found(...lines: readonly string[]): readonly string[] {
  return describeUses(analyzer, ['import torch.nn as nn', 'import torch.nn.functional as F', ...lines].join('\n'));
}

/** A module whose methods `__init__` and `forward` have these lines: 5 and following, then two lines further. */
function moduleOf(init: readonly string[], forward: readonly string[], base = 'nn.Module'): readonly string[] {
  return [
    `class Net(${base}):`,
    '    def __init__(self, act):',
    ...init.map((line) => `        ${line}`),
    '',
    '    def forward(self, x):',
    ...forward.map((line) => `        ${line}`),
  ];
}

describe('attributes of self', () => {
  it('are found where they are made and where they are used', () => {
    expect(found(...moduleOf(['self.act = nn.LeakyReLU(0.2)'], ['return self.act(x)']))).toEqual([
      '5: nn.LeakyReLU leaky_relu(negative_slope=0.2)',
      '8: self.act leaky_relu(negative_slope=0.2) made on 5',
    ]);
  });

  it('are found under any name, before and after, and in any method', () => {
    const code = [
      'class Net:',
      '    def forward(self, x):',
      '        return self.f(x)',
      '    def build(self):',
      '        self.f = nn.ELU(alpha=2.0)',
    ];
    expect(found(...code)).toEqual(['5: self.f elu(alpha=2) made on 7', '7: nn.ELU elu(alpha=2)']);
  });

  it('are found when they are handed on', () => {
    expect(
      found(...moduleOf(['self.act = nn.Mish()', 'self.net = nn.Sequential(nn.Linear(1, 1), self.act)'], ['return x'])),
    ).toEqual(['5: nn.Mish mish()', '6: self.act mish() made on 5']);
  });

  it('may be made of functions, strings, partials, lambdas and other aliases', () => {
    const init = [
      'self.a = F.gelu',
      'self.b = partial(F.leaky_relu, negative_slope=0.3)',
      'self.c = lambda x: F.leaky_relu(x, 0.1)',
      'cls = nn.ELU',
      'self.d = cls(2.0)',
      'self.e = getattr(nn, "SiLU")()',
    ];
    const forward = ['x = self.a(x)', 'x = self.b(x)', 'x = self.c(x)', 'x = self.d(x)', 'return self.e(x)'];
    expect(found('from functools import partial', ...moduleOf(init, forward))).toEqual([
      '6: F.gelu gelu(approximate=none)',
      '7: F.leaky_relu leaky_relu(negative_slope=0.3)',
      '8: F.leaky_relu leaky_relu(negative_slope=0.1)',
      '9: nn.ELU elu(alpha=1)',
      '10: cls elu(alpha=2) made on 9',
      '11: getattr(nn, "SiLU") silu()',
      '14: self.a gelu(approximate=none) made on 6',
      '15: self.b leaky_relu(negative_slope=0.3) made on 7',
      '16: self.c leaky_relu(negative_slope=0.1) made on 8',
      '17: self.d elu(alpha=2) made on 9',
      '18: self.e silu() made on 11',
    ]);
  });

  it('may be annotated, unpacked, chained or class attributes', () => {
    expect(found(...moduleOf(['self.act: nn.Module = nn.ReLU()'], ['return self.act(x)'])).at(-1)).toBe(
      '8: self.act relu() made on 5',
    );
    expect(
      found(...moduleOf(['self.f, self.g = nn.ReLU(), nn.GELU()'], ['return self.g(self.f(x))'])).slice(2),
    ).toEqual(['8: self.g gelu(approximate=none) made on 5', '8: self.f relu() made on 5']);
    expect(found(...moduleOf(['self.f = self.g = nn.ReLU()'], ['return self.g(x)'])).at(-1)).toBe(
      '8: self.g relu() made on 5',
    );
    expect(found('class Net:', '    act = nn.ReLU()', '    def f(self, x):', '        return self.act(x)').at(-1)).toBe(
      '6: self.act relu() made on 4',
    );
  });

  it('are inherited within the document', () => {
    const base = ['class Base(nn.Module):', '    def __init__(self):', '        self.act = nn.Tanh()'];
    const derived = ['class Derived(Base):', '    def forward(self, x):', '        return self.act(x)'];
    const last = ['class Last(Derived):', '    def other(self, x):', '        return self.act(x)'];
    expect(found(...base, ...derived, ...last).slice(1)).toEqual([
      '8: self.act tanh() made on 5',
      '11: self.act tanh() made on 5',
    ]);
    expect(
      found(...base, 'class Derived(Base):', '    def act(self, x): ...', '    def f(self, x): self.act(x)').length,
    ).toBe(1);
  });

  it('are not known where they are set to different things', () => {
    expect(
      found(
        ...moduleOf(
          ['if act:', '    self.act = nn.ReLU()', 'else:', '    self.act = nn.GELU()'],
          ['return self.act(x)'],
        ),
      ),
    ).toEqual(['6: nn.ReLU relu()', '8: nn.GELU gelu(approximate=none)']);
    expect(found(...moduleOf(['self.act = nn.ReLU()', 'self.act = act'], ['return self.act(x)'])).length).toBe(1);
    expect(found(...moduleOf(['self.act = nn.ReLU() if act else nn.ELU()'], ['return self.act(x)'])).length).toBe(2);
    expect(found(...moduleOf(['self.act = nn.ReLU()'], ['self.act += 1', 'return self.act(x)'])).length).toBe(1);
  });

  it('are known where None or the same is the other choice', () => {
    const same = ['if act:', '    self.act = nn.ReLU()', 'else:', '    self.act = nn.ReLU()'];
    expect(found(...moduleOf(same, ['return self.act(x)'])).length).toBe(3);
    const none = ['self.act = None', 'if act:', '    self.act = nn.ReLU()'];
    expect(found(...moduleOf(none, ['return self.act(x)'])).at(-1)).toBe('10: self.act relu() made on 7');
  });

  it('of other classes are other attributes', () => {
    const code = [
      'class A:',
      '    def __init__(self):',
      '        self.act = nn.ReLU()',
      'class B:',
      '    def f(self, x):',
      '        return self.act(x)',
    ];
    expect(found(...code)).toEqual(['5: nn.ReLU relu()']);
  });

  it('that are results of calls are tensors, not activations', () => {
    expect(
      found(...moduleOf(['self.x = nn.ReLU()(act)', 'self.y = F.relu(act)'], ['return self.x(self.y(x))'])).length,
    ).toBe(2);
  });
});

describe('local and module names', () => {
  it('stand for classes, functions and layers', () => {
    expect(
      found('act = F.leaky_relu', 'y = act(x, 0.3)', 'relu = nn.ReLU', 'm = relu(inplace=True)', 'z = m(y)'),
    ).toEqual([
      '3: F.leaky_relu leaky_relu(negative_slope=0.01)',
      '4: act leaky_relu(negative_slope=0.3) made on 3',
      '5: nn.ReLU relu()',
      '6: relu relu() made on 5',
      '7: m relu() made on 5',
    ]);
  });

  it('of the module are seen in functions above and below', () => {
    expect(found('def f(x):', '    return ACT(x)', 'ACT = nn.SiLU()', 'def g(x):', '    return ACT(x)')).toEqual([
      '4: ACT silu() made on 5',
      '5: nn.SiLU silu()',
      '7: ACT silu() made on 5',
    ]);
  });

  it('are followed through aliases of aliases', () => {
    expect(found('a = nn.ELU', 'b = a', 'c = b(3)', 'def f(x):', '    return c(x)').at(-1)).toBe(
      '7: c elu(alpha=3) made on 3',
    );
  });

  it('are not known where they are bound again under a condition', () => {
    expect(found('act = nn.ReLU()', 'if x:', '    act = nn.GELU()', 'y = act(x)')).toEqual([
      '3: nn.ReLU relu()',
      '5: nn.GELU gelu(approximate=none)',
    ]);
    expect(found('def f(x):', '    act = nn.ReLU', '    for act in x:', '        pass', '    return act()')).toEqual([
      '4: nn.ReLU relu()',
    ]);
  });

  it('follow the order of statements', () => {
    expect(
      found('act = F.relu', 'y = act(x)', 'act = F.gelu', 'z = act(x)').filter((use) => use.includes(' made on ')),
    ).toEqual(['4: act relu() made on 3', '6: act gelu(approximate=none) made on 5']);
  });

  it('that are parameters are whatever the caller gives', () => {
    expect(found('def f(x, act=nn.ReLU):', '    return act()(x)')).toEqual(['3: nn.ReLU relu()']);
  });

  it('may be modules', () => {
    expect(found('functional = nn.functional', 'y = functional.relu(x)')).toEqual(['4: functional.relu relu()']);
  });
});

describe('collections', () => {
  it('give the member of a literal key', () => {
    expect(found("ACTS = {'relu': nn.ReLU, 'gelu': nn.GELU}", "m = ACTS['gelu']()", 'n = ACTS[name]()')).toEqual([
      '3: nn.ReLU relu()',
      '3: nn.GELU gelu(approximate=none)',
      "4: ACTS['gelu'] gelu(approximate=none) made on 3",
    ]);
    expect(found('acts = [nn.ReLU(), nn.ELU(2.0)]', 'y = acts[1](x)').at(-1)).toBe('4: acts[1] elu(alpha=2) made on 3');
    expect(found('acts = dict(relu=nn.ReLU, tanh=nn.Tanh)', "y = acts['tanh']()").at(-1)).toBe(
      "4: acts['tanh'] tanh() made on 3",
    );
  });

  it('give any member where all are the same', () => {
    expect(found('acts = [nn.ReLU() for _ in range(3)]', 'y = acts[i](x)').at(-1)).toBe('4: acts[i] relu() made on 3');
  });

  it('may be module containers', () => {
    const init = [
      "self.acts = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})",
      'self.list = nn.ModuleList([nn.SiLU(), nn.Mish()])',
    ];
    expect(found(...moduleOf(init, ["x = self.acts['b'](x)", 'return self.list[0](x)'])).slice(-2)).toEqual([
      "9: self.acts['b'] tanh() made on 5",
      '10: self.list[0] silu() made on 6',
    ]);
    expect(
      found(
        ...moduleOf(["self.acts = nn.ModuleDict([['a', nn.ReLU()], ['b', nn.Tanh()]])"], ["return self.acts['b'](x)"]),
      ).at(-1),
    ).toBe("8: self.acts['b'] tanh() made on 5");
  });

  it('may hold partials', () => {
    expect(found('from functools import partial', "A = {'l': partial(nn.LeakyReLU, 0.1)}", "m = A['l']()").at(-1)).toBe(
      "5: A['l'] leaky_relu(negative_slope=0.1) made on 4",
    );
  });
});

describe('strings that make activations', () => {
  it('are followed to where the result is used', () => {
    const lines = [
      'from transformers.activations import ACT2FN, get_activation',
      'from keras.layers import Activation',
      'a = ACT2FN["silu"]',
      'b = get_activation("gelu_new")',
      "c = Activation('relu')",
      'y = a(b(c(x)))',
    ];
    expect(found(...lines).slice(3)).toEqual([
      '8: a silu() made on 5',
      '8: b gelu_tanh() made on 6',
      '8: c relu() made on 7',
    ]);
  });

  it('are not followed through layers that only have an activation', () => {
    expect(found('from keras.layers import Dense', "d = Dense(8, activation='relu')", 'y = d(x)')).toEqual([
      "4: 'relu' relu()",
    ]);
  });
});

describe('fields of dataclasses', () => {
  it('are likely what their default says', () => {
    const code = [
      'import flax.linen as linen',
      'class M(linen.Module):',
      '    act: Callable = linen.relu',
      '    def __call__(self, x):',
      '        return self.act(x)',
    ];
    expect(found(...code)).toEqual(['5: linen.relu relu()', '7: self.act relu() made on 5']);
  });
});
