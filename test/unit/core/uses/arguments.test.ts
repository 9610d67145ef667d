import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyzer } from '../../../../src/core/uses/analysis';
import type { Arguments } from '../../../../src/core/text';
import { loadAnalyzer, usesIn } from '../../support/analyzer';

let analyzer: Analyzer;

beforeAll(async () => {
  analyzer = await loadAnalyzer();
});

/** Activation and arguments of the last use. */
function last(...lines: readonly string[]): readonly [string, Arguments] | undefined {
  const use = usesIn(analyzer, lines.join('\n')).at(-1);
  return use && [use.activation, use.arguments];
}

const torch = 'from torch import nn';
const functional = 'import torch.nn.functional as F';

describe('arguments', () => {
  it('are read from positions and keywords', () => {
    expect(last(torch, 'nn.LeakyReLU(0.2)')).toEqual(['leaky_relu', { negative_slope: 0.2 }]);
    expect(last(torch, 'nn.LeakyReLU(negative_slope=0.2, inplace=True)')).toEqual([
      'leaky_relu',
      { negative_slope: 0.2 },
    ]);
    expect(last(functional, 'F.leaky_relu(x, 0.3)')).toEqual(['leaky_relu', { negative_slope: 0.3 }]);
    expect(last(functional, 'F.hardtanh(x, -2, max_val=2)')).toEqual(['hard_tanh', { min_val: -2, max_val: 2 }]);
  });

  it('have the defaults of their framework', () => {
    expect(last(torch, 'nn.LeakyReLU()')).toEqual(['leaky_relu', { negative_slope: 0.01 }]);
    expect(last('import tensorflow as tf', 'tf.nn.leaky_relu(x)')).toEqual(['leaky_relu', { negative_slope: 0.2 }]);
    expect(last('from keras import layers', 'layers.LeakyReLU()')).toEqual(['leaky_relu', { negative_slope: 0.3 }]);
    expect(last('from keras import layers', "layers.Dense(8, activation='leaky_relu')")).toEqual([
      'leaky_relu',
      { negative_slope: 0.2 },
    ]);
    expect(last(torch, 'f(act=nn.LeakyReLU)')).toEqual(['leaky_relu', { negative_slope: 0.01 }]);
  });

  it('are computed where they are arithmetic on literals', () => {
    expect(last(torch, 'nn.ELU(-1.5)')).toEqual(['elu', { alpha: -1.5 }]);
    expect(last(torch, 'nn.ELU(1 / 4)')).toEqual(['elu', { alpha: 0.25 }]);
    expect(last('import math', torch, 'nn.ELU(math.sqrt(2))')).toEqual(['elu', { alpha: Math.SQRT2 }]);
    expect(last('from math import sqrt as root', torch, 'nn.ELU(root(2))')).toEqual(['elu', { alpha: Math.SQRT2 }]);
  });

  it('follow names that are bound once', () => {
    expect(last(torch, 'SLOPE = 0.1', 'def f():', '    return nn.LeakyReLU(SLOPE)')).toEqual([
      'leaky_relu',
      { negative_slope: 0.1 },
    ]);
    expect(last(torch, 'BASE = 0.1', 'SLOPE = BASE * 2', 'nn.LeakyReLU(SLOPE)')).toEqual([
      'leaky_relu',
      { negative_slope: 0.2 },
    ]);
    expect(last(torch, 'if x:', '    SLOPE = 0.1', 'else:', '    SLOPE = 0.2', 'nn.LeakyReLU(SLOPE)')).toEqual([
      'leaky_relu',
      { negative_slope: null },
    ]);
    expect(last(torch, 'SLOPE = 0.1', 'def f(SLOPE):', '    return nn.LeakyReLU(SLOPE)')).toEqual([
      'leaky_relu',
      { negative_slope: null },
    ]);
  });

  it('are unknown where stars may hide them', () => {
    expect(last(torch, 'nn.LeakyReLU(*args)')).toEqual(['leaky_relu', { negative_slope: null }]);
    expect(last(torch, 'nn.LeakyReLU(**kwargs)')).toEqual(['leaky_relu', { negative_slope: null }]);
    expect(last(torch, 'nn.LeakyReLU(0.2, **kwargs)')).toEqual(['leaky_relu', { negative_slope: 0.2 }]);
    expect(last(functional, 'F.hardtanh(x, *limits, max_val=2)')).toEqual(['hard_tanh', { min_val: null, max_val: 2 }]);
  });

  it('choose the variant', () => {
    expect(last(torch, "nn.GELU(approximate='tanh')")?.[0]).toBe('gelu_tanh');
    expect(last(torch, "nn.GELU('tanh')")?.[0]).toBe('gelu_tanh');
    expect(last(torch, "nn.GELU(approximate='none')")?.[0]).toBe('gelu');
    expect(last(torch, 'MODE = "tanh"', 'nn.GELU(approximate=MODE)')?.[0]).toBe('gelu_tanh');
    expect(last('import jax', 'jax.nn.gelu(x)')?.[0]).toBe('gelu_tanh');
    expect(last('import jax', 'jax.nn.gelu(x, approximate=False)')?.[0]).toBe('gelu');
    expect(last(torch, 'nn.Hardtanh(0, 6)')?.[0]).toBe('relu6');
  });

  it('of partial and of dictionaries beside a string are passed on', () => {
    expect(last('from functools import partial', torch, 'partial(nn.LeakyReLU, 0.2)')).toEqual([
      'leaky_relu',
      { negative_slope: 0.2 },
    ]);
    expect(last('import mmcv', "ConvModule(act_cfg=dict(type='LeakyReLU', negative_slope=0.3))")).toEqual([
      'leaky_relu',
      { negative_slope: 0.3 },
    ]);
  });

  it('tell what overwrites its input', () => {
    const inPlace = (...lines: readonly string[]): boolean | undefined =>
      usesIn(analyzer, lines.join('\n')).at(-1)?.inPlace;
    expect(inPlace(torch, 'nn.ReLU(inplace=True)')).toBe(true);
    expect(inPlace(torch, 'nn.ReLU(True)')).toBe(true);
    expect(inPlace(torch, 'nn.ReLU()')).toBe(false);
    expect(inPlace(functional, 'F.relu_(x)')).toBe(true);
    expect(inPlace(functional, 'F.relu(x, inplace=flag)')).toBe(false);
    expect(inPlace('import torch', 'x.tanh_()')).toBe(true);
  });
});

describe('what the initializer says beside the string', () => {
  it('is the slope of calculate_gain and kaiming_*', () => {
    expect(last(torch, "nn.init.calculate_gain('leaky_relu', 0.2)")).toEqual(['leaky_relu', { negative_slope: 0.2 }]);
    expect(last(torch, "nn.init.calculate_gain('leaky_relu')")).toEqual(['leaky_relu', { negative_slope: 0.01 }]);
    expect(last(torch, "nn.init.kaiming_normal_(w, a=0.1, nonlinearity='leaky_relu')")).toEqual([
      'leaky_relu',
      { negative_slope: 0.1 },
    ]);
    expect(last(torch, "nn.init.kaiming_normal_(w, nonlinearity='leaky_relu')")).toEqual([
      'leaky_relu',
      { negative_slope: 0 },
    ]);
  });
});
