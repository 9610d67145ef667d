import type { PointStyle } from 'chart.js';
import type { Colours } from '../theme';

/** How series are told apart without colour: dashes along the line, shapes on it, and the same shape as a letter. */
export interface SeriesStyle {
  readonly dashes: readonly number[];
  readonly marker: PointStyle;
  readonly sign: string;
}

const seriesStyles: readonly SeriesStyle[] = [
  { dashes: [], marker: 'circle', sign: '●' },
  { dashes: [8, 4], marker: 'rect', sign: '■' },
  { dashes: [2, 3], marker: 'triangle', sign: '▲' },
  { dashes: [10, 3, 2, 3], marker: 'rectRot', sign: '◆' },
  { dashes: [5, 2], marker: 'cross', sign: '✚' },
  { dashes: [14, 4], marker: 'star', sign: '✱' },
];

const plain: SeriesStyle = { dashes: [], marker: 'circle', sign: '●' };

export function seriesStyle(index: number): SeriesStyle {
  return seriesStyles[index % seriesStyles.length] ?? plain;
}

export function seriesColour(index: number, { series, text }: Colours): string {
  return series[index % series.length] ?? text;
}
