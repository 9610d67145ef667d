import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyzer } from '../../src/core/uses/analysis';
import { loadAnalyzer, usesIn } from '../unit/support/analyzer';
import { readListed, truthFolder } from './listed';
import { fetchPackage, hasApt, pythonFiles } from './packages';

/**
 * Where activations stand in three packages, found by Python's own parser and import system. `1:2-1:9 relu call`: line
 * (from 1) and column of the start and end, activation, and how the code names it. `gelu` stands for every form of it.
 */
interface Truth {
  readonly package: string;
  readonly version: string;
  readonly folder: string;
  readonly kinds: Readonly<Record<string, number>>;
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const truths = ['torchvision', 'keras_applications', 'torchaudio'].map(
  (name) => JSON.parse(readFileSync(join(truthFolder, `${name}.json`), 'utf8')) as Truth,
);

/** Findings that the truth does not list: `file:line:column activation reason`. */
const beyond = readListed('beyond.txt');

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

if (!hasApt()) {
  console.warn('\n*** apt-get is not there: the uses in real packages are NOT checked ***\n');
}

describe.skipIf(!hasApt()).each(truths.map((truth) => [truth.folder, truth] as const))('%s', (folder, truth) => {
  const missed: Record<string, string[]> = { call: [], ref: [], string: [], method: [] };
  const additional: string[] = [];

  beforeAll(() => {
    const root = fetchPackage(truth.package, truth.version);
    for (const file of pythonFiles(join(root, folder), root)) {
      compare(file, readFileSync(join(root, file), 'utf8'));
    }
  }, 300_000);

  function compare(file: string, text: string): void {
    const found = new Map(
      usesIn(analyzer, text).map(({ range: { start, end }, activation }) => [
        `${String(start.line + 1)}:${String(start.character)}-${String(end.line + 1)}:${String(end.character)}`,
        activation,
      ]),
    );
    for (const line of truth.files[file] ?? []) {
      const [place = '', activation = '', kind = ''] = line.split(' ');
      const id = found.get(place);
      if (id === activation || (activation === 'gelu' && id?.includes('gelu') === true)) {
        found.delete(place);
      } else {
        missed[kind]?.push(`${file}:${line}`);
      }
    }
    for (const [place, activation] of found) {
      additional.push(`${file}:${place.slice(0, place.indexOf('-'))} ${activation}`);
    }
  }

  it('finds calls, references and strings, with their ids and ranges', () => {
    const { call = 0, ref = 0, string = 0 } = truth.kinds;
    const lost = [...(missed['call'] ?? []), ...(missed['ref'] ?? []), ...(missed['string'] ?? [])];
    expect(lost.length / (call + ref + string), lost.join('\n')).toBeLessThanOrEqual(0.005);
  });

  it('finds methods, with their ids and ranges', () => {
    const lost = missed['method'] ?? [];
    expect(lost.length / Math.max(1, truth.kinds['method'] ?? 0), lost.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('finds nothing else but what is listed with a reason', () => {
    const listed = [...beyond.keys()].filter((key) => key.startsWith(`${folder}/`));
    expect([...additional].sort()).toEqual(listed.sort());
  });
});

describe('findings beyond the truth', () => {
  it('have a reason each', () => {
    for (const [place, reason] of beyond) {
      expect(reason.length, place).toBeGreaterThan(10);
    }
  });
});
