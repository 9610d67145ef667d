/** What an element may hold: other nodes, or text that is shown as it is. */
export type Child = Node | string;

type AttributeValue = string | number | boolean | undefined;

/**
 * Makes an element. `true` sets an attribute without value, `false` and `undefined` leave it out; text is never read
 * as markup.
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** Calls `handle` when the element is pressed by pointer or keyboard. */
function pressed<Pressable extends HTMLElement>(element: Pressable, handle: () => void): Pressable {
  element.addEventListener('click', handle);
  return element;
}

export function button(label: string, handle: () => void, attributes: Readonly<Record<string, AttributeValue>> = {}) {
  return pressed(make('button', { type: 'button', ...attributes }, label), handle);
}

/** A box with a label beside it. */
export function checkbox(label: Child, isChecked: boolean, handle: (isChecked: boolean) => void): HTMLLabelElement {
  const box = make('input', { type: 'checkbox', checked: isChecked });
  box.addEventListener('change', () => {
    handle(box.checked);
  });
  return make('label', { class: 'check' }, box, label);
}

/** One of several choices, each with the value it stands for. */
export function dropdown<Value extends string>(
  label: string,
  choices: readonly (readonly [value: Value, text: string])[],
  chosen: Value,
  handle: (value: Value) => void,
): HTMLSelectElement {
  const list = make('select', { 'aria-label': label });
  for (const [value, text] of choices) {
    list.append(make('option', { value, selected: value === chosen }, text));
  }
  list.addEventListener('change', () => {
    const choice = choices.find(([value]) => value === list.value);
    if (choice) handle(choice[0]);
  });
  return list;
}

/** What a canvas shows now. */
export function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = make('canvas', { width: canvas.width, height: canvas.height });
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}

let lastId = 0;

/** An id that no other element has, to tie labels to what they label. */
export function freshId(): string {
  return `element-${String(++lastId)}`;
}

/** A table with a heading for each column and, by its first cell, for each row. */
export function table(
  caption: string,
  head: readonly Child[],
  rows: readonly (readonly Child[])[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): HTMLTableElement {
  const heading = make('tr', {}, ...head.map((cell) => make('th', { scope: 'col' }, cell)));
  const body = rows.map(([first, ...others]) =>
    make('tr', {}, make('th', { scope: 'row' }, first ?? ''), ...others.map((cell) => make('td', {}, cell))),
  );
  return make(
    'table',
    attributes,
    make('caption', { class: 'unseen' }, caption),
    make('thead', {}, heading),
    make('tbody', {}, ...body),
  );
}

/** Shows `handle`'s work once per frame at most, however often it is asked for. */
export function oncePerFrame(handle: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      handle();
    });
  };
}

/** Calls `handle` when nothing has asked for it for a while. */
export function whenSettled(milliseconds: number, handle: () => void): () => void {
  let timer: number | undefined;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(handle, milliseconds);
  };
}
