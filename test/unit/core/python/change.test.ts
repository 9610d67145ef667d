import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChange } from '../../../../src/core/python/change';

describe('findChange', () => {
  it('finds what was typed, deleted and replaced', () => {
    expect(findChange('abcd', 'abXcd')).toEqual({ start: 2, oldEnd: 2, newEnd: 3 });
    expect(findChange('abcd', 'ad')).toEqual({ start: 1, oldEnd: 3, newEnd: 1 });
    expect(findChange('abcd', 'aXYd')).toEqual({ start: 1, oldEnd: 3, newEnd: 3 });
    expect(findChange('aaa', 'aaaa')).toEqual({ start: 3, oldEnd: 3, newEnd: 4 });
    expect(findChange('same', 'same')).toEqual({ start: 4, oldEnd: 4, newEnd: 4 });
    expect(findChange('', 'x')).toEqual({ start: 0, oldEnd: 0, newEnd: 1 });
  });

  it('makes the one text of the other, with nothing to spare', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, oldEnd, newEnd } = findChange(before, after);
        expect(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd)).toBe(after);
        if (start < oldEnd && start < newEnd) {
          expect(before[start]).not.toBe(after[start]);
          expect(before[oldEnd - 1]).not.toBe(after[newEnd - 1]);
        }
      }),
    );
  });
});
