import { make, table } from '../dom';

/** Numbers that stand in for a picture, folded away; made only while they are looked at. */
export class ValuesTable {
  readonly element: HTMLDetailsElement;
  private readonly frame: HTMLElement;

  /** @param onToggle somebody opened or closed it: it is to be filled */
  constructor(
    private readonly title: string,
    onToggle: () => void,
  ) {
    this.frame = make('div', { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': title });
    this.element = make('details', { class: 'values' }, make('summary', {}, title), this.frame);
    this.element.addEventListener('toggle', onToggle);
  }

  /** @param rows the cells, that which names the row first */
  show(head: readonly string[], rows: () => readonly (readonly string[])[]): void {
    if (this.element.open) this.frame.replaceChildren(table(this.title, head, rows()));
  }
}

const evenRows = 21;

/** Evenly spread places from one end to the other, without the digits of rounding. */
export function evenPlaces(from: number, to: number, count = evenRows): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    Number((from + ((to - from) * index) / (count - 1)).toPrecision(10)),
  );
}
