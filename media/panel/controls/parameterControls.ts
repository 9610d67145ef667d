import * as l10n from '@vscode/l10n';
import type { Parameter, ParameterValues } from '../../../src/core/activations/activation';
import { symbolText } from '../../../src/core/cards/symbols';
import type { Arguments } from '../../../src/core/text';
import { maxoutPieces, piecesAsParameters } from '../../../src/core/activations/selecting';
import type { LinearPiece } from '../../../src/core/activations/linearPieces';
import { button, make } from '../dom';
import { fieldText, isAllowed, sliderRange } from '../model/numberRange';
import { adjustableParameters, findActivation, learning } from '../model/panelActivation';
import { entryOf, type Entry } from '../model/state';
import { NumberSlider } from './numberSlider';

/** A set of values to go back to, and what it is called. */
export interface ResetTarget {
  readonly label: string;
  readonly values: Arguments;
}

/** Sliders for the parameters of one entry. Built anew for another function, moved along for other values. */
export class ParameterControls {
  readonly element = make('div', { class: 'parameters' });
  private shownFor = '';
  /** The values that the sliders show. */
  private current: ParameterValues = {};
  private readonly sliders = new Map<string, NumberSlider>();

  /** @param onChange is given all values of the entry */
  constructor(private readonly onChange: (values: ParameterValues) => void) {}

  show(entry: Entry, frameworkDefaults?: ResetTarget): void {
    this.current = entry.values;
    const pieces = entry.subject.activation === 'maxout' ? maxoutPieces(entry.values).length : 0;
    const key = JSON.stringify([entry.subject, pieces, frameworkDefaults]);
    if (key !== this.shownFor) {
      this.shownFor = key;
      this.sliders.clear();
      this.element.replaceChildren(
        ...(pieces > 0 ? this.pieceRows(entry) : this.parameterRows(entry, resetTargets(entry, frameworkDefaults))),
      );
    }
    const values = pieces > 0 ? piecesAsParameters(maxoutPieces(entry.values)) : entry.values;
    for (const [name, slider] of this.sliders) slider.show(values[name] ?? Number.NaN);
  }

  private change(name: string, value: number): void {
    this.onChange({ ...this.current, [name]: value });
  }

  private parameterRows(entry: Entry, targets: readonly ResetTarget[]): HTMLElement[] {
    const activation = findActivation(entry.subject.activation);
    return adjustableParameters(activation).map((parameter) => {
      const slider = new NumberSlider({
        label: parameterLabel(parameter),
        name: parameter.name,
        range: sliderRange(parameter, reachedValues(parameter, entry, targets)),
        value: entry.values[parameter.name] ?? Number.NaN,
        accepts: (value) => isAllowed(parameter, value),
        onChange: (value) => {
          this.change(parameter.name, value);
        },
      });
      this.sliders.set(parameter.name, slider);
      const resets = targets.flatMap(({ label, values }) => {
        const value = values[parameter.name];
        if (typeof value !== 'number' || !isAllowed(parameter, value)) return [];
        const text = `${label}: ${fieldText(value)}`;
        return [
          button(
            text,
            () => {
              this.change(parameter.name, value);
            },
            { class: 'link' },
          ),
        ];
      });
      const trained = trainedText(learning(activation, parameter));
      const remarks = [parameter.meaning(), ...(trained === undefined ? [] : [trained])].join('; ');
      return make(
        'div',
        { class: 'parameter' },
        slider.element,
        make('p', { class: 'hint' }, `${remarks} `, ...resets),
      );
    });
  }

  /** The pieces of a Maxout unit: each a line that can be moved. */
  private pieceRows(entry: Entry): HTMLElement[] {
    const pieces = maxoutPieces(entry.values);
    const replace = (changed: readonly LinearPiece[]): void => {
      this.onChange({ groups: changed.length, ...piecesAsParameters(changed) });
    };
    const presets = maxoutPresets().map(([label, made]) =>
      button(
        label,
        () => {
          replace(made);
        },
        { class: 'chip' },
      ),
    );
    const rows = pieces.map((_, index) => {
      const sliders = ['slope', 'offset'].map((part) => this.pieceSlider(part, index));
      const remove = button(
        l10n.t('Remove piece {0}', index + 1),
        () => {
          replace(maxoutPieces(this.current).filter((__, at) => at !== index));
        },
        { class: 'link', disabled: pieces.length < 2 },
      );
      return make('div', { class: 'parameter piece' }, ...sliders, make('p', { class: 'hint' }, remove));
    });
    const add = button(
      l10n.t('Add a piece'),
      () => {
        replace([...maxoutPieces(this.current), { slope: 0.5, offset: -0.5 }]);
      },
      { class: 'secondary', disabled: pieces.length >= 6 },
    );
    return [make('div', { class: 'chips' }, ...presets), ...rows, add];
  }

  private pieceSlider(part: string, index: number): HTMLElement {
    const name = `${part}_${String(index + 1)}`;
    const sign = part === 'slope' ? 'w' : 'b';
    const label = `${sign}${'₁₂₃₄₅₆'.charAt(index)}`;
    const slider = new NumberSlider({
      label,
      name: part === 'slope' ? l10n.t('Slope of piece {0}', index + 1) : l10n.t('Offset of piece {0}', index + 1),
      range: { minimum: -3, maximum: 3, step: 0.01 },
      value: 0,
      accepts: Number.isFinite,
      onChange: (value) => {
        this.onChange({ ...this.current, ...piecesAsParameters(maxoutPieces(this.current)), [name]: value });
      },
    });
    this.sliders.set(name, slider);
    return slider.element;
  }
}

function maxoutPresets(): readonly (readonly [label: string, pieces: readonly LinearPiece[]])[] {
  const lines = (...slopes: readonly number[]): readonly LinearPiece[] => slopes.map((slope) => ({ slope, offset: 0 }));
  return [
    [l10n.t('As ReLU'), lines(0, 1)],
    [l10n.t('As Leaky ReLU'), lines(0.01, 1)],
    [l10n.t('As |x|'), lines(-1, 1)],
    [l10n.t('Three pieces'), maxoutPieces({ groups: 3 })],
  ];
}

function parameterLabel(parameter: Parameter): HTMLElement {
  const sign = symbolText(parameter) ?? parameter.name;
  const name = sign === parameter.name ? [] : [' ', make('code', {}, parameter.name)];
  return make('span', {}, make('var', {}, sign), ...name);
}

function trainedText(kind: ReturnType<typeof learning>): string | undefined {
  switch (kind) {
    case 'always':
      return l10n.t('learned in training: this is where it starts');
    case 'optional':
      return l10n.t('can be learned in training');
    case 'never':
      return undefined;
  }
}

/** The code's values, then the library's, then the usual ones; what is the same as the one before is not offered. */
function resetTargets({ subject }: Entry, frameworkDefaults: ResetTarget | undefined): readonly ResetTarget[] {
  const usual = entryOf({ activation: subject.activation, arguments: {} }).values;
  return [
    ...(subject.place ? [{ label: l10n.t('In the code'), values: subject.arguments }] : []),
    frameworkDefaults ?? { label: l10n.t('Usual'), values: usual },
  ];
}

function reachedValues({ name }: Parameter, entry: Entry, targets: readonly ResetTarget[]): readonly number[] {
  const values = targets.map((target) => target.values[name]);
  return [entry.values[name], ...values].filter((value) => typeof value === 'number');
}
