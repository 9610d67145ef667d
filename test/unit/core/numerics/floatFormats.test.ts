import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestOf, roundToFormat } from '../../../../src/core/numerics/floatFormats';

/** Every non-negative finite fp16 number, decoded from its bits as IEEE 754 says. */
const halves = Array.from({ length: 0x7c00 }, (_, bits) => {
  const exponent = bits >> 10;
  const fraction = bits & 0x3ff;
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
});

/** The neighbour with an even last bit in a tie. */
function nearestHalf(magnitude: number): number {
  let below = 0;
  let above = halves.length - 1;
  while (above - below > 1) {
    const middle = (above + below) >> 1;
    if ((halves[middle] ?? 0) <= magnitude) below = middle;
    else above = middle;
  }
  const low = halves[below] ?? 0;
  const high = halves[above] ?? 0;
  const toLow = magnitude - low;
  const toHigh = high - magnitude;
  if (toLow === toHigh) return below % 2 === 0 ? low : high;
  return toLow < toHigh ? low : high;
}

/** Rounds the bits of an fp32 number to their upper half. */
function bfloat16ByBits(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  const rounded = bits + 0x7fff + ((bits >>> 16) & 1);
  view.setUint32(0, (rounded & 0xffff0000) >>> 0);
  return view.getFloat32(0);
}

describe('fp16', () => {
  it('rounds every number to the nearest of the list of all fp16 numbers', () => {
    const magnitudes = fc.oneof(
      fc.double({ min: 0, max: 65504, noNaN: true }),
      fc.double({ min: 0, max: 2 ** -13, noNaN: true }),
      fc.nat({ max: 0x7bfe }).map((index) => ((halves[index] ?? 0) + (halves[index + 1] ?? 0)) / 2),
    );
    fc.assert(
      fc.property(magnitudes, (magnitude) => {
        expect(roundToFormat(magnitude, 'fp16')).toBe(nearestHalf(magnitude));
        expect(roundToFormat(-magnitude, 'fp16') + nearestHalf(magnitude)).toBe(0);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('ends at 65504, and at half the smallest subnormal', () => {
    expect(largestOf('fp16')).toBe(65504);
    expect(roundToFormat(65519.99, 'fp16')).toBe(65504);
    expect(roundToFormat(65520, 'fp16')).toBe(Infinity);
    expect(roundToFormat(-65520, 'fp16')).toBe(-Infinity);
    expect(roundToFormat(2 ** -25, 'fp16')).toBe(0);
    expect(roundToFormat(1.01 * 2 ** -25, 'fp16')).toBe(2 ** -24);
  });
});

describe('bf16', () => {
  it('rounds as the bits of fp32 do', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(roundToFormat(value, 'bf16')).toBe(bfloat16ByBits(value));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('ends at 3.39e38', () => {
    expect(largestOf('bf16')).toBe(3.3895313892515355e38);
    expect(roundToFormat(3.4e38, 'bf16')).toBe(Infinity);
  });
});

it('fp32 ends at 3.4e38, fp64 keeps everything', () => {
  expect(largestOf('fp32')).toBe(3.4028234663852886e38);
  expect(largestOf('fp64')).toBe(Number.MAX_VALUE);
  expect(roundToFormat(0.1, 'fp32')).toBe(0.10000000149011612);
  expect(roundToFormat(0.1, 'fp64')).toBe(0.1);
});

it('zeros and infinities stay what they are', () => {
  for (const format of ['fp16', 'bf16', 'fp32', 'fp64'] as const) {
    expect(roundToFormat(-0, format)).toBe(-0);
    expect(roundToFormat(Infinity, format)).toBe(Infinity);
  }
});
