import { describe, expect, it } from 'vitest';
import { RecentlyUsed } from '../../../../src/core/cards/recentlyUsed';

describe('recently used values', () => {
  it('are made once, and again when they were forgotten', () => {
    const made: string[] = [];
    const values = new RecentlyUsed<string>(2);
    const get = (key: string): string =>
      values.get(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    // b was used longest ago when c came.
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
