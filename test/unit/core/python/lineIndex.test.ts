import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../src/core/python/lineIndex';

describe('LineIndex', () => {
  it('counts lines at every line ending that the Language Server Protocol knows', () => {
    const lines = new LineIndex('a\nbc\r\nd\re');
    expect([0, 1, 2, 4, 6, 7, 8].map((offset) => lines.positionAt(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 0, character: 1 },
      { line: 1, character: 0 },
      { line: 1, character: 2 },
      { line: 2, character: 0 },
      { line: 2, character: 1 },
      { line: 3, character: 0 },
    ]);
  });

  it('counts UTF-16 code units: a surrogate pair is two, a tab is one', () => {
    expect(new LineIndex('\t😀x').positionAt(3)).toEqual({ line: 0, character: 3 });
  });

  it('does not count a byte order mark', () => {
    const lines = new LineIndex('\ufeffab\ncd');
    expect(lines.positionAt(2)).toEqual({ line: 0, character: 1 });
    expect(lines.offsetAt({ line: 0, character: 1 })).toBe(2);
    expect(lines.positionAt(0)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(5)).toEqual({ line: 1, character: 1 });
  });

  it('finds offsets, and the nearest one for positions that do not exist', () => {
    const lines = new LineIndex('ab\ncd');
    expect(lines.offsetAt({ line: 1, character: 1 })).toBe(4);
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(3);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(5);
    expect(lines.offsetAt({ line: -1, character: 0 })).toBe(0);
    expect(new LineIndex('').positionAt(0)).toEqual({ line: 0, character: 0 });
  });
});
