import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fetchRealPackages } from './realCode';
import { median, time, type Measurement } from './report';

const runs = 9;

/** What the rules add to a scan: both commands over three real packages, in turns. */
export function measureCheck(): Measurement {
  const folders = fetchRealPackages();
  const commandLine = join(import.meta.dirname, '../../dist/cli.js');
  const run = (command: string): number =>
    time(() => {
      const { status, error } = spawnSync(process.execPath, [commandLine, command, '--format', 'json', ...folders], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      // 1: there are problems.
      if (error !== undefined || (status !== 0 && status !== 1)) {
        throw error ?? new Error(`${command} ended with ${String(status)}`);
      }
    });
  const scanning: number[] = [];
  const checking: number[] = [];
  for (let turn = 0; turn < runs; turn++) {
    scanning.push(run('scan'));
    checking.push(run('check'));
  }
  const [scan, check] = [median(scanning), median(checking)];
  return {
    name: 'check of three packages against scan',
    measured: check / scan,
    budget: 1.5,
    unit: 'ratio',
    detail: `${check.toFixed(0)} ms against ${scan.toFixed(0)} ms`,
  };
}
