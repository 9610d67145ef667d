import { describe, expect, it } from 'vitest';
import { Suppressions } from '../../../../../src/core/rules/control/suppressions';

const rule = 'softmax-without-dim';

/** The lines of a text on which the rule is silenced. */
function silent(text: string, about = rule): readonly number[] {
  const suppressions = new Suppressions(text);
  return text.split('\n').flatMap((_, line) => (suppressions.silences(about, line) ? [line] : []));
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

  it('is about the whole text where it says so', () => {
    expect(silent('a\n# activation-insight: ignore-file[softmax-without-dim]\nb')).toEqual([0, 1, 2]);
    expect(silent('a\n# activation-insight: ignore-file[other]\nb')).toEqual([]);
  });

  it('counts where other linters are told to be silent about everything', () => {
    expect(silent('a  # noqa\nb  # noqa: E501\nc')).toEqual([0]);
  });

  it('finds its line after any kind of line end', () => {
    const suppressions = new Suppressions('a\r\nb  # activation-insight: ignore\rc');
    expect([0, 1, 2].map((line) => suppressions.silences(rule, line))).toEqual([false, true, false]);
  });
});
