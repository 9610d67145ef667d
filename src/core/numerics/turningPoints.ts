import type { BoundFunction } from './boundFunction';
import { bisect } from './rootFinding';
import type { Survey } from './survey';

/** A stretch between kinks and turning points: f' keeps its sign (0: f is constant there). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | 0 | -1;
}

/**
 * Cuts the domain where f' changes its sign. Points or tails where f' is zero without a change of sign cut nothing, so
 * that a slope that underflows far out still counts as the slope it was.
 */
export function findStretches(bound: BoundFunction, survey: Survey): readonly Stretch[] {
  return survey.flatMap((piece) => {
    const stretches: Stretch[] = [];
    let from = piece.lower;
    let sign: 1 | 0 | -1 = 0;
    let seen = piece.samples[0]?.x ?? piece.lower;
    for (const sample of piece.samples) {
      const here = sample.slope > 0 ? 1 : sample.slope < 0 ? -1 : 0;
      if (here === 0) continue;
      if (sign !== 0 && here !== sign) {
        const before = sign;
        const turn = bisect((x) => bound.slope(x) * before > 0, seen, sample.x).holds;
        // A search that ends among the smallest floats has found zero.
        const to = Math.abs(turn) < 1e-290 ? 0 : turn;
        stretches.push({ from, to, sign });
        from = to;
      }
      sign = here;
      seen = sample.x;
    }
    stretches.push({ from, to: piece.upper, sign });
    return stretches;
  });
}

/** The points inside the pieces at which f turns from rising to falling or back. */
export function turningPoints(survey: Survey, stretches: readonly Stretch[]): readonly number[] {
  const ends = new Set(survey.map((piece) => piece.upper));
  return stretches.map((stretch) => stretch.to).filter((x) => !ends.has(x));
}
