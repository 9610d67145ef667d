import * as l10n from '@vscode/l10n';
import { maxoutPieces } from '../../src/core/activations/selecting';
import { intervalsText } from '../../src/core/cards/values';
import { choosePlotRange } from '../../src/core/cards/plot/plotRange';
import type { Facts } from '../../src/core/numerics/facts';
import { axisTitles, CardView } from './cardView';
import { ChartStage } from './chart/chartStage';
import type { Drawing } from './chart/curveChart';
import { ownCard, type Actions, type Scene, type View } from './context';
import { ActivationPicker } from './controls/activationPicker';
import { DensityControls } from './controls/densityControls';
import { ParameterControls, type ResetTarget } from './controls/parameterControls';
import { SpanControls } from './controls/spanControls';
import { evenPlaces, ValuesTable } from './controls/valuesTable';
import { button, checkbox, make, whenSettled } from './dom';
import { exportMenu } from './exports/exportMenu';
import { functionExports } from './exports/functionExports';
import { FunctionMap } from './functionMap';
import type { PicturePart } from './exports/pictures';
import { compareEntries, withFunction } from './model/actions';
import { asymptotesOf } from './model/asymptoteLines';
import {
  bindCurves,
  curveNames,
  curveOf,
  fitHeight,
  leapsOf,
  plotSubject,
  sampleCurve,
  roundSpan,
  type BoundCurves,
  type CurveName,
} from './model/curves';
import { FactsMemory } from './model/facts';
import { exactText } from './model/numbers';
import { findActivation } from './model/panelActivation';
import { presets } from './model/presets';
import { pickedEntry, type Entry, type FunctionState, type PanelState, type Span } from './model/state';
import type { Colours } from './theme';

const dashesOf: Readonly<Record<CurveName, readonly number[]>> = { value: [], derivative: [7, 4], second: [2, 3] };
const signs: Readonly<Record<CurveName, string>> = { value: 'f', derivative: 'f′', second: 'f″' };
/** Facts that take longer wait until a slider rests. */
const quickFacts = 6;

/** One activation with everything about it. */
export class FunctionView implements View {
  readonly element: HTMLElement;
  private readonly stage: ChartStage;
  private readonly readout = make('div', { class: 'readout' });
  private readonly legend = make('ul', { class: 'regions' });
  private readonly toggles = make('div', { class: 'chips', role: 'group' });
  private readonly where = make('p', { class: 'where-from' });
  private readonly comparisons = make('p', { class: 'hint' });
  private readonly values: ValuesTable;
  private readonly map: FunctionMap;
  private readonly picker: ActivationPicker;
  private readonly parameters: ParameterControls;
  private readonly density: DensityControls;
  private readonly spanControls: SpanControls;
  private readonly card: CardView;
  private readonly memory = new FactsMemory();
  private readonly completeFacts: () => void;
  private scene: Scene | undefined;
  private facts: { readonly activation: string; readonly facts: Facts } | undefined;
  private chosen: { readonly key: string; readonly span: Span } | undefined;
  private crosshair: number | undefined;

  constructor(private readonly actions: Actions) {
    const change = (part: Partial<FunctionState>): void => {
      actions.update((state) => withFunction(state, part));
    };
    this.stage = new ChartStage(l10n.t('Chart: position on the horizontal axis'), {
      onCrosshair: (x) => {
        this.crosshair = x === undefined ? undefined : this.toPixelGrid(x);
        this.renderCrosshair();
      },
      onSpan: (span) => {
        change({ span });
      },
      onResize: () => {
        this.renderAgain();
      },
    });
    this.picker = new ActivationPicker(l10n.t('Activation'), (activation) => {
      change({ entry: pickedEntry(activation), span: null });
    });
    this.parameters = new ParameterControls((values) => {
      actions.update((state) => withFunction(state, { entry: { ...state.function.entry, values } }));
    });
    this.density = new DensityControls((density) => {
      change({ density });
    });
    this.spanControls = new SpanControls((span) => {
      change({ span });
    });
    this.card = new CardView((message) => {
      actions.post(message);
    });
    this.completeFacts = whenSettled(90, () => {
      this.renderAgain(true);
    });
    this.values = new ValuesTable(l10n.t('Values as a table'), () => {
      this.renderAgain();
    });
    this.map = new FunctionMap(this.values);
    this.toggles.setAttribute('aria-label', l10n.t('What is drawn'));
    this.element = this.layOut();
  }

  title({ function: { entry } }: PanelState): string {
    return findActivation(entry.subject.activation).name();
  }

  render(scene: Scene): void {
    this.scene = scene;
    const { entry } = scene.state.function;
    this.picker.show(entry.subject.activation);
    this.where.textContent = originText(entry, scene);
    this.renderComparisons(entry);
    this.parameters.show(entry, frameworkTarget(entry, scene));
    this.renderToggles(scene.state.function);
    this.renderAgain();
    this.card.showFormula(entry, scene.card, scene.formulas);
    this.card.showWords(entry, scene.card);
    this.card.showUses(entry, scene.file);
  }

  /** Comparisons that the function is part of. */
  private renderComparisons({ subject: { activation } }: Entry): void {
    if (this.comparisons.dataset['for'] === activation) return;
    this.comparisons.dataset['for'] = activation;
    const links = presets(undefined, [])
      .filter(({ entries }) => entries.some(({ subject }) => subject.activation === activation))
      .flatMap(({ label, entries }) => [
        ' ',
        button(
          label,
          () => {
            this.actions.update((state) => ({ ...compareEntries(state, entries), view: 'compare' }));
          },
          { class: 'link' },
        ),
      ]);
    this.comparisons.replaceChildren(...(links.length === 0 ? [] : [`${l10n.t('Compare')}:`, ...links]));
  }

  private layOut(): HTMLElement {
    const exports = exportMenu(() => {
      return this.scene ? functionExports(this.scene, this.pictured(), this.span(), this.actions) : [];
    });
    const parts = [
      make('div', { class: 'heading' }, this.picker.element, exports),
      this.where,
      this.comparisons,
      make('div', { class: 'toolbar' }, this.toggles, this.spanControls.element),
      this.stage.element,
      this.map.element,
      this.readout,
      this.legend,
      this.parameters.element,
      this.density.element,
      this.values.element,
    ];
    const main = make('div', { class: 'main-column' }, ...parts);
    return make('div', { class: 'function-view' }, main, this.card.element);
  }

  /** @param isPatient compute facts however long they take */
  private renderAgain(isPatient = false): void {
    if (this.scene === undefined || this.element.offsetParent === null) return;
    const { state } = this.scene;
    const facts = this.currentFacts(state.function.entry, isPatient);
    const isMap = state.function.drawnAs === 'map';
    this.stage.element.hidden = isMap;
    this.readout.hidden = isMap;
    this.legend.hidden = isMap;
    this.map.element.hidden = !isMap;
    this.density.element.hidden = isMap;
    if (isMap) this.renderMap();
    else this.renderCurves(facts);
    this.card.showFacts(state.function.entry, facts);
    this.density.show(state.function.density, facts);
  }

  /** Facts of a function that a slider moves may be those of a moment ago. */
  private currentFacts(entry: Entry, isPatient: boolean): Facts {
    const slope = this.scene?.slope ?? 0.01;
    const stale = this.facts?.activation === entry.subject.activation ? this.facts.facts : undefined;
    const isSlow = this.memory.lastDuration > quickFacts && !this.memory.knows(entry, slope);
    if (stale !== undefined && isSlow && !isPatient) {
      this.completeFacts();
      return stale;
    }
    const facts = this.memory.of(entry, slope);
    this.facts = { activation: entry.subject.activation, facts };
    return facts;
  }

  private renderToggles({ curves, drawnAs }: FunctionState): void {
    if (this.toggles.childElementCount === 0) this.buildToggles();
    this.toggles.dataset['drawnAs'] = drawnAs;
    const boxes = this.toggles.querySelectorAll('input');
    boxes.forEach((box, index) => {
      const name = curveNames[index];
      box.checked = name === undefined ? drawnAs === 'map' : curves.includes(name);
      box.disabled = name !== undefined && drawnAs === 'map';
    });
  }

  private buildToggles(): void {
    const swatches = curveNames.map((name) => {
      const label = make('span', { class: 'curve-label' }, make('span', { class: `swatch ${name}` }), signs[name]);
      return checkbox(label, false, (isShown) => {
        this.actions.update((state) => {
          const rest = state.function.curves.filter((curve) => curve !== name);
          return withFunction(state, { curves: isShown ? [...rest, name] : rest });
        });
      });
    });
    const map = checkbox(l10n.t('Two inputs'), false, (isMap) => {
      this.actions.update((state) => withFunction(state, { drawnAs: isMap ? 'map' : 'curve' }));
    });
    this.toggles.append(...swatches, map);
  }

  private bound(): BoundCurves {
    const entry = this.scene?.state.function.entry ?? pickedEntry('relu');
    const card = this.scene && ownCard(this.scene, entry);
    return bindCurves(findActivation(entry.subject.activation), entry.values, card?.kinkChoices);
  }

  /** The span that somebody chose, else one that shows what matters, kept while sliders move. */
  private span(): Span {
    const state = this.scene?.state.function;
    if (state === undefined) return { from: -4, to: 4 };
    if (state.span) return state.span;
    const key = JSON.stringify(state.entry.subject);
    if (this.chosen?.key !== key) {
      const { x } = choosePlotRange(plotSubject(this.bound(), this.currentFacts(state.entry, true)));
      this.chosen = { key, span: roundSpan(x) };
    }
    return this.chosen.span;
  }

  private renderCurves(facts: Facts): void {
    if (this.scene === undefined) return;
    const { colours, state } = this.scene;
    const { entry, density } = state.function;
    const span = this.span();
    const x = [span.from, span.to] as const;
    const bound = this.bound();
    const shown = curveNames.filter((name) => state.function.curves.includes(name));
    const curves = shown.map((name) => curveOf(name, bound));
    const y = fitHeight(curves, x);
    const titles = axisTitles(entry);
    const { size } = this.stage.chart;
    const drawing: Drawing = {
      x,
      y,
      xTitle: titles.x,
      ...(titles.y === undefined ? {} : { yTitle: titles.y }),
      lines: [
        ...shown.map((name, index) => ({
          points: curves[index] ? sampleCurve(curves[index], x, y, size) : [],
          colour: colours[name],
          dashes: dashesOf[name],
          width: name === 'value' ? 2.5 : 2,
        })),
        ...maxoutLines(entry, span, colours),
      ],
      regions: facts.saturation,
      asymptotes: asymptotesOf(facts),
      leaps: shown.flatMap((name, index) =>
        curves[index] ? leapsOf(curves[index], x).map((leap) => ({ leap, colour: colours[name] })) : [],
      ),
      markers: [],
      crosshair: this.crosshairPoints(bound, shown, colours),
      ...(density.isShown ? { density } : {}),
    };
    this.stage.chart.draw(drawing, colours);
    this.spanControls.show(span, state.function.span !== null);
    this.renderLegend(facts, density.isShown);
    this.renderReadout(bound, shown);
    this.renderTable(bound, span);
  }

  private renderMap(): void {
    if (this.scene === undefined) return;
    this.map.show(this.scene.state.function.entry, this.span(), this.scene.colours);
  }

  /** The chart or the map, whichever is shown. */
  private pictured(): PicturePart {
    return this.scene?.state.function.drawnAs === 'map'
      ? this.map.pictured()
      : { labels: [], picture: () => this.stage.chart.picture() };
  }

  private renderLegend({ saturation, slopeThreshold }: Facts, hasDensity: boolean): void {
    const entries = (['dead', 'saturated'] as const).flatMap((kind) => {
      const regions = saturation.filter((region) => region.kind === kind);
      if (regions.length === 0) return [];
      const where = intervalsText(regions, l10n.t(' and ')) ?? l10n.t('everywhere');
      const text =
        kind === 'dead'
          ? l10n.t('dead, slope exactly 0: {0}', where)
          : l10n.t('saturated, |f′| < {0}: {1}', String(slopeThreshold), where);
      return [make('li', {}, make('span', { class: `swatch ${kind}` }), text)];
    });
    const density = hasDensity ? [make('li', {}, make('span', { class: 'swatch density' }), l10n.t('inputs'))] : [];
    this.legend.replaceChildren(...entries, ...density);
  }

  private crosshairPoints(bound: BoundCurves, shown: readonly CurveName[], colours: Colours): Drawing['crosshair'] {
    const x = this.crosshair;
    if (x === undefined) return undefined;
    return { x, points: shown.map((name) => ({ y: evaluate(bound, name, x), colour: colours[name] })) };
  }

  private renderCrosshair(): void {
    if (this.scene === undefined) return;
    const bound = this.bound();
    const shown = curveNames.filter((name) => this.scene?.state.function.curves.includes(name) ?? false);
    this.stage.chart.refresh({ crosshair: this.crosshairPoints(bound, shown, this.scene.colours) });
    this.renderReadout(bound, shown);
  }

  private renderReadout(bound: BoundCurves, shown: readonly CurveName[]): void {
    const x = this.crosshair;
    const cells =
      x === undefined
        ? [make('span', { class: 'hint' }, l10n.t('Point at the chart or use the arrow keys to read values.'))]
        : [['x', x, 'x'] as const, ...shown.map((name) => [signs[name], evaluate(bound, name, x), name] as const)].map(
            ([sign, value, name]) =>
              make('span', { class: `cell ${name}` }, make('span', { class: 'sign' }, `${sign} = `), exactText(value)),
          );
    const sides = x === undefined ? '' : kinkText(bound, x);
    this.readout.replaceChildren(...cells, ...(sides === '' ? [] : [make('span', { class: 'hint' }, sides)]));
    const spoken =
      x === undefined ? l10n.t('no position') : [...cells.map((cell) => cell.textContent), sides].join(', ');
    this.stage.describe(this.span(), x, spoken.replace(/, $/, ''));
  }

  private renderTable(bound: BoundCurves, { from, to }: Span): void {
    this.values.show(['x', ...Object.values(signs)], () => {
      const kinks = bound.kinks.map(({ at }) => at).filter((at) => at >= from && at <= to);
      const places = [...new Set([...evenPlaces(from, to), ...kinks])].sort((a, b) => a - b);
      return places.map((x) => [x, ...curveNames.map((name) => evaluate(bound, name, x))].map(exactText));
    });
  }

  /** No finer than a pixel, so that round numbers, 0 above all, are met exactly. */
  private toPixelGrid(x: number): number {
    const { from, to } = this.span();
    const step = 10 ** Math.floor(Math.log10((to - from) / this.stage.chart.size.width));
    return Number((Math.round(x / step) * step).toPrecision(12)) + 0;
  }
}

/** The pieces that a Maxout unit takes the largest of, faint beneath it. */
function maxoutLines({ subject, values }: Entry, { from, to }: Span, { muted }: Colours): Drawing['lines'] {
  if (subject.activation !== 'maxout') return [];
  return maxoutPieces(values).map(({ slope, offset }) => ({
    points: [from, to].map((x) => ({ x, y: slope * x + offset })),
    colour: muted,
    dashes: [1, 2],
    width: 1,
  }));
}

function evaluate(bound: BoundCurves, name: CurveName, x: number): number {
  switch (name) {
    case 'value':
      return bound.value(x);
    case 'derivative':
      return bound.slope(x);
    case 'second':
      return bound.curvature(x);
  }
}

/** At a kink the slope depends on the side from which one comes. */
function kinkText({ kinks }: BoundCurves, x: number): string {
  const kink = kinks.find(({ at }) => at === x);
  return kink ? l10n.t('f′ from the left {0}, from the right {1}', exactText(kink.left), exactText(kink.right)) : '';
}

/** `PyTorch · torch.nn.LeakyReLU · line 12`, as far as it is known. */
function originText(entry: Entry, scene: Scene): string {
  const { subject } = entry;
  const framework = ownCard(scene, entry)?.framework;
  const line = subject.place ? l10n.t('line {0}', subject.place.range.start.line + 1) : undefined;
  return [framework, subject.path, line].filter((part) => part !== undefined).join(' · ');
}

function frameworkTarget(entry: Entry, scene: Scene): ResetTarget | undefined {
  const card = ownCard(scene, entry);
  if (card?.framework === undefined || card.frameworkDefaults === undefined) {
    return undefined;
  }
  return { label: card.framework, values: card.frameworkDefaults };
}
