import * as l10n from '@vscode/l10n';
import type { Position } from '../../core/text';
import { UserError } from '../output';
import { isNotebookPath } from '../scan/readSource';

/** A position in a file, or in a cell of a notebook. */
export interface Place {
  readonly path: string;
  readonly cell?: number;
  readonly position: Position;
}

/**
 * Reads `FILE:LINE:COLUMN`, counted from 1 as `scan` prints it; for notebooks `FILE[CELL]:LINE:COLUMN`, where cells are
 * counted from 0.
 *
 * @throws UserError when the text is no place.
 */
export function readPlace(text: string): Place {
  const [, file = '', line = '', column = ''] = /^(.+):(\d+):(\d+)$/s.exec(text) ?? [];
  const position = { line: Number(line) - 1, character: Number(column) - 1 };
  if (file === '' || position.line < 0 || position.character < 0) {
    throw new UserError(l10n.t("'{0}' is not of the form FILE:LINE:COLUMN, counted from 1", text));
  }
  const [, notebook = '', cell = ''] = /^(.+)\[(\d+)\]$/s.exec(file) ?? [];
  if (isNotebookPath(notebook)) {
    return { path: notebook, cell: Number(cell), position };
  }
  if (isNotebookPath(file)) {
    throw new UserError(l10n.t("In a notebook the place is FILE[CELL]:LINE:COLUMN, as 'scan' prints it: {0}", text));
  }
  return { path: file, position };
}
