import type { Kink } from '../../activations/activation';
import { compactNumber } from '../image';
import { pixelX, pixelY, type PlotFrame } from './plotFrame';

/** In pixels, counted downwards. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** A function with the points where it cannot be followed smoothly, and its limits there. */
export interface Curve {
  evaluate(x: number): number;
  /** Ascending: places where the curve bends (limits equal) or leaps. */
  readonly breaks: readonly CurveBreak[];
}

interface CurveBreak {
  readonly at: number;
  /** The limits from either side. */
  readonly left: number;
  readonly right: number;
}

/** How far a chord may be from the curve, in pixels. */
const tolerance = 0.12;
const deepest = 14;
/** Unevenly spread, so that no wave hides between them. */
const probes = [0.11, 0.29, 0.5, 0.68, 0.87];

/** f as a curve: corners are met exactly, jumps become gaps. */
export function valueCurve(value: (x: number) => number, kinks: readonly Kink[]): Curve {
  const breaks = kinks.map(({ at, kind }) => {
    const step = Math.max(Math.abs(at), 1e-3) * 1e-9;
    return kind === 'jump'
      ? { at, left: value(at - step), right: value(at + step) }
      : { at, left: value(at), right: value(at) };
  });
  return { evaluate: value, breaks };
}

/** f', times `factor`, as a curve: it leaps at every kink of f. */
export function derivativeCurve(derivative: (x: number) => number, kinks: readonly Kink[], factor: number): Curve {
  return {
    evaluate: (x) => derivative(x) * factor,
    breaks: kinks.map(({ at, left, right }) => ({ at, left: left * factor, right: right * factor })),
  };
}

/** A stretch of a curve between two breaks, as pixels to join. */
export interface TracedPiece {
  readonly pixels: readonly Pixel[];
  /** It starts where the piece before ended: the curve bends there, but does not leap. */
  readonly isContinued: boolean;
}

/** SVG path data of the part of `curve` that lies in `frame`, sampled where it bends. */
export function tracePath(curve: Curve, frame: PlotFrame): string {
  return traceCurve(curve, frame).map(pathData).join('');
}

/** The part of `curve` that lies in `frame`, from left to right, sampled where it bends. */
export function traceCurve(curve: Curve, frame: PlotFrame): readonly TracedPiece[] {
  const inside = curve.breaks.filter(({ at }) => at > frame.x[0] && at < frame.x[1]);
  const starts = [undefined, ...inside];
  return starts.map((start, index) => tracePiece(curve, frame, start, inside[index]));
}

function tracePiece(
  curve: Curve,
  frame: PlotFrame,
  start: CurveBreak | undefined,
  end: CurveBreak | undefined,
): TracedPiece {
  const from = start?.at ?? frame.x[0];
  const to = end?.at ?? frame.x[1];
  const first = start ? start.right : limitAt(curve, from, to);
  const last = end ? end.left : limitAt(curve, to, from);
  const pixels: Pixel[] = [toPixel(frame, from, first)];
  subdivide(curve, frame, { x: from, y: first }, { x: to, y: last }, 0, pixels);
  const isContinued = start !== undefined && start.left === start.right;
  return { pixels: pixels.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)), isContinued };
}

/** The value at the edge of the view; just inside where the edge itself has none (a pole at the end of the domain). */
function limitAt(curve: Curve, edge: number, other: number): number {
  const value = curve.evaluate(edge);
  return Number.isNaN(value) ? curve.evaluate(edge + (other - edge) * 1e-9) : value;
}

/** Appends pixels up to and including `end`, so that no chord is further than the tolerance from the curve. */
function subdivide(curve: Curve, frame: PlotFrame, start: Pixel, end: Pixel, depth: number, pixels: Pixel[]): void {
  if (depth >= deepest || isStraight(curve, frame, start, end)) {
    pixels.push(toPixel(frame, end.x, end.y));
    return;
  }
  const x = (start.x + end.x) / 2;
  const middle = { x, y: curve.evaluate(x) };
  subdivide(curve, frame, start, middle, depth + 1, pixels);
  subdivide(curve, frame, middle, end, depth + 1, pixels);
}

function isStraight(curve: Curve, frame: PlotFrame, start: Pixel, end: Pixel): boolean {
  const from = toPixel(frame, start.x, start.y);
  const to = toPixel(frame, end.x, end.y);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 0.5) {
    return true;
  }
  return probes.every((share) => {
    const x = start.x + (end.x - start.x) * share;
    const { x: column, y: row } = toPixel(frame, x, curve.evaluate(x));
    const distance = Math.abs((to.x - from.x) * (row - from.y) - (to.y - from.y) * (column - from.x)) / length;
    // Where there is no number there is nothing to follow.
    return !(distance > tolerance);
  });
}

/** Far outside the view a point is held at a distance, as renderers choke on huge coordinates. */
function toPixel(frame: PlotFrame, x: number, y: number): Pixel {
  const row = pixelY(frame, y);
  const reach = frame.height;
  return { x: pixelX(frame, x), y: Math.min(frame.top + frame.height + reach, Math.max(frame.top - reach, row)) };
}

/** `M`, then `L` without the letter; a piece that continues the one before needs no `M`. */
function pathData({ pixels, isContinued }: TracedPiece): string {
  if (pixels.length < 2) {
    return '';
  }
  const points = pixels.map(({ x, y }) => `${compactNumber(x, 2)} ${compactNumber(y, 2)}`);
  return isContinued ? `L${points.slice(1).join(' ')}` : `M${points.join(' ')}`;
}
