/**
 * Swaps every use of an activation in three real packages, and in the fixtures, for everything that it is offered, and
 * has Python look at each result.
 *
 *   npm run test:sweep              all of it
 *   npm run test:sweep -- NAME      files whose path contains NAME
 */
import { runScript } from '../hosts/failure';
import { loadAnalyzer } from '../unit/support/analyzer';
import { fixtureFiles, libraryFiles } from './files';
import { PythonChecker } from './pythonChecker';
import { FileSweep, noCounts } from './sweep';

async function main(): Promise<number> {
  const [wanted = ''] = process.argv.slice(2);
  const [analyzer, checker, counts] = [await loadAnalyzer(), new PythonChecker(), noCounts()];
  const failures: string[] = [];
  for (const { path, text } of [...fixtureFiles(), ...libraryFiles()]) {
    if (path.includes(wanted)) {
      const found = await new FileSweep(analyzer, checker, counts, path, text).run(() => true);
      found.forEach((failure) => {
        console.log(failure);
      });
      failures.push(...found);
    }
  }
  checker.end();
  console.log(
    `${counts.edits} edits checked (${counts.withheld} of them withheld), ${counts.confirmed} new names confirmed, ` +
      `${counts.roundTrips} swapped back (${counts.oneWay} have no way back)`,
  );
  console.log(`${counts.edits - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

void runScript(main);
