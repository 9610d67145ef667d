import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf } from '../../../../src/core/numerics/firstOf';

describe('the first of an order', () => {
  it('are those that a stable sort puts in front', () => {
    const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), name: fc.string() }), { maxLength: 40 });
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 12 }), (all, most) => {
        const sorted = [...all].sort((one, other) => one.key - other.key);
        expect(firstOf(all, most, (one, other) => one.key < other.key)).toEqual(sorted.slice(0, most));
      }),
    );
  });
});
