import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivationId } from '../../src/core/activations';
import type { Analyzer } from '../../src/core/uses/analysis';
import type { Use } from '../../src/core/uses/use';
import { hasApt } from '../truth/packages';
import { loadAnalyzer } from '../unit/support/analyzer';
import { pythonErrors } from '../unit/support/pythonSyntax';
import { fixtureFiles, libraryFiles, type SweptFile } from './files';
import { PythonChecker } from './pythonChecker';
import { FileSweep, noCounts } from './sweep';

/** The sample of the sweep: each kind of swap where it comes up first. `npm run test:sweep` makes all of them. */
const hasPython = pythonErrors([]) !== undefined;
if (!hasPython) {
  console.warn('\n*** There is no Python 3: what becomes of swapped files is NOT checked ***\n');
}
if (!hasApt()) {
  console.warn('\n*** apt-get is not there: swaps in real packages are NOT checked ***\n');
}

describe.skipIf(!hasPython)('every kind of swap', () => {
  let analyzer: Analyzer;
  let checker: PythonChecker;
  const counts = noCounts();

  beforeAll(async () => {
    analyzer = await loadAnalyzer();
    checker = new PythonChecker();
  });

  afterAll(() => {
    checker.end();
    console.log(`swaps that Python looked at: ${counts.edits}, swapped back: ${counts.roundTrips}`);
  });

  /** Kinds differ in library, in form, and in what is swapped for what. */
  async function sweep(files: Iterable<SweptFile>): Promise<readonly string[]> {
    const seen = new Set<string>();
    const isNew = ({ framework, form, called, inPlace, activation }: Use, target: ActivationId): boolean => {
      const kind = [framework, form, called, inPlace, activation, target].join(' ');
      const isFirst = !seen.has(kind);
      seen.add(kind);
      return isFirst;
    };
    const failures: string[] = [];
    for (const { path, text } of files) {
      failures.push(...(await new FileSweep(analyzer, checker, counts, path, text).run(isNew)));
    }
    return failures;
  }

  it('in the fixtures leaves Python that means what it should', async () => {
    expect(await sweep(fixtureFiles())).toEqual([]);
  }, 300_000);

  it.skipIf(!hasApt())(
    'in real packages leaves Python that means what it should',
    async () => {
      expect(await sweep(libraryFiles())).toEqual([]);
    },
    600_000,
  );
});
