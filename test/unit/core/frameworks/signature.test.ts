import { describe, expect, it } from 'vitest';
import { parseSignature } from '../../../../src/core/frameworks/signature';

describe('parseSignature', () => {
  it('reads positions, defaults and required parameters', () => {
    expect(
      parseSignature("input, negative_slope=0.01, lower=1/3, mode='none', inplace=False, dtype=None").parameters,
    ).toEqual([
      { name: 'input', position: 0 },
      { name: 'negative_slope', position: 1, default: 0.01 },
      { name: 'lower', position: 2, default: 1 / 3 },
      { name: 'mode', position: 3, default: 'none' },
      { name: 'inplace', position: 4, default: false },
      { name: 'dtype', position: 5, default: null },
    ]);
  });

  it('gives parameters after the star no position', () => {
    expect(parseSignature('x, *, approximate=True')).toEqual({
      parameters: [
        { name: 'x', position: 0 },
        { name: 'approximate', position: null, default: true },
      ],
      takesMorePositional: false,
      takesMoreKeywords: false,
    });
  });

  it('knows *args and **kwargs', () => {
    expect(parseSignature('*args, **kwargs')).toEqual({
      parameters: [],
      takesMorePositional: true,
      takesMoreKeywords: true,
    });
  });

  it('has no value for a default that is an expression', () => {
    expect(parseSignature('dtype=jnp.float32, eps=-1e-6').parameters).toEqual([
      { name: 'dtype', position: 0, default: null },
      { name: 'eps', position: 1, default: -1e-6 },
    ]);
  });

  it('parses the same text once', () => {
    expect(parseSignature('x, axis=-1')).toBe(parseSignature('x, axis=-1'));
  });
});
