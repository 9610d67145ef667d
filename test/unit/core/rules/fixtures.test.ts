import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/edits/applyEdits';
import { combineEdits } from '../../../../src/core/edits/textEdit';
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
 * `<case>.cells.py` is a notebook whose cells begin with the lines `# %%`.
 */
const fixtures = join(import.meta.dirname, '../../../fixtures/rules');
const marker = / *# expect: ([a-z, ]+)$/;
const fixed = /\.fix(\d)(?=(?:\.cells)?\.py$)/;
const cellStart = /^# %%$/;

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

interface Fixture {
  /** The texts of the cells, or the text of the file, without the marks. */
  readonly texts: readonly string[];
  /** What the marks say: `12: error`; lines count from the start of the file. */
  readonly expected: readonly string[];
}

function readFixture(file: string): Fixture {
  const lines = readFileSync(file, 'utf8').split('\n');
  const expected = lines.flatMap((line, index) =>
    (marker.exec(line)?.[1]?.split(',') ?? []).map((severity) => `${String(index + 1)}: ${severity.trim()}`),
  );
  const plain = lines.map((line) => line.replace(marker, ''));
  return { texts: isNotebook(file) ? cellsOf(plain) : [plain.join('\n')], expected };
}

function isNotebook(file: string): boolean {
  return file.endsWith('.cells.py');
}

/** A cell holds the line that it begins with, so that lines of a file add up. */
function cellsOf(lines: readonly string[]): readonly string[] {
  const starts = lines.flatMap((line, index) => (cellStart.test(line) ? [index] : []));
  return starts.map((start, index) => lines.slice(start, starts[index + 1]).join('\n'));
}

function problemsIn(file: string): readonly Problem[] {
  const { texts } = readFixture(file);
  const analysis = isNotebook(file)
    ? analyzer.analyzeNotebook(texts.map((text, index) => ({ text, index })))
    : analyze(analyzer, texts.join(''));
  if (analysis === undefined) {
    throw new Error('the analysis was stopped');
  }
  const problems = checkModule(
    analysis,
    rules.filter(({ id }) => id === ruleOf(file)),
  );
  analysis.dispose();
  return problems;
}

/** `12: error`, as the mark of a line says it. */
function describeProblem({ range, cell = 0, severity }: Problem, { texts }: Fixture): string {
  const before = texts.slice(0, cell).reduce((count, text) => count + text.split('\n').length, 0);
  return `${String(before + range.start.line + 1)}: ${severity}`;
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
    const fixture = readFixture(file);
    const problems = problemsIn(file);
    const found = problems.map((problem) => describeProblem(problem, fixture));
    expect(found, problems.map(({ message }) => message).join('\n')).toEqual(fixture.expected);
  });

  it.each(fixCases.map((file) => [nameOf(file), file] as const))('%s is what the fix makes', (_, file) => {
    const index = Number(fixed.exec(file)?.[1]) - 1;
    const source = file.replace(fixed, '');
    const edits = combineEdits(problemsIn(source).map(({ fixes }) => fixes[index]?.edits ?? []));
    expect(edits.length).toBeGreaterThan(0);
    const result = readFixture(source).texts.map((text, cell) =>
      applyEdits(
        text,
        edits.filter((edit) => (edit.cell ?? 0) === cell),
      ),
    );
    expect(result).toEqual(readFixture(file).texts);
  });

  it('is Python', () => {
    const errors = pythonErrors(files.map((file) => readFixture(file).texts.join('\n')));
    if (errors === undefined) {
      console.warn('\n*** There is no Python 3: that fixtures and fixes are Python is NOT checked ***\n');
      return;
    }
    expect(files.map(nameOf).filter((_, index) => errors[index] !== null)).toEqual([]);
  });
});
