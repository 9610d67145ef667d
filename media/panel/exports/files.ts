import * as l10n from '@vscode/l10n';
import type { SavedFormat } from '../../../src/panel.protocol';
import type { Actions } from '../context';
import type { Colours } from '../theme';
import type { ExportItem } from './exportMenu';
import { joinPictures, type PicturePart } from './pictures';

/** What can be saved: each made when it is asked for. */
export interface SavedContents {
  readonly parts: readonly PicturePart[];
  readonly svg?: () => string;
  readonly csv: () => string;
}

/** The entries of the menu that save files. */
export function saveItems(
  name: string,
  { parts, svg, csv }: SavedContents,
  colours: Colours,
  { post }: Actions,
): readonly ExportItem[] {
  const item = (label: string, format: SavedFormat, content: () => string): ExportItem => ({
    label,
    run: () => {
      post({ type: 'save', format, name, content: content() });
    },
  });
  return [
    item(l10n.t('Save as PNG (2×)…'), 'png', () => joinPictures(parts, colours)),
    ...(svg ? [item(l10n.t('Save as SVG…'), 'svg', svg)] : []),
    item(l10n.t('Save numbers as CSV…'), 'csv', csv),
  ];
}

/** An entry of the menu that copies. */
export function copyItem(label: string, text: string, { post }: Actions): ExportItem {
  return {
    label,
    run: () => {
      post({ type: 'copy', text });
    },
  };
}

/** A table for spreadsheets (RFC 4180): numbers with all their digits, nothing where there is no number. */
export function commaSeparated(head: readonly string[], rows: readonly (readonly number[])[]): string {
  const lines = rows.map((row) => row.map((value) => (Number.isFinite(value) ? String(value) : '')).join(','));
  return `${[head.map(quoted).join(','), ...lines].join('\r\n')}\r\n`;
}

/** In quotes where commas, quotes or line ends would break the line apart. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Rows of a table over evenly spaced x. */
export function sampleRows(
  { from, to }: { readonly from: number; readonly to: number },
  functions: readonly ((x: number) => number)[],
): readonly (readonly number[])[] {
  return Array.from({ length: samples }, (_, index) => {
    const x = from + ((to - from) * index) / (samples - 1);
    return [x, ...functions.map((evaluate) => evaluate(x))];
  });
}

const samples = 1001;
