import { describe, expect, it } from 'vitest';
import { activations, resolveParameters } from '../../../../src/core/activations';
import type { ElementwiseActivation } from '../../../../src/core/activations/activation';
import { derivativeOf } from '../../../../src/core/numerics/derivativeOf';
import type { Arguments } from '../../../../src/core/text';

function at(activation: ElementwiseActivation, x: number, library?: string, args: Arguments = {}): number {
  return derivativeOf(activation, resolveParameters(activation, args), library)(x);
}

/** What running the libraries returned (PyTorch 2.13, TensorFlow 2.21, JAX 0.10). */
describe('derivatives at kinks follow the library', () => {
  it.each([
    [undefined, 0],
    ['torch', 0],
    ['torch.nn.ReLU', 0],
    ['jax.nn.relu', 0],
    ['torch.clamp', 1],
    ['torch.Tensor.clamp_min', 1],
    ['torch.maximum', 0.5],
    ['jax.numpy.maximum', 0.5],
    ['jax.numpy.clip', 0.5],
    ['tensorflow.maximum', 1],
    ['tensorflow.nn.relu', 0],
    ['sklearn', 0],
  ])('ReLU at 0 in %s is %d', (library, expected) => {
    expect(at(activations.relu, 0, library)).toBe(expected);
  });

  it.each([
    ['torch', 0.2],
    ['tensorflow.nn.leaky_relu', 0.2],
    ['jax.nn.leaky_relu', 1],
    ['flax_linen', 1],
    ['haiku', 1],
  ])('Leaky ReLU at 0 in %s is %d', (library, expected) => {
    expect(at(activations.leaky_relu, 0, library, { negative_slope: 0.2 })).toBe(expected);
  });

  it('has both ends of clipped functions', () => {
    expect([-1, 1].map((x) => at(activations.hard_tanh, x, 'torch'))).toEqual([0, 0]);
    expect([-1, 1].map((x) => at(activations.hard_tanh, x, 'jax'))).toEqual([1, 1]);
    expect([0, 6].map((x) => at(activations.relu6, x, 'jax'))).toEqual([0, 0]);
    expect([0, 6].map((x) => at(activations.relu6, x, 'torch.clamp'))).toEqual([1, 1]);
    expect([-1, 1].map((x) => at(activations.sparse_sigmoid, x, 'jax'))).toEqual([0.25, 0.25]);
    expect([-2.5, 2.5].map((x) => at(activations.hard_sigmoid_02, x, 'keras2'))).toEqual([0.2, 0.2]);
  });

  it('leaves everything but the kinks alone', () => {
    expect(at(activations.relu, 1e-9, 'torch.maximum')).toBe(1);
    expect(at(activations.leaky_relu, 0, 'jax', { negative_slope: 1 })).toBe(1);
    expect(at(activations.silu, 0, 'jax')).toBe(0.5);
  });

  it('knows the single-precision slope of PyTorch, and of PyTorch only', () => {
    expect(at(activations.hard_sigmoid, 1, 'torch')).toBe(Math.fround(1 / 6));
    expect(at(activations.hard_sigmoid, 4, 'torch')).toBe(0);
    expect(at(activations.hard_sigmoid, 1, 'jax')).toBe(1 / 6);
    expect(at(activations.hard_sigmoid, 1)).toBe(1 / 6);
  });
});
