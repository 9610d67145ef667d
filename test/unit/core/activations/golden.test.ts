import { describe, expect, it } from 'vitest';
import { getActivation, isActivationId, resolveParameters } from '../../../../src/core/activations';
import type { ActivationId } from '../../../../src/core/activations';
import type { ElementwiseActivation } from '../../../../src/core/activations/activation';
import { derivativeOf } from '../../../../src/core/numerics/derivativeOf';
import type { Arguments, ArgumentValue } from '../../../../src/core/text';
import golden from '../../../fixtures/golden.json';

/** Values and derivatives that PyTorch, transformers, timm and JAX computed in float64 (versions in the file). */
interface GoldenCase {
  readonly id: string;
  readonly framework: string;
  readonly call: string;
  readonly params: Readonly<Record<string, ArgumentValue | undefined>>;
  readonly y: readonly number[];
  readonly dy: readonly number[];
}

const cases: readonly GoldenCase[] = golden.cases;

/** What the libraries call activations by another name than their id. */
const IDS: Readonly<Record<string, ActivationId>> = {
  gelu_accurate: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_new: 'gelu_tanh',
  gelu_python: 'gelu',
  gelu_python_tanh: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  hard_silu: 'hard_swish',
  hardsigmoid: 'hard_sigmoid',
  hardswish: 'hard_swish',
  hardtanh: 'hard_tanh',
  linear: 'identity',
  logsigmoid: 'log_sigmoid',
  relu2: 'relu_squared',
  soft_sign: 'softsign',
  sqrtsoftplus: 'sqrt_softplus',
  swish: 'silu',
};

function activationOf({ id, framework, params }: GoldenCase): ElementwiseActivation {
  const approximate = id === 'gelu' && (params['approximate'] ?? (framework === 'jax' ? true : 'none'));
  const isTanh = approximate === true || approximate === 'tanh';
  const name = isTanh ? 'gelu_tanh' : (IDS[id] ?? id);
  const activation = isActivationId(name) ? getActivation(name) : undefined;
  if (activation?.kind !== 'elementwise') throw new Error(`${id} is no element-wise activation`);
  return activation;
}

function argumentsOf({ id, framework, params }: GoldenCase): Arguments {
  const { init, ...rest } = params;
  const args: Record<string, ArgumentValue> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) args[name] = value;
  }
  if (init !== undefined) args['a'] = init;
  if (id === 'softplus' && framework === 'jax') args['threshold'] = Infinity;
  return args;
}

/** 1e-12 relative, 1e-15 absolute next to zero; gelu_fast rounds √(2/π) to ten digits. */
function expectEqual(actual: number, expected: number, where: string, id: string): void {
  const tolerance = Math.max(id === 'gelu_fast' ? 1e-9 : 1e-12 * Math.abs(expected), 1e-15);
  expect(Math.abs(actual - expected), `${where}: ${actual}, not ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe('element-wise activations equal the frameworks', () => {
  it.each(cases.map((one) => [one.framework, one.call, one] as const))('%s %s', (framework, _call, one) => {
    const activation = activationOf(one);
    const parameters = resolveParameters(activation, argumentsOf(one));
    golden.x.forEach((x, index) => {
      expectEqual(activation.value(x, parameters), one.y[index] ?? Number.NaN, `f(${x})`, one.id);
      const derivative = derivativeOf(activation, parameters, framework)(x);
      expectEqual(derivative, one.dy[index] ?? Number.NaN, `f'(${x})`, one.id);
    });
  });
});
