import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine, type CommandResult } from '../support/commandLine';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await buildCommandLine();
}, 60_000);

function makeFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function check(files: Readonly<Record<string, string>>, ...options: readonly string[]): Promise<CommandResult> {
  return commandLine.run(['check', ...options, '.'], { folder: makeFolder(files) });
}

const wrong = 'from torch import nn\nact = nn.LeakyReLU(True)\n';
const right = 'from torch import nn\nact = nn.LeakyReLU(0.1)\n';
const notebook = JSON.stringify({
  cells: [
    { cell_type: 'markdown', source: ['# Net'] },
    { cell_type: 'code', source: ['%matplotlib inline\n', 'from torch import nn\n'] },
    { cell_type: 'code', source: ['act = nn.LeakyReLU(True)'] },
  ],
});

describe('check', () => {
  it('exits with 1 where a problem is a warning or an error, and tells where', async () => {
    const { code, output } = await check({ 'net.py': wrong });
    expect(code).toBe(1);
    expect(output).toMatch(/^net\.py:2:\d+: error: .+ \[bool-in-slope-slot\]$/m);
    expect(output).toContain('Problems: 1, in 1 files');
  });

  it('exits with 0 where all is right', async () => {
    expect(await check({ 'net.py': right })).toMatchObject({ code: 0, errors: '' });
  });

  it('exits with 0 where the problems are no more than hints', async () => {
    const code = 'import numpy as np\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n';
    const result = await check({ 'net.py': code }, '--format', 'json');
    expect(result.code).toBe(0);
    expect(result.output).toContain('"severity":"hint"');
  });

  it('exits with 2 where it is called wrongly', async () => {
    expect((await commandLine.run(['check', '--format', 'xml', '.'])).code).toBe(2);
    expect((await commandLine.run(['check'])).code).toBe(2);
  });

  it('says nothing of what a comment silences', async () => {
    const silenced = wrong.replace(/\n$/, '  # activation-insight: ignore[bool-in-slope-slot]\n');
    expect((await check({ 'net.py': silenced })).code).toBe(0);
  });

  it('prints uses, problems and fixes as JSON', async () => {
    const { output } = await check({ 'net.py': wrong, 'bad.py': '\xff\0' }, '--format', 'json');
    const document = JSON.parse(output) as { files: { path: string; uses: unknown[]; problems: unknown[] }[] };
    const file = document.files.find(({ path }) => path === 'net.py');
    expect(document).toMatchObject({ schema: 1 });
    expect(file?.uses).toHaveLength(1);
    expect(file?.problems).toMatchObject([
      {
        rule: 'bool-in-slope-slot',
        severity: 'error',
        range: { start: { line: 1 }, end: { line: 1 } },
        fixes: [{ edits: [{ newText: expect.stringContaining('inplace=True') as string }] }],
      },
    ]);
  });

  it('names the cell of a notebook', async () => {
    const { output, code } = await check({ 'net.ipynb': notebook }, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      files: [{ problems: [{ range: { cell: 2, start: { line: 0 } } }] }],
    });
  });

  it('prints SARIF: lines and columns from 1, rules with their levels', async () => {
    const { output } = await check({ 'a b/net.py': wrong, 'net.ipynb': notebook }, '--format', 'sarif');
    const [run] = (JSON.parse(output) as { version: string; runs: Record<string, never>[] }).runs;
    expect(JSON.parse(output)).toMatchObject({ version: '2.1.0' });
    expect(run?.['results']).toMatchObject([
      {
        ruleId: 'bool-in-slope-slot',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/net.py' },
              region: { startLine: 2, endLine: 2 },
            },
          },
        ],
        fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 2 } }] }] }],
      },
      { locations: [{ logicalLocations: [{ name: 'cell 2' }] }] },
    ]);
    const driver = (run as unknown as { tool: { driver: { rules: { id: string }[] } } }).tool.driver;
    const index = (run?.['results'] as unknown as { ruleIndex: number }[])[0]?.ruleIndex ?? -1;
    expect(driver.rules[index]?.id).toBe('bool-in-slope-slot');
  });

  it('follows imports within the given paths, and names the file that proves a problem', async () => {
    const files = {
      'train.py': [
        'from torch import nn',
        'from models import Net',
        'criterion = nn.CrossEntropyLoss()',
        'model = Net()',
        'for x, y in loader:',
        '    criterion(model(x), y).backward()',
      ].join('\n'),
      'models/__init__.py': 'from .net import Net\n',
      'models/net.py': [
        'from torch import nn',
        'class Net(nn.Sequential):',
        '    def __init__(self):',
        '        super().__init__(nn.Linear(3, 4), nn.Softmax(dim=-1))',
      ].join('\n'),
    };
    const text = await check(files);
    expect(text.code).toBe(1);
    expect(text.output).toMatch(
      /^train\.py:6:\d+: warning: .+\[softmax-into-cross-entropy\]\n +models\/net\.py:4:\d+: /m,
    );
    const json = JSON.parse((await check(files, '--format', 'json')).output) as { files: unknown[] };
    expect(json.files).toMatchObject([
      { path: 'models/__init__.py', problems: [] },
      { path: 'models/net.py', problems: [] },
      { path: 'train.py', problems: [{ related: [{ path: 'models/net.py', range: { start: { line: 3 } } }, {}] }] },
    ]);
    expect((await check(files, '--format', 'sarif')).output).toMatch(
      /"relatedLocations":\[\{"physicalLocation":\{"artifactLocation":\{"uri":"models\/net\.py"\}/,
    );
    const alone = await commandLine.run(['check', 'train.py'], { folder: makeFolder(files) });
    expect(alone).toMatchObject({ code: 0 });
  });

  it('says what it could not read', async () => {
    const { output } = await commandLine.run(['check', 'missing.py'], { folder: makeFolder({}) });
    expect(output).toContain('skipped missing.py: does not exist');
  });
});

/** A `pyproject.toml` with our table. */
function project(...lines: readonly string[]): string {
  return ['[tool.activation-insight]', ...lines, ''].join('\n');
}

describe('a project', () => {
  it('switches rules off, and others on', async () => {
    const off = await check({
      'net.py': wrong,
      'pyproject.toml': project('severity = { bool-in-slope-slot = "off" }'),
    });
    expect(off).toMatchObject({ code: 0, errors: '' });
    const hand = 'import numpy as np\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n';
    const bias = 'from torch import nn\nnet = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU())\n';
    const severity = 'severity = { hand-written-activation = "error", bias-before-batchnorm = "warning" }';
    const on = await check({ 'hand.py': hand, 'bias.py': bias, 'pyproject.toml': project(severity) });
    expect(on.code).toBe(1);
    expect(on.output).toMatch(/^hand\.py:\d+:\d+: error: .+ \[hand-written-activation\]$/m);
    expect(on.output).toMatch(/^bias\.py:\d+:\d+: warning: .+ \[bias-before-batchnorm\]$/m);
  });

  it('is the nearest one that says something of the rules', async () => {
    const files = {
      'pyproject.toml': project('severity = { bool-in-slope-slot = "off" }'),
      'silent/pyproject.toml': '[project]\nname = "silent"\n',
      'silent/net.py': wrong,
      'own/pyproject.toml': project(),
      'own/deep/net.py': wrong,
    };
    const { output } = await check(files);
    expect(output).toContain('Problems: 1, in 2 files');
    expect(output).toMatch(/^own\/deep\/net\.py:2:/m);
  });

  it('is not the one in a folder that another excludes', async () => {
    const files = {
      'pyproject.toml': project('exclude = ["fixtures"]'),
      'fixtures/pyproject.toml': project('severity = '),
      'fixtures/net.py': wrong,
    };
    expect(await check(files)).toMatchObject({ code: 0, errors: 'All files below these paths are excluded.\n' });
  });

  it('is found above the working directory', async () => {
    const folder = makeFolder({
      'pyproject.toml': project('exclude = ["inner/old"]'),
      'inner/old/net.py': wrong,
      'inner/net.py': wrong,
    });
    const { output } = await commandLine.run(['check', '.'], { folder: join(folder, 'inner') });
    expect(output).toMatch(/^net\.py:2:/m);
    expect(output).toContain('Problems: 1, in 1 files');
  });

  it('excludes files, unless they are named themselves', async () => {
    const files = {
      'pyproject.toml': project('exclude = ["generated", "*_pb2.py"]'),
      'generated/net.py': wrong,
      'a/generated/b/net.py': wrong,
      'a/net_pb2.py': wrong,
      'a/net.py': right,
    };
    expect(await check(files)).toMatchObject({ code: 0, output: 'Problems: 0, in 1 files\n' });
    const named = ['check', 'generated/net.py', 'a'];
    expect((await commandLine.run(named, { folder: makeFolder(files) })).output).toContain('Problems: 1, in 2 files');
  });

  it('is told what makes no sense; the rest holds', async () => {
    const severity = ['[tool.activation-insight.severity]', 'bool-in-slop-slot = "off"', 'rnn-relu = "of"'];
    const configuration = project('exclude = ["old"]', ...severity);
    const { code, output, errors } = await check({
      'net.py': wrong,
      'old/net.py': wrong,
      'pyproject.toml': configuration,
    });
    expect(errors.split('\n')).toEqual([
      'pyproject.toml:4: There is no rule "bool-in-slop-slot". Did you mean "bool-in-slope-slot"?',
      'pyproject.toml:5: "rnn-relu" cannot be "of", only error, warning, information, hint, off.',
      '',
    ]);
    expect(code).toBe(1);
    expect(output).toContain('Problems: 1, in 1 files');
  });

  it('stops the run where nobody can tell what it says', async () => {
    const files = { 'net.py': wrong, 'pyproject.toml': project('exclude = ["old"') };
    const { code, output, errors } = await check(files);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/^Error: pyproject\.toml:\d: The file is no valid TOML: .+\n$/);
  });

  it('may be broken as long as it does not name us', async () => {
    expect(await check({ 'net.py': right, 'pyproject.toml': '[tool.other\n' })).toMatchObject({ code: 0, errors: '' });
  });
});

describe('--exclude', () => {
  const files = { 'a/tests/net.py': wrong, 'b/net.py': wrong, 'c/net.py': right };

  it('leaves out what matches', async () => {
    expect(await check(files, '--exclude', 'tests', '--exclude', 'b/*.py')).toMatchObject({
      code: 0,
      output: 'Problems: 0, in 1 files\n',
      errors: '',
    });
  });

  it('says so where it leaves nothing', async () => {
    expect(await check(files, '--exclude', '*.py')).toMatchObject({
      code: 0,
      errors: 'All files below these paths are excluded.\n',
    });
  });
});
