import * as l10n from '@vscode/l10n';
import { button, freshId, make } from '../dom';
import { spanBetween } from '../model/actions';
import { parseNumber } from '../model/numberRange';
import type { Span } from '../model/state';

/** Two fields for the ends of the horizontal axis, and the way back to the view chosen for the function. */
export class SpanControls {
  readonly element: HTMLElement;
  private readonly from: HTMLInputElement;
  private readonly to: HTMLInputElement;
  private readonly fit: HTMLButtonElement;

  /** @param onChange `null`: back to the view chosen for the function */
  constructor(onChange: (span: Span | null) => void) {
    const field = (label: string): HTMLInputElement => {
      const input = make('input', { type: 'text', inputmode: 'decimal', id: freshId(), 'aria-label': label });
      input.addEventListener('change', () => {
        const [from, to] = [parseNumber(this.from.value), parseNumber(this.to.value)];
        const span = from !== undefined && to !== undefined ? spanBetween(from, to) : undefined;
        input.setAttribute('aria-invalid', String(span === undefined));
        if (span) onChange(span);
      });
      return input;
    };
    this.from = field(l10n.t('Left end of the horizontal axis'));
    this.to = field(l10n.t('Right end of the horizontal axis'));
    this.fit = button(
      l10n.t('Fit'),
      () => {
        onChange(null);
      },
      { class: 'secondary' },
    );
    this.fit.title = l10n.t('Show what matters of this function');
    this.element = make('div', { class: 'span' }, this.from, make('span', {}, '≤ x ≤'), this.to, this.fit);
  }

  show({ from, to }: Span, isChosen: boolean): void {
    const digits = Math.max(3, 2 - Math.floor(Math.log10(to - from)) + 2);
    for (const [field, value] of [
      [this.from, from],
      [this.to, to],
    ] as const) {
      if (document.activeElement === field) continue;
      field.value = String(Number(value.toFixed(Math.min(12, digits))));
      field.setAttribute('aria-invalid', 'false');
    }
    this.fit.disabled = !isChosen;
  }
}
