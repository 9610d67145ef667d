import { make, freshId, type Child } from '../dom';
import { fieldText, parseNumber, type SliderRange } from '../model/numberRange';

export interface NumberSliderOptions {
  readonly label: Child;
  /** What a screen reader calls both, as the label may hold more than words. */
  readonly name: string;
  readonly range: SliderRange;
  readonly value: number;
  /** Whether the field takes this number, which may lie beyond the slider's ends. */
  readonly accepts: (value: number) => boolean;
  readonly onChange: (value: number) => void;
}

/** A slider for trying out, and a field for exact values. */
export class NumberSlider {
  readonly element: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly field: HTMLInputElement;

  constructor(options: NumberSliderOptions) {
    const { range, name, accepts, onChange } = options;
    const id = freshId();
    this.slider = make('input', { type: 'range', min: range.minimum, max: range.maximum, step: range.step, id });
    this.field = make('input', { type: 'text', inputmode: 'decimal', 'aria-label': name, autocomplete: 'off' });
    this.slider.addEventListener('input', () => {
      onChange(Number(this.slider.valueAsNumber.toPrecision(10)));
    });
    const commit = (): void => {
      const typed = parseNumber(this.field.value);
      const isFine = typed !== undefined && accepts(typed);
      this.field.setAttribute('aria-invalid', String(!isFine));
      if (isFine) onChange(typed);
    };
    this.field.addEventListener('input', commit);
    this.field.addEventListener('blur', () => {
      this.show(this.slider.valueAsNumber, true);
    });
    this.element = make(
      'div',
      { class: 'number-slider' },
      make('label', { for: id }, options.label),
      this.slider,
      this.field,
    );
    this.show(options.value);
  }

  private shown = Number.NaN;

  /** Shows a value that came from elsewhere; the field keeps what is being typed. */
  show(value: number, isFieldLeft = false): void {
    const exact = isFieldLeft ? this.shown : value;
    this.shown = exact;
    this.slider.value = String(exact);
    this.slider.setAttribute('aria-valuetext', fieldText(exact));
    if (document.activeElement === this.field && !isFieldLeft) return;
    this.field.value = fieldText(exact);
    this.field.setAttribute('aria-invalid', 'false');
  }
}
