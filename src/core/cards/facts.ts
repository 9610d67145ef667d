import * as l10n from '@vscode/l10n';
import type { Facts } from '../numerics/facts';
import type { FlatRegion } from '../numerics/flatness';
import { FLOAT_FORMATS } from '../numerics/floatFormats';
import type { RoundingThreshold } from '../numerics/rounding';
import type { ExtremeSlope } from '../numerics/slopes';
import { intervalsText, shortNumber } from './values';

/** What the summary line of a card can state. */
export const cardFacts = ['range', 'saturation', 'zeroCentered', 'slope'] as const;
export type CardFact = (typeof cardFacts)[number];

/** The chosen facts, each as a short phrase for the summary line. */
export function summarizeFacts(facts: Facts, chosen: readonly CardFact[]): readonly string[] {
  const phrases: Record<CardFact, () => readonly string[]> = {
    range: () => [l10n.t('range {0}', rangeText(facts))],
    saturation: () => saturationPhrases(facts),
    zeroCentered: () => centringPhrases(facts),
    slope: () => [slopePhrase(facts)],
  };
  return chosen.flatMap((fact) => phrases[fact]());
}

/** An interval in mathematical notation: `[` and `]` where the end is reached, `(` and `)` where it is only neared. */
export function rangeText({ range: { lower, upper } }: Facts): string {
  const open = lower.attained ? '[' : '(';
  const close = upper.attained ? ']' : ')';
  return `${open}${shortNumber(lower.value)}, ${shortNumber(upper.value)}${close}`;
}

function saturationPhrases(facts: Facts): readonly string[] {
  if (facts.saturation.length === 0) {
    return [l10n.t('never saturates')];
  }
  const dead = ofKind(facts, 'dead');
  const saturated = ofKind(facts, 'saturated');
  return [
    ...(dead.length > 0 ? [deadPhrase(dead)] : []),
    ...(saturated.length > 0 ? [vanishingPhrase(saturated, facts.slopeThreshold)] : []),
  ];
}

function ofKind(facts: Facts, kind: FlatRegion['kind']): readonly FlatRegion[] {
  return facts.saturation.filter((region) => region.kind === kind);
}

function deadPhrase(regions: readonly FlatRegion[]): string {
  const where = intervalsText(regions, l10n.t(' and '));
  return where === undefined ? l10n.t('slope exactly 0 everywhere') : l10n.t('slope exactly 0 for {0}', where);
}

function vanishingPhrase(regions: readonly FlatRegion[], threshold: number): string {
  const where = intervalsText(regions, l10n.t(' and '));
  return where === undefined
    ? l10n.t('saturates everywhere (|f′| < {0})', String(threshold))
    : l10n.t('saturates for {0} (|f′| < {1})', where, String(threshold));
}

function centringPhrases({ centring }: Facts): readonly string[] {
  if (centring === null) {
    return [];
  }
  switch (centring.kind) {
    case 'odd':
      return [l10n.t('zero-centred')];
    case 'balanced':
      return [l10n.t('zero-centred on average')];
    case 'shifted':
      return [l10n.t('not zero-centred (mean {0})', shortNumber(centring.mean))];
  }
}

function slopePhrase({ smallestSlope, largestSlope, lipschitz }: Facts): string {
  if (lipschitz.place.kind === 'jump') {
    return l10n.t('jumps at x = {0}', shortNumber(lipschitz.place.x));
  }
  const [smallest, largest] = [shortNumber(smallestSlope.value), shortNumber(largestSlope.value)];
  return smallest === largest ? l10n.t('slope {0} everywhere', largest) : l10n.t('slope {0} to {1}', smallest, largest);
}

/** One line of the rest of a card. */
export interface CardDetail {
  readonly label: string;
  readonly text: string;
}

/** Every further computed fact, for the rest of the card. */
export function detailFacts(facts: Facts): readonly CardDetail[] {
  return [
    ...extremumDetails(facts),
    steepestDetail(facts.lipschitz),
    ...gainDetails(facts),
    ...flatShareDetails(facts),
    monotonicityDetail(facts),
    smoothnessDetail(facts),
    ...roundingDetails(facts.rounding),
  ];
}

function extremumDetails({ minimum, maximum }: Facts): readonly CardDetail[] {
  const at = (point: NonNullable<Facts['minimum']>): string =>
    l10n.t('{0} at x = {1}', shortNumber(point.y), shortNumber(point.x));
  return [
    ...(minimum ? [{ label: l10n.t('Minimum'), text: at(minimum) }] : []),
    ...(maximum ? [{ label: l10n.t('Maximum'), text: at(maximum) }] : []),
  ];
}

function steepestDetail({ value, place }: ExtremeSlope): CardDetail {
  const label = l10n.t('Lipschitz constant');
  const amount = shortNumber(value);
  switch (place.kind) {
    case 'point':
    case 'beside':
      return { label, text: l10n.t('{0} (steepest at x = {1})', amount, shortNumber(place.x)) };
    case 'jump':
      return { label, text: l10n.t('none: it jumps at x = {0}', shortNumber(place.x)) };
    case 'end':
      return { label, text: Number.isFinite(value) ? amount : l10n.t('none: the slope grows without bound') };
    case 'interval':
      return { label, text: amount };
  }
}

function gainDetails({ gains, moments }: Facts): readonly CardDetail[] {
  if (gains === null || moments === null) {
    return [];
  }
  return [
    {
      label: l10n.t('Gain for N(0, 1) inputs'),
      text: l10n.t('forward {0}, backward {1}', shortNumber4(gains.forward), shortNumber4(gains.backward)),
    },
    {
      label: l10n.t('Output for N(0, 1) inputs'),
      text: l10n.t('mean {0}, variance {1}', shortNumber(moments.mean), shortNumber(moments.variance)),
    },
  ];
}

/** Gains are compared to the third decimal. */
function shortNumber4(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : '∞';
}

function flatShareDetails(facts: Facts): readonly CardDetail[] {
  if (facts.saturation.length === 0) {
    return [];
  }
  const shares = [1, 2, 5].map((sigma) => {
    return l10n.t('{0} % for σ = {1}', (facts.shareSaturated(sigma) * 100).toFixed(1), String(sigma));
  });
  return [{ label: l10n.t('Share of N(0, σ²) inputs that are flat'), text: shares.join(', ') }];
}

function monotonicityDetail({ monotonicity }: Facts): CardDetail {
  const label = l10n.t('Monotone');
  const { direction, falls, oscillates } = monotonicity;
  if (direction === 'increasing') {
    return { label, text: l10n.t('yes, never falls') };
  }
  if (direction === 'decreasing') {
    return { label, text: l10n.t('yes, never rises') };
  }
  if (direction === 'constant') {
    return { label, text: l10n.t('constant') };
  }
  const where = intervalsText(falls, l10n.t(' and '));
  const isListed = !oscillates && where !== undefined && falls.every(({ from, to }) => from !== to);
  return { label, text: isListed ? l10n.t('no, falls for {0}', where) : l10n.t('no, rises and falls') };
}

function smoothnessDetail({ smoothness, kinks }: Facts): CardDetail {
  const label = l10n.t('Smoothness');
  const places = kinks.map((kink) => shortNumber(kink.at)).join(', ');
  switch (smoothness) {
    case 'C∞':
      return { label, text: l10n.t('smooth (all derivatives exist)') };
    case 'C¹':
      return { label, text: l10n.t('slope continuous, with corners of its own') };
    case 'C⁰':
      return { label, text: l10n.t('continuous, bends at x = {0}', places) };
    case 'discontinuous':
      return { label, text: l10n.t('not continuous at x = {0}', places) };
  }
}

function roundingDetails(thresholds: readonly RoundingThreshold[]): readonly CardDetail[] {
  return (['left', 'right'] as const).flatMap((side) => {
    const onSide = thresholds.filter((threshold) => threshold.side === side && threshold.format !== 'fp64');
    const first = onSide[0];
    if (first === undefined) {
      return [];
    }
    const relation = side === 'left' ? '≤' : '≥';
    const cliffs = FLOAT_FORMATS.flatMap((format) => {
      const threshold = onSide.find((candidate) => candidate.format === format);
      return threshold ? [`${format} x ${relation} ${shortNumber(threshold.from)}`] : [];
    });
    const label = Number.isFinite(first.limit)
      ? l10n.t('Rounds to exactly {0}', shortNumber(first.limit))
      : l10n.t('Overflows');
    return [{ label, text: cliffs.join(', ') }];
  });
}
