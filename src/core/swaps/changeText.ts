import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import { factsFor } from '../cards/card';
import { rangeText } from '../cards/facts';
import { shortNumber } from '../cards/values';
import type { Facts } from '../numerics/facts';
import type { Arguments } from '../text';

export interface WithArguments {
  readonly activation: ActivationId;
  readonly arguments: Arguments;
}

/**
 * What changes from one activation to another, computed from both for N(0, 1) inputs: range, mean, slope and forward
 * gain, as far as the figures shown differ.
 */
export function changeText(from: WithArguments, to: WithArguments): string {
  const [before, after] = [factsFor(from.activation, from.arguments), factsFor(to.activation, to.arguments)];
  const parts = [
    differing(rangeText(before), rangeText(after), (one, other) => l10n.t('range {0} → {1}', one, other)),
    differing(meanOf(before), meanOf(after), (one, other) => l10n.t('mean {0} → {1}', one, other)),
    differing(slopeOf(before), slopeOf(after), (one, other) => l10n.t('slope {0} → {1}', one, other)),
    differing(gainOf(before), gainOf(after), (one, other) => l10n.t('gain {0} → {1}', one, other)),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? l10n.t('the same function') : parts.join(' · ');
}

function differing(
  before: string,
  after: string,
  write: (before: string, after: string) => string,
): string | undefined {
  return before === after ? undefined : write(before, after);
}

function meanOf({ moments }: Facts): string {
  return moments === null ? '–' : twoDigits(moments.mean);
}

function slopeOf({ smallestSlope, largestSlope }: Facts): string {
  return `${twoDigits(smallestSlope.value)}…${twoDigits(largestSlope.value)}`;
}

function gainOf({ gains }: Facts): string {
  return gains === null || !Number.isFinite(gains.forward) ? '–' : gains.forward.toFixed(2);
}

/** A list has room for one short line. */
function twoDigits(value: number): string {
  return shortNumber(Number(value.toPrecision(2)));
}
