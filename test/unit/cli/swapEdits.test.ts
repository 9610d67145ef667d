import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodePython } from '../../../src/cli/scan/decode';
import { editBytes } from '../../../src/cli/swap/editBytes';
import { editNotebook } from '../../../src/cli/swap/editNotebook';
import { unifiedDiff } from '../../../src/cli/swap/unifiedDiff';
import type { TextEdit } from '../../../src/core/edits/textEdit';

/** Replaces `old`, which stands once in the text, by `newText`. */
function replacing(text: string, old: string, newText: string, cell?: number): TextEdit {
  const start = text.indexOf(old);
  expect(text.split(old), old).toHaveLength(2);
  const before = text.slice(0, start).split(/\r\n|\n/);
  const line = before.length - 1;
  const character = before.at(-1)?.length ?? 0;
  const oldLines = old.split(/\r\n|\n/);
  const last = oldLines.at(-1) ?? '';
  const end =
    oldLines.length === 1
      ? { line, character: character + old.length }
      : { line: line + oldLines.length - 1, character: last.length };
  return { range: { start: { line, character }, end }, newText, ...(cell === undefined ? {} : { cell }) };
}

function inserting(line: number, newText: string, cell?: number): TextEdit {
  const place = { line, character: 0 };
  return { range: { start: place, end: place }, newText, ...(cell === undefined ? {} : { cell }) };
}

function edited(bytes: Uint8Array, edits: readonly TextEdit[]): Buffer | undefined {
  const decoded = decodePython(bytes);
  if ('problem' in decoded) {
    throw new Error(decoded.problem);
  }
  const result = editBytes(bytes, decoded, edits);
  return result && Buffer.from(result);
}

describe('editing the bytes of a file', () => {
  it('keeps byte order mark and line ends', () => {
    const text = '# é😀\r\ny = nn.ReLU()\r\n';
    const bytes = Buffer.from(`\ufeff${text}`);
    const result = edited(bytes, [inserting(0, 'import a\n'), replacing(text, 'nn.ReLU', 'nn.GELU')]);
    expect(result).toEqual(Buffer.from('\ufeffimport a\r\n# é😀\r\ny = nn.GELU()\r\n'));
  });

  it('keeps a file that ends without a line end, and lines that end otherwise', () => {
    const text = 'a = 1\nb = 2\r\nc = nn.ReLU()';
    expect(edited(Buffer.from(text), [replacing(text, 'ReLU', 'GELU')])).toEqual(
      Buffer.from('a = 1\nb = 2\r\nc = nn.GELU()'),
    );
  });

  it('keeps Latin-1', () => {
    const text = "# -*- coding: latin-1 -*-\ns = 'é'; nn.ReLU()  # ü\n";
    const result = edited(Buffer.from(text, 'latin1'), [replacing(text, 'ReLU', 'GELU')]);
    expect(result).toEqual(Buffer.from(text.replace('ReLU', 'GELU'), 'latin1'));
  });

  it('keeps encodings with two bytes for a character', () => {
    const [before, after] = ['nn.ReLU', 'nn.GELU'].map((code) =>
      Buffer.concat([
        Buffer.from("# coding: gbk\ns = '"),
        Buffer.from([0xbc, 0xa4, 0xbb, 0xee]),
        Buffer.from(`'; ${code}()\n`),
      ]),
    ) as [Buffer, Buffer];
    const text = "# coding: gbk\ns = '激活'; nn.ReLU()\n";
    expect(edited(before, [replacing(text, 'ReLU', 'GELU')])).toEqual(after);
    expect(edited(before, [inserting(2, 'x = 1\n')])).toEqual(Buffer.concat([before, Buffer.from('x = 1\n')]));
  });

  it('refuses what the encoding cannot express', () => {
    const text = '# coding: latin-1\nx = nn.ReLU()\n';
    expect(edited(Buffer.from(text, 'latin1'), [replacing(text, 'nn.ReLU()', "'激活'")])).toBeUndefined();
  });

  it('refuses edits that overlap', () => {
    const text = 'nn.ReLU()\n';
    const edits = [replacing(text, 'nn.ReLU', 'nn.GELU'), replacing(text, 'ReLU()', 'GELU()')];
    expect(() => edited(Buffer.from(text), edits)).toThrow(RangeError);
  });
});

/** As Jupyter writes it: indented by one blank, one string a line. */
const listNotebook = String.raw`{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": ["# Net \u00e9"]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "metadata": {},
   "outputs": [{"output_type": "stream", "text": ["\u00e9\n"], "name": "stdout"}],
   "source": [
    "import torch\n",
    "s = '\u00e9\t\"'; y = nn.ReLU()"
   ]
  },
  {"cell_type": "code", "source": "z = nn.ReLU()\n", "metadata": {"a": 1.0}},
  {"cell_type": "code", "source": ["one = nn.ReLU()"]},
  {"cell_type": "code", "source": []}
 ],
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

interface Cell {
  readonly source: string | readonly string[];
}

function cellsOf(json: string | undefined): readonly Cell[] {
  return (JSON.parse(json ?? '{}') as { cells: readonly Cell[] }).cells;
}

describe('editing a notebook', () => {
  it('changes the source and nothing else', () => {
    const text = "import torch\ns = 'é\t\"'; y = nn.ReLU()";
    const result = editNotebook(listNotebook, [
      replacing(text, 'nn.ReLU', 'nn.GELU', 1),
      replacing('z = nn.ReLU()\n', 'nn.ReLU', 'nn.GELU', 2),
    ]);
    expect(result).toBe(listNotebook.replace('y = nn.ReLU', 'y = nn.GELU').replace('z = nn.ReLU', 'z = nn.GELU'));
  });

  it('keeps one string for each line', () => {
    const result = editNotebook(listNotebook, [inserting(1, 'from torch import nn\nimport math\n', 1)]);
    expect(result).toBe(
      listNotebook.replace(
        String.raw`    "import torch\n",
`,
        String.raw`    "import torch\n",
    "from torch import nn\n",
    "import math\n",
`,
      ),
    );
  });

  it('adds and takes away lines at the start and at the end', () => {
    const [first, last] = [inserting(0, 'import a\n', 3), { ...inserting(9, '\nb = 1', 3) }];
    expect(cellsOf(editNotebook(listNotebook, [first, last]))[3]?.source).toEqual([
      'import a\n',
      'one = nn.ReLU()\n',
      'b = 1',
    ]);
    const text = "import torch\ns = 'é\t\"'; y = nn.ReLU()";
    expect(cellsOf(editNotebook(listNotebook, [replacing(text, 'import torch\n', '', 1)]))[1]?.source).toEqual([
      "s = 'é\t\"'; y = nn.ReLU()",
    ]);
  });

  it('adds a line behind a last one that ends in a line end', () => {
    const json = JSON.stringify({ cells: [{ cell_type: 'code', source: ['a = 1\n', 'b = 2\n'] }] });
    expect(cellsOf(editNotebook(json, [inserting(2, 'c = 3\n', 0)]))[0]?.source).toEqual([
      'a = 1\n',
      'b = 2\n',
      'c = 3\n',
    ]);
  });

  it('edits a source in one string', () => {
    const result = editNotebook(listNotebook, [inserting(0, 'import a\n', 2), inserting(1, 'b = "x"', 2)]);
    expect(cellsOf(result)[2]?.source).toBe('import a\nz = nn.ReLU()\nb = "x"');
  });

  it('edits format 3, whose cells are in worksheets', () => {
    const json = JSON.stringify({
      worksheets: [
        {
          cells: [
            { cell_type: 'markdown', source: 'x' },
            { cell_type: 'code', input: ['y = nn.ReLU()'] },
          ],
        },
      ],
      nbformat: 3,
    });
    expect(editNotebook(json, [replacing('y = nn.ReLU()', 'ReLU', 'GELU', 1)])).toBe(json.replace('ReLU', 'GELU'));
  });

  it('keeps the line ends of the file and those of the source', () => {
    const json =
      '{"cells": [\r\n {"cell_type": "code",\r\n  "source": [\r\n   "a = 1\\r\\n",\r\n   "nn.ReLU()"]}]}\r\n';
    expect(editNotebook(json, [inserting(1, 'b = 2\n', 0)])).toBe(
      json.replace('"a = 1\\r\\n",\r\n', '"a = 1\\r\\n",\r\n   "b = 2\\r\\n",\r\n'),
    );
  });

  it('keeps commands that only IPython reads', () => {
    const json = JSON.stringify({ cells: [{ cell_type: 'code', source: ['!pip install x\n', 'nn.ReLU()'] }] });
    const result = editNotebook(json, [replacing('!pip install x\nnn.ReLU()', 'nn.ReLU', 'nn.GELU', 0)]);
    expect(result).toBe(json.replace('ReLU', 'GELU'));
  });

  it('refuses what it cannot place', () => {
    expect(
      editNotebook('{"cells": [{"cell_type": "code", "source": "nn.ReLU()"}', [inserting(0, 'a', 0)]),
    ).toBeUndefined();
    const withoutSource = JSON.stringify({ cells: [{ cell_type: 'code', source: [] }] });
    expect(editNotebook(withoutSource, [inserting(0, 'a', 0)])).toBeUndefined();
  });
});

function has(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

const programs = [
  ['git apply', 'git', ['apply', '--whitespace=nowarn', 'change.diff']],
  ['patch', 'patch', ['--binary', '-p1', '-i', 'change.diff']],
] as const;

const changes: readonly (readonly [path: string, before: string | Buffer, after: string | Buffer])[] = [
  ['net.py', 'a\nb\nc\n', 'a\nB\nc\n'],
  ['deep/er/net.py', 'a\r\nb\r\nc\r\n', 'x\r\na\r\nB\r\nc\r\n'],
  ['a b.py', 'a\nb\nc', 'a\nB\nc\nd'],
  ['b"c.py', 'a\n', 'b\n'],
  ['网络.py', '\ufeffa é\nb', '\ufeffA é\nb'],
  [
    'latin.py',
    Buffer.from('# coding: latin-1\n# é\na\n', 'latin1'),
    Buffer.from('# coding: latin-1\n# é\nb\n', 'latin1'),
  ],
  ['one.py', 'x\n'.repeat(30), `y\n${'x\n'.repeat(13)}z\n${'x\n'.repeat(16)}`],
];

describe('a unified diff', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  for (const [title, program, parameters] of programs) {
    if (!has(program)) {
      console.warn(`\n*** ${program} is not there: that it accepts our diffs is NOT checked ***\n`);
    }
    it.skipIf(!has(program)).each(changes)(`is accepted by ${title}: %s`, (path, before, after) => {
      const folder = mkdtempSync(join(tmpdir(), 'diff-'));
      vi.spyOn(process, 'cwd').mockReturnValue(folder);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), before);
      for (const name of [path, `./${path}`, join(folder, path)]) {
        const patch = Buffer.from(unifiedDiff(name, Buffer.from(before), Buffer.from(after)));
        expect(patch.subarray(0, 6).toString()).toMatch(/^--- "?a/);
        writeFileSync(join(folder, path), before);
        writeFileSync(join(folder, 'change.diff'), patch);
        execFileSync(program, parameters, { cwd: folder, stdio: 'pipe' });
        expect(readFileSync(join(folder, path))).toEqual(Buffer.from(after));
      }
    });
  }

  it('names files elsewhere from the root', () => {
    vi.spyOn(process, 'cwd').mockReturnValue('/work/here');
    const patch = Buffer.from(unifiedDiff('/else/net.py', Buffer.from('a\n'), Buffer.from('b\n'))).toString();
    expect(patch).toMatch(/^--- a\/else\/net\.py\n\+\+\+ b\/else\/net\.py\n@@/);
  });
});
