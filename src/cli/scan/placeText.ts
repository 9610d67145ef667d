import * as l10n from '@vscode/l10n';
import { withoutControls } from '../output';
import type { ReportedRange, SkippedFile } from './report';

/** Where something starts, as editors jump to it: `net.py:12:20`, in the third cell of a notebook `net.ipynb[2]:1:7`. */
export function placeText(path: string, { cell, start }: Pick<ReportedRange, 'cell' | 'start'>): string {
  const place = cell === undefined ? path : `${path}[${cell}]`;
  return `${withoutControls(place)}:${start.line + 1}:${start.character + 1}`;
}

export function skippedText({ path, reason }: SkippedFile): string {
  return l10n.t('skipped {0}: {1}', withoutControls(path), withoutControls(reason));
}
