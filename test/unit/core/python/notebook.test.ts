import { beforeAll, describe, expect, it } from 'vitest';
import { maskMagics, readNotebook } from '../../../../src/core/python/notebook';
import { descendants, loadPython, parsePython } from '../../support/parsePython';

beforeAll(loadPython);

function cellsIn(notebook: unknown): readonly { readonly index: number; readonly text: string }[] {
  const reading = readNotebook(JSON.stringify(notebook));
  if (reading.kind !== 'notebook') {
    throw new Error(reading.reason());
  }
  return reading.cells;
}

function code(source: string | readonly string[], more: object = {}): object {
  return { cell_type: 'code', metadata: {}, outputs: [], source, ...more };
}

const text = { cell_type: 'markdown', metadata: {}, source: '# Title' };

describe('readNotebook', () => {
  it('numbers Python cells among all cells', () => {
    const cells = cellsIn({ nbformat: 4, metadata: {}, cells: [text, code('import torch'), text, code('x = 1')] });
    expect(cells).toEqual([
      { index: 1, text: 'import torch' },
      { index: 3, text: 'x = 1' },
    ]);
  });

  it('joins sources that are lists of lines', () => {
    expect(cellsIn({ nbformat: 4, cells: [code(['a = 1\n', 'b = 2'])] })).toEqual([{ index: 0, text: 'a = 1\nb = 2' }]);
  });

  it('reads the worksheets of nbformat 3', () => {
    const sheet = (input: string): object => ({ cells: [text, { cell_type: 'code', language: 'python', input }] });
    expect(cellsIn({ nbformat: 3, metadata: {}, worksheets: [sheet('a = 1'), sheet('b = 2')] })).toEqual([
      { index: 1, text: 'a = 1' },
      { index: 3, text: 'b = 2' },
    ]);
  });

  it.each([
    { kernelspec: { language: 'R', name: 'ir' } },
    { language_info: { name: 'julia' } },
    { kernelspec: { name: 'javascript' } },
  ])('finds no Python in a notebook of another language: %j', (metadata) => {
    expect(cellsIn({ nbformat: 4, metadata, cells: [code('x = 1')] })).toEqual([]);
  });

  it.each([
    {},
    { kernelspec: { language: 'python' } },
    { language_info: { name: 'ipython' } },
    { kernelspec: { name: 'python3' } },
  ])('finds Python where the notebook says so or nothing: %j', (metadata) => {
    expect(cellsIn({ nbformat: 4, metadata, cells: [code('x = 1')] })).toHaveLength(1);
  });

  it('leaves out a cell whose own language is another', () => {
    const other = code('SELECT 1', { metadata: { vscode: { languageId: 'sql' } } });
    expect(cellsIn({ nbformat: 4, metadata: {}, cells: [other, code('x = 1')] })).toEqual([
      { index: 1, text: 'x = 1' },
    ]);
  });

  it('leaves out damaged cells', () => {
    expect(cellsIn({ nbformat: 4, cells: [null, 3, { cell_type: 'code' }, code('x = 1')] })).toEqual([
      { index: 3, text: 'x = 1' },
    ]);
  });

  it.each([
    ['{"cells": [', 'the notebook is no valid JSON'],
    ['[]', 'the file is no notebook: it has no cells'],
    ['{}', 'the file is no notebook: it has no cells'],
  ])('says what is wrong with %s', (json, reason) => {
    const reading = readNotebook(json);
    expect(reading.kind === 'unreadable' ? reading.reason() : '').toBe(reason);
  });
});

describe('maskMagics', () => {
  it.each([
    ['%matplotlib inline', 'pass              '],
    ['!ls', '0  '],
    ['?torch', 'pass  '],
    ['torch.relu?', 'torch.relu '],
    ['torch.relu??', 'torch.relu  '],
    ['files = !ls -l', 'files = 0     '],
    ['t = %timeit -o f()', 't = 0             '],
    ['%time y = F.relu(x)', '0;    y = F.relu(x)'],
    ['%timeit -n 10 -r 3 F.relu(x)', '0;                 F.relu(x)'],
    ['if x:\n    !pip install torch', 'if x:\n    pass              '],
    ['!pip install a \\\n  b\nx = 1', 'pass            \n   \nx = 1'],
    ['%%time\ny = F.relu(x)', 'pass  \ny = F.relu(x)'],
    ['%%capture out\ny = 1', 'pass         \ny = 1'],
  ])('%j', (source, masked) => {
    expect(maskMagics(source)).toBe(masked);
  });

  it.each([
    'x = a % b',
    'x = (a\n  % b)',
    'x = a \\\n  % b',
    'x = """\n%matplotlib inline\n!ls\n"""',
    'print("100%")\nassert a != b',
    "print('what?')",
    'x = "a\\\n%b"',
    'y = [\n  1,  # (\n  2,\n]\nz = 3 % 2',
  ])('leaves Python alone: %j', (source) => {
    expect(maskMagics(source)).toBe(source);
  });

  it.each(['bash', 'html', 'javascript', 'writefile model.py', 'R', 'sql'])('empties cells of %%%%%s', (magic) => {
    const source = `%%${magic}\nfor x in *; do relu; done\r\n`;
    expect(maskMagics(source)).toBe(source.replaceAll(/[^\r\n]/g, ' '));
  });

  it('keeps every offset and parses', () => {
    const source = [
      '%load_ext autoreload',
      'import torch  # !not a command',
      'files = !ls "a(b"',
      'for name in files:',
      '\t!echo {name}',
      'torch.relu?',
      '%timeit torch.relu(x)',
    ].join('\r\n');
    const masked = maskMagics(source);
    expect(masked).toHaveLength(source.length);
    expect(masked.indexOf('torch.relu(x)')).toBe(source.indexOf('torch.relu(x)'));
    expect([...descendants(parsePython(masked))].map(({ type }) => type)).not.toContain('ERROR');
  });
});
