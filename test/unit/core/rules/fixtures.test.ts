import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/edits/applyEdits';
import { rules } from '../../../../src/core/rules';
import { checkModule } from '../../../../src/core/rules/checkModule';
import type { Problem } from '../../../../src/core/rules/problem';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../../support/analyzer';
import { pythonErrors } from '../../support/pythonSyntax';

/**
 * `test/fixtures/rules/<rule>/<case>.py`: each line on which a problem of the rule starts ends in `# expect: severity`
 * (`# expect: error, hint` for two on one line); a file without marks is one on which the rule is silent.
 * `<case>.fix1.py` is the file after the first fix of every problem that has one, `<case>.fix2.py` after the second.
 */
const fixtures = join(import.meta.dirname, '../../../fixtures/rules');
const marker = / *# expect: ([a-z, ]+)$/;
const fixed = /\.fix(\d)\.py$/;

const folders = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name)));
const files = folders.flatMap((folder) =>
  readdirSync(join(fixtures, folder))
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(fixtures, folder, name)),
);
const cases = files.filter((file) => !fixed.test(file));
const fixCases = files.filter((file) => fixed.test(file));

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** The text without the marks, and what they say: `12: error`. */
function readFixture(file: string): { readonly text: string; readonly expected: readonly string[] } {
  const expected: string[] = [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => {
      for (const severity of marker.exec(line)?.[1]?.split(',') ?? []) {
        expected.push(`${String(index + 1)}: ${severity.trim()}`);
      }
      return line.replace(marker, '');
    });
  return { text: lines.join('\n'), expected };
}

function problemsIn(text: string, rule: string): readonly Problem[] {
  const analysis = analyze(analyzer, text);
  const problems = checkModule(
    analysis,
    rules.filter(({ id }) => id === rule),
  );
  analysis.dispose();
  return problems;
}

function ruleOf(file: string): string {
  return basename(dirname(file));
}

function nameOf(file: string): string {
  return relative(fixtures, file);
}

describe('every rule', () => {
  it.each(rules.map(({ id }) => id))('%s has code on which it speaks, and code on which it is silent', (id) => {
    const own = cases.filter((file) => ruleOf(file) === id).map(readFixture);
    expect(own.filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(0);
    expect(own.filter(({ expected }) => expected.length === 0).length).toBeGreaterThan(0);
  });

  it('has a folder, and every folder a rule', () => {
    expect(folders.sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

describe('a fixture', () => {
  it.each(cases.map((file) => [nameOf(file), file] as const))('%s has the expected problems', (_, file) => {
    const { text, expected } = readFixture(file);
    const problems = problemsIn(text, ruleOf(file));
    const found = problems.map(({ range, severity }) => `${String(range.start.line + 1)}: ${severity}`);
    expect(found, problems.map(({ message }) => message).join('\n')).toEqual(expected);
  });

  it.each(fixCases.map((file) => [nameOf(file), file] as const))('%s is what the fix makes', (_, file) => {
    const index = Number(fixed.exec(file)?.[1]) - 1;
    const { text } = readFixture(file.replace(fixed, '.py'));
    const edits = problemsIn(text, ruleOf(file)).flatMap(({ fixes }) => fixes[index]?.edits ?? []);
    expect(edits.length).toBeGreaterThan(0);
    expect(applyEdits(text, edits)).toBe(readFixture(file).text);
  });

  it('is Python', () => {
    const errors = pythonErrors(files.map((file) => readFixture(file).text));
    if (errors === undefined) {
      console.warn('\n*** There is no Python 3: that fixtures and fixes are Python is NOT checked ***\n');
      return;
    }
    expect(files.map(nameOf).filter((_, index) => errors[index] !== null)).toEqual([]);
  });
});
