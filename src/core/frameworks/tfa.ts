import type { Framework } from './framework';
import { symbolsIn } from './rows';

const tanhUnlessTold = { variants: [{ when: { approximate: false }, activation: 'gelu' }] } as const;

/** The two ends can be set apart; the upper one stands for both in the catalogue. */
const upperEnd = { renames: { upper: 'lambd' } };

/** TensorFlow Addons 0.2x. Development ended in May 2024. */
export const tfa: Framework = {
  id: 'tfa',
  name: 'TensorFlow Addons',
  modules: ['tensorflow_addons'],
  moduleAliases: { tensorflow_addons: 'tfa' },
  conventionalNames: { tfa: 'tfa' },
  symbols: [
    ...symbolsIn('tfa.activations', 'function', [
      ['tanhshrink', 'tanhshrink', 'x'],
      ['softshrink', 'softshrink', 'x, lower=-0.5, upper=0.5', upperEnd],
      ['hardshrink', 'hardshrink', 'x, lower=-0.5, upper=0.5', upperEnd],
      // `training=None` follows Keras' learning phase.
      ['rrelu', 'rrelu', 'x, lower=0.125, upper=1/3, training=None, seed=None, rng=None'],
      ['gelu', 'gelu_tanh', 'x, approximate=True', tanhUnlessTold],
      ['mish', 'mish', 'x'],
      ['lisht', 'lisht', 'x'],
      ['snake', 'snake', 'x, frequency=1', { renames: { frequency: 'a' } }],
      ['sparsemax', 'sparsemax', 'logits, axis=-1'],
    ]),
    ...symbolsIn('tfa.layers', 'class', [
      ['GELU', 'gelu_tanh', 'approximate=True, **kwargs', tanhUnlessTold],
      ['Sparsemax', 'sparsemax', 'axis=-1, **kwargs'],
      // The number of outputs that remain; Paddle's `groups` is the number of inputs for each.
      ['Maxout', 'maxout', 'num_units, axis=-1, **kwargs'],
    ]),
  ],
};
