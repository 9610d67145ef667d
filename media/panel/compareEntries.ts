import * as l10n from '@vscode/l10n';
import type { Actions, Scene } from './context';
import { ActivationPicker } from './controls/activationPicker';
import { lineSwatch } from './controls/lineSwatch';
import { ParameterControls } from './controls/parameterControls';
import { button, make } from './dom';
import { withCompare, withoutEntry } from './model/actions';
import { entryName } from './model/entryName';
import { adjustableParameters, findActivation } from './model/panelActivation';
import { seriesColour, seriesStyle } from './model/series';
import { mostCompared, pickedEntry, type Entry } from './model/state';

interface Row {
  readonly element: HTMLElement;
  readonly picker: ActivationPicker;
  readonly parameters: ParameterControls;
  readonly swatch: HTMLElement;
  readonly remove: HTMLButtonElement;
}

/** The list of what is compared: each can be another activation, have other parameters, or leave. */
export class CompareEntries {
  readonly element = make('section', { class: 'entries' });
  private readonly list = make('ul', { class: 'plain' });
  private readonly add: HTMLButtonElement;
  private rows: Row[] = [];

  constructor(private readonly actions: Actions) {
    this.add = button(
      l10n.t('Add an activation'),
      () => {
        actions.update((state) => withCompare(state, { entries: [...state.compare.entries, pickedEntry('tanh')] }));
      },
      { class: 'secondary' },
    );
    this.element.append(make('h2', {}, l10n.t('Compared')), this.list, this.add);
  }

  show({ state, colours }: Scene): void {
    const { entries } = state.compare;
    if (this.rows.length !== entries.length) {
      this.rows = entries.map((_, index) => this.makeRow(index));
      this.list.replaceChildren(...this.rows.map(({ element }) => element));
    }
    entries.forEach((entry, index) => {
      const row = this.rows[index];
      if (row === undefined) return;
      const { dashes, sign } = seriesStyle(index);
      const colour = seriesColour(index, colours);
      row.swatch.replaceChildren(lineSwatch(colour, dashes, sign));
      row.picker.show(entry.subject.activation);
      row.parameters.show(entry);
      row.parameters.element.hidden = adjustableParameters(findActivation(entry.subject.activation)).length === 0;
      row.remove.setAttribute('aria-label', l10n.t('Remove {0}', entryName(entry)));
      row.remove.disabled = entries.length < 2;
    });
    this.add.disabled = entries.length >= mostCompared;
  }

  private makeRow(index: number): Row {
    const picker = new ActivationPicker(l10n.t('Activation {0}', index + 1), (activation) => {
      this.replace(index, pickedEntry(activation));
    });
    const parameters = new ParameterControls((values) => {
      this.actions.update((state) => {
        const entries = state.compare.entries.map((entry, at) => (at === index ? { ...entry, values } : entry));
        return withCompare(state, { entries });
      });
    });
    const swatch = make('span', {});
    const remove = button(
      l10n.t('Remove'),
      () => {
        this.actions.update((state) => withoutEntry(state, index));
      },
      { class: 'link' },
    );
    const head = make('div', { class: 'entry-head' }, swatch, picker.element, remove);
    return { element: make('li', {}, head, parameters.element), picker, parameters, swatch, remove };
  }

  private replace(index: number, entry: Entry): void {
    this.actions.update((state) => {
      const entries = state.compare.entries.map((known, at) => (at === index ? entry : known));
      return withCompare(state, { entries, span: null });
    });
  }
}
