import * as l10n from '@vscode/l10n';
import type { ParameterValues } from '../../../src/core/activations/activation';
import { exactText } from '../model/numbers';
import type { PanelActivation } from '../model/panelActivation';
import { chooseTicks, tickLabel } from '../../../src/core/cards/plot/plotFrame';
import { maxoutPieces } from '../../../src/core/activations/selecting';
import type { Span } from '../model/state';
import { mix, type Colours } from '../theme';

/** A function of two inputs, as far as it can be drawn. */
export interface Surface {
  readonly evaluate: (first: number, second: number) => number;
  readonly axes: readonly [horizontal: string, vertical: string];
  /** What the colour stands for. */
  readonly caption: string;
}

/** What an activation makes of two inputs: of two logits, of value and gate, or of the sum of two inputs. */
export function surfaceOf(activation: PanelActivation, values: ParameterValues): Surface {
  if (activation.kind === 'elementwise') {
    return {
      evaluate: (first, second) => activation.value(first + second, values),
      axes: ['x₁', 'x₂'],
      caption: l10n.t('f(x₁ + x₂): one unit with two inputs, both of weight 1'),
    };
  }
  if (activation.id === 'maxout') {
    return {
      evaluate: (first, second) =>
        Math.max(...maxoutPieces(values).map(({ slope, offset }) => slope * (first + second) + offset)),
      axes: ['x₁', 'x₂'],
      caption: l10n.t('largest of the pieces, each a plane over x₁ + x₂'),
    };
  }
  const isGated = activation.vectorValue([1, 1], values).length === 1;
  return {
    evaluate: (first, second) => activation.vectorValue([first, second], values)[0] ?? Number.NaN,
    axes: isGated ? ['a', 'b'] : ['x₁', 'x₂'],
    caption: isGated ? l10n.t('f(a, b)') : l10n.t('first output, for the inputs x₁ and x₂'),
  };
}

/** How far the map of two inputs reaches from 0, for the span of a curve. */
export function mapReach({ from, to }: Span): number {
  return Math.max(1, Math.min(20, Math.abs(from), Math.abs(to)));
}

const cells = 96;
const margin = { left: 46, right: 84, top: 10, bottom: 40 };

/** Values over a square grid, row by row from the lower left. */
export interface SampledSurface {
  readonly span: number;
  readonly heights: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

export function sampleSurface(surface: Surface, span: number): SampledSurface {
  const at = (index: number): number => span * ((2 * index) / (cells - 1) - 1);
  const heights = Array.from({ length: cells * cells }, (_, index) =>
    surface.evaluate(at(index % cells), at(Math.floor(index / cells))),
  );
  const finite = heights.filter(Number.isFinite);
  return { span, heights, lowest: Math.min(...finite), highest: Math.max(...finite) };
}

/** Draws a surface as a map: from the background to the line colour, with contour lines to read without colour. */
export function drawHeatMap(
  canvas: HTMLCanvasElement,
  surface: Surface,
  sampled: SampledSurface,
  colours: Colours,
  ratio = window.devicePixelRatio,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  context.scale(ratio, ratio);
  context.font = `${String(colours.fontSize - 1)}px ${colours.fontFamily}`;
  const side = Math.max(40, Math.min(width - margin.left - margin.right, height - margin.top - margin.bottom));
  paintCells(context, sampled, side, colours);
  paintContours(context, sampled, side, colours);
  paintAxes(context, surface, sampled.span, side, colours);
  paintScale(context, sampled, side, colours);
}

function shareOf(value: number, { lowest, highest }: SampledSurface): number {
  return highest > lowest ? (value - lowest) / (highest - lowest) : 0.5;
}

function paintCells(context: CanvasRenderingContext2D, sampled: SampledSurface, side: number, colours: Colours): void {
  const size = side / cells;
  sampled.heights.forEach((value, index) => {
    if (!Number.isFinite(value)) return;
    const [column, row] = [index % cells, Math.floor(index / cells)];
    context.fillStyle = mix(colours.value, colours.background, 0.05 + 0.9 * shareOf(value, sampled));
    const x = margin.left + column * size;
    const y = margin.top + side - (row + 1) * size;
    context.fillRect(x, y, size + 0.6, size + 0.6);
  });
}

const contours = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Marching along cell edges: a short stroke wherever a level lies between neighbours. */
function paintContours(
  context: CanvasRenderingContext2D,
  sampled: SampledSurface,
  side: number,
  colours: Colours,
): void {
  const size = side / cells;
  const at = (column: number, row: number): number => sampled.heights[row * cells + column] ?? Number.NaN;
  context.strokeStyle = colours.text;
  context.lineWidth = 1;
  context.beginPath();
  for (const share of contours) {
    const level = sampled.lowest + share * (sampled.highest - sampled.lowest);
    for (let row = 0; row < cells - 1; row++) {
      for (let column = 0; column < cells - 1; column++) {
        const corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
        const crossings = corners.flatMap((here, corner) => {
          const next = corners[(corner + 1) % 4] ?? here;
          if (here < level === next < level) return [];
          const part = (level - here) / (next - here);
          const [x0, y0] = cornerOffset(corner);
          const [x1, y1] = cornerOffset((corner + 1) % 4);
          return [[column + x0 + (x1 - x0) * part, row + y0 + (y1 - y0) * part] as const];
        });
        const [start, end] = crossings;
        if (start === undefined || end === undefined) continue;
        context.moveTo(margin.left + (start[0] + 0.5) * size, margin.top + side - (start[1] + 0.5) * size);
        context.lineTo(margin.left + (end[0] + 0.5) * size, margin.top + side - (end[1] + 0.5) * size);
      }
    }
  }
  context.stroke();
}

function cornerOffset(corner: number): readonly [x: number, y: number] {
  return [corner === 1 || corner === 2 ? 1 : 0, corner >= 2 ? 1 : 0];
}

function paintAxes(
  context: CanvasRenderingContext2D,
  { axes }: Surface,
  span: number,
  side: number,
  colours: Colours,
): void {
  const { at, decimals } = chooseTicks([-span, span], side / 60);
  context.fillStyle = colours.muted;
  context.strokeStyle = colours.axis;
  context.lineWidth = 1;
  context.strokeRect(margin.left + 0.5, margin.top + 0.5, side, side);
  for (const tick of at) {
    const offset = ((tick + span) / (2 * span)) * side;
    context.textAlign = 'center';
    context.fillText(tickLabel(tick, decimals), margin.left + offset, margin.top + side + 16);
    context.textAlign = 'right';
    context.fillText(tickLabel(tick, decimals), margin.left - 6, margin.top + side - offset + 4);
  }
  context.textAlign = 'center';
  context.fillText(axes[0], margin.left + side / 2, margin.top + side + 33);
  context.fillText(axes[1], 10, margin.top + side / 2);
}

/** The bar beside the map that says what a shade stands for. */
function paintScale(context: CanvasRenderingContext2D, sampled: SampledSurface, side: number, colours: Colours): void {
  const left = margin.left + side + 16;
  for (let index = 0; index < side; index++) {
    context.fillStyle = mix(colours.value, colours.background, 0.05 + (0.9 * index) / side);
    context.fillRect(left, margin.top + side - index - 1, 12, 1.5);
  }
  context.strokeStyle = colours.axis;
  context.strokeRect(left + 0.5, margin.top + 0.5, 12, side);
  context.fillStyle = colours.muted;
  context.textAlign = 'left';
  for (const share of [0, ...contours, 1]) {
    const value = sampled.lowest + share * (sampled.highest - sampled.lowest);
    context.fillText(exactText(Number(value.toPrecision(2))), left + 18, margin.top + side * (1 - share) + 4);
  }
}
