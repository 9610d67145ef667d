/**
 * Runs all there is, goes on after a failure, and ends with the total on a line by itself.
 *
 *   npm test
 */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { runScript } from './hosts/failure';
import { npmCommand } from './hosts/npm';
import { repository } from './hosts/paths';

interface Part {
  readonly title: string;
  /** A script of package.json. */
  readonly script: string;
  /** Nothing after it makes sense where it fails. */
  readonly isNeeded?: boolean;
}

interface Outcome {
  readonly title: string;
  readonly seconds: number;
  readonly succeeded: boolean;
  readonly passed: number;
  readonly failed: number;
}

const parts: readonly Part[] = [
  { title: 'package', script: 'package', isNeeded: true },
  { title: 'check', script: 'check' },
  { title: 'unit tests', script: 'test:unit' },
  { title: 'host suite', script: 'test:hosts:packaged' },
  { title: 'workbench', script: 'test:browser:packaged' },
];

async function runPart({ title, script }: Part): Promise<Outcome> {
  const started = Date.now();
  console.log(`\n━━ ${title}: npm run ${script}`);
  const [command, args] = npmCommand(['run', '--silent', script]);
  const child = spawn(command, args, {
    cwd: repository,
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    output += chunk.toString();
  });
  const succeeded = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
  const counts = countTests(stripVTControlCharacters(output));
  return {
    title,
    seconds: Math.round((Date.now() - started) / 1000),
    succeeded,
    passed: counts.passed,
    // A part that ended badly without counting anything must not look like one that found nothing wrong.
    failed: succeeded ? counts.failed : Math.max(1, counts.failed),
  };
}

/** Reads the last line in which a part counts its tests, such as `Tests  2 failed | 410 passed (412)`. */
function countTests(output: string): { passed: number; failed: number } {
  const [summary = ''] = output.match(/^.*\b\d+ (?:passed|failed)\b.*$/gm)?.slice(-1) ?? [];
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') };
}

async function main(): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    const outcome = await runPart(part);
    outcomes.push(outcome);
    if (part.isNeeded === true && !outcome.succeeded) {
      break;
    }
  }
  console.log('\n━━ total');
  for (const { title, seconds, succeeded, passed, failed } of outcomes) {
    const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : '';
    console.log(`${succeeded ? '✓' : '✗'} ${title.padEnd(12)}${`${seconds} s`.padStart(6)}   ${counts}`);
  }
  const sum = (key: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return outcomes.every(({ succeeded }) => succeeded) ? 0 : 1;
}

void runScript(main);
