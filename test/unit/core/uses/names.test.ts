import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { loadAnalyzer, textOf, usesIn } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** Line, text and activation of each use, with `?` where it is only likely. */
function found(...lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  return usesIn(analyzer, text).map((use) => {
    const mark = use.certainty === 'likely' ? '?' : '';
    return `${String(use.range.start.line + 1)} ${textOf(text, use)} ${use.framework} ${use.activation}${mark}`;
  });
}

describe('imports', () => {
  it('follows aliases of modules at any depth', () => {
    expect(found('import torch.nn.functional as functional', 'y = functional.relu(x)')).toEqual([
      '2 functional.relu torch relu',
    ]);
    expect(found('import torch', 'y = torch.nn.functional.silu(x)')).toEqual(['2 torch.nn.functional.silu torch silu']);
    expect(found('import torch.nn, torch.optim', 'm = torch.nn.Tanh()')).toEqual(['2 torch.nn.Tanh torch tanh']);
  });

  it('reads imports over several lines, with semicolons and backslashes', () => {
    expect(found('from torch.nn import (', '    Linear,', '    ReLU as R,  # short', ')', 'm = R()')).toEqual([
      '5 R torch relu',
    ]);
    expect(found('import torch; from torch import nn', 'm = nn.ELU()')).toEqual(['2 nn.ELU torch elu']);
    expect(found('from torch \\', '    import nn', 'm = nn.ELU()')).toEqual(['3 nn.ELU torch elu']);
  });

  it('sees imports in functions only there', () => {
    expect(
      found(
        'def f(x):',
        '    import torch.nn.functional as G',
        '    return G.relu(x)',
        'def g(x):',
        '    return G.relu(x)',
      ),
    ).toEqual(['3 G.relu torch relu']);
  });

  it('takes the import of a try over its fallback', () => {
    const code = [
      'try:',
      '    from torch.nn import SiLU',
      'except ImportError:',
      '    class SiLU(object):',
      '        pass',
    ];
    expect(found(...code, 'm = SiLU()')).toEqual(['6 SiLU torch silu?']);
    expect(found('try:', '    import torch.nn as nn', 'except ImportError:', '    nn = None', 'm = nn.ReLU()')).toEqual(
      ['5 nn.ReLU torch relu'],
    );
  });

  it('sees imports under if', () => {
    expect(found('if True:', '    from torch import nn', 'm = nn.ReLU()')).toEqual(['3 nn.ReLU torch relu']);
    expect(
      found(
        'from typing import TYPE_CHECKING',
        'if TYPE_CHECKING:',
        '    from torch import nn',
        'def f(a=nn.ReLU): ...',
      ),
    ).toEqual(['4 nn.ReLU torch relu']);
  });

  it('finds nothing behind relative imports, which are the user’s own', () => {
    expect(found('from .nn import functional as F', 'y = F.relu(x)')).toEqual([]);
    expect(found('from . import nn', 'm = nn.ReLU()')).toEqual([]);
    expect(found('from ..layers import Swish', 'm = Swish()')).toEqual([]);
  });

  it('finds nothing in modules that only look like a framework', () => {
    expect(found('import mytorch.nn as nn', 'm = nn.ReLU()')).toEqual([]);
    expect(found('from utils import nn', 'm = nn.ReLU()')).toEqual([]);
    expect(found('from utils import relu', 'y = relu(x)')).toEqual([]);
  });

  it('opens star imports of frameworks, later ones before earlier ones', () => {
    expect(found('from torch.nn import *', 'm = GELU()')).toEqual(['2 GELU torch gelu']);
    expect(found('from torch.nn import *', 'class GELU: pass', 'm = GELU()')).toEqual([]);
    expect(found('from utils import *', 'm = nn.GELU()')).toEqual(['2 nn.GELU torch gelu?']);
  });

  it('follows a dictionary of a library that the library itself imports relatively', () => {
    expect(found('from ...activations import ACT2FN', 'act = ACT2FN["gelu"]')).toEqual(['2 "gelu" transformers gelu?']);
  });
});

describe('conventional names', () => {
  it('mean what everybody means by them where nothing binds them', () => {
    expect(found('y = F.relu(x)')).toEqual(['1 F.relu torch relu?']);
    expect(found('m = nn.LeakyReLU(0.2)')).toEqual(['1 nn.LeakyReLU torch leaky_relu?']);
    expect(found('y = tf.nn.relu(x)')).toEqual(['1 tf.nn.relu tensorflow relu?']);
    expect(found('x = keras.layers.ReLU()(x)')).toEqual(['1 keras.layers.ReLU keras3 relu?']);
    expect(found('y = jax.nn.gelu(x)')).toEqual(['1 jax.nn.gelu jax gelu_tanh?']);
  });

  it('follow what the document imports', () => {
    expect(found('import flax', 'y = nn.relu(x)')).toEqual(['2 nn.relu flax_linen relu?']);
    expect(found('import torch', 'y = nn.ReLU()')).toEqual(['2 nn.ReLU torch relu?']);
  });

  it('stand for what a function hands over', () => {
    expect(
      found(
        'layers = None',
        'def net(x, **kw):',
        '    global layers',
        '    backend, layers = modules(kw)',
        "    return layers.Activation('relu')(x)",
      ),
    ).toEqual(["5 'relu' keras3 relu?"]);
  });

  it('are never bare function names', () => {
    expect(found('y = relu(x)', 'z = softmax(x)', 'm = ReLU()')).toEqual([]);
  });
});

describe('scopes and shadowing', () => {
  it('lets a class or function of the user hide a framework’s', () => {
    expect(
      found('from torch.nn import *', 'class Swish: pass', 'def relu(x): return x', 'm = Swish()', 'y = relu(x)'),
    ).toEqual([]);
    expect(found('from torch.nn import SiLU', 'class SiLU: pass', 'm = SiLU()')).toEqual([]);
  });

  it('lets parameters hide modules', () => {
    expect(found('from torch import nn', 'def f(nn):', '    return nn.ReLU()', 'm = nn.ReLU()')).toEqual([
      '4 nn.ReLU torch relu',
    ]);
    for (const parameters of ['*nn', '**nn', 'nn=1', 'nn: int', 'nn: int = 1', 'a, /, nn', '*, nn']) {
      expect(found('from torch import nn', `def f(${parameters}):`, '    return nn.ReLU()'), parameters).toEqual([]);
    }
    expect(found('from torch import nn', 'f = lambda nn: nn.ReLU()', 'g = lambda x: nn.ReLU()')).toEqual([
      '3 nn.ReLU torch relu',
    ]);
  });

  it('lets every binding of a name hide a module in its function', () => {
    const bindings = [
      'for nn in x: pass',
      'with x as nn: pass',
      'with x as (a, nn): pass',
      'try: pass\n    except E as nn: pass',
      'if (nn := x): pass',
      'a, nn = x',
      'a, *nn = x',
      '[a, nn] = x',
      'nn += 1',
      'nn = get()',
      'def nn(): pass',
      'class nn: pass',
      'match x:\n        case nn: pass',
      'match x:\n        case [a, *nn]: pass',
      'match x:\n        case {"a": 1, **nn}: pass',
      'match x:\n        case C() as nn: pass',
      'import other as nn',
      'from other import nn',
    ];
    for (const binding of bindings) {
      expect(found('from torch import nn', 'def f(x):', `    ${binding}`, '    return nn.ReLU()'), binding).toEqual([]);
      expect(
        found('from torch import nn', 'def f(x):', `    ${binding}`, 'def g(x):', '    return nn.ReLU()').length,
        binding,
      ).toBe(1);
    }
  });

  it('keeps comprehensions to themselves', () => {
    expect(found('from torch import nn', 'a = [nn.ReLU() for nn in b]', 'c = nn.ReLU()')).toEqual([
      '3 nn.ReLU torch relu',
    ]);
    expect(found('from torch import nn', 'a = {k: nn.ReLU() for k in b}')).toEqual(['2 nn.ReLU torch relu']);
  });

  it('does not see names of a class body in its methods', () => {
    const code = ['from torch import nn', 'class A:', '    nn = 1', '    def f(self):', '        return nn.ReLU()'];
    expect(found(...code)).toEqual(['5 nn.ReLU torch relu']);
    expect(found('from torch import nn', 'class A:', '    nn = 1', '    m = nn.ReLU()')).toEqual([]);
  });

  it('evaluates defaults and decorators outside of their function', () => {
    expect(found('from torch import nn', 'def f(nn=nn.ReLU()): pass')).toEqual(['2 nn.ReLU torch relu']);
    expect(found('from torch import nn', '@wrap(nn.ReLU())', 'def f(nn): pass')).toEqual(['2 nn.ReLU torch relu']);
  });

  it('obeys global and nonlocal', () => {
    expect(
      found('def f():', '    global nn', '    from torch import nn', 'def g():', '    return nn.ReLU()').length,
    ).toBeLessThanOrEqual(1);
    const nested = ['def f(nn):', '    def g():', '        nonlocal nn', '        return nn.ReLU()'];
    expect(found('from torch import nn', ...nested)).toEqual([]);
  });

  it('is not fooled by attributes, keywords and strings of the same name', () => {
    const code = [
      'from torch import nn',
      'def f(x):',
      '    x.nn = 1',
      '    call(nn=2)',
      '    s = "nn = 3"',
      '    return nn.ReLU()',
    ];
    expect(found(...code)).toEqual(['6 nn.ReLU torch relu']);
  });

  it('finds nothing in comments, documentation and the names of definitions', () => {
    expect(found('import torch', '# torch.relu(x)', '"""torch.relu(x)"""', 's = "torch.relu(x)"')).toEqual([]);
    expect(found('from torch import nn', 'nn.ReLU = Mine', 'del nn.GELU')).toEqual([]);
  });
});
