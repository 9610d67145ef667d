import * as l10n from '@vscode/l10n';
import type { Knowledge } from './knowledge';
import { cs231n, keras } from './references';
import { inHiddenLayers, signIsLost } from './shared';

export const identity: Knowledge = {
  goodFor: () =>
    l10n.t('Regression outputs, logits for a loss that applies softmax or sigmoid itself, and linear bottlenecks.'),
  relations: [
    {
      id: 'linear-layers-collapse',
      text: () => l10n.t('Two linear layers with nothing else between them are one linear layer.'),
      latex: 'W_2(W_1x)=(W_2W_1)x',
    },
    {
      id: 'leaky-relu-slope-one-is-identity',
      text: () => l10n.t('Leaky ReLU with slope 1 is the identity.'),
      latex: '\\max(0,x)+1\\cdot\\min(0,x)=x',
    },
  ],
  pitfalls: [
    {
      id: 'identity-collapses-layers',
      message: () =>
        l10n.t(
          'Between two linear layers it adds nothing: both act as one; put a non-linear activation there unless a low-rank bottleneck is the aim.',
        ),
      source: cs231n,
      roles: inHiddenLayers,
    },
    {
      id: 'keras-default-activation-is-linear',
      message: () =>
        l10n.t(
          'In Keras a layer without activation= is linear, so a forgotten activation raises no error; name it even where linear is meant.',
        ),
      source: keras('layers/core_layers/dense'),
      roles: inHiddenLayers,
      when: ({ framework }) => framework === 'keras3' || framework === 'keras2' || framework === 'tensorflow',
    },
  ],
};

export const abs: Knowledge = {
  goodFor: () => l10n.t('Features where only the size counts, such as the strength of an edge whatever its direction.'),
  relations: [
    {
      id: 'abs-is-maxout',
      text: () => l10n.t('It is Maxout with the two pieces fixed at x and −x.'),
      latex: '|x|=\\max(x,-x)',
    },
    {
      id: 'abs-is-two-relus',
      text: () => l10n.t('It is the sum of two ReLUs.'),
      latex: '|x|=\\operatorname{ReLU}(x)+\\operatorname{ReLU}(-x)',
    },
  ],
  pitfalls: [signIsLost],
};
