import * as l10n from '@vscode/l10n';
import { choosePlotRange } from '../../src/core/cards/plot/plotRange';
import type { Curve } from '../../src/core/cards/plot/plotCurve';
import { CompareEntries } from './compareEntries';
import { factsTable } from './compareFacts';
import { ChartStage } from './chart/chartStage';
import type { Drawing } from './chart/curveChart';
import type { Actions, Scene, View } from './context';
import { SpanControls } from './controls/spanControls';
import { evenPlaces, ValuesTable } from './controls/valuesTable';
import { button, dropdown, make } from './dom';
import { compareExports } from './exports/compareExports';
import { exportMenu } from './exports/exportMenu';
import { compareEntries, withCompare } from './model/actions';
import { bindCurves, curveOf, fitHeight, leapsOf, plotSubject, sampleCurve, type BoundCurves } from './model/curves';
import { largestDifference } from './model/difference';
import { entryName } from './model/entryName';
import { FactsMemory } from './model/facts';
import { exactText } from './model/numbers';
import { findActivation } from './model/panelActivation';
import { presets } from './model/presets';
import { seriesColour, seriesStyle } from './model/series';
import type { CompareState, Entry, PanelState, Span } from './model/state';
import type { Colours } from './theme';

/** A function of the comparison as it is drawn: itself, its slope, or its difference to the base. */
interface Compared {
  readonly index: number;
  readonly entry: Entry;
  readonly bound: BoundCurves;
  readonly curve: Curve;
}

/** Several activations on the same axes. */
export class CompareView implements View {
  readonly element: HTMLElement;
  private readonly presetRow = make('div', { class: 'chips', role: 'group' });
  private readonly options = make('div', { class: 'chips' });
  private readonly entries: CompareEntries;
  private readonly spanControls: SpanControls;
  private readonly charts = make('div', { class: 'charts' });
  private readonly readout = make('div', { class: 'readout' });
  private readonly differences = make('ul', { class: 'differences' });
  private readonly facts = make('div', { class: 'table-frame', tabindex: 0, role: 'region' });
  private readonly values: ValuesTable;
  private readonly memory = new FactsMemory();
  private stages: ChartStage[] = [];
  private scene: Scene | undefined;
  private crosshair: number | undefined;
  private shownPresets = '';
  private shownOptions = '';
  private shownFacts = '';
  private chosen: { readonly key: string; readonly span: Span } | undefined;

  constructor(private readonly actions: Actions) {
    this.entries = new CompareEntries(actions);
    this.spanControls = new SpanControls((span) => {
      actions.update((state) => withCompare(state, { span }));
    });
    this.presetRow.setAttribute('aria-label', l10n.t('Comparisons'));
    this.facts.setAttribute('aria-label', l10n.t('Facts side by side'));
    this.values = new ValuesTable(l10n.t('Values as a table'), () => {
      this.renderCharts();
    });
    const exports = exportMenu(() => {
      return this.scene ? compareExports(this.scene, this.stages, this.compared(), this.span(), actions) : [];
    });
    this.element = make(
      'div',
      { class: 'compare-view' },
      make('div', { class: 'heading' }, this.presetRow, exports),
      make('div', { class: 'toolbar' }, this.options, this.spanControls.element),
      this.charts,
      this.readout,
      this.differences,
      this.entries.element,
      this.values.element,
      make('h2', {}, l10n.t('Facts side by side')),
      this.facts,
    );
  }

  title({ compare }: PanelState): string {
    return compare.entries.map(({ subject }) => findActivation(subject.activation).name()).join(' · ');
  }

  render(scene: Scene): void {
    this.scene = scene;
    this.renderPresets(scene);
    this.renderOptions(scene.state.compare);
    this.entries.show(scene);
    this.renderCharts();
    this.renderFacts(scene);
  }

  private renderPresets({ file }: Scene): void {
    const offered = presets(file?.name, file?.uses ?? []);
    const key = JSON.stringify(offered);
    if (key === this.shownPresets) return;
    this.shownPresets = key;
    const chips = offered.map(({ label, entries }) =>
      button(
        label,
        () => {
          this.actions.update((state) => compareEntries(state, entries));
        },
        { class: 'chip' },
      ),
    );
    this.presetRow.replaceChildren(...chips);
  }

  private renderOptions({ curve, layout, base, entries }: CompareState): void {
    const key = JSON.stringify([curve, layout, base, entries.map(entryName)]);
    if (key === this.shownOptions || this.options.contains(document.activeElement)) return;
    this.shownOptions = key;
    const change = (part: Partial<CompareState>): void => {
      this.shownOptions = '';
      this.actions.update((state) => withCompare(state, part));
    };
    const bases = entries.map(
      (entry, index) => [String(index), l10n.t('Difference to {0}', entryName(entry))] as const,
    );
    this.options.replaceChildren(
      dropdown(
        l10n.t('What is drawn'),
        [
          ['value', l10n.t('Function f')],
          ['derivative', l10n.t('Slope f′')],
        ],
        curve,
        (chosen) => {
          change({ curve: chosen });
        },
      ),
      dropdown(
        l10n.t('Layout'),
        [
          ['overlay', l10n.t('On one chart')],
          ['multiples', l10n.t('Side by side')],
        ],
        layout,
        (chosen) => {
          change({ layout: chosen });
        },
      ),
      dropdown(
        l10n.t('Difference'),
        [['', l10n.t('No difference')], ...bases],
        base === null ? '' : String(base),
        (chosen) => {
          change({ base: chosen === '' ? null : Number(chosen) });
        },
      ),
    );
  }

  private compared(): readonly Compared[] {
    const state = this.scene?.state.compare;
    if (state === undefined) return [];
    const all = state.entries.map((entry) => bindCurves(findActivation(entry.subject.activation), entry.values));
    const base = state.base === null ? undefined : all[state.base];
    return state.entries.flatMap((entry, index) => {
      const bound = all[index];
      if (bound === undefined) return [];
      const curve = curveOf(state.curve, bound);
      return [{ index, entry, bound, curve: base ? differenceCurve(curve, curveOf(state.curve, base)) : curve }];
    });
  }

  /** The union of what matters of each function. */
  private span(): Span {
    const state = this.scene?.state.compare;
    if (state === undefined) return { from: -4, to: 4 };
    if (state.span) return state.span;
    const key = JSON.stringify(state.entries.map(({ subject }) => subject));
    if (this.chosen?.key !== key) {
      const ranges = state.entries.map((entry) => {
        const bound = bindCurves(findActivation(entry.subject.activation), entry.values);
        return choosePlotRange(plotSubject(bound, this.memory.of(entry, this.scene?.slope ?? 0.01))).x;
      });
      const from = Math.max(-8, Math.min(-4, ...ranges.map(([low]) => low)));
      const to = Math.min(8, Math.max(4, ...ranges.map(([, high]) => high)));
      this.chosen = { key, span: { from, to } };
    }
    return this.chosen.span;
  }

  private renderCharts(): void {
    if (this.scene === undefined || this.element.offsetParent === null) return;
    const { layout } = this.scene.state.compare;
    const compared = this.compared();
    const groups = layout === 'overlay' ? [compared] : compared.map((one) => [one]);
    this.provideStages(groups, layout);
    const span = this.span();
    const y = fitHeight(
      compared.map(({ curve }) => curve),
      [span.from, span.to],
    );
    const { colours } = this.scene;
    groups.forEach((group, index) => {
      const stage = this.stages[index];
      stage?.chart.draw(this.drawing(group, span, y, stage, colours), colours);
    });
    this.spanControls.show(span, this.scene.state.compare.span !== null);
    this.renderReadout(compared);
    this.renderDifferences(compared, span);
    this.renderValues(compared, span);
  }

  private renderValues(compared: readonly Compared[], { from, to }: Span): void {
    this.values.show(['x', ...compared.map(({ entry }) => entryName(entry))], () =>
      evenPlaces(from, to).map((x) => [x, ...compared.map(({ curve }) => curve.evaluate(x))].map(exactText)),
    );
  }

  private provideStages(groups: readonly (readonly Compared[])[], layout: CompareState['layout']): void {
    this.charts.classList.toggle('multiples', layout === 'multiples');
    if (this.stages.length !== groups.length) {
      for (const stage of this.stages) stage.chart.dispose();
      this.stages = groups.map(() => this.makeStage());
    }
    const titles = groups.map((group) => group.map(({ entry }) => entryName(entry)).join(', '));
    const key = JSON.stringify([layout, titles]);
    if (this.charts.dataset['titles'] === key && this.charts.childElementCount === groups.length) return;
    this.charts.dataset['titles'] = key;
    const frames = this.stages.map((stage, index) => {
      const name = titles[index] ?? '';
      stage.element.setAttribute('aria-label', l10n.t('Chart of {0}: position on the horizontal axis', name));
      const title = layout === 'multiples' ? [make('p', { class: 'chart-title' }, name)] : [];
      return make('div', {}, ...title, stage.element);
    });
    const focused = document.activeElement;
    this.charts.replaceChildren(...frames);
    if (focused instanceof HTMLElement && this.charts.contains(focused)) focused.focus();
  }

  private makeStage(): ChartStage {
    return new ChartStage(l10n.t('Chart'), {
      onCrosshair: (x) => {
        this.crosshair = x === undefined ? undefined : Number(x.toPrecision(4));
        this.renderCharts();
      },
      onSpan: (span) => {
        this.actions.update((state) => withCompare(state, { span }));
      },
      onResize: () => {
        this.renderCharts();
      },
    });
  }

  private drawing(
    group: readonly Compared[],
    span: Span,
    y: Drawing['y'],
    stage: ChartStage,
    colours: Colours,
  ): Drawing {
    const x = [span.from, span.to] as const;
    const colourOf = (index: number): string => seriesColour(index, colours);
    return {
      x,
      y,
      xTitle: 'x',
      lines: group.map(({ index, curve }) => ({
        points: sampleCurve(curve, x, y, stage.chart.size),
        colour: colourOf(index),
        dashes: seriesStyle(index).dashes,
        width: 2.25,
      })),
      regions: [],
      asymptotes: [],
      leaps: group.flatMap(({ index, curve }) => leapsOf(curve, x).map((leap) => ({ leap, colour: colourOf(index) }))),
      markers: group.map(({ index, curve }) => ({
        style: seriesStyle(index).marker,
        colour: colourOf(index),
        evaluate: (at) => curve.evaluate(at),
      })),
      crosshair: crosshairOf(this.crosshair, group, colourOf),
    };
  }

  private renderReadout(compared: readonly Compared[]): void {
    const x = this.crosshair;
    const cells =
      x === undefined
        ? [l10n.t('Point at the chart or use the arrow keys to read values.')]
        : [
            `x = ${exactText(x)}`,
            ...compared.map(({ entry, curve }) => `${entryName(entry)}: ${exactText(curve.evaluate(x))}`),
          ];
    this.readout.replaceChildren(
      ...cells.map((cell) => make('span', { class: x === undefined ? 'hint' : 'cell' }, cell)),
    );
    const text = x === undefined ? l10n.t('no position') : cells.join('; ');
    for (const stage of this.stages) stage.describe(this.span(), x, text);
  }

  private renderDifferences(compared: readonly Compared[], span: Span): void {
    const { base } = this.scene?.state.compare ?? { base: null };
    const reference = base === null ? undefined : compared[base];
    if (reference === undefined) {
      this.differences.replaceChildren();
      return;
    }
    const others = compared.filter(({ index }) => index !== base);
    const where = `${exactText(Number(span.from.toPrecision(4)))} ≤ x ≤ ${exactText(Number(span.to.toPrecision(4)))}`;
    const rows = others.map(({ entry, curve }) => {
      const places = curve.breaks.map(({ at }) => at);
      const { x, size } = largestDifference((at) => Math.abs(curve.evaluate(at)), span, places);
      const amount =
        size < 1e-3 && size > 0 ? size.toExponential(2).replace('-', '−') : exactText(Number(size.toPrecision(4)));
      return make(
        'li',
        {},
        l10n.t(
          '{0}: max |Δ| = {1} at x = {2} within {3}',
          entryName(entry),
          amount,
          x.toFixed(3).replace('-', '−'),
          where,
        ),
      );
    });
    this.differences.replaceChildren(...rows);
  }

  private renderFacts({ state, slope }: Scene): void {
    const key = JSON.stringify([state.compare.entries, slope]);
    if (key === this.shownFacts) return;
    this.shownFacts = key;
    this.facts.replaceChildren(
      factsTable(
        state.compare.entries.map(entryName),
        state.compare.entries.map((entry) => this.memory.of(entry, slope)),
      ),
    );
  }
}

function crosshairOf(
  x: number | undefined,
  group: readonly Compared[],
  colourOf: (index: number) => string,
): Drawing['crosshair'] {
  if (x === undefined) return undefined;
  return { x, points: group.map(({ index, curve }) => ({ y: curve.evaluate(x), colour: colourOf(index) })) };
}

/** The first minus the second; it bends and leaps where either does. */
function differenceCurve(curve: Curve, base: Curve): Curve {
  const places = [...new Set([...curve.breaks, ...base.breaks].map(({ at }) => at))].sort((a, b) => a - b);
  const limitsAt = (of: Curve, at: number): { left: number; right: number } => {
    return of.breaks.find((place) => place.at === at) ?? { left: of.evaluate(at), right: of.evaluate(at) };
  };
  return {
    evaluate: (x) => curve.evaluate(x) - base.evaluate(x),
    breaks: places.map((at) => {
      const [own, other] = [limitsAt(curve, at), limitsAt(base, at)];
      return { at, left: own.left - other.left, right: own.right - other.right };
    }),
  };
}
