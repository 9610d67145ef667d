import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isActivationId, type ActivationId } from '../../../../src/core/activations';
import { applyEdits } from '../../../../src/core/edits/applyEdits';
import { frameworks } from '../../../../src/core/frameworks';
import { swapAll, swapUse } from '../../../../src/core/swaps/swap';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../../support/analyzer';
import { pythonErrors } from '../../support/pythonSyntax';

/**
 * `test/fixtures/swaps/<framework>/<case>.py` starts with `# swap: relu -> gelu`; `<case>.after.py` is the file as a
 * careful engineer would leave it, without that line. Behind the target may stand `, force` (what is withheld is
 * swapped, too) or `, follow-up 1` (the further change that is offered first is made as well; the file has one use
 * then). Each line on which a use is withheld ends in `# left alone`; without an after file, all of them are.
 */
const fixtures = join(import.meta.dirname, '../../../fixtures/swaps');
const header = /^# swap: (\w+) -> (\w+)(?:, (force|follow-up (\d+)))?\n/;
const marker = / *# left alone$/;

interface Fixture {
  readonly text: string;
  readonly from: ActivationId;
  readonly to: ActivationId;
  readonly force: boolean;
  /** Counted from 0. */
  readonly followUp?: number;
  /** The lines of the uses that stay, counted from 1 without the header. */
  readonly leftAlone: readonly number[];
}

const names = frameworks
  .map(({ id }) => id)
  .filter((id) => existsSync(join(fixtures, id)))
  .flatMap((id) => readdirSync(join(fixtures, id)).map((file) => `${id}/${file}`))
  .filter((name) => name.endsWith('.py'));
const cases = names.filter((name) => !name.endsWith('.after.py')).map((name) => name.slice(0, -'.py'.length));
const afterFiles = names.filter((name) => name.endsWith('.after.py'));

function read(name: string): string {
  return readFileSync(join(fixtures, name), 'utf8');
}

function readFixture(name: string): Fixture {
  const whole = read(`${name}.py`);
  const [first = '', from = '', to = '', option, followUp] = header.exec(whole) ?? [];
  if (!isActivationId(from) || !isActivationId(to)) {
    throw new Error(`${name} does not start with '# swap: <activation> -> <activation>'`);
  }
  const lines = whole.slice(first.length).split('\n');
  return {
    text: lines.map((line) => line.replace(marker, '')).join('\n'),
    from,
    to,
    force: option === 'force',
    ...(followUp === undefined ? {} : { followUp: Number(followUp) - 1 }),
    leftAlone: lines.flatMap((line, index) => (marker.test(line) ? [index + 1] : [])),
  };
}

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** What becomes of the file, and the lines of the uses that stay. */
function swapped({ text, from, to, force, followUp }: Fixture): { text: string; leftAlone: readonly number[] } {
  const analysis = analyze(analyzer, text);
  try {
    if (followUp !== undefined) {
      const [use] = analysis.uses.filter(({ activation }) => activation === from);
      const offer = use && swapUse(analysis, use, to);
      return { text: applyEdits(text, offer?.followUps[followUp]?.edits ?? []), leftAlone: [] };
    }
    const { edits, withheld } = swapAll(analysis, { from }, to, { force });
    return {
      text: applyEdits(text, edits),
      leftAlone: withheld.map(({ use }) => use.range.start.line + 1).sort((one, other) => one - other),
    };
  } finally {
    analysis.dispose();
  }
}

describe('a fixture', () => {
  it.each(cases)('%s becomes what a careful engineer would make of it', (name) => {
    const fixture = readFixture(name);
    const result = swapped(fixture);
    const after = existsSync(join(fixtures, `${name}.after.py`)) ? read(`${name}.after.py`) : fixture.text;
    expect(result.text).toBe(after);
    expect(result.leftAlone).toEqual(fixture.leftAlone);
  });

  it('has a file before for each one after', () => {
    expect(afterFiles.filter((name) => !cases.includes(name.slice(0, -'.after.py'.length)))).toEqual([]);
  });

  it('without a file after leaves a use alone', () => {
    const unchanged = cases.filter((name) => !afterFiles.includes(`${name}.after.py`));
    expect(unchanged.filter((name) => readFixture(name).leftAlone.length === 0)).toEqual([]);
  });

  it('is Python', () => {
    const errors = pythonErrors(names.map(read));
    if (errors === undefined) {
      console.warn('\n*** There is no Python 3: that the files after swaps are Python is NOT checked ***\n');
      return;
    }
    expect(names.filter((_, index) => errors[index] !== null)).toEqual([]);
  });
});
