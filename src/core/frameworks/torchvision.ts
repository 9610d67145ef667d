import type { Framework } from './framework';
import { parametersIn } from './rows';

/**
 * torchvision, read from 0.14.1 and held against 0.29. It has no activations of its own and takes classes, not strings;
 * `ConvNormActivation` and `MLP` construct them with `inplace=True` where that is asked for.
 */
export const torchvision: Framework = {
  id: 'torchvision',
  name: 'torchvision',
  modules: ['torchvision'],
  moduleAliases: {
    'torchvision.ops.misc': 'torchvision.ops',
    'torchvision.models._utils': 'torchvision.ops',
  },
  conventionalNames: { torchvision: 'torchvision' },
  symbols: [],
  activationParameters: [
    ...parametersIn('torchvision.ops', 'activation_layer', {}, [
      ['MLP', 3, 'relu'],
      ['Conv2dNormActivation', 7, 'relu'],
      ['Conv3dNormActivation', 7, 'relu'],
      // Up to 0.13 the two-dimensional one bore this name.
      ['ConvNormActivation', 7, 'relu'],
    ]),
    ...parametersIn('torchvision.ops', 'activation', {}, [['SqueezeExcitation', 2, 'relu']]),
    ...parametersIn('torchvision.ops', 'scale_activation', { role: 'gate' }, [['SqueezeExcitation', 3, 'sigmoid']]),
    ...parametersIn('torchvision.models.maxvit', 'activation_layer', {}, [['MaxVit', 8, 'gelu']]),
  ],
};
