import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine } from '../support/commandLine';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await buildCommandLine();
}, 60_000);

const fixtures = join(import.meta.dirname, '../../fixtures/cli');

interface Document {
  readonly schema: number;
  readonly files: readonly { readonly path: string; readonly uses: readonly Record<string, unknown>[] }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

async function scan(paths: readonly string[], folder = fixtures): Promise<Document> {
  const { code, output, errors } = await commandLine.run(['scan', '--format', 'json', ...paths], { folder });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output) as Document;
}

function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'scan-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const model = 'from torch import nn\nact = nn.ReLU()\n';

/** The text that a range spans in a file. */
function textAt(path: string, range: unknown): string {
  const { start, end } = range as {
    start: { line: number; character: number };
    end: { line: number; character: number };
  };
  expect(end.line).toBe(start.line);
  const line = readFileSync(join(fixtures, path), 'utf8').split('\n')[start.line] ?? '';
  return line.slice(start.character, end.character);
}

describe('scan --format json', () => {
  it('reports every use with its range, form and arguments', async () => {
    const { schema, files, skipped } = await scan(['net.py']);
    expect(schema).toBe(1);
    expect(skipped).toEqual([]);
    const [file] = files;
    expect(file?.path).toBe('net.py');
    const found = file?.uses.map(({ range, activation, form, called, certainty, framework, arguments: values }) => ({
      text: textAt('net.py', range),
      use: [activation, framework, form, called, certainty],
      values,
    }));
    expect(found).toContainEqual({
      text: 'nn.LeakyReLU',
      use: ['leaky_relu', 'torch', 'class', true, 'resolved'],
      values: { negative_slope: 0.2 },
    });
    expect(found).toContainEqual({
      text: 'nn.ELU',
      use: ['elu', 'torch', 'class', true, 'resolved'],
      values: { alpha: 2 },
    });
    expect(found).toContainEqual({
      text: 'F.softmax',
      use: ['softmax', 'torch', 'function', true, 'resolved'],
      values: { axis: -1 },
    });
    expect(found?.map(({ text }) => text)).toContain('self.act');
  });

  it('counts the lines of a notebook within its cells', async () => {
    const [file] = (await scan(['notebook.ipynb'])).files;
    expect(file?.uses.map(({ activation, range }) => ({ activation, range }))).toEqual([
      {
        activation: 'relu',
        range: { cell: 2, start: { line: 1, character: 8 }, end: { line: 1, character: 15 } },
      },
    ]);
  });

  it('prints paths as they were given or found below', async () => {
    const folder = makeFolder({ 'src/b.py': model, 'src/a/c.pyi': model, 'src/a/d.txt': model, 'e.py': model });
    expect((await scan(['src', './e.py'], folder)).files.map(({ path }) => path)).toEqual([
      'src/a/c.pyi',
      'src/b.py',
      './e.py',
    ]);
    expect((await scan([join(folder, 'src')], folder)).files.map(({ path }) => path)).toEqual([
      join(folder, 'src/a/c.pyi'),
      join(folder, 'src/b.py'),
    ]);
  });

  it('looks into folders of tools only when they are named', async () => {
    const folder = makeFolder({
      'venv/lib/a.py': model,
      '.git/b.py': model,
      'node_modules/c.py': model,
      'd.py': model,
    });
    expect((await scan(['.'], folder)).files.map(({ path }) => path)).toEqual(['d.py']);
    expect((await scan(['venv'], folder)).files.map(({ path }) => path)).toEqual(['venv/lib/a.py']);
  });

  it('reads each file once and does not run in circles', async () => {
    const folder = makeFolder({ 'a/b.py': model });
    symlinkSync(folder, join(folder, 'a/loop'));
    expect((await scan(['a', 'a/b.py', 'a'], folder)).files.map(({ path }) => path)).toEqual(['a/b.py']);
  });

  it('decodes what a file declares', async () => {
    const latin = Buffer.from(
      `# -*- coding: latin-1 -*-\nname = 'caf\u00e9'; from torch import nn; nn.ReLU()\n`,
      'latin1',
    );
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('import torch.nn as nn; nn.ReLU()\n')]);
    const folder = makeFolder({ 'latin.py': latin, 'marked.py': marked });
    const { files, skipped } = await scan(['.'], folder);
    expect(skipped).toEqual([]);
    expect(files.map(({ uses }) => uses.map(({ range }) => range))).toEqual([
      [{ start: { line: 1, character: 37 }, end: { line: 1, character: 44 } }],
      [{ start: { line: 0, character: 23 }, end: { line: 0, character: 30 } }],
    ]);
  });

  it('skips what it cannot read, says why, and goes on', async () => {
    const folder = makeFolder({
      'bytes.py': Uint8Array.of(0x61, 0xff, 0xfe, 0x0a),
      'unknown.py': '# coding: klingon\nx = 1\n',
      'huge.py': ' '.repeat(5_000_001),
      'broken.ipynb': '{ "cells": [',
      'other.ipynb': '{}',
      'fine.py': model,
    });
    const { files, skipped } = await scan(['.', 'missing.py'], folder);
    expect(files.map(({ path }) => path)).toEqual(['fine.py']);
    expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      'missing.py': 'does not exist',
      'broken.ipynb': 'the notebook is no valid JSON',
      'bytes.py': 'not UTF-8',
      'huge.py': 'larger than 5 MB',
      'other.ipynb': 'the file is no notebook: it has no cells',
      'unknown.py': "unknown encoding 'klingon'",
    });
  });

  it.skipIf(process.getuid?.() === 0)('skips files that may not be read', async () => {
    const folder = makeFolder({ 'secret.py': model });
    chmodSync(join(folder, 'secret.py'), 0);
    expect((await scan(['.'], folder)).skipped).toEqual([{ path: 'secret.py', reason: 'may not be read' }]);
  });

  it('writes infinities as words', async () => {
    const folder = makeFolder({ 'a.py': 'import torch.nn as nn\nnn.Hardtanh(float("-inf"), 3.0)\n' });
    const [use] = (await scan(['.'], folder)).files[0]?.uses ?? [];
    expect(use?.['arguments']).toEqual({ min_val: '-inf', max_val: 3 });
  });

  it('gives the same from one thread and from several', async () => {
    const line = `x = nn.GELU(approximate="tanh")  # ${'-'.repeat(4000)}\n`;
    const long = `import torch.nn as nn\n${line.repeat(60)}`;
    const names = Array.from({ length: 40 }, (_, index) => `f${index}.py`);
    const folder = makeFolder(Object.fromEntries(names.map((name) => [name, long])));
    const together = await scan(['.'], folder);
    const alone = await scan(['f7.py'], folder);
    expect(together.files.map(({ path }) => path)).toEqual([...names].sort());
    expect(together.files.find(({ path }) => path === 'f7.py')).toEqual(alone.files[0]);
    expect(alone.files[0]?.uses).toHaveLength(60);
  }, 60_000);
});

describe('scan', () => {
  it('prints a table for people', async () => {
    const { code, output } = await commandLine.run(['scan', '.'], { folder: fixtures });
    expect(code).toBe(0);
    expect(output).toMatch(/^net\.py:13:20 +Leaky ReLU \(negative_slope=0\.2\) +PyTorch +class$/m);
    expect(output).toMatch(/^notebook\.ipynb\[2\]:2:9 +ReLU +PyTorch +class$/m);
    expect(output.trimEnd()).toMatch(/Uses of activations: \d+, in 2 of 2 files$/);
  });

  it('speaks Chinese where the environment does', async () => {
    const { output } = await commandLine.run(['scan', '.'], { folder: fixtures, language: 'zh_CN.UTF-8' });
    expect(output).toMatch(/\p{Script=Han}/u);
  });

  it.each([[[]], [['--format', 'xml', '.']], [['--unknown', '.']]])('explains wrong use: %j', async (parameters) => {
    const { code, output, errors } = await commandLine.run(['scan', ...parameters]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/error:/);
  });

  it('prints its version and its help', async () => {
    const version = await commandLine.run(['--version']);
    expect(version.code).toBe(0);
    expect(version.output).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await commandLine.run(['--help']);
    expect(help.code).toBe(0);
    expect(help.output).toContain('scan');
    expect(help.output).toContain('explain');
  });
});
