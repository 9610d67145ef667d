import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../../src/core/edits/applyEdits';
import { ignoreComment } from '../../../../../src/core/rules/control/ignoreComment';
import { Suppressions } from '../../../../../src/core/rules/control/suppressions';
import { pythonErrors } from '../../../support/pythonSyntax';

const rule = 'softmax-without-dim';

function ignored(text: string, line: number): string {
  return applyEdits(text, [ignoreComment(text, line, rule)]);
}

describe('the comment that ignores a rule', () => {
  it('stands at the end of the line', () => {
    expect(ignored('a = 1\nb = 2\n', 0)).toBe(`a = 1  # activation-insight: ignore[${rule}]\nb = 2\n`);
  });

  it('stands behind another comment, and takes the place of blanks', () => {
    expect(ignored('a = 1  # why\t \n', 0)).toBe(`a = 1  # why  # activation-insight: ignore[${rule}]\n`);
  });

  it('joins a comment that ignores other rules', () => {
    expect(ignored('a = 1  # activation-insight: ignore[other] # why', 0)).toBe(
      `a = 1  # activation-insight: ignore[other, ${rule}] # why`,
    );
  });

  it('does not join a comment for the file', () => {
    expect(ignored('a = 1  # activation-insight: ignore-file[other]', 0)).toBe(
      `a = 1  # activation-insight: ignore-file[other]  # activation-insight: ignore[${rule}]`,
    );
  });

  const texts: readonly (readonly [what: string, text: string])[] = [
    ['a backslash', 'a = 1\nb = a + \\\n    a + \\\n    a\nc = 3\n'],
    ['a string of several lines', 'a = print("""one\ntwo\nthree""", 4)\n'],
    ['a string behind a backslash', "a = 1 + len('one \\\ntwo') + \\\n  3\n"],
    ['brackets', 'a = f(\n    1,\n    """x\ny""",  # activation-insight: ignore[other]\n)\n'],
    ['lines that end in \\r\\n', 'a = 1 + \\\r\n  2\r\nb = 3\r\n'],
    ['a block', 'if a:\n    b = """\n    # activation-insight: ignore[x]\n    """\n'],
  ];

  it.each(texts)('silences every line of %s, and leaves the text Python', (_, text) => {
    const lines = text.split(/\r?\n/).slice(0, -1);
    const edited = lines.map((_line, line) => ignored(text, line));
    for (const [line, result] of edited.entries()) {
      const suppressions = new Suppressions([{ text: result }]);
      const start = { line, character: 0 };
      expect(suppressions.silences(rule, { range: { start, end: start } }), result).toBe(true);
    }
    expect(pythonErrors([text, ...edited])?.filter((error) => error !== null) ?? []).toEqual([]);
  });
});
