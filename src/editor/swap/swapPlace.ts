import * as vscode from 'vscode';
import { tryDecode } from '../../decoding';
import { panelSubject, type Place } from '../../panel.protocol';
import type { SwapScope } from '../../service/swapMessages';
import { takeSnapshot } from '../snapshot';

/** Where a swap is asked for. */
export interface SwapPlace {
  readonly document: vscode.TextDocument;
  readonly scope: SwapScope;
  /** The activation that was seen there; absent where whoever asks has not looked. */
  readonly activation?: string;
}

/** The place that a link of a hover or a code action names. Menus give other things, which do not count. */
export function placeOfArgument(argument: unknown): SwapPlace | undefined {
  const read = tryDecode(panelSubject, argument);
  const place = read.ok ? read.value.place : undefined;
  const document = place && openDocumentAt(place);
  return read.ok && place !== undefined && document !== undefined
    ? { document, scope: scopeOf(place), activation: read.value.activation }
    : undefined;
}

function scopeOf({ range, cell }: Place): SwapScope {
  return { range, ...(cell === undefined ? {} : { cell }) };
}

function openDocumentAt({ uri, cell }: Place): vscode.TextDocument | undefined {
  if (cell === undefined) {
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  }
  const notebook = vscode.workspace.notebookDocuments.find((candidate) => candidate.uri.toString() === uri);
  return notebook !== undefined && cell < notebook.cellCount ? notebook.cellAt(cell).document : undefined;
}

/** The cursor or the selection of the editor that has the keyboard, if it holds Python. */
export function placeOfEditor(editor = vscode.window.activeTextEditor): SwapPlace | undefined {
  return editor?.document.languageId === 'python' ? placeIn(editor.document, editor.selection) : undefined;
}

export function placeIn(document: vscode.TextDocument, { start, end }: vscode.Range): SwapPlace {
  const { cell } = takeSnapshot(document);
  const range = {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
  return { document, scope: { range, ...(cell === undefined ? {} : { cell }) } };
}
