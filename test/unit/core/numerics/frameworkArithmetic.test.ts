import { describe, expect, it } from 'vitest';
import { getActivation, resolveParameters } from '../../../../src/core/activations';
import type { ActivationId } from '../../../../src/core/activations';
import golden from '../../../fixtures/golden.json';

/** PyTorch's own float64 results, digits lost in the tails included: its GELU of −10 is −0, not −7.6e-23. */

const cases: readonly [ActivationId, string, string][] = [
  ['sigmoid', 'sigmoid', 'torch.nn.Sigmoid()'],
  ['silu', 'silu', 'torch.nn.SiLU()'],
  ['quick_gelu', 'quick_gelu', 'transformers'],
  ['gelu', 'gelu', 'torch.nn.GELU()'],
  ['gelu_tanh', 'gelu', "torch.nn.GELU(approximate='tanh')"],
  ['gelu_10', 'gelu_10', 'transformers'],
];

describe.each(cases)('%s', (id, name, call) => {
  const found = golden.cases.find((one) => one.id === name && (one.call === call || one.framework === call));

  it('evaluated operation by operation is what the framework returns', () => {
    expect(found).toBeDefined();
    const activation = getActivation(id);
    if (activation.kind !== 'elementwise') throw new Error('not element-wise');
    const parameters = resolveParameters(activation, {});
    for (const [index, x] of golden.x.entries()) {
      const expected = found?.y[index] ?? Number.NaN;
      const computed = activation.computed?.(x, parameters, (value) => value) ?? Number.NaN;
      if (expected === 0) expect(computed).toBeCloseTo(0, 300);
      else expect(computed / expected).toBeCloseTo(1, 12);
    }
  });
});
