import { compactNumber, escapeXml, type Image } from '../image';
import type { Palette } from '../palette';
import { derivativeCurve, tracePath, valueCurve, type Curve } from './plotCurve';
import { chooseTicks, pixelX, pixelY, tickLabel, type PlotFrame } from './plotFrame';
import { choosePlotRange, type PlotRange } from './plotRange';
import type { PlotSubject, ShadedRegion } from './plotSubject';

export interface PlotOptions {
  /** Outer size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** Size of all text in pixels. */
  readonly fontSize: number;
  /** What to show; chosen for the function where left out. */
  readonly range?: PlotRange;
}

const top = 6;
/** Of the inner rectangle; a picture too small for its legend loses the legend. */
const narrowest = 40;
/** A generic family: the document of an image cannot use the editor's fonts. */
const fontFamily = 'system-ui,sans-serif';
const dotRadius = 2.4;
const curveWidth = 2;
const legendSwatch = 22;
const legendGap = 12;

/**
 * Draws f and f' as one self-contained picture: kinks as corners, jumps as gaps with open and closed ends, flat
 * regions shaded, with axes and a legend. The curves and regions are told apart without colour, too: f' is dashed, dead
 * regions are hatched and saturated ones dotted.
 */
export function renderPlot(subject: PlotSubject, options: PlotOptions): Image {
  const range = options.range ?? choosePlotRange(subject);
  const legend = legendEntries(subject, range);
  const frame = layOut(range, legend, options);
  const value = valueCurve(subject.value, subject.kinks);
  const derivative = derivativeCurve(subject.derivative, subject.kinks, range.slopeFactor);
  const { palette } = options;
  const parts = [
    definitions(frame, palette),
    drawRegions(subject.regions, frame, palette),
    drawAxes(frame, options),
    drawCurves(value, derivative, frame, palette),
    drawJumps(value, frame, palette.value, palette, subject.value),
    drawJumps(derivative, frame, palette.derivative, palette, derivative.evaluate),
    drawLegend(legend, frame, options),
  ];
  const { width, height, fontSize } = options;
  const size = `width="${String(width)}" height="${String(height)}"`;
  const font = `font-family="${fontFamily}" font-size="${String(fontSize)}"`;
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>${parts.join('')}</svg>`, width, height };
}

/** Leaves room for the numbers to the left of and below the frame, and for the legend to its right. */
function layOut(range: PlotRange, legend: readonly LegendEntry[], { width, height, fontSize }: PlotOptions): PlotFrame {
  const inner = height - top - fontSize - 6;
  const ticks = valueTicks(range.y, inner, fontSize);
  const left = Math.max(...ticks.labels.map((label) => textWidth(label, fontSize)), fontSize) + 6;
  const legendWidth = Math.max(...legend.map(({ label }) => textWidth(label, fontSize))) + legendSwatch + 6 + legendGap;
  return { x: range.x, y: range.y, left, top, width: Math.max(narrowest, width - left - legendWidth), height: inner };
}

/** A cautious estimate, as there is no font to measure in. */
function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.58;
}

function valueTicks(
  interval: PlotRange['y'],
  height: number,
  fontSize: number,
): { at: readonly number[]; labels: string[] } {
  const { at, decimals } = chooseTicks(interval, Math.max(1, height / (fontSize * 1.25)));
  return { at, labels: at.map((value) => tickLabel(value, decimals)) };
}

function definitions(frame: PlotFrame, { dead, vanishing }: Palette): string {
  const hatching = `<pattern id="d" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5" stroke="${dead}" stroke-opacity=".6"/></pattern>`;
  const dots = `<pattern id="s" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r=".8" fill="${vanishing}" fill-opacity=".75"/></pattern>`;
  const clip = `<clipPath id="c">${rectangle(frame.left, frame.top, frame.width, frame.height)}</clipPath>`;
  return `<defs>${hatching}${dots}${clip}</defs>`;
}

function rectangle(x: number, y: number, width: number, height: number, attributes = ''): string {
  const [left, upper, across, down] = [x, y, width, height].map((length) => compactNumber(length, 2));
  return `<rect x="${left ?? ''}" y="${upper ?? ''}" width="${across ?? ''}" height="${down ?? ''}"${attributes}/>`;
}

function drawRegions(regions: readonly ShadedRegion[], frame: PlotFrame, palette: Palette): string {
  return regions.map((region) => drawRegion(region, frame, palette)).join('');
}

function drawRegion({ from, to, kind }: ShadedRegion, frame: PlotFrame, palette: Palette): string {
  const left = pixelX(frame, Math.max(from ?? -Infinity, frame.x[0]));
  const right = pixelX(frame, Math.min(to ?? Infinity, frame.x[1]));
  return right > left ? shade(kind, left, frame.top, right - left, frame.height, palette) : '';
}

/** A tint and a pattern over it. */
function shade(
  kind: ShadedRegion['kind'],
  x: number,
  y: number,
  width: number,
  height: number,
  palette: Palette,
): string {
  const colour = kind === 'dead' ? palette.dead : palette.vanishing;
  const tint = rectangle(x, y, width, height, ` fill="${colour}" fill-opacity="${compactNumber(palette.tint, 2)}"`);
  return tint + rectangle(x, y, width, height, ` fill="url(#${kind === 'dead' ? 'd' : 's'})"`);
}

function drawAxes(frame: PlotFrame, options: PlotOptions): string {
  const { palette, fontSize } = options;
  const rows = valueTicks(frame.y, frame.height, fontSize);
  const columns = chooseTicks(frame.x, frame.width / (fontSize * 3.8));
  const bottom = frame.top + frame.height;
  const right = frame.left + frame.width;
  const across = rows.at.map(
    (value) => `M${compactNumber(frame.left, 1)} ${crisp(pixelY(frame, value))}H${compactNumber(right, 1)}`,
  );
  const down = columns.at.map(
    (x) => `M${crisp(pixelX(frame, x))} ${compactNumber(frame.top, 1)}V${compactNumber(bottom, 1)}`,
  );
  const zeros = [
    isWithin(0, frame.y)
      ? `M${compactNumber(frame.left, 1)} ${crisp(pixelY(frame, 0))}H${compactNumber(right, 1)}`
      : '',
    isWithin(0, frame.x)
      ? `M${crisp(pixelX(frame, 0))} ${compactNumber(frame.top, 1)}V${compactNumber(bottom, 1)}`
      : '',
  ];
  const rowLabels = rows.at.map((value, index) => {
    return text(frame.left - 4, pixelY(frame, value) + fontSize * 0.35, rows.labels[index] ?? '');
  });
  const columnLabels = columns.at.map((x) =>
    text(pixelX(frame, x), bottom + fontSize + 2, tickLabel(x, columns.decimals)),
  );
  return (
    `<path d="${[...across, ...down].join('')}" stroke="${palette.grid}" fill="none"/>` +
    `<path d="${zeros.join('')}" stroke="${palette.axis}" fill="none"/>` +
    `<g fill="${palette.text}" text-anchor="end">${rowLabels.join('')}</g>` +
    `<g fill="${palette.text}" text-anchor="middle">${columnLabels.join('')}</g>`
  );
}

function isWithin(value: number, [from, to]: PlotFrame['x']): boolean {
  return value >= from && value <= to;
}

/** The middle of the pixel, where a line one pixel wide is sharp. */
function crisp(position: number): string {
  return String(Math.floor(position) + 0.5);
}

function text(x: number, y: number, label: string): string {
  return `<text x="${compactNumber(x, 1)}" y="${compactNumber(y, 1)}">${escapeXml(label)}</text>`;
}

function drawCurves(value: Curve, derivative: Curve, frame: PlotFrame, palette: Palette): string {
  const width = String(curveWidth);
  return (
    `<g clip-path="url(#c)" fill="none" stroke-width="${width}" stroke-linejoin="miter">` +
    `<path d="${tracePath(value, frame)}" stroke="${palette.value}"/>` +
    `<path d="${tracePath(derivative, frame)}" stroke="${palette.derivative}" stroke-dasharray="5 3"/></g>`
  );
}

/** Open ends where a curve leaps, and a closed dot at the value it has there. */
function drawJumps(
  curve: Curve,
  frame: PlotFrame,
  colour: string,
  palette: Palette,
  evaluate: (x: number) => number,
): string {
  const leaps = curve.breaks.filter(({ at, left, right }) => isWithin(at, frame.x) && left !== right);
  return leaps
    .flatMap(({ at, left, right }) => {
      const actual = evaluate(at);
      const open = [left, right].filter((limit) => limit !== actual && isWithin(limit, frame.y));
      const closed = isWithin(actual, frame.y) ? [dot(frame, at, actual, colour, colour)] : [];
      return [...open.map((limit) => dot(frame, at, limit, colour, palette.background)), ...closed];
    })
    .join('');
}

function dot(frame: PlotFrame, x: number, y: number, stroke: string, fill: string): string {
  const centre = `cx="${compactNumber(pixelX(frame, x), 2)}" cy="${compactNumber(pixelY(frame, y), 2)}"`;
  return `<circle ${centre} r="${String(dotRadius)}" fill="${fill}" stroke="${stroke}" stroke-width="1.2"/>`;
}

interface LegendEntry {
  readonly kind: 'value' | 'derivative' | ShadedRegion['kind'];
  readonly label: string;
}

/** Symbols that need no translation. */
function legendEntries(subject: PlotSubject, { x, slopeFactor }: PlotRange): readonly LegendEntry[] {
  const isShown = ({ from, to }: ShadedRegion): boolean => (from ?? -Infinity) < x[1] && (to ?? Infinity) > x[0];
  const shown = new Set(subject.regions.filter(isShown).map((region) => region.kind));
  return [
    { kind: 'value', label: 'f(x)' },
    { kind: 'derivative', label: scaledLabel(slopeFactor) },
    ...(shown.has('dead') ? [{ kind: 'dead', label: 'f\u2032 = 0' } as const] : []),
    ...(shown.has('saturated')
      ? [{ kind: 'saturated', label: `|f\u2032| < ${String(subject.slopeThreshold)}` } as const]
      : []),
  ];
}

function scaledLabel(factor: number): string {
  if (factor === 1) {
    return 'f\u2032(x)';
  }
  return factor > 1 ? `${String(factor)}\u00b7f\u2032(x)` : `f\u2032(x)/${String(Math.round(1 / factor))}`;
}

function drawLegend(entries: readonly LegendEntry[], frame: PlotFrame, { palette, fontSize }: PlotOptions): string {
  const left = frame.left + frame.width + legendGap;
  const line = fontSize * 1.6;
  return entries
    .map(({ kind, label }, index) => {
      const middle = frame.top + line * (index + 0.5);
      const labelled = `<g fill="${palette.text}">${text(left + legendSwatch + 6, middle + fontSize * 0.35, label)}</g>`;
      return swatch(kind, left, middle, palette) + labelled;
    })
    .join('');
}

function swatch(kind: LegendEntry['kind'], x: number, middle: number, palette: Palette): string {
  if (kind === 'dead' || kind === 'saturated') {
    return shade(kind, x, middle - 5, legendSwatch, 10, palette);
  }
  const dashes = kind === 'derivative' ? ' stroke-dasharray="5 3"' : '';
  const start = `M${compactNumber(x, 1)} ${compactNumber(middle, 1)}h${String(legendSwatch)}`;
  return `<path d="${start}" stroke="${palette[kind]}" stroke-width="${String(curveWidth)}"${dashes}/>`;
}
