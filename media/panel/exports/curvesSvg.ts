import { escapeXml } from '../../../src/core/cards/image';
import { tracePath, type Curve } from '../../../src/core/cards/plot/plotCurve';
import { chooseTicks, pixelX, pixelY, tickLabel, type PlotFrame } from '../../../src/core/cards/plot/plotFrame';
import type { Interval, ShadedRegion } from '../../../src/core/cards/plot/plotSubject';
import { asymptoteLine, type SidedAsymptote } from '../model/asymptoteLines';
import { fitHeight, leapsOf, type Point } from '../model/curves';
import { seriesColour, seriesStyle } from '../model/series';
import type { Colours } from '../theme';

const plotWidth = 508;
const height = 420;
const margin = { left: 52, top: 34, bottom: 44 };

/** Curves over the same axes. */
export interface SvgChart {
  readonly title?: string;
  readonly curves: readonly { readonly curve: Curve; readonly label: string; readonly style?: number }[];
  readonly x: Interval;
  /** Shaded, dead ones more than saturated ones. */
  readonly regions?: readonly ShadedRegion[];
  /** What the first curve comes close to, far out. */
  readonly asymptotes?: readonly SidedAsymptote[];
  /** As the curves need it, unless given. */
  readonly y?: Interval;
  readonly xTitle?: string;
  readonly yTickLabel?: (value: number) => string;
}

/** Charts below each other, each with its legend, as one self-contained picture. */
export function drawChartsSvg(charts: readonly SvgChart[], colours: Colours): string {
  const labels = charts.flatMap(({ curves }) => curves.map(({ label }) => textWidth(label)));
  const size = `width="${String(margin.left + plotWidth + 60 + Math.max(0, ...labels))}" height="${String(height * charts.length)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="system-ui,sans-serif" font-size="12" fill="${colours.text}">`,
    `<rect width="100%" height="100%" fill="${colours.background}"/>`,
    ...charts.map((chart, index) => drawChart(chart, height * index, colours)),
    '</svg>',
  ].join('');
}

/** About what a text takes at the size of the labels; Chinese characters are as wide as they are high. */
function textWidth(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character > '\u2e80' ? 12 : 7), 0);
}

function drawChart(
  { title = '', curves, x, y, xTitle = '', yTickLabel, regions = [], asymptotes = [] }: SvgChart,
  down: number,
  colours: Colours,
): string {
  const frame: PlotFrame = {
    x,
    y:
      y ??
      fitHeight(
        curves.map(({ curve }) => curve),
        x,
      ),
    left: margin.left,
    top: down + margin.top,
    width: plotWidth,
    height: height - margin.top - margin.bottom,
  };
  const left = margin.left + plotWidth + 14;
  const lines = curves.map(({ curve, label, style }, index) => {
    const colour = seriesColour(style ?? index, colours);
    const stroke = `stroke="${colour}" stroke-width="2" stroke-dasharray="${seriesStyle(style ?? index).dashes.join(' ')}"`;
    const row = frame.top + 10 + 20 * index;
    const dot = (at: number, y: number, fill: string): string =>
      `<circle cx="${pixelX(frame, at).toFixed(1)}" cy="${pixelY(frame, y).toFixed(1)}" r="3" stroke="${colour}" fill="${fill}"/>`;
    const leaps = leapsOf(curve, x).filter(({ open }) => open.every(Number.isFinite));
    const dots = leaps.flatMap(({ at, open, closed }) => [
      ...open.map((end) => dot(at, end, colours.background)),
      ...(Number.isFinite(closed) ? [dot(at, closed, colour)] : []),
    ]);
    return {
      path: `<path d="${tracePath(curve, frame)}" ${stroke}/>${dots.join('')}`,
      legend: `<path d="M${String(left)} ${String(row)}h26" ${stroke}/><text x="${String(left + 34)}" y="${String(row + 4)}">${escapeXml(label)}</text>`,
    };
  });
  const inner = `x="${String(frame.left)}" y="${String(frame.top)}" width="${String(frame.width)}" height="${String(frame.height)}"`;
  const clip = `c${String(down)}`;
  return [
    `<clipPath id="${clip}"><rect ${inner}/></clipPath>`,
    `<text x="${String(margin.left)}" y="${String(down + 20)}" font-weight="600">${escapeXml(title)}</text>`,
    `<text x="${String(margin.left + plotWidth / 2)}" y="${String(down + height - 8)}" text-anchor="middle">${escapeXml(xTitle)}</text>`,
    ...regions.map(({ from, to, kind }) => {
      const [start, end] = [from ?? x[0], to ?? x[1]].map((at) => pixelX(frame, Math.min(x[1], Math.max(x[0], at))));
      const edges = `M${String(start)} ${String(frame.top)}V${String(frame.top + frame.height)}H${String(end)}V${String(frame.top)}`;
      return `<path d="${edges}" fill="${colours[kind]}" fill-opacity="0.15"/>`;
    }),
    drawGrid(frame, colours, yTickLabel),
    `<g clip-path="url(#${clip})" stroke="${colours.muted}" stroke-dasharray="1 4">${drawAsymptotes(frame, asymptotes)}</g>`,
    `<g fill="none" clip-path="url(#${clip})">${lines.map(({ path }) => path).join('')}</g>`,
    ...lines.map(({ legend }) => legend),
  ].join('');
}

function drawAsymptotes(frame: PlotFrame, asymptotes: readonly SidedAsymptote[]): string {
  const place = ({ x, y }: Point): string => `${pixelX(frame, x).toFixed(1)} ${pixelY(frame, y).toFixed(1)}`;
  return asymptotes
    .flatMap((sided) => {
      const line = asymptoteLine(sided, frame.x);
      return line === undefined ? [] : [`<path d="M${line.map(place).join('L')}"/>`];
    })
    .join('');
}

function drawGrid(frame: PlotFrame, colours: Colours, rowLabel?: (value: number) => string): string {
  const bottom = String(frame.top + frame.height);
  const columns = chooseTicks(frame.x, frame.width / 60);
  const rows = chooseTicks(frame.y, frame.height / 40);
  const down = columns.at.map((at) => {
    const x = pixelX(frame, at).toFixed(1);
    const stroke = at === 0 ? colours.axis : colours.grid;
    return `<path d="M${x} ${String(frame.top)}V${bottom}" stroke="${stroke}"/><text x="${x}" y="${String(Number(bottom) + 17)}" text-anchor="middle">${tickLabel(at, columns.decimals)}</text>`;
  });
  const across = rows.at.map((at) => {
    const y = pixelY(frame, at);
    const stroke = at === 0 ? colours.axis : colours.grid;
    return `<path d="M${String(frame.left)} ${y.toFixed(1)}h${String(frame.width)}" stroke="${stroke}"/><text x="${String(frame.left - 6)}" y="${(y + 4).toFixed(1)}" text-anchor="end">${rowLabel?.(at) ?? tickLabel(at, rows.decimals)}</text>`;
  });
  return [...down, ...across].join('');
}
