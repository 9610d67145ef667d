import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall } from './knowledge';
import { formatNumber, numericArgument } from './numbers';
import { computed } from './references';

const deadZone: Pitfall = {
  id: 'shrink-dead-zone',
  message: (place) =>
    l10n.t(
      'For |x| up to {0} output and gradient are exactly zero, so a unit whose inputs all lie there stops learning; choose the threshold below the typical input.',
      formatNumber(numericArgument(place, 'lambd') ?? 0),
    ),
  source: computed,
  when: (place) => (numericArgument(place, 'lambd') ?? 0) > 0,
};

const jumpsAtThreshold: Pitfall = {
  id: 'shrink-jumps',
  message: (place) =>
    l10n.t(
      'It jumps at |x| = {0}, and no gradient tells the optimizer of the jump; soft shrink is continuous.',
      formatNumber(numericArgument(place, 'lambd') ?? 0),
    ),
  source: computed,
  when: ({ facts }) => facts.kinks.some((kink) => kink.kind === 'jump'),
};

export const tanhshrink: Knowledge = {
  goodFor: () => l10n.t('Sparse codes that should ignore small inputs; rare as a layer.'),
  relations: [
    {
      id: 'tanhshrink-is-rest-of-tanh',
      text: () => l10n.t('It is what tanh leaves of its input.'),
      latex: 'f(x)=x-\\tanh x',
    },
    {
      id: 'tanhshrink-slope',
      text: () => l10n.t('Its slope is the square of tanh: 0 at the origin, 1 far away.'),
      latex: "f'(x)=\\tanh^2x",
    },
  ],
  pitfalls: [
    {
      id: 'tanhshrink-flat-at-zero',
      message: () =>
        l10n.t(
          'Around 0 it is nearly flat (about x³/3), so small inputs pass on hardly any value or gradient; mind the scale of the input.',
        ),
      source: computed,
    },
  ],
};

export const softshrink: Knowledge = {
  goodFor: () => l10n.t('Soft thresholding: sparse codes, learned denoising and unrolled LASSO solvers.'),
  relations: [
    {
      id: 'softshrink-is-two-relus',
      text: () => l10n.t('It is a pair of ReLUs, moved apart by the threshold.'),
      latex: 'f(x)=\\operatorname{ReLU}(x-\\lambda)-\\operatorname{ReLU}(-x-\\lambda)',
    },
    {
      id: 'softshrink-is-rest-of-clipping',
      text: () => l10n.t('With threshold 1 it is what hard tanh leaves of its input.'),
      latex: 'f(x)=x-\\max(-1,\\min(1,x))',
    },
  ],
  pitfalls: [deadZone],
};

export const hardshrink: Knowledge = {
  goodFor: () => l10n.t('Keeping large coefficients as they are and dropping small ones, as in wavelet denoising.'),
  relations: [
    {
      id: 'hardshrink-and-softshrink',
      text: () => l10n.t('Soft shrink pulls what is left towards 0 by the threshold; hard shrink does not.'),
      latex: '\\operatorname{hard}(x)-\\operatorname{soft}(x)=\\lambda\\operatorname{sgn}x\\quad(|x|>\\lambda)',
    },
  ],
  pitfalls: [jumpsAtThreshold, deadZone],
};

export const shrink: Knowledge = {
  goodFor: () => l10n.t('One function for hard and soft shrinking, as ONNX defines it.'),
  relations: [
    {
      id: 'shrink-is-hard-or-soft',
      text: () => l10n.t('With bias 0 it is hard shrink, with the bias equal to the threshold it is soft shrink.'),
      latex: 'b=\\lambda:\\; f(x)=\\operatorname{sgn}(x)\\max(|x|-\\lambda,0)',
    },
  ],
  pitfalls: [jumpsAtThreshold, deadZone],
};
