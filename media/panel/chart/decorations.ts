import type { Chart, ChartArea, Plugin, Scale } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { PointStyle } from 'chart.js';
import type { ShadedRegion } from '../../../src/core/cards/plot/plotSubject';
import { asymptoteLine, type SidedAsymptote } from '../model/asymptoteLines';
import type { Leap } from '../model/curves';
import { translucent, type Colours } from '../theme';

/** A point that is marked where the crosshair stands. */
export interface CrosshairPoint {
  readonly y: number;
  readonly colour: string;
}

/** What is drawn around the curves. */
export interface Decorations {
  readonly regions: readonly ShadedRegion[];
  readonly asymptotes: readonly SidedAsymptote[];
  readonly leaps: readonly { readonly leap: Leap; readonly colour: string }[];
  /** The density of the inputs, drawn along the lower edge. */
  readonly density?: { readonly mean: number; readonly sigma: number };
  readonly crosshair: { readonly x: number; readonly points: readonly CrosshairPoint[] } | undefined;
  /** Shapes along lines that would otherwise be told apart by colour and dashes alone. */
  readonly markers: readonly {
    readonly style: PointStyle;
    readonly colour: string;
    readonly evaluate: (x: number) => number;
  }[];
}

interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly area: ChartArea;
  readonly x: Scale;
  readonly y: Scale;
  readonly colours: Colours;
}

/** Of the height of the chart. */
const densityHeight = 0.2;
const markersPerLine = 6;

/** Draws the decorations of the current drawing beneath and above the curves. */
export function decorations(
  current: () => { readonly drawing: Decorations; readonly colours: Colours } | undefined,
): Plugin<'line'> {
  const withScene = (chart: Chart, paint: (scene: Scene, drawing: Decorations) => void): void => {
    const now = current();
    const { x, y } = chart.scales;
    if (now === undefined || x === undefined || y === undefined) return;
    const { ctx: context, chartArea: area } = chart;
    context.save();
    context.beginPath();
    context.rect(area.left, area.top, area.width, area.height);
    context.clip();
    paint({ context, area, x, y, colours: now.colours }, now.drawing);
    context.restore();
  };
  return {
    id: 'decorations',
    beforeDatasetsDraw: (chart) => {
      withScene(chart, (scene, drawing) => {
        for (const region of drawing.regions) shadeRegion(scene, region);
        if (drawing.density) drawDensity(scene, drawing.density);
        drawZeroLines(scene);
        for (const sided of drawing.asymptotes) drawAsymptote(scene, sided);
      });
    },
    afterDatasetsDraw: (chart) => {
      withScene(chart, (scene, drawing) => {
        drawing.markers.forEach((marker, index) => {
          drawMarkers(scene, marker, (index + 0.5) / drawing.markers.length);
        });
        for (const { leap, colour } of drawing.leaps) drawLeap(scene, leap, colour);
        if (drawing.crosshair) drawCrosshair(scene, drawing.crosshair);
      });
    },
  };
}

/** Dead regions are hatched, saturated ones dotted, so that they are told apart without colour. */
function shadeRegion({ context, area, x, colours }: Scene, { from, to, kind }: ShadedRegion): void {
  const left = Math.max(area.left, from === null ? area.left : x.getPixelForValue(from));
  const right = Math.min(area.right, to === null ? area.right : x.getPixelForValue(to));
  if (right <= left) return;
  const colour = kind === 'dead' ? colours.dead : colours.saturated;
  context.fillStyle = translucent(colour, 0.1);
  context.fillRect(left, area.top, right - left, area.height);
  context.fillStyle = patternOf(context, kind, colour) ?? 'transparent';
  context.fillRect(left, area.top, right - left, area.height);
  context.strokeStyle = translucent(colour, 0.7);
  context.setLineDash([2, 3]);
  context.lineWidth = 1;
  context.beginPath();
  for (const [edge, pixel] of [
    [from, left],
    [to, right],
  ] as const) {
    if (edge === null || pixel <= area.left || pixel >= area.right) continue;
    context.moveTo(Math.round(pixel) + 0.5, area.top);
    context.lineTo(Math.round(pixel) + 0.5, area.bottom);
  }
  context.stroke();
  context.setLineDash([]);
}

const patterns = new Map<string, CanvasPattern | null>();

function patternOf(context: CanvasRenderingContext2D, kind: ShadedRegion['kind'], colour: string) {
  const key = `${kind} ${colour}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const brush = tile.getContext('2d');
  if (brush === null) return null;
  brush.strokeStyle = translucent(colour, 0.45);
  brush.fillStyle = translucent(colour, 0.6);
  if (kind === 'dead') {
    brush.lineWidth = 1;
    brush.beginPath();
    for (const start of [-8, 0, 8]) {
      brush.moveTo(start - 1, 9);
      brush.lineTo(start + 9, -1);
    }
    brush.stroke();
  } else {
    brush.fillRect(1, 1, 1, 1);
    brush.fillRect(5, 5, 1, 1);
  }
  const pattern = context.createPattern(tile, 'repeat');
  patterns.set(key, pattern);
  return pattern;
}

function drawZeroLines({ context, area, x, y, colours }: Scene): void {
  context.strokeStyle = colours.axis;
  context.lineWidth = 1;
  context.beginPath();
  const column = Math.round(x.getPixelForValue(0)) + 0.5;
  const row = Math.round(y.getPixelForValue(0)) + 0.5;
  context.moveTo(area.left, row);
  context.lineTo(area.right, row);
  context.moveTo(column, area.top);
  context.lineTo(column, area.bottom);
  context.stroke();
}

/** On the side on which the curve nears it, from the edge to the middle. */
function drawAsymptote({ context, x, y, colours }: Scene, sided: SidedAsymptote): void {
  const line = asymptoteLine(sided, [x.min, x.max]);
  if (line === undefined) return;
  const [start, end] = line;
  context.strokeStyle = colours.muted;
  context.lineWidth = 1;
  context.setLineDash([1, 4]);
  context.beginPath();
  context.moveTo(x.getPixelForValue(start.x), y.getPixelForValue(start.y));
  context.lineTo(x.getPixelForValue(end.x), y.getPixelForValue(end.y));
  context.stroke();
  context.setLineDash([]);
}

function drawDensity({ context, area, x, colours }: Scene, { mean, sigma }: NonNullable<Decorations['density']>): void {
  const height = area.height * densityHeight;
  context.beginPath();
  context.moveTo(area.left, area.bottom);
  for (let pixel = area.left; pixel <= area.right; pixel += 1) {
    const z = ((x.getValueForPixel(pixel) ?? 0) - mean) / sigma;
    context.lineTo(pixel, area.bottom - height * Math.exp((-z * z) / 2));
  }
  context.lineTo(area.right, area.bottom);
  context.fillStyle = translucent(colours.density, 0.22);
  context.fill();
  context.strokeStyle = translucent(colours.density, 0.8);
  context.lineWidth = 1;
  context.stroke();
}

function drawLeap({ context, x, y, colours }: Scene, { at, open, closed }: Leap, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  const dot = (value: number, fill: string): void => {
    if (!Number.isFinite(value)) return;
    context.beginPath();
    context.arc(x.getPixelForValue(at), y.getPixelForValue(value), 3.5, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.stroke();
  };
  for (const limit of open) dot(limit, colours.background);
  dot(closed, colour);
}

function drawMarkers(
  { context, area, x, y }: Scene,
  { style, colour, evaluate }: Decorations['markers'][number],
  offset: number,
): void {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  for (let index = 0; index < markersPerLine; index++) {
    const pixel = area.left + (area.width * (index + offset)) / markersPerLine;
    const value = evaluate(x.getValueForPixel(pixel) ?? 0);
    if (!Number.isFinite(value)) continue;
    drawPoint(
      context,
      { pointStyle: style, radius: 4.5, borderWidth: 1.8, rotation: 0 },
      pixel,
      y.getPixelForValue(value),
    );
  }
}

function drawCrosshair(
  { context, area, x, y, colours }: Scene,
  crosshair: NonNullable<Decorations['crosshair']>,
): void {
  const column = x.getPixelForValue(crosshair.x);
  context.strokeStyle = colours.text;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(column) + 0.5, area.top);
  context.lineTo(Math.round(column) + 0.5, area.bottom);
  context.stroke();
  for (const { y: value, colour } of crosshair.points) {
    if (!Number.isFinite(value)) continue;
    context.beginPath();
    context.arc(column, y.getPixelForValue(value), 4.5, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.strokeStyle = colours.background;
    context.lineWidth = 2;
    context.stroke();
  }
}
