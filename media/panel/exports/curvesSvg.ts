import { escapeXml } from '../../../src/core/cards/image';
import { tracePath, type Curve } from '../../../src/core/cards/plot/plotCurve';
import { chooseTicks, pixelX, pixelY, tickLabel, type PlotFrame } from '../../../src/core/cards/plot/plotFrame';
import type { Interval } from '../../../src/core/cards/plot/plotSubject';
import { fitHeight } from '../model/curves';
import { seriesStyle } from '../model/series';
import type { Colours } from '../theme';

const width = 760;
const height = 420;
const margin = { left: 52, right: 200, top: 12, bottom: 28 };

/** Several curves with a legend as one self-contained picture. */
export function drawCurvesSvg(
  curves: readonly { readonly curve: Curve; readonly label: string }[],
  x: Interval,
  colours: Colours,
): string {
  const frame: PlotFrame = {
    x,
    y: fitHeight(
      curves.map(({ curve }) => curve),
      x,
    ),
    left: margin.left,
    top: margin.top,
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  };
  const lines = curves.map(({ curve, label }, index) => {
    const colour = colours.series[index % colours.series.length] ?? colours.text;
    const stroke = `stroke="${colour}" stroke-width="2" stroke-dasharray="${seriesStyle(index).dashes.join(' ')}"`;
    const row = margin.top + 10 + 20 * index;
    const left = width - margin.right + 14;
    return {
      path: `<path d="${tracePath(curve, frame)}" ${stroke}/>`,
      legend: `<path d="M${String(left)} ${String(row)}h26" ${stroke}/><text x="${String(left + 34)}" y="${String(row + 4)}">${escapeXml(label)}</text>`,
    };
  });
  const inner = `x="${String(frame.left)}" y="${String(frame.top)}" width="${String(frame.width)}" height="${String(frame.height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" font-family="system-ui,sans-serif" font-size="12" fill="${colours.text}">`,
    `<rect width="100%" height="100%" fill="${colours.background}"/><clipPath id="c"><rect ${inner}/></clipPath>`,
    drawGrid(frame, colours),
    `<g fill="none" clip-path="url(#c)">${lines.map(({ path }) => path).join('')}</g>`,
    `${lines.map(({ legend }) => legend).join('')}</svg>`,
  ].join('');
}

function drawGrid(frame: PlotFrame, colours: Colours): string {
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
    return `<path d="M${String(frame.left)} ${y.toFixed(1)}h${String(frame.width)}" stroke="${stroke}"/><text x="${String(frame.left - 6)}" y="${(y + 4).toFixed(1)}" text-anchor="end">${tickLabel(at, rows.decimals)}</text>`;
  });
  return [...down, ...across].join('');
}
