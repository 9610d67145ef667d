import { make } from '../dom';
import { activationGroups, findActivation } from '../model/panelActivation';

/** A list of all activations by family. */
export class ActivationPicker {
  readonly element: HTMLSelectElement;

  /** @param isOffered which activations the list holds; all unless given */
  constructor(
    label: string,
    onPick: (activation: string) => void,
    isOffered: (activation: string) => boolean = () => true,
  ) {
    this.element = make('select', { class: 'picker', 'aria-label': label });
    for (const [title, ids] of activationGroups()) {
      const options = ids.filter(isOffered).map((id) => make('option', { value: id }, findActivation(id).name()));
      if (options.length > 0) this.element.append(make('optgroup', { label: title }, ...options));
    }
    this.element.addEventListener('change', () => {
      onPick(this.element.value);
    });
  }

  show(activation: string): void {
    this.element.value = activation;
  }
}
