import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../src/core/rules';
import { checkModule } from '../../src/core/rules/checkModule';
import type { Problem } from '../../src/core/rules/problem';
import type { Analyzer } from '../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../unit/support/analyzer';
import { readListed, truthFolder } from './listed';
import { fetchPackage, hasApt, pythonFiles } from './packages';

/** A Debian package and the folder of its Python modules. */
interface Library {
  readonly package: string;
  readonly version: string;
  readonly folder: string;
}

/** Libraries that many people have read: what a rule reports in them is most likely the rule's own mistake. */
const libraries: readonly Library[] = [
  ...['torchvision', 'keras_applications', 'torchaudio'].map(
    (name) => JSON.parse(readFileSync(join(truthFolder, `${name}.json`), 'utf8')) as Library,
  ),
  { package: 'python3-torchtext', version: '0.14.1-2', folder: 'torchtext' },
  { package: 'python3-thinc', version: '8.1.7-1', folder: 'thinc' },
  { package: 'python3-skorch', version: '0.12.1-2', folder: 'skorch' },
];

/** Problems that are right: `file:line rule reason`. */
const listed = readListed('problems.txt');

/** How often each rule reported what is no more than a remark: `rule severity`. */
const remarks = new Map<string, number>();

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

if (!hasApt()) {
  console.warn('\n*** apt-get is not there: the rules are NOT run over real packages ***\n');
}

function problemsIn(text: string): readonly Problem[] {
  const analysis = analyze(analyzer, text);
  const problems = checkModule(analysis, rules);
  analysis.dispose();
  return problems;
}

function isRemark({ severity }: Problem): boolean {
  return severity === 'information' || severity === 'hint';
}

describe.skipIf(!hasApt()).each(libraries.map((library) => [library.folder, library] as const))(
  '%s',
  (folder, library) => {
    it('has no problems but those that are listed with a reason', () => {
      const root = fetchPackage(library.package, library.version);
      const files = [...pythonFiles(join(root, folder), root)];
      expect(files).not.toEqual([]);
      const found: string[] = [];
      for (const file of files) {
        for (const problem of problemsIn(readFileSync(join(root, file), 'utf8'))) {
          if (isRemark(problem)) {
            const key = `${problem.rule} ${problem.severity}`;
            remarks.set(key, (remarks.get(key) ?? 0) + 1);
          } else {
            found.push(`${file}:${String(problem.range.start.line + 1)} ${problem.rule}`);
          }
        }
      }
      const expected = [...listed.keys()].filter((key) => key.startsWith(`${folder}/`));
      expect(found.sort()).toEqual(expected.sort());
    }, 300_000);
  },
);

afterAll(() => {
  for (const [key, count] of [...remarks].sort()) {
    console.log(`${key}: ${String(count)}`);
  }
});

describe('listed problems', () => {
  it('have a reason each and stand in one of the packages', () => {
    for (const [place, reason] of listed) {
      expect(reason.length, place).toBeGreaterThan(10);
      expect(libraries.map(({ folder }) => folder)).toContain(place.slice(0, place.indexOf('/')));
    }
  });
});
