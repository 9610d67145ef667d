import * as l10n from '@vscode/l10n';
import type { FrameworkId } from '../../frameworks/framework';
import type { Role } from '../../uses/use';
import type { Pitfall } from './knowledge';
import { formatNumber, slopeVanishes } from './numbers';
import { bhalgat2020, computed, pytorch, sitzmann2020 } from './references';

/** A place of unknown role is most often a hidden layer; sentences for it name the layer they speak of. */
export const inHiddenLayers: readonly Role[] = ['hidden', 'unknown'];

/** Keras under any of its names: its layers and strings behave alike. */
export function isKeras(framework: FrameworkId | undefined): boolean {
  return framework === 'keras3' || framework === 'keras2' || framework === 'tensorflow';
}

export const overwritesInput: Pitfall = {
  id: 'overwrites-input',
  message: () =>
    l10n.t(
      'In place it overwrites its input, so a residual shortcut or a hook that reads that tensor later gets the activated values; use inplace=False where the input is used again.',
    ),
  source: pytorch('notes/autograd'),
  when: (place) => place.inPlace,
};

/** For functions with a global minimum below zero, such as GELU and SiLU. */
export const outputBoundedBelow: Pitfall = {
  id: 'output-bounded-below',
  message: ({ facts }) =>
    l10n.t(
      'As an output it never goes below {0}; leave regression outputs and logits linear unless the targets have that bound.',
      formatNumber(facts.minimum?.y ?? 0),
    ),
  source: computed,
  roles: ['output'],
  when: ({ facts }) => facts.minimum !== null,
};

/** For functions that fall before they rise: GELU, SiLU, Mish. */
export const fallsBeforeItRises: Pitfall = {
  id: 'falls-before-it-rises',
  message: ({ facts }) =>
    l10n.t(
      'Below x = {0} it falls as x rises (lowest value {1}), so two inputs can share an output; use a monotone activation where order has to survive.',
      formatNumber(facts.minimum?.x ?? 0),
      formatNumber(facts.minimum?.y ?? 0),
    ),
  source: computed,
  roles: inHiddenLayers,
  when: ({ facts }) => facts.minimum !== null,
};

/** For rectifiers: pieces of straight lines. */
export const secondDerivativeIsZero: Pitfall = {
  id: 'second-derivative-zero',
  message: () =>
    l10n.t(
      'Its second derivative is 0 wherever it exists, so losses on derivatives (physics-informed networks, signed distances) need a smooth activation such as tanh or sine.',
    ),
  source: sitzmann2020,
  roles: inHiddenLayers,
};

/** For functions without upper bound inside a recurrent cell. */
export const unboundedInRecurrence: Pitfall = {
  id: 'unbounded-in-recurrence',
  message: () =>
    l10n.t(
      'Nothing bounds the state here, so it can grow from step to step and end in NaN; tanh is the usual choice in a recurrent cell.',
    ),
  source: computed,
  roles: ['recurrent'],
};

/** For smooth squashing functions; the numbers follow the chosen slope threshold. */
export const saturatesOnBothSides: Pitfall = {
  id: 'saturates-on-both-sides',
  message: ({ facts }) =>
    l10n.t(
      'In hidden layers it saturates: beyond |x| = {0} the slope is below {1} and learning nearly stops there; normalize the pre-activations or keep initial weights small.',
      formatNumber(slopeVanishes(facts).above ?? 0),
      formatNumber(facts.slopeThreshold),
    ),
  source: computed,
  roles: inHiddenLayers,
  when: ({ facts }) => slopeVanishes(facts).above !== null,
};

/** For clipped lines: outside the ramp the gradient is exactly zero. */
export const gradientExactlyZeroOutside: Pitfall = {
  id: 'gradient-exactly-zero-outside',
  message: ({ facts }) =>
    l10n.t(
      'Below x = {0} and above {1} the gradient is exactly zero, so a unit out there gets no signal to come back; normalize the pre-activations or use the smooth version.',
      formatNumber(slopeVanishes(facts).below ?? 0),
      formatNumber(slopeVanishes(facts).above ?? 0),
    ),
  source: computed,
  roles: ['hidden', 'unknown', 'gate'],
  when: ({ facts }) => slopeVanishes(facts).below !== null && slopeVanishes(facts).above !== null,
};

/** For functions with a small negative range, such as GELU and SiLU. */
export const negativeRangeInQuantization: Pitfall = {
  id: 'negative-range-in-quantization',
  message: ({ facts }) =>
    l10n.t(
      'It dips to {0}; unsigned 8-bit quantizers cut that range off at a cost in accuracy, so use a signed or asymmetric one, or ReLU.',
      formatNumber(facts.minimum?.y ?? 0),
    ),
  source: bhalgat2020,
  roles: inHiddenLayers,
  when: ({ facts }) => facts.minimum !== null,
};

/** For even functions. */
export const signIsLost: Pitfall = {
  id: 'sign-is-lost',
  message: () =>
    l10n.t(
      'x and −x give the same output, so the sign of the input is lost; use an odd or one-sided function where it matters.',
    ),
  source: computed,
};
