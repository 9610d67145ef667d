import { beforeAll, describe, expect, it } from 'vitest';
import { activations, getActivation, isActivationId, type ActivationId } from '../../../../../src/core/activations';
import { resolveParameters } from '../../../../../src/core/activations/parameters';
import { findEquivalentCalls } from '../../../../../src/core/cards/code/equivalentCalls';
import { getFramework, type FrameworkId } from '../../../../../src/core/frameworks';
import type { Arguments } from '../../../../../src/core/text';
import type { Analyzer } from '../../../../../src/core/uses/analysis';
import { loadAnalyzer, usesIn } from '../../../support/analyzer';

function codeFor(activation: ActivationId, args: Arguments, framework: FrameworkId): readonly string[] {
  const found = findEquivalentCalls(activation, args).find((entry) => entry.framework.id === framework);
  return found?.calls.map(({ code }) => code) ?? [];
}

/** What people who know a library write by hand. */
const known: readonly (readonly [ActivationId, Arguments, FrameworkId, readonly string[]])[] = [
  [
    'leaky_relu',
    { negative_slope: 0.2 },
    'torch',
    ['torch.nn.LeakyReLU(negative_slope=0.2)', 'torch.nn.functional.leaky_relu(x, negative_slope=0.2)'],
  ],
  [
    'leaky_relu',
    { negative_slope: 0.2 },
    'keras3',
    ['keras.layers.LeakyReLU(negative_slope=0.2)', 'keras.activations.leaky_relu(x)'],
  ],
  [
    'leaky_relu',
    { negative_slope: 0.3 },
    'keras2',
    ['tf.keras.layers.LeakyReLU()', 'tf.keras.activations.relu(x, alpha=0.3)'],
  ],
  ['leaky_relu', { negative_slope: 0.2 }, 'tensorflow', ['tf.nn.leaky_relu(x)']],
  ['gelu_tanh', {}, 'torch', ['torch.nn.GELU(approximate="tanh")', 'torch.nn.functional.gelu(x, approximate="tanh")']],
  ['gelu', {}, 'jax', ['jax.nn.gelu(x, approximate=False)']],
  ['gelu_tanh', {}, 'jax', ['jax.nn.gelu(x)']],
  ['swish_beta', { beta: 1.5 }, 'tensorflow', ['tf.nn.silu(x, beta=1.5)']],
  ['softmax', { axis: 1 }, 'torch', ['torch.nn.Softmax(dim=1)', 'torch.nn.functional.softmax(x, dim=1)']],
  ['relu6', {}, 'torch', ['torch.nn.ReLU6()', 'torch.nn.functional.relu6(x)']],
  [
    'clipped_relu',
    { max_value: 4 },
    'keras3',
    ['keras.layers.ReLU(max_value=4)', 'keras.activations.relu(x, max_value=4)'],
  ],
  [
    'threshold',
    { threshold: 0.1, value: 20 },
    'torch',
    ['torch.nn.Threshold(threshold=0.1, value=20)', 'torch.nn.functional.threshold(x, threshold=0.1, value=20)'],
  ],
  [
    'hard_tanh',
    { min_val: -2, max_val: Infinity },
    'torch',
    [
      'torch.nn.Hardtanh(min_val=-2, max_val=float("inf"))',
      'torch.nn.functional.hardtanh(x, min_val=-2, max_val=float("inf"))',
    ],
  ],
];

describe('calls in other libraries', () => {
  it.each(known)('%s %j in %s', (activation, args, framework, expected) => {
    expect(codeFor(activation, args, framework)).toEqual(expected);
  });

  it('names what a library does not let one choose, and what it takes where the call is silent', () => {
    const sine = findEquivalentCalls('sine', { omega_0: 30 }).find(({ framework }) => framework.id === 'torch');
    expect(sine?.calls[0]?.unsettable).toEqual([{ name: 'omega_0', value: 1 }]);
    const leaky = findEquivalentCalls('leaky_relu', { negative_slope: 0.2 });
    const keras = leaky.find(({ framework }) => framework.id === 'keras3');
    expect(keras?.calls[0]?.unusualDefaults).toEqual([{ name: 'negative_slope', value: 0.3 }]);
  });

  it('prefers a form that takes the arguments to one that does not', () => {
    expect(codeFor('leaky_relu', { negative_slope: 0.5 }, 'fastai')).toEqual(['fastai.layers.relu(leaky=0.5)']);
  });
});

/** Other values than any library's defaults, within the domain of each parameter. */
function unusualArguments(id: ActivationId): Arguments {
  const values = resolveParameters(getActivation(id), {});
  return Object.fromEntries(
    getActivation(id)
      .parameters.filter(({ default: usual, name }) => typeof usual === 'number' && name !== 'axis' && name !== 'dim')
      .map(({ name }) => [name, (values[name] ?? 0) * 1.125 + 0.0625]),
  );
}

describe('calls in other libraries, read again', () => {
  let analyzer: Analyzer;
  beforeAll(async () => {
    analyzer = await loadAnalyzer();
  });

  const ids = Object.keys(activations).filter(isActivationId);
  it.each(ids)('%s comes back as what it was', (id) => {
    for (const args of [{}, unusualArguments(id)]) {
      for (const { framework, calls } of findEquivalentCalls(id, args)) {
        for (const { code, unsettable } of calls) {
          const module = /^[\w.]+(?=\.\w)/.exec(code)?.[0] ?? '';
          const root = module.split('.')[0] === 'tf' ? 'import tensorflow as tf' : `import ${module}`;
          const source = `${root}\nclass Net:\n    def forward(self, x):\n        hidden = ${code}\n        return hidden\n`;
          const [use] = usesIn(analyzer, source).filter((candidate) => candidate.activation === id);
          // General mathematics is an activation only where code uses it as one.
          if (use === undefined && isGeneral(framework.id, code)) continue;
          expect(use, code).toBeDefined();
          for (const [name, value] of Object.entries(args)) {
            if (!unsettable.some((entry) => entry.name === name)) expect(use?.arguments[name], code).toBe(value);
          }
        }
      }
    }
  });

  function isGeneral(framework: FrameworkId, code: string): boolean {
    const path = code.slice(0, code.indexOf('('));
    return getFramework(framework).symbols.some((symbol) => symbol.path === path && symbol.general === true);
  }
});
