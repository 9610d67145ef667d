import * as l10n from '@vscode/l10n';
import { button, make } from '../dom';

/** One thing that the menu offers. */
export interface ExportItem {
  readonly label: string;
  readonly run: () => void;
}

/** A button that unfolds what can be saved and copied of what is shown. */
export function exportMenu(items: () => readonly ExportItem[]): HTMLElement {
  const list = make('ul', { class: 'plain' });
  const menu = make('details', { class: 'menu' }, make('summary', {}, l10n.t('Export')), list);
  const close = (): void => {
    menu.open = false;
  };
  menu.addEventListener('toggle', () => {
    if (!menu.open) return;
    const rows = items().map(({ label, run }) => {
      const entry = button(label, () => {
        close();
        menu.querySelector('summary')?.focus();
        run();
      });
      return make('li', {}, entry);
    });
    list.replaceChildren(...rows);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    close();
    menu.querySelector('summary')?.focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close();
  });
  return menu;
}
