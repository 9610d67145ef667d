import * as l10n from '@vscode/l10n';
import type { PropagatedLayer } from '../numerics/propagation/propagate';
import { shortNumber } from './values';

/** How far gradients get in a plain network, in one sentence; sizes are root mean squares. */
export function depthSentence(activation: string, layers: readonly PropagatedLayer[]): string {
  const [first] = layers;
  const count = String(layers.length);
  if (first === undefined || layers.length < 2) {
    return l10n.t('A single layer has no other gradient to compare with.');
  }
  const size = Math.sqrt(first.gradSecondRatio);
  if (size === 0) {
    return layers.slice(0, -1).some((layer) => layer.zeroDerivative === 1)
      ? l10n.t('After {0} layers of {1} no gradient reaches the first: the slope is zero.', count, activation)
      : l10n.t('After {0} layers of {1} the first gradient is less than 10⁻¹⁶⁰ of the last.', count, activation);
  }
  if (size === Infinity) {
    return l10n.t('After {0} layers of {1} the first gradient is more than 10¹⁵⁰ times the last.', count, activation);
  }
  if (size > 1 / NOTABLE && size < NOTABLE) {
    return l10n.t('After {0} layers of {1} the first gradient is about as large as the last.', count, activation);
  }
  return size < 1
    ? l10n.t('After {0} layers of {1} the first gradient is {2} of the last.', count, activation, amountText(size))
    : l10n.t('After {0} layers of {1} the first gradient is {2} times the last.', count, activation, amountText(size));
}

/** A factor between sizes that is worth a number. */
const NOTABLE = 1.25;

/** What becomes of the signal on its way forward: how wide pre-activations are, and how many units hardly learn. */
export function signalSentences(layers: readonly PropagatedLayer[], slopeThreshold: number): readonly string[] {
  const [first] = layers;
  const last = layers[layers.length - 1];
  if (first === undefined || last === undefined) return [];
  return [spreadSentence(first, last), ...flatSentences(last, slopeThreshold)];
}

function spreadSentence(first: PropagatedLayer, last: PropagatedLayer): string {
  if (first.preDeviation === 0 && last.preDeviation === 0) return l10n.t('All pre-activations are 0.');
  const change = last.preDeviation / first.preDeviation;
  return change > 1 / NOTABLE && change < NOTABLE
    ? l10n.t('The standard deviation of the pre-activations stays near {0}.', shortNumber(last.preDeviation))
    : l10n.t(
        'The standard deviation of the pre-activations goes from {0} to {1}.',
        amountText(first.preDeviation),
        amountText(last.preDeviation),
      );
}

function flatSentences(
  { zeroDerivative, smallDerivative }: PropagatedLayer,
  slopeThreshold: number,
): readonly string[] {
  const zero = Math.round(100 * zeroDerivative);
  const small = Math.round(100 * smallDerivative);
  if (small === 0) return [];
  return zero === small
    ? [l10n.t('In the last layer the slope is exactly 0 for {0} % of the units.', String(zero))]
    : [
        l10n.t(
          'In the last layer the slope is below {0} for {1} % of the units.',
          shortNumber(slopeThreshold),
          String(small),
        ),
      ];
}

const superscripts = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** `0.026`, `3·10⁻⁸`: powers of ten as people write them, which in a sentence need no more than one digit. */
export function amountText(amount: number): string {
  if (amount === 0 || !Number.isFinite(amount) || (amount >= 1e-3 && amount < 1e4)) {
    return shortNumber(Number(amount.toPrecision(2)));
  }
  const [digit = '', exponent = ''] = amount.toExponential(0).split('e');
  const power = `10${exponent.startsWith('-') ? '⁻' : ''}${exponent.replace(/[-+]/, '').replaceAll(/\d/g, raised)}`;
  return digit === '1' ? power : `${digit}·${power}`;
}

function raised(digit: string): string {
  return superscripts[Number(digit)] ?? digit;
}
