import { describe, expect, it } from 'vitest';
import { Suppressions } from '../../../../../src/core/rules/control/suppressions';

const rule = 'softmax-without-dim';

function placeOn(line: number, cell?: number): Parameters<Suppressions['silences']>[1] {
  const start = { line, character: 0 };
  return { range: { start, end: start }, ...(cell === undefined ? {} : { cell }) };
}

/** The lines of a text on which the rule is silenced. */
function silent(text: string, about = rule): readonly number[] {
  const suppressions = new Suppressions([{ text }]);
  return text.split('\n').flatMap((_, line) => (suppressions.silences(about, placeOn(line)) ? [line] : []));
}

describe('a comment', () => {
  it('silences the rules that it names on its line', () => {
    expect(silent('a\nb  # activation-insight: ignore[softmax-without-dim, other]\nc')).toEqual([1]);
    expect(silent('a\nb  # activation-insight: ignore[softmax-without-dim, other]\nc', 'another')).toEqual([]);
  });

  it('may be one of several on a line', () => {
    const text = 'b  # activation-insight: ignore[other]  # activation-insight: ignore[softmax-without-dim]';
    expect([silent(text), silent(text, 'other')]).toEqual([[0], [0]]);
  });

  it('silences every rule where it names none', () => {
    expect(silent('b  #activation-insight:ignore')).toEqual([0]);
  });

  it('is about the line below where it stands by itself', () => {
    expect(silent('    # activation-insight: ignore\nb\nc')).toEqual([1]);
  });

  it('may have other comments between it and that line', () => {
    expect(silent('# activation-insight: ignore[other]\n# activation-insight: ignore\n# why\nb\nc')).toEqual([3]);
    expect(silent('# activation-insight: ignore[other]\n# activation-insight: ignore[x]\nb', 'other')).toEqual([2]);
  });

  it('is about the whole text where it says so', () => {
    expect(silent('a\n# activation-insight: ignore-file[softmax-without-dim]\nb')).toEqual([0, 1, 2]);
    expect(silent('a\n# activation-insight: ignore-file[other]\nb')).toEqual([]);
  });

  it('counts where other linters are told to be silent about everything', () => {
    expect(silent('a  # noqa\nb  # noqa: E501\nc')).toEqual([0]);
  });

  it('finds its line after any kind of line end', () => {
    const suppressions = new Suppressions([{ text: 'a\r\nb  # activation-insight: ignore\rc' }]);
    expect([0, 1, 2].map((line) => suppressions.silences(rule, placeOn(line)))).toEqual([false, true, false]);
  });
});

describe('what only looks like a comment', () => {
  it.each([
    ['a string', 'text = "# activation-insight: ignore"'],
    ['a string with another quote in it', `text = '"# activation-insight: ignore'`],
    ['a string behind an escaped quote', String.raw`text = "\"# activation-insight: ignore"`],
    ['a raw string', String.raw`text = r"\"# activation-insight: ignore-file"`],
    ['a docstring', '"""\n# activation-insight: ignore-file\n"""\na'],
    ['a string that is not closed', 'a = f(" # activation-insight: ignore-file'],
  ])('silences nothing in %s', (_, text) => {
    expect(silent(text)).toEqual([]);
  });

  it('does not hide a comment behind it', () => {
    expect(silent('text = "#"  # activation-insight: ignore')).toEqual([0]);
  });
});

describe('lines that are joined', () => {
  const joined = ['a = 1', 'b = f(x) + \\', '    g("""one', 'two""") + \\', '    h(y)', 'c'];
  const withLine = (index: number, line: string): string =>
    joined.map((old, one) => (one === index ? line : old)).join('\n');

  it('count as one for a comment behind the last of them', () => {
    expect(silent(withLine(4, '    h(y)  # activation-insight: ignore'))).toEqual([1, 2, 3, 4]);
  });

  it('count as one for a comment above the first of them', () => {
    expect(silent(withLine(0, '# activation-insight: ignore'))).toEqual([1, 2, 3, 4]);
  });

  it('do not end where a comment ends in a backslash', () => {
    expect(silent('a  # activation-insight: ignore \\\nb')).toEqual([0]);
  });
});

describe('the comments of a notebook', () => {
  const cells = [
    { cell: 1, text: 'a\nb  # activation-insight: ignore[x]' },
    { cell: 4, text: 'c\n# activation-insight: ignore-file[y]' },
  ];
  const suppressions = new Suppressions(cells);

  it('are about lines of their own cell', () => {
    expect(suppressions.silences('x', placeOn(1, 1))).toBe(true);
    expect(suppressions.silences('x', placeOn(1, 4))).toBe(false);
  });

  it('are about every cell where they say file', () => {
    expect([1, 2, 4].map((cell) => suppressions.silences('y', placeOn(0, cell)))).toEqual([true, true, true]);
  });
});
