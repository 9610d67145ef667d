import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type Scale,
  type ScaleOptionsByType,
} from 'chart.js';
import { chooseTicks, tickLabel } from '../../../src/core/cards/plot/plotFrame';
import type { Interval } from '../../../src/core/cards/plot/plotSubject';
import { copyOf } from '../dom';
import type { Point } from '../model/curves';
import type { Colours } from '../theme';
import { decorations, type Decorations } from './decorations';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** A line of the chart. What tells it from the others without colour is its dashes and its marker. */
export interface Line {
  readonly points: readonly Point[];
  readonly colour: string;
  readonly dashes: readonly number[];
  readonly width: number;
}

/** Everything that is drawn. */
export interface Drawing extends Decorations {
  readonly x: Interval;
  readonly y: Interval;
  readonly lines: readonly Line[];
  readonly xTitle: string;
  readonly yTitle?: string;
  /** Labels of the ticks on the vertical axis, where they are not the numbers themselves. */
  readonly yTickLabel?: (value: number) => string;
}

/** Curves over one axis, drawn by chart.js; our own plugin adds regions, leaps, asymptotes and the crosshair. */
export class CurveChart {
  private readonly chart: Chart<'line', Point[]>;
  private drawing: Drawing | undefined;
  private colours: Colours | undefined;
  private styledFor = '';

  /** @param onResize the size has changed: curves should be sampled again */
  constructor(canvas: HTMLCanvasElement, onResize: () => void) {
    const current = () => {
      return this.drawing && this.colours && { drawing: this.drawing, colours: this.colours };
    };
    this.chart = new Chart(canvas, configure(decorations(current), onResize));
  }

  draw(drawing: Drawing, colours: Colours): void {
    this.drawing = drawing;
    this.colours = colours;
    this.style(drawing, colours);
    const { x, y } = this.chart.options.scales ?? {};
    Object.assign(x ?? {}, { min: drawing.x[0], max: drawing.x[1] });
    Object.assign(y ?? {}, { min: drawing.y[0], max: drawing.y[1] });
    this.chart.data.datasets = drawing.lines.map(({ points, colour, dashes, width }) => ({
      data: [...points],
      borderColor: colour,
      borderDash: [...dashes],
      borderWidth: width,
    }));
    this.chart.update('none');
  }

  /** Draws the crosshair anew, nothing else. */
  refresh(change: Pick<Decorations, 'crosshair'>): void {
    if (this.drawing === undefined) return;
    this.drawing = { ...this.drawing, ...change };
    this.chart.draw();
  }

  /** The inner rectangle, in pixels of the page. */
  get size(): { readonly width: number; readonly height: number } {
    const { chartArea, width, height } = this.chart as Partial<typeof this.chart>;
    return {
      width: Math.max(50, chartArea?.width ?? (width ?? 0) - 50),
      height: Math.max(50, chartArea?.height ?? (height ?? 0) - 50),
    };
  }

  /** The x under a horizontal position on the canvas. */
  xAt(pixel: number): number | undefined {
    return this.chart.scales['x']?.getValueForPixel(pixel);
  }

  /** At twice the resolution of a plain screen, without a background. */
  picture(): HTMLCanvasElement {
    const { options } = this.chart;
    const usual = options.devicePixelRatio;
    const redraw = (): void => {
      this.chart.resize();
      this.chart.update('none');
    };
    options.devicePixelRatio = 2;
    redraw();
    const picture = copyOf(this.chart.canvas);
    if (usual === undefined) delete options.devicePixelRatio;
    else options.devicePixelRatio = usual;
    redraw();
    return picture;
  }

  dispose(): void {
    this.chart.destroy();
  }

  /** Colours and titles; done only when one of them changes, as chart.js resolves all its options anew. */
  private style(drawing: Drawing, colours: Colours): void {
    const key = JSON.stringify([drawing.xTitle, drawing.yTitle, colours]);
    if (key === this.styledFor) return;
    this.styledFor = key;
    this.chart.options.scales = {
      x: { ...scaleOptions(drawing.xTitle, colours), ...ticksEvery('x', 70, () => undefined) },
      y: {
        ...scaleOptions(drawing.yTitle, colours),
        ...ticksEvery('y', 42, (value) => this.drawing?.yTickLabel?.(value)),
      },
    };
  }
}

function configure(plugin: ReturnType<typeof decorations>, onResize: () => void): ChartConfiguration<'line', Point[]> {
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: [plugin],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      // Pointer and keyboard are handled outside, for both alike.
      events: [],
      onResize,
      elements: { point: { radius: 0 }, line: { tension: 0, borderJoinStyle: 'round', capBezierPoints: false } },
      layout: { padding: { top: 6, right: 10 } },
      scales: { x: { type: 'linear' }, y: { type: 'linear' } },
    },
  };
}

type LinearOptions = ScaleOptionsByType<'linear'>;

function scaleOptions(title: string | undefined, colours: Colours) {
  const font = { family: colours.fontFamily, size: colours.fontSize - 1 };
  return {
    type: 'linear',
    grid: { color: colours.grid, tickColor: colours.axis, tickLength: 5 },
    border: { color: colours.axis },
    ticks: { color: colours.muted, font, maxRotation: 0, autoSkip: false },
    title: { display: title !== undefined, text: title ?? '', color: colours.muted, font, padding: 4 },
  } as const;
}

/** Round numbers about `spacing` pixels apart, written as the pictures in hovers write them. */
function ticksEvery(
  axis: 'x' | 'y',
  spacing: number,
  label: (value: number) => string | undefined,
): Pick<LinearOptions, 'afterBuildTicks' | 'afterTickToLabelConversion'> {
  const choose = (scale: Scale) => {
    const length = axis === 'x' ? scale.width : scale.height;
    return chooseTicks([scale.min, scale.max], Math.max(2, length / spacing));
  };
  return {
    afterBuildTicks: (scale) => {
      scale.ticks = choose(scale).at.map((value) => ({ value }));
    },
    afterTickToLabelConversion: (scale) => {
      const { decimals } = choose(scale);
      for (const tick of scale.ticks) tick.label = label(tick.value) ?? tickLabel(tick.value, decimals);
    },
  };
}
