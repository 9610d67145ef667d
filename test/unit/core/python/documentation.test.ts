import { describe, expect, it } from 'vitest';
import { isDocumentation } from '../../../../src/core/python/documentation';

describe('a documentation string', () => {
  it.each([
    ['"""Text."""'],
    ["'text'"],
    ['r"""A \\d."""'],
    ['Rb"bytes"'],
    ['u"old"'],
    ['"""Two\nlines with "quotes" and \\""" in them."""'],
  ])('is %j', (text) => {
    expect(isDocumentation(text, { start: 0, end: text.length })).toBe(true);
  });

  it.each([
    ['f"{act}"'],
    ['rf"{act}"'],
    ['t"{act}"'],
    ['"a" "b"'],
    ['"%s" % act'],
    ['"a".join(names)'],
    ['name'],
    ['x = "a"'],
    ['"""open'],
    ['"open\nrelu = "'],
  ])('is not %j', (text) => {
    expect(isDocumentation(text, { start: 0, end: text.length })).toBe(false);
  });

  it('is told from what stands around it', () => {
    const text = 'def f():\n    """Doc."""\n    return 1';
    expect(isDocumentation(text, { start: 13, end: 23 })).toBe(true);
    expect(isDocumentation(text, { start: 13, end: 34 })).toBe(false);
  });
});
