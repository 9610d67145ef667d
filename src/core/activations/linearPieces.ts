import type { Kink } from './activation';
import { cornerBetween } from './kinks';

/** The line slope · x + offset. */
export interface LinearPiece {
  readonly slope: number;
  readonly offset: number;
}

/** The largest of the lines at x. */
export function upperEnvelope(pieces: readonly LinearPiece[], x: number): number {
  return Math.max(...pieces.map((piece) => piece.slope * x + piece.offset));
}

/** The line that is largest at x; where several meet, the first of them, to which the gradient goes. */
export function pieceOnTop(pieces: readonly LinearPiece[], x: number): LinearPiece {
  const top = upperEnvelope(pieces, x);
  return pieces.find((piece) => piece.slope * x + piece.offset === top) ?? { slope: 0, offset: 0 };
}

/** Where the upper envelope bends: it passes from line to line in the order of their slopes. */
export function envelopeKinks(pieces: readonly LinearPiece[]): readonly Kink[] {
  const hull: LinearPiece[] = [];
  for (const piece of highestOfEachSlope(pieces)) {
    while (isCovered(hull[hull.length - 2], hull[hull.length - 1], piece)) hull.pop();
    hull.push(piece);
  }
  return hull.slice(1).flatMap((right, index) => {
    const left = hull[index] ?? right;
    return cornerBetween(left.slope, right.slope, crossing(left, right) + 0);
  });
}

function highestOfEachSlope(pieces: readonly LinearPiece[]): readonly LinearPiece[] {
  const sorted = [...pieces].sort((a, b) => a.slope - b.slope || b.offset - a.offset);
  return sorted.filter((piece, index) => piece.slope !== sorted[index - 1]?.slope);
}

/** Whether the middle line is nowhere alone on top, because the outer two already cross above it. */
function isCovered(left: LinearPiece | undefined, middle: LinearPiece | undefined, right: LinearPiece): boolean {
  if (left === undefined || middle === undefined) return false;
  return crossing(left, right) <= crossing(left, middle);
}

function crossing(a: LinearPiece, b: LinearPiece): number {
  return (a.offset - b.offset) / (b.slope - a.slope);
}
