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

  it('says what it could not read', async () => {
    const { output } = await commandLine.run(['check', 'missing.py'], { folder: makeFolder({}) });
    expect(output).toContain('skipped missing.py: does not exist');
  });
});
