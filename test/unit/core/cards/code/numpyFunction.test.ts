import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { activations, isActivationId } from '../../../../../src/core/activations';
import { numpyFunction } from '../../../../../src/core/cards/code/numpyFunction';
import golden from '../../../../fixtures/golden.json';

describe('NumPy functions', () => {
  it('have the arguments at hand for defaults, and no other parameters', () => {
    expect(numpyFunction('leaky_relu', { negative_slope: 0.2 })).toBe(
      [
        'import numpy as np',
        '',
        '',
        'def leaky_relu(x, negative_slope=0.2):',
        '    return np.where(x > 0, x, negative_slope * x)',
        '',
      ].join('\n'),
    );
    expect(numpyFunction('gelu', { approximate: 'none' })).toContain('def gelu(x):');
  });

  it('write values that Python can read', () => {
    expect(numpyFunction('hard_tanh', { min_val: -Infinity, max_val: 1e-7 })).toContain(
      'def hard_tanh(x, min_val=-float("inf"), max_val=1e-7):',
    );
  });
});

/** Runs every function on the inputs of the golden data. */
const program = `
import json, sys
import numpy
results = []
for code, x, name in json.load(sys.stdin):
    space = {}
    exec(code, space)
    with numpy.errstate(all="ignore"):
        results.append(numpy.asarray(space[name](numpy.array(x)), float).tolist())
print(json.dumps(results))
`;

const hasNumPy = spawnSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;
if (!hasNumPy) {
  console.warn('NumPy functions were NOT run: there is no python3 with NumPy here.');
}

describe.skipIf(!hasNumPy)('NumPy functions, run by Python', { timeout: 60_000 }, () => {
  it('give what PyTorch and its like gave in float64', () => {
    const cases = golden.cases.filter(
      ({ id, params }) => isActivationId(id) && Object.keys(params).length === 0 && !(id === 'gelu'),
    );
    const requests = cases.flatMap(({ id }) =>
      isActivationId(id) ? [[numpyFunction(id, {}), golden.x, nameIn(numpyFunction(id, {}))]] : [],
    );
    const results = run(requests);
    expect(cases.length).toBeGreaterThan(20);
    cases.forEach(({ id, y }, index) => {
      y.forEach((expected, at) => {
        const actual = results[index]?.[at] ?? Number.NaN;
        const tolerance = 1e-13 + 1e-12 * Math.abs(expected);
        expect(Math.abs(actual - expected), `${id}(${String(golden.x[at])})`).toBeLessThanOrEqual(tolerance);
      });
    });
  });

  it('run for every activation', () => {
    const functions = Object.keys(activations)
      .filter(isActivationId)
      .map((id) => numpyFunction(id, {}));
    const inputs = [
      [
        [
          [0.1, 0.4],
          [0.3, 0.7],
        ],
      ],
    ];
    const results = run(functions.map((code) => [code, inputs, nameIn(code)]));
    expect(results).toHaveLength(Object.keys(activations).length);
    expect(results.flat(Infinity).every(Number.isFinite)).toBe(true);
  });

  it('gives shares that sum to one', () => {
    const ids = ['softmax', 'softmin', 'sparsemax', 'hardmax', 'gumbel_softmax'] as const;
    const results = run(ids.map((id) => [numpyFunction(id, {}), [0.3, 1.5, -2, 1.4], id]));
    results.forEach((shares, index) => {
      const sum = shares.reduce((total, share) => total + share, 0);
      expect(sum, ids[index]).toBeCloseTo(1, 12);
    });
    // By hand: t = (1.5 + 1.4 − 1)/2 = 0.95 leaves the two largest.
    expect(results[2]?.map((share) => Number(share.toFixed(12)))).toEqual([0, 0.55, 0, 0.45]);
  });
});

function nameIn(code: string): string {
  return /def (\w+)\(/.exec(code)?.[1] ?? '';
}

function run(requests: readonly unknown[]): readonly (readonly number[])[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(requests),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly (readonly number[])[];
}
