import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the lists and the truths stand. */
export const truthFolder = join(import.meta.dirname, '../fixtures/truth');

/** A list of findings, each looked at: `file:line activation-or-rule reason`. Keys are all but the reason. */
export function readListed(file: string): ReadonlyMap<string, string> {
  return new Map(
    readFileSync(join(truthFolder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [place = '', what = '', ...reason] = line.split(' ');
        return [`${place} ${what}`, reason.join(' ')] as const;
      }),
  );
}
