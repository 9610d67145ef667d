import type { BoundFunction } from './boundFunction';
import { justAbove, justBelow } from './rootFinding';
import type { Sample, Survey } from './survey';

/** How often the function can be differentiated; `C¹` has a continuous slope whose own slope leaps. */
export type Smoothness = 'C∞' | 'C¹' | 'C⁰' | 'discontinuous';

/** Classifies by the kinks, and where there are none by whether f'' leaps. */
export function classifySmoothness(bound: BoundFunction, survey: Survey): Smoothness {
  if (bound.kinks.some((kink) => kink.kind === 'jump')) return 'discontinuous';
  if (bound.kinks.length > 0) return 'C⁰';
  return survey.some((piece) => hasHiddenCorner(bound, piece.samples)) ? 'C¹' : 'C∞';
}

const CANDIDATES = 12;

/** Whether f' has a corner: looked for where its second difference is largest for the width of the step. */
function hasHiddenCorner(bound: BoundFunction, samples: readonly Sample[]): boolean {
  const bends = samples.flatMap((middle, index) => {
    const left = samples[index - 1];
    const right = samples[index + 1];
    if (left === undefined || right === undefined) return [];
    const bend = Math.abs(
      (right.slope - middle.slope) / (right.x - middle.x) - (middle.slope - left.slope) / (middle.x - left.x),
    );
    return Number.isFinite(bend) ? [{ left: left.x, right: right.x, bend }] : [];
  });
  bends.sort((a, b) => b.bend - a.bend);
  return bends.slice(0, CANDIDATES).some(({ left, right }) => isCorner(bound, left, right));
}

/**
 * Zooms in on the largest leap of f'' in an interval. At a corner of f' the leap stays as the interval shrinks; where
 * f' is smooth it shrinks with the interval.
 */
function isCorner(bound: BoundFunction, left: number, right: number): boolean {
  const leaps: number[] = [];
  const smallest = 1e-6 * Math.max(1e-3, Math.abs(left), Math.abs(right));
  let width = right - left;
  let start = left;
  while (width > smallest && leaps.length < 60) {
    const halves = [start, start + width / 4, start + width / 2].map((from) => ({
      from,
      leap: leapOfCurvature(bound, from, width / 2),
    }));
    const best = halves.reduce((a, b) => (b.leap > a.leap ? b : a));
    start = best.from;
    width /= 2;
    leaps.push(best.leap);
  }
  const final = leaps[leaps.length - 1] ?? 0;
  const earlier = leaps[leaps.length - 6] ?? Infinity;
  // Five halvings shrink a smooth leap 32-fold.
  return final > 0.5 * earlier && final > 1e-6 * Math.abs(bound.slope(justBelow(left)) - bound.slope(justAbove(right)));
}

function leapOfCurvature(bound: BoundFunction, from: number, width: number): number {
  const middle = bound.slope(from + width / 2);
  return Math.abs(bound.slope(from + width) - 2 * middle + bound.slope(from)) / (width / 2);
}
