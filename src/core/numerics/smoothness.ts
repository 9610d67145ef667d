import type { BoundFunction } from './boundFunction';
import { firstOf } from './firstOf';
import type { Sample, Survey } from './survey';

/** How often the function can be differentiated; `C¹` has a continuous slope whose own slope leaps. */
export type Smoothness = 'C∞' | 'C¹' | 'C⁰' | 'discontinuous';

/** Classifies by the kinks, and where there are none by whether f'' leaps. */
export function classifySmoothness(bound: BoundFunction, survey: Survey): Smoothness {
  if (bound.kinks.some((kink) => kink.kind === 'jump')) return 'discontinuous';
  if (bound.kinks.length > 0) return 'C⁰';
  return survey.some((piece) => hasHiddenCorner(bound, piece.samples)) ? 'C¹' : 'C∞';
}

const CANDIDATES = 8;

interface Bend {
  readonly left: number;
  readonly right: number;
  readonly size: number;
}

/** Whether f' has a corner: looked for where its second difference is largest for the width of the step. */
function hasHiddenCorner(bound: BoundFunction, samples: readonly Sample[]): boolean {
  const bends: Bend[] = [];
  for (let index = 2; index < samples.length; index++) {
    const bend = bendOf(samples[index - 2], samples[index - 1], samples[index]);
    if (bend !== undefined && bend.size > 0) bends.push(bend);
  }
  const largest = firstOf(bends, CANDIDATES, (one, other) => one.size > other.size);
  return largest.some(({ left, right }) => isCorner(bound, left, right));
}

function bendOf(left: Sample | undefined, middle: Sample | undefined, right: Sample | undefined): Bend | undefined {
  if (left === undefined || middle === undefined || right === undefined) return undefined;
  const before = (middle.slope - left.slope) / (middle.x - left.x);
  const after = (right.slope - middle.slope) / (right.x - middle.x);
  const size = Math.abs(after - before);
  return Number.isFinite(size) ? { left: left.x, right: right.x, size } : undefined;
}

/**
 * Zooms in on the largest leap of f'' in an interval. At a corner of f' the leap stays as the interval shrinks; where
 * f' is smooth it shrinks with the interval.
 */
function isCorner(bound: BoundFunction, left: number, right: number): boolean {
  const smallest = 1e-6 * Math.max(1e-3, Math.abs(left), Math.abs(right));
  const leaps: number[] = [];
  let ends = { left: slopeAt(bound, left), middle: slopeAt(bound, (left + right) / 2), right: slopeAt(bound, right) };
  while (ends.right.x - ends.left.x > smallest) {
    const { left: a, middle: c, right: e } = ends;
    const b = slopeAt(bound, (a.x + c.x) / 2);
    const d = slopeAt(bound, (c.x + e.x) / 2);
    const windows = [
      { left: a, middle: b, right: c },
      { left: b, middle: c, right: d },
      { left: c, middle: d, right: e },
    ];
    ends = windows.reduce((best, window) => (leapIn(window) > leapIn(best) ? window : best));
    leaps.push(leapIn(ends));
  }
  const final = leaps[leaps.length - 1] ?? 0;
  const earlier = leaps[leaps.length - 1 - HALVINGS] ?? Infinity;
  return final > 0.5 * earlier && final > 1e-6;
}

/** That many halvings shrink a smooth leap 32-fold. */
const HALVINGS = 5;

interface SlopeAt {
  readonly x: number;
  readonly slope: number;
}

interface Window {
  readonly left: SlopeAt;
  readonly middle: SlopeAt;
  readonly right: SlopeAt;
}

function slopeAt(bound: BoundFunction, x: number): SlopeAt {
  return { x, slope: bound.slope(x) };
}

/** By how much f'' differs between the two halves of a window. */
function leapIn({ left, middle, right }: Window): number {
  return Math.abs(right.slope - 2 * middle.slope + left.slope) / (middle.x - left.x);
}
