import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine, type CommandResult } from '../support/commandLine';

let commandLine: CommandLine;
beforeAll(async () => {
  commandLine = await buildCommandLine();
}, 60_000);

type Files = Readonly<Record<string, string | Buffer>>;

function makeFolder(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'swap-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

interface SwapRun extends CommandResult {
  readonly folder: string;
  read(path: string): Buffer;
}

async function swap(files: Files, parameters: readonly string[], language?: string): Promise<SwapRun> {
  const folder = makeFolder(files);
  const result = await commandLine.run(['swap', ...parameters], { folder, ...(language && { language }) });
  return { ...result, folder, read: (path) => readFileSync(join(folder, path)) };
}

const net = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 8)
        self.fc2 = nn.Linear(8, 1)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(torch.flatten(x, 1))))
`;
const netAfter = net
  .replace('import torch\n', 'import torch\nimport torch.nn.functional as F\n')
  .replace('torch.relu', 'F.gelu');
const gated = `from torch import nn


class Gated(nn.Module):
    def __init__(self):
        super().__init__()
        self.value = nn.Linear(4, 4)
        self.gate = nn.Sequential(nn.Linear(4, 4), nn.Sigmoid())

    def forward(self, x):
        return self.value(x) * self.gate(x)
`;
const notebook = JSON.stringify(
  {
    cells: [
      { cell_type: 'markdown', metadata: {}, source: ['# Net'] },
      {
        cell_type: 'code',
        metadata: {},
        outputs: [],
        source: ['%matplotlib inline\n', 'import torch\n', 'from torch import nn'],
      },
      {
        cell_type: 'code',
        metadata: {},
        outputs: [],
        source: ['fc = nn.Linear(2, 2)\n', 'def body(x):\n', '    return fc(torch.relu(fc(torch.sqrt(x))))\n'],
      },
    ],
    metadata: { kernelspec: { name: 'python3', language: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  },
  undefined,
  1,
);

describe('swap', () => {
  it('prints a diff that patch accepts, and touches no file', async () => {
    const { code, output, errors, folder, read } = await swap({ 'a/net.py': net }, [
      '--from',
      'relu',
      '--to',
      'gelu',
      '.',
    ]);
    expect(code).toBe(0);
    expect(read('a/net.py').toString()).toBe(net);
    expect(output).toMatch(/^--- a\/a\/net\.py\n\+\+\+ b\/a\/net\.py\n@@ /);
    expect(errors).toContain('Swapped: 1, left alone: 0');
    if (spawnSync('patch', ['--version']).status === 0) {
      execFileSync('patch', ['-p1'], { cwd: folder, input: output });
      expect(read('a/net.py').toString()).toBe(netAfter);
    }
  });

  it('edits files in place with --write and leaves nothing beside them', async () => {
    const { code, output, folder, read } = await swap({ 'net.py': net, 'other.py': 'x = 1\n' }, [
      ...['--from', 'ReLU', '--to', 'nn.GELU', '--write', 'net.py', 'other.py'],
    ]);
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(read('net.py').toString()).toBe(netAfter);
    expect(readdirSync(folder)).toEqual(['net.py', 'other.py']);
  });

  it('keeps permissions', async () => {
    const folder = makeFolder({ 'net.py': net });
    chmodSync(join(folder, 'net.py'), 0o750);
    await commandLine.run(['swap', '--from', 'relu', '--to', 'gelu', '--write', '.'], { folder });
    expect(statSync(join(folder, 'net.py')).mode & 0o777).toBe(0o750);
  });

  it('has nothing to do where nothing is to be swapped', async () => {
    const { code, output, errors } = await swap({ 'net.py': net }, ['--from', 'tanh', '--to', 'gelu', '.']);
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(errors).toContain('There is nothing to swap for GELU');
  });

  it('swaps the use at a place alone', async () => {
    const two = `${net}\n\ndef other(x):\n    return torch.relu(x)\n`;
    const place = ['--at', 'net.py:12:26', '--to', 'gelu', '--write'];
    const { code, read } = await swap({ 'net.py': two }, place);
    expect(code).toBe(0);
    expect(read('net.py').toString()).toContain('F.gelu(self.fc1');
    expect(read('net.py').toString()).toContain('return torch.relu(x)');
    const same = await swap({ 'net.py': two, 'b.py': net }, [...place, '.']);
    expect(same.read('net.py')).toEqual(read('net.py'));
    expect(same.read('b.py').toString()).toBe(net);
  });

  it('leaves what is withheld alone and says where and why; --force includes it', async () => {
    const parameters = ['--from', 'sigmoid', '--to', 'relu', '--write', '.'];
    const kept = await swap({ 'net.py': gated }, parameters);
    expect(kept.code).toBe(0);
    expect(kept.read('net.py').toString()).toBe(gated);
    expect(kept.errors).toMatch(/^net\.py:8:52: \S.+$/m);
    expect(kept.errors).toContain('Swapped: 0, left alone: 1');
    const forced = await swap({ 'net.py': gated }, [...parameters, '--force']);
    expect(forced.code).toBe(0);
    expect(forced.read('net.py').toString()).toBe(gated.replace('nn.Sigmoid', 'nn.ReLU'));
  });

  it('says what the edits leave to the reader', async () => {
    const code = 'from torch import nn\nnet = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 1))\n';
    const { errors } = await swap({ 'net.py': code }, ['--from', 'relu', '--to', 'prelu', '.']);
    expect(errors).toMatch(/^net\.py: .*PReLU.+$/m);
  });
});

describe('what cannot run', () => {
  const files = { 'net.py': net, 'net.ipynb': notebook };

  it.each([
    [['--from', 'relu', '--to', 'gellu', '.'], "There is no activation 'gellu'. Did you mean gelu"],
    [['--from', 'rellu', '--to', 'gelu', '.'], "There is no activation 'rellu'. Did you mean relu"],
    [['--to', 'gelu', '.'], 'either --from ACTIVATION or --at FILE:LINE:COLUMN'],
    [['--from', 'relu', '--at', 'net.py:12:26', '--to', 'gelu', '.'], 'either --from ACTIVATION or --at'],
    [['--from', 'relu', '--to', 'gelu'], 'files and folders are missing'],
    [['--from', 'relu', '.'], "required option '--to <activation>' not specified"],
    [['--at', 'net.py:12', '--to', 'gelu'], "'net.py:12' is not of the form FILE:LINE:COLUMN"],
    [['--at', 'net.ipynb:3:2', '--to', 'gelu'], 'FILE[CELL]:LINE:COLUMN'],
    [['--at', 'net.py:1:1', '--to', 'gelu'], 'skipped net.py: there is no activation at this place'],
    [['--at', 'gone.py:1:1', '--to', 'gelu'], 'skipped gone.py: does not exist'],
    [['--at', 'net.py:12:26', '--to', 'gelu', 'net.ipynb'], 'net.py is not below the given paths'],
    [['--from', 'relu', '--to', 'gelu', 'gone.py'], 'skipped gone.py: does not exist'],
  ])('%j', async (parameters, message) => {
    const { code, output, errors, read } = await swap(files, parameters);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(read('net.py').toString()).toBe(net);
  });

  it('does not keep the other files from being edited', async () => {
    const broken = { 'bad.py': Buffer.from([0xff, 0xfe, 0x00]), 'net.py': net };
    const { code, errors, read } = await swap(broken, ['--from', 'relu', '--to', 'gelu', '--write', '.']);
    expect(code).toBe(2);
    expect(errors).toContain('skipped bad.py: not UTF-8');
    expect(read('net.py').toString()).toBe(netAfter);
  });
});

describe('the bytes of a file', () => {
  const parameters = ['--from', 'relu', '--to', 'gelu', '--write', '.'];

  it('keep byte order mark and line ends', async () => {
    const crlf = (text: string): Buffer => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
    const { read } = await swap({ 'net.py': crlf(net) }, parameters);
    expect(read('net.py')).toEqual(crlf(netAfter));
  });

  it('keep Latin-1, in the diff, too', async () => {
    const latin = (text: string): Buffer => Buffer.from(`# coding: latin-1\n# für é\n${text}`, 'latin1');
    const written = await swap({ 'net.py': latin(net) }, parameters);
    expect(written.read('net.py')).toEqual(latin(netAfter));
  });

  it('of a notebook stay but for the cells that change, the import where the imports are', async () => {
    const { code, read } = await swap({ 'net.ipynb': notebook }, parameters);
    expect(code).toBe(0);
    expect(read('net.ipynb').toString()).toBe(
      notebook
        .replace('    "import torch\\n",\n', '    "import torch\\n",\n    "import torch.nn.functional as F\\n",\n')
        .replace('torch.relu', 'F.gelu'),
    );
  });

  it('of a notebook are found by cell, line and column', async () => {
    const listed = await commandLine.run(['scan', '.'], { folder: makeFolder({ 'net.ipynb': notebook }) });
    expect(listed.output).toContain('net.ipynb[2]:3:15');
    const at = ['--at', 'net.ipynb[2]:3:15', '--to', 'tanh', '--write'];
    const { code, read } = await swap({ 'net.ipynb': notebook }, at);
    expect(code).toBe(0);
    expect(read('net.ipynb').toString()).toBe(notebook.replace('torch.relu', 'torch.tanh'));
  });
});

describe('in Chinese', () => {
  it('says what became of the files', async () => {
    const { errors } = await swap({ 'net.py': net }, ['--from', 'relu', '--to', 'gelu', '.'], 'zh_CN.UTF-8');
    expect(errors).toContain('已替换：1，保持不动：0');
    const unknown = await swap({ 'net.py': net }, ['--from', 'relu', '--to', 'gelu'], 'zh_CN.UTF-8');
    expect(unknown.errors).toContain('请指明在哪里替换');
  });

  it('explains itself', async () => {
    const { output } = await commandLine.run(['swap', '--help'], { language: 'zh_CN.UTF-8' });
    expect(output).toContain('直接修改文件');
    expect(output).toContain('FILE[CELL]:LINE:COLUMN');
  });
});
