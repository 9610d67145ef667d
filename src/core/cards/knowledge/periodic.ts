import * as l10n from '@vscode/l10n';
import type { Knowledge, Pitfall, Relation } from './knowledge';
import { formatNumber, numericArgument } from './numbers';
import { computed, lee2022, sitzmann2020, ziyin2020 } from './references';
import { inHiddenLayers, signIsLost } from './shared';

const snakeFromCosine: Relation = {
  id: 'snake-is-line-plus-wave',
  text: () => l10n.t('It is a straight line with a wave on it.'),
  latex: 'x+\\tfrac1a\\sin^2(ax)=x+\\tfrac{1-\\cos(2ax)}{2a}',
};

const manyInputsOneOutput: Pitfall = {
  id: 'periodic-is-not-monotone',
  message: () =>
    l10n.t(
      'It repeats, so inputs a period apart cannot be told apart and the loss has many local minima; start with small, well-scaled weights.',
    ),
  source: computed,
  roles: inHiddenLayers,
};

export const sine: Knowledge = {
  goodFor: () => l10n.t('Networks that represent images, sound or shapes as a function of the coordinates (SIREN).'),
  relations: [
    {
      id: 'sine-slope-is-shifted-sine',
      text: () => l10n.t('Its slope is again a sine, so all derivatives of the network are well-behaved too.'),
      latex: "\\sin'(x)=\\sin\\!\\left(x+\\tfrac\\pi2\\right)",
    },
    {
      id: 'snake-keeps-the-trend',
      text: () => l10n.t('Snake adds a wave to a straight line, which keeps a trend that a plain sine cannot follow.'),
      latex: '\\operatorname{Snake}(x)=x+\\tfrac1a\\sin^2(ax)',
    },
  ],
  pitfalls: [
    {
      id: 'siren-initialization',
      message: (place) =>
        l10n.t(
          'It needs the initialization of SIREN: hidden weights uniform in ±√(6/n)/{0}, first layer ±1/n; with other weights it tends not to learn.',
          formatNumber(numericArgument(place, 'omega_0') ?? 30),
        ),
      source: sitzmann2020,
      roles: ['hidden', 'unknown', 'initialization'],
      when: (place) => numericArgument(place, 'omega_0') !== 1,
    },
    {
      id: 'siren-omega',
      message: () =>
        l10n.t(
          'This is sin(x) with ω₀ = 1; SIREN uses sin(30x) together with its own initialization, so take both or neither.',
        ),
      source: sitzmann2020,
      roles: inHiddenLayers,
      when: (place) => numericArgument(place, 'omega_0') === 1,
    },
    manyInputsOneOutput,
  ],
};

export const cosine: Knowledge = {
  goodFor: () => l10n.t('Random Fourier features and positional encodings; rare as a layer.'),
  relations: [
    {
      id: 'cosine-is-shifted-sine',
      text: () => l10n.t('It is a sine, moved by a quarter of its period.'),
      latex: '\\cos x=\\sin\\!\\left(x+\\tfrac\\pi2\\right)',
    },
  ],
  pitfalls: [signIsLost, manyInputsOneOutput],
};

export const snake: Knowledge = {
  goodFor: () => l10n.t('Periodic signals with a trend: time series and audio.'),
  relations: [
    snakeFromCosine,
    {
      id: 'snake-slope',
      text: () => l10n.t('Its slope swings between 0 and 2, so it never falls.'),
      latex: "f'(x)=1+\\sin(2ax)",
    },
  ],
  pitfalls: [
    {
      id: 'snake-frequency',
      message: (place) =>
        l10n.t(
          'Its wave has the period π/a, here {0}: choose a near the frequency of the data, or learn it, else it acts like a straight line.',
          formatNumber(Math.PI / (numericArgument(place, 'a') ?? 1)),
        ),
      source: ziyin2020,
      when: (place) => (numericArgument(place, 'a') ?? 0) !== 0,
    },
    {
      id: 'snake-divides-by-a',
      message: () =>
        l10n.t(
          'It divides by a, so a learned a must not reach 0; implementations add a small number or learn its logarithm.',
        ),
      source: computed,
    },
  ],
};

export const snakeBeta: Knowledge = {
  goodFor: () => l10n.t('Audio generators such as BigVGAN, where each channel learns frequency and size of the wave.'),
  relations: [
    {
      id: 'snake-beta-with-equal-parameters',
      text: () => l10n.t('With β = α it is Snake.'),
      latex: '\\beta=\\alpha:\\;f(x)=x+\\tfrac1\\alpha\\sin^2(\\alpha x)',
    },
  ],
  pitfalls: [
    {
      id: 'snake-beta-falls',
      message: () =>
        l10n.t(
          'Where α is larger than β the slope 1 + (α/β) sin(2αx) turns negative, so it is no longer monotone; that is meant for audio, not for order.',
        ),
      source: computed,
      when: (place) => (numericArgument(place, 'alpha') ?? 1) > (numericArgument(place, 'beta') ?? 1),
    },
    {
      id: 'snake-beta-aliasing',
      message: () =>
        l10n.t(
          'In audio the wave creates frequencies above the sampling limit; BigVGAN filters them out around each activation.',
        ),
      source: lee2022,
    },
  ],
};
