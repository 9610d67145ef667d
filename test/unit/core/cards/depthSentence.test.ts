import { describe, expect, it } from 'vitest';
import { depthSentence, signalSentences } from '../../../../src/core/cards/depthSentence';
import type { PropagatedLayer } from '../../../../src/core/numerics/propagation/propagate';

function layer(changes: Partial<PropagatedLayer> = {}): PropagatedLayer {
  const quiet = { preDeviation: 1, preSecond: 1, actMean: 0, actSecond: 1, zeroDerivative: 0, smallDerivative: 0 };
  return { ...quiet, gradSecondRatio: 1, ...changes };
}

/** A network whose first gradient, as a root mean square, is so many times the last. */
function network(size: number): readonly PropagatedLayer[] {
  return [layer({ gradSecondRatio: size ** 2 }), layer(), layer()];
}

describe('depthSentence', () => {
  it.each([
    [2.6e-8, 'After 3 layers of Sigmoid the first gradient is 3·10⁻⁸ of the last.'],
    [9.6e-12, 'After 3 layers of Sigmoid the first gradient is 10⁻¹¹ of the last.'],
    [0.01234, 'After 3 layers of Sigmoid the first gradient is 0.012 of the last.'],
    [1.1, 'After 3 layers of Sigmoid the first gradient is about as large as the last.'],
    [0.9, 'After 3 layers of Sigmoid the first gradient is about as large as the last.'],
    [16.4, 'After 3 layers of Sigmoid the first gradient is 16 times the last.'],
    [4.2e30, 'After 3 layers of Sigmoid the first gradient is 4·10³⁰ times the last.'],
    [1e-170, 'After 3 layers of Sigmoid the first gradient is less than 10⁻¹⁶⁰ of the last.'],
    [1e170, 'After 3 layers of Sigmoid the first gradient is more than 10¹⁵⁰ times the last.'],
  ])('puts %d into words', (size, sentence) => {
    expect(depthSentence('Sigmoid', network(size))).toBe(sentence);
  });

  it('says why nothing passes a slope of zero', () => {
    const dead = layer({ gradSecondRatio: 0, zeroDerivative: 1 });
    expect(depthSentence('Step', [dead, layer({ zeroDerivative: 1 })])).toBe(
      'After 2 layers of Step no gradient reaches the first: the slope is zero.',
    );
  });

  it('compares nothing where there is one layer', () => {
    expect(depthSentence('Tanh', [layer()])).toBe('A single layer has no other gradient to compare with.');
  });
});

describe('signalSentences', () => {
  it('tell a signal that stays from one that does not', () => {
    expect(signalSentences([layer({ preDeviation: 1.41421 }), layer({ preDeviation: 1.4 })], 0.01)).toEqual([
      'The standard deviation of the pre-activations stays near 1.4.',
    ]);
    expect(signalSentences([layer(), layer({ preDeviation: 3.1e-7 })], 0.01)).toEqual([
      'The standard deviation of the pre-activations goes from 1 to 3·10⁻⁷.',
    ]);
    expect(signalSentences([layer(), layer({ preDeviation: 0 })], 0.01)[0]).toMatch(/from 1 to 0\.$/);
    expect(signalSentences([layer(), layer({ preDeviation: Infinity })], 0.01)[0]).toMatch(/from 1 to ∞\.$/);
  });

  it('tell dead units from slow ones', () => {
    const dead = layer({ zeroDerivative: 0.5, smallDerivative: 0.5 });
    const slow = layer({ zeroDerivative: 0.1, smallDerivative: 0.894 });
    expect(signalSentences([layer(), dead], 0.01)[1]).toBe(
      'In the last layer the slope is exactly 0 for 50 % of the units.',
    );
    expect(signalSentences([layer(), slow], 0.05)[1]).toBe(
      'In the last layer the slope is below 0.05 for 89 % of the units.',
    );
    expect(signalSentences([layer(), layer({ smallDerivative: 0.004 })], 0.01)).toHaveLength(1);
  });

  it('say nothing of no layers', () => {
    expect(signalSentences([], 0.01)).toEqual([]);
  });

  it('keep quiet about a change from nothing to nothing', () => {
    const silent = layer({ preDeviation: 0 });
    expect(signalSentences([silent, silent], 0.01)).toEqual(['All pre-activations are 0.']);
  });
});
