import type { BoundFunction } from './boundFunction';
import { bisect } from './rootFinding';
import type { Piece, Survey } from './survey';

/** A stretch between kinks and turning points: f' keeps its sign (0: f is constant there). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | 0 | -1;
}

/** More turning points than any activation has that is not periodic; then they need no sixteen digits. */
const MANY = 40;
const FEW_STEPS = 26;

/**
 * Cuts the domain where f' changes its sign. Points or tails where f' is zero without a change of sign cut nothing, so
 * that a slope that underflows far out still counts as the slope it was.
 */
export function findStretches(bound: BoundFunction, survey: Survey): readonly Stretch[] {
  const steps = countTurns(survey) > MANY ? FEW_STEPS : undefined;
  return survey.flatMap((piece) => stretchesOf(bound, piece, steps));
}

function stretchesOf(bound: BoundFunction, piece: Piece, steps: number | undefined): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = piece.lower;
  let sign: 1 | 0 | -1 = 0;
  let seen = piece.samples[0]?.x ?? piece.lower;
  let zeros: number[] = [];
  for (const sample of piece.samples) {
    const here = sample.slope > 0 ? 1 : sample.slope < 0 ? -1 : 0;
    if (here === 0) {
      zeros.push(sample.x);
      continue;
    }
    if (sign !== 0 && here !== sign) {
      const [zero] = zeros;
      const to = zeros.length === 1 && zero !== undefined ? zero : findTurn(bound, seen, sample.x, sign, steps);
      stretches.push({ from, to, sign });
      from = to;
    }
    sign = here;
    seen = sample.x;
    zeros = [];
  }
  stretches.push({ from, to: piece.upper, sign });
  return stretches;
}

function findTurn(bound: BoundFunction, from: number, to: number, sign: 1 | -1, steps: number | undefined): number {
  const turn = bisect((x) => bound.slope(x) * sign > 0, from, to, steps).holds;
  // A search that ends among the smallest floats has found zero.
  return Math.abs(turn) < 1e-290 ? 0 : turn;
}

function countTurns(survey: Survey): number {
  return survey.reduce((sum, { samples }) => {
    const turns = samples.filter((sample, index) => sample.slope * (samples[index - 1]?.slope ?? 0) < 0);
    return sum + turns.length;
  }, 0);
}

/** The points inside the pieces at which f turns from rising to falling or back. */
export function turningPoints(survey: Survey, stretches: readonly Stretch[]): readonly number[] {
  const ends = new Set(survey.map((piece) => piece.upper));
  return stretches.map((stretch) => stretch.to).filter((x) => !ends.has(x));
}
