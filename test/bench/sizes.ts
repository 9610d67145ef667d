import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from './report';

const dist = join(import.meta.dirname, '../../dist');

const budgets: readonly (readonly [file: string, kilobytes: number])[] = [
  ['extension.js', 250],
  ['activation-insight.vsix', 1500],
];

/** What is downloaded and loaded; the package only where `npm run package` has built it. */
export function measureSizes(): readonly Measurement[] {
  return budgets
    .filter(([file]) => existsSync(join(dist, file)))
    .map(([file, budget]) => ({
      name: `size of ${file}`,
      measured: statSync(join(dist, file)).size / 1000,
      budget,
      unit: 'kB',
    }));
}
