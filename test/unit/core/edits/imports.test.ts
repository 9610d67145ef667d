import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/edits/applyEdits';
import { ImportChanges } from '../../../../src/core/edits/imports';
import type { SyntaxNode } from '../../../../src/core/python/syntax';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** The file after the callee of the first call of `name` is written as `path`. */
function rewrite(lines: readonly string[], name: string, path: string): readonly string[] {
  const text = lines.join('\n');
  const analysis = analyze(analyzer, text);
  const [call] = analysis.code.calls(name);
  const callee: SyntaxNode | null | undefined = call?.childForFieldName('function');
  if (!callee) throw new Error(`no call of ${name}`);
  const imports = new ImportChanges(analysis.code);
  const written = imports.write(path, callee, callee);
  imports.drop(callee);
  const edits = imports.edits();
  const own = { ...analysis.code.placeOf(callee), newText: written ?? '?' };
  analysis.dispose();
  return applyEdits(text, [own, ...edits]).split('\n');
}

const gelu = 'torch.nn.functional.gelu';

describe('the name of a symbol', () => {
  it.each<[string, readonly string[], string, string, readonly string[]]>([
    [
      'keeps an alias',
      ['from torch import nn', 'nn.ReLU()'],
      'ReLU',
      'torch.nn.GELU',
      ['from torch import nn', 'nn.GELU()'],
    ],
    [
      'takes the place of a name that was imported alone',
      ['from torch.nn import Linear, ReLU', 'Linear(1, 2)', 'ReLU()'],
      'ReLU',
      'torch.nn.GELU',
      ['from torch.nn import GELU, Linear', 'Linear(1, 2)', 'GELU()'],
    ],
    [
      'joins names in brackets, one a line',
      ['from torch.nn import (', '    Linear,', '    ReLU,', ')', 'ReLU()', 'ReLU(), Linear(1, 2)'],
      'ReLU',
      'torch.nn.SiLU',
      ['from torch.nn import (', '    Linear,', '    ReLU,', '    SiLU,', ')', 'SiLU()', 'ReLU(), Linear(1, 2)'],
    ],
    [
      'brings the functional module beside the imports of the package',
      [
        'import os',
        'import torch',
        'import torch.nn as nn',
        'from torch import Tensor',
        '',
        'y = torch.relu(os, torch)',
      ],
      'relu',
      gelu,
      [
        'import os',
        'import torch',
        'import torch.nn as nn',
        'import torch.nn.functional as F',
        'from torch import Tensor',
        '',
        'y = F.gelu(os, torch)',
      ],
    ],
    [
      'does not touch another F',
      ['import torch', 'import torchvision.transforms.functional as F', 'torch.relu(F)'],
      'relu',
      gelu,
      ['import torch', 'import torchvision.transforms.functional as F', 'torch.nn.functional.gelu(F)'],
    ],
    [
      'goes on with a long path that the file writes',
      ['from torch import nn', 'nn.functional.relu(x)', 'nn.ReLU(x)'],
      'ReLU',
      gelu,
      ['from torch import nn', 'nn.functional.relu(x)', 'nn.functional.gelu(x)'],
    ],
    [
      'goes through tensorflow',
      ['import tensorflow as tf', 'tf.nn.relu(x)'],
      'relu',
      'tf.keras.activations.gelu',
      ['import tensorflow as tf', 'tf.keras.activations.gelu(x)'],
    ],
    [
      'is imported from Keras as the file imports',
      ['from tensorflow.keras.layers import Dense, ReLU', 'Dense(1)', 'ReLU()'],
      'ReLU',
      'tf.keras.layers.LeakyReLU',
      ['from tensorflow.keras.layers import Dense, LeakyReLU', 'Dense(1)', 'LeakyReLU()'],
    ],
    [
      'comes from a star',
      ['from torch.nn import *', 'ReLU()'],
      'ReLU',
      'torch.nn.GELU',
      ['from torch.nn import *', 'GELU()'],
    ],
    [
      'is not a name that the file gives to something else',
      ['from torch.nn import ReLU', 'class GELU: pass', 'ReLU()'],
      'ReLU',
      'torch.nn.GELU',
      ['from torch import nn', 'class GELU: pass', 'nn.GELU()'],
    ],
    [
      'leaves an import that __all__ names',
      ['import torch', 'from torch.nn.functional import relu', "__all__ = ['relu']", 'relu(torch)'],
      'relu',
      gelu,
      ['import torch', 'from torch.nn.functional import gelu, relu', "__all__ = ['relu']", 'gelu(torch)'],
    ],
    [
      'takes away an import that nothing else reads',
      [
        'import numpy as np',
        'import torch',
        '',
        'from torch.nn import ReLU  # the classic',
        '',
        '# ReLU is gone',
        'ReLU(np)',
      ],
      'ReLU',
      'torch.relu',
      ['import numpy as np', 'import torch', '', '', '# ReLU is gone', 'torch.relu(np)'],
    ],
    [
      'keeps to the block of an optional import',
      ['try:', '    import torch', 'except ImportError:', '    torch = None', 'def f(x):', '    return torch.relu(x)'],
      'relu',
      gelu,
      [
        'try:',
        '    import torch',
        '    import torch.nn.functional as F',
        'except ImportError:',
        '    torch = None',
        'def f(x):',
        '    return F.gelu(x)',
      ],
    ],
    [
      'stands behind the docstring where there is no import',
      ['"""A model."""', '', 'nn.ReLU()(x)', 'f(x).relu()'],
      'relu',
      gelu,
      ['"""A model."""', '', 'import torch.nn.functional as F', '', 'nn.ReLU()(x)', 'F.gelu()'],
    ],
  ])('%s', (_, before, name, path, after) => {
    expect(rewrite(before, name, path)).toEqual(after);
  });

  it('keeps the end of lines', () => {
    const text = 'import torch\r\nx = torch.relu(y)\r\ntorch.save(x)\r\n';
    expect(rewrite([text], 'relu', gelu)).toEqual(
      'import torch\r\nimport torch.nn.functional as F\r\nx = F.gelu(y)\r\ntorch.save(x)\r\n'.split('\n'),
    );
  });
});

describe('a notebook', () => {
  it('has the import in the cell with the imports', () => {
    const cells = [
      { index: 0, text: '# A title' },
      { index: 2, text: 'import numpy as np\nimport torch' },
      { index: 3, text: 'y = torch.relu(np)\ntorch.save(y)' },
    ];
    const analysis = analyzer.analyzeNotebook(cells);
    const [call] = analysis?.code.calls('relu') ?? [];
    const callee = call?.childForFieldName('function');
    if (!analysis || !callee) throw new Error('no call');
    const imports = new ImportChanges(analysis.code);
    expect(imports.write(gelu, callee, callee)).toBe('F.gelu');
    imports.drop(callee);
    const [edit, ...others] = imports.edits();
    analysis.dispose();
    expect(others).toEqual([]);
    expect(edit?.cell).toBe(2);
    expect(applyEdits(cells[1]?.text ?? '', edit ? [edit] : [])).toBe(
      'import numpy as np\nimport torch\nimport torch.nn.functional as F',
    );
  });
});
