import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fetchRealPackages } from './realCode';
import { median, time, type Measurement } from './report';

const require = createRequire(import.meta.url);
const runs = 9;

/** The command line over three real packages, in turns with a native tool that looks for ten patterns in them. */
export function measureScan(): Measurement {
  const folders = fetchRealPackages();
  const commandLine = join(import.meta.dirname, '../../dist/cli.js');
  const rules = join(import.meta.dirname, '../../test/bench/activations.yml');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run++) {
    ours.push(
      time(() => {
        runQuietly(process.execPath, [commandLine, 'scan', '--format', 'json', ...folders]);
      }),
    );
    theirs.push(
      time(() => {
        runQuietly(nativeTool(), ['scan', '--rule', rules, '--json=compact', ...folders]);
      }),
    );
  }
  return {
    name: 'scan of three packages against ast-grep',
    measured: median(ours) / median(theirs),
    budget: 1,
    unit: 'ratio',
    detail: `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms`,
  };
}

/** The binary itself: the launcher of its package would add a start of Node. */
function nativeTool(): string {
  const name = `@ast-grep/cli-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : ''}`;
  const folder = dirname(
    require.resolve(`${name}/package.json`, { paths: [dirname(require.resolve('@ast-grep/cli/package.json'))] }),
  );
  const binary = join(folder, process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep');
  if (!existsSync(binary)) {
    throw new Error(`${name} holds no ast-grep; install it with: npm install`);
  }
  return binary;
}

function runQuietly(command: string, parameters: readonly string[]): void {
  const { status, error } = spawnSync(command, [...parameters], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error !== undefined || status !== 0) {
    throw error ?? new Error(`${command} ended with ${String(status)}`);
  }
}
