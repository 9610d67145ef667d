import * as l10n from '@vscode/l10n';
import { amountText } from '../../src/core/cards/depthSentence';
import { activationHistogram, type ActivationHistogram } from '../../src/core/numerics/propagation/histogram';
import type { PropagatedLayer } from '../../src/core/numerics/propagation/propagate';
import { ChartStage } from './chart/chartStage';
import type { Drawing, Line } from './chart/curveChart';
import { drawHistogram } from './chart/histogram';
import type { Actions, Scene, View } from './context';
import { DepthControls } from './controls/depthControls';
import { lineSwatch } from './controls/lineSwatch';
import { ValuesTable } from './controls/valuesTable';
import { make, whenSettled } from './dom';
import { depthExports, type SavedChart } from './exports/depthExports';
import { exportMenu } from './exports/exportMenu';
import { polyline } from './model/curves';
import { depthSentences, followIntoDepth, histogramLayers, layerActivation } from './model/depth';
import { entryName } from './model/entryName';
import { histogramRows, shareText } from './model/histogramRows';
import { findActivation } from './model/panelActivation';
import { seriesColour, seriesStyle } from './model/series';
import type { PanelState } from './model/state';
import type { Colours } from './theme';

/** A quantity that is followed from layer to layer. */
interface Quantity {
  readonly label: () => string;
  readonly of: (layer: PropagatedLayer) => number;
}

const sizes: readonly Quantity[] = [
  { label: () => l10n.t('mean square of the pre-activation'), of: ({ preSecond }) => preSecond },
  { label: () => l10n.t('mean square of the activation'), of: ({ actSecond }) => actSecond },
  {
    label: () => l10n.t('gradient, relative to the last layer'),
    of: ({ gradSecondRatio }) => Math.sqrt(gradSecondRatio),
  },
];
const shares: readonly Quantity[] = [
  { label: () => l10n.t('share with a small slope'), of: ({ smallDerivative }) => smallDerivative },
  { label: () => l10n.t('share with a slope of exactly 0'), of: ({ zeroDerivative }) => zeroDerivative },
];

/** Coarser than the picture, so that the table can be read. */
const tableBins = 12;

/** Nothing smaller or larger than this is worth a place on the logarithmic axis. */
const farthestPower = 40;

/** What happens to signal and gradient in a deep plain network. */
export class DepthView implements View {
  readonly element: HTMLElement;
  private readonly controls: DepthControls;
  private readonly sentences = make('div', { class: 'sentences', role: 'status' });
  private readonly sizeChart: DepthChart;
  private readonly shareChart: DepthChart;
  private readonly histograms = make('div', { class: 'histograms' });
  private readonly values: ValuesTable;
  private readonly spreads: ValuesTable;
  private readonly charts: HTMLElement;
  private scene: Scene | undefined;
  private readonly drawHistograms: () => void;

  constructor(actions: Actions) {
    this.controls = new DepthControls(actions);
    const again = (): void => {
      this.renderCharts();
    };
    const [sizesTitle, sharesTitle] = [l10n.t('Signal and gradient, logarithmic'), l10n.t('Units whose slope is flat')];
    this.sizeChart = new DepthChart(sizesTitle, l10n.t('Sizes over depth: layer'), sizes, again);
    this.shareChart = new DepthChart(sharesTitle, l10n.t('Flat shares over depth: layer'), shares, again);
    this.drawHistograms = whenSettled(40, () => {
      this.renderHistograms();
    });
    const exports = exportMenu(() => {
      return this.scene
        ? depthExports(this.scene, [this.sizeChart, this.shareChart], this.layers() ?? [], actions)
        : [];
    });
    this.values = new ValuesTable(l10n.t('Layers as a table'), again);
    this.spreads = new ValuesTable(l10n.t('Histograms as a table'), this.drawHistograms);
    this.charts = make(
      'div',
      {},
      make('div', { class: 'charts multiples' }, this.sizeChart.element, this.shareChart.element),
      this.values.element,
      make('h2', {}, l10n.t('How the activations of a layer are spread')),
      this.histograms,
      this.spreads.element,
    );
    const heading = make('div', { class: 'heading' }, this.controls.picker.element, exports);
    this.element = make('div', { class: 'depth-view' }, heading, this.controls.element, this.sentences, this.charts);
  }

  title({ depth }: PanelState): string {
    return l10n.t('{0} in depth', findActivation(depth.entry.subject.activation).name());
  }

  render(scene: Scene): void {
    this.scene = scene;
    this.controls.show(scene);
    const layers = this.layers();
    const { entry } = scene.state.depth;
    const sentences =
      layers === undefined
        ? [l10n.t('This initialization is not defined for {0}.', entryName(entry))]
        : depthSentences(entryName(entry), layers, scene.slope);
    const text = sentences.join('\n');
    if (this.sentences.dataset['text'] !== text) {
      this.sentences.dataset['text'] = text;
      this.sentences.replaceChildren(...sentences.map((sentence) => make('p', {}, sentence)));
    }
    this.charts.hidden = layers === undefined;
    this.renderCharts();
  }

  private layers(): readonly PropagatedLayer[] | undefined {
    return this.scene && followIntoDepth(this.scene.state.depth, this.scene.slope);
  }

  private renderCharts(): void {
    const layers = this.layers();
    if (this.scene === undefined || layers === undefined || this.element.offsetParent === null) return;
    const { colours } = this.scene;
    this.sizeChart.draw(layers, colours, {
      height: (value) => Math.log10(value),
      tick: (power) => (Number.isInteger(power) ? amountText(10 ** power) : ''),
      fit: fitPowers,
      read: amountText,
    });
    this.shareChart.draw(layers, colours, {
      height: (value) => value,
      tick: (share) => `${String(Math.round(share * 100))} %`,
      fit: () => [-0.04, 1.04],
      read: shareText,
    });
    this.drawHistograms();
    this.renderTable(layers);
  }

  private renderHistograms(): void {
    const layers = this.layers();
    const activation = this.scene && layerActivation(this.scene.state.depth.entry);
    if (this.scene === undefined || layers === undefined || activation === undefined) return;
    const { colours, state } = this.scene;
    const { values } = state.depth.entry;
    const chosen = histogramLayers(layers.length);
    if (this.histograms.childElementCount !== chosen.length) {
      this.histograms.replaceChildren(
        ...chosen.map(() => make('figure', {}, make('canvas', { role: 'img' }), make('figcaption', {}))),
      );
    }
    const widths = chosen.map((index) => activationHistogram(activation, values, layers[index]?.preDeviation ?? 0));
    const range = commonRange(widths.filter((histogram) => histogram !== null));
    const spread = (index: number, bins?: number): ActivationHistogram | null => {
      const options = bins === undefined ? { range } : { range, bins };
      return activationHistogram(activation, values, layers[index]?.preDeviation ?? 0, options);
    };
    chosen.forEach((index, place) => {
      const figure = this.histograms.children[place];
      const layer = layers[index];
      const canvas = figure?.querySelector('canvas');
      const caption = figure?.querySelector('figcaption');
      const histogram = spread(index);
      if (!canvas || !caption || !layer || !histogram) return;
      const deviation = amountText(Math.sqrt(Math.max(0, layer.actSecond - layer.actMean ** 2)));
      caption.textContent = l10n.t('Layer {0}: σ = {1}', index + 1, deviation);
      canvas.setAttribute(
        'aria-label',
        l10n.t('Layer {0}: mean {1}, standard deviation {2}', index + 1, amountText(layer.actMean), deviation),
      );
      drawHistogram(canvas, histogram, colours);
    });
    const head = [l10n.t('Activation'), ...chosen.map((index) => l10n.t('Layer {0}', index + 1))];
    this.spreads.show(head, () => histogramRows(chosen.map((index) => spread(index, tableBins))));
  }

  private renderTable(layers: readonly PropagatedLayer[]): void {
    const all = [...sizes, ...shares];
    this.values.show([l10n.t('Layer'), ...all.map(({ label }) => label())], () =>
      layers.map((layer, index) => [
        String(index + 1),
        ...sizes.map(({ of }) => amountText(of(layer))),
        ...shares.map(({ of }) => shareText(of(layer))),
      ]),
    );
  }
}

/** How a quantity becomes a height on the chart, and back into words. */
interface Measure {
  readonly height: (value: number) => number;
  readonly tick: (height: number) => string;
  readonly fit: (heights: readonly number[]) => readonly [number, number];
  readonly read: (value: number) => string;
}

/** One chart of quantities over depth. */
class DepthChart {
  readonly element: HTMLElement;
  readonly stage: ChartStage;
  private readonly legend = make('ul', { class: 'regions' });
  private crosshair: number | undefined;
  private last: (() => void) | undefined;
  private drawn: Drawing | undefined;

  constructor(
    private readonly title: string,
    label: string,
    private readonly quantities: readonly Quantity[],
    onResize: () => void,
  ) {
    this.stage = new ChartStage(label, {
      onCrosshair: (x) => {
        this.crosshair = x === undefined ? undefined : Math.round(x);
        this.last?.();
      },
      // Depth is set by its own control; there is nothing to zoom.
      onSpan: () => undefined,
      onResize,
    });
    this.element = make('div', {}, make('h2', {}, title), this.stage.element, this.legend);
  }

  /** What was drawn last, to be saved. */
  saved(): SavedChart {
    const { drawn } = this;
    const curves = this.quantities.flatMap(({ label }, index) => {
      const line = drawn?.lines[index];
      return line ? [{ label: label(), line, curve: polyline(line.points) }] : [];
    });
    const labels = curves.map(({ label: text, line: { colour, dashes } }) => ({ text, colour, dashes }));
    return {
      part: { labels: [{ text: this.title }, ...labels], picture: () => this.stage.chart.picture() },
      svg: { ...(drawn ?? { x: [0, 1] }), title: this.title, curves },
    };
  }

  draw(layers: readonly PropagatedLayer[], colours: Colours, measure: Measure): void {
    this.last = () => {
      this.draw(layers, colours, measure);
    };
    const lines = this.quantities.map((quantity, index) => this.line(quantity, index, layers, colours, measure));
    const span = { from: 1, to: Math.max(2, layers.length) };
    const heights = lines.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite);
    const here = this.crosshair === undefined ? undefined : layers[this.crosshair - 1];
    const drawing: Drawing = {
      x: [span.from, span.to],
      y: measure.fit(heights),
      xTitle: l10n.t('layer'),
      yTickLabel: measure.tick,
      lines,
      regions: [],
      asymptotes: [],
      leaps: [],
      markers: [],
      crosshair:
        here && this.crosshair !== undefined
          ? {
              x: this.crosshair,
              points: this.quantities.map(({ of }, index) => ({
                y: measure.height(of(here)),
                colour: lines[index]?.colour ?? colours.text,
              })),
            }
          : undefined,
    };
    this.drawn = drawing;
    this.stage.chart.draw(drawing, colours);
    this.renderLegend(lines, here, measure);
    const spoken = here
      ? [
          l10n.t('Layer {0}', this.crosshair ?? 1),
          ...this.quantities.map(({ label, of }) => `${label()} ${measure.read(of(here))}`),
        ]
      : [l10n.t('no position')];
    this.stage.describe(span, this.crosshair, spoken.join(', '));
  }

  private line(
    quantity: Quantity,
    index: number,
    layers: readonly PropagatedLayer[],
    colours: Colours,
    measure: Measure,
  ): Line {
    const points = layers.map((layer, depth) => {
      const y = measure.height(quantity.of(layer));
      return { x: depth + 1, y: Number.isFinite(y) ? y : Number.NaN };
    });
    const colour = seriesColour(index, colours);
    return { points, colour, dashes: seriesStyle(index).dashes, width: 2.25 };
  }

  private renderLegend(lines: readonly Line[], here: PropagatedLayer | undefined, measure: Measure): void {
    const items = this.quantities.map(({ label, of }, index) => {
      const value = here ? `: ${measure.read(of(here))}` : '';
      const line = lines[index];
      return make('li', {}, ...(line ? [lineSwatch(line.colour, line.dashes)] : []), `${label()}${value}`);
    });
    const where = here ? [make('li', { class: 'hint' }, l10n.t('Layer {0}', this.crosshair ?? 1))] : [];
    this.legend.replaceChildren(...where, ...items);
  }
}

/** Whole powers of ten around all heights, the height of 1 among them. */
function fitPowers(heights: readonly number[]): readonly [number, number] {
  const inside = heights.map((height) => Math.max(-farthestPower, Math.min(farthestPower, height)));
  const low = Math.min(0, ...inside);
  const high = Math.max(0, ...inside);
  const margin = Math.max(0.5, 0.06 * (high - low));
  return [low - margin, high + margin];
}

/** One range for all layers, so that one sees them shrink and grow. */
function commonRange(histograms: readonly { readonly from: number; readonly to: number }[]): readonly [number, number] {
  return [Math.min(...histograms.map(({ from }) => from)), Math.max(...histograms.map(({ to }) => to))];
}
