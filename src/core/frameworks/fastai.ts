import type { Framework, Variant } from './framework';
import { parametersIn, symbolsIn } from './rows';

/** Version 1 gave a leaky ReLU where a slope was asked for. */
const leakyIfAsked: readonly Variant[] = [
  { when: { leaky: { not: [null, 0] } }, activation: 'leaky_relu', renames: { leaky: 'negative_slope' } },
];

/** Whatever a user imports with the star comes from `fastai.layers` in the end. */
const collections = ['vision', 'text', 'tabular', 'collab', 'medical.imaging'];

/** fastai 2, and what code for version 1 still writes. */
export const fastai: Framework = {
  id: 'fastai',
  name: 'fastai',
  modules: ['fastai'],
  moduleAliases: {
    'fastai.basics': 'fastai.layers',
    'fastai.torch_basics': 'fastai.layers',
    'fastai.torch_core': 'fastai.layers',
    ...Object.fromEntries(collections.map((name) => [`fastai.${name}.all`, 'fastai.layers'])),
    ...Object.fromEntries(collections.map((name) => [`fastai.${name}`, 'fastai.layers'])),
  },
  symbols: [
    ...symbolsIn('fastai.layers', 'function', [
      // Clamped to (eps, 1 − eps), unlike every other sigmoid, and in reach of a star import.
      ['sigmoid', 'sigmoid', 'input, eps=1e-7'],
      ['sigmoid_', 'sigmoid', 'input, eps=1e-7', { inPlace: true }],
      ['sigmoid_range', 'sigmoid_range', 'x, low, high'],
      // A `partial` of nn.ReLU that gives a layer; version 1 had the function `relu` for it.
      ['inplace_relu', 'relu', 'inplace=True'],
      ['relu', 'relu', 'inplace=False, leaky=None', { variants: leakyIfAsked }],
      ['vleaky_relu', 'leaky_relu', 'input, inplace=True', { fixed: { negative_slope: 0.3 } }],
      ['swish', 'silu', 'x, inplace=False'],
      ['mish', 'mish', 'x'],
    ]),
    ...symbolsIn('fastai.layers', 'class', [
      ['SigmoidRange', 'sigmoid_range', 'low, high'],
      ['Swish', 'silu'],
      ['Mish', 'mish'],
      ['MishJitAutoFn', 'mish'],
    ]),
  ],
  activationParameters: [
    ...parametersIn('fastai.layers', 'act_cls', {}, [
      ['ConvLayer', null, 'relu'],
      ['ResBlock', null, 'relu'],
      ['PixelShuffle_ICNR', null, 'relu'],
      ['UnetBlock', null, 'relu'],
      ['DynamicUnet', null, 'relu'],
      ['unet_learner', null, 'relu'],
    ]),
    // An instance here, a class above.
    ...parametersIn('fastai.layers', 'act', {}, [['LinBnDrop', 4]]),
  ],
};
