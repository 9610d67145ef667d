import * as vscode from 'vscode';
import { tryDecode } from '../../decoding';
import { panelSubject, type Place } from '../../panel.protocol';
import type { SwapScope } from '../../service/swapMessages';
import { EditableDocument } from '../editableDocument';
import { takeSnapshot } from '../snapshot';

/** Where a swap is asked for. */
export interface SwapPlace {
  readonly document: EditableDocument;
  readonly scope: SwapScope;
  /** The activation that was seen there; absent where whoever asks has not looked. */
  readonly activation?: string;
}

/** The place that a link of a hover or a code action names. Menus give other things, which do not count. */
export function placeOfArgument(argument: unknown): SwapPlace | undefined {
  const read = tryDecode(panelSubject, argument);
  if (!read.ok || read.value.place === undefined) {
    return undefined;
  }
  const { activation, place } = read.value;
  const document = openDocumentAt(place);
  return document && { document, scope: scopeOf(place.range, place.cell), activation };
}

/** The cursor or the selection of the editor that has the keyboard, if it holds Python. */
export function placeOfEditor(editor = vscode.window.activeTextEditor): SwapPlace | undefined {
  return editor?.document.languageId === 'python' ? placeIn(editor.document, editor.selection) : undefined;
}

/** A range of a file or of a cell. */
export function placeIn(document: vscode.TextDocument, range: vscode.Range): SwapPlace {
  return { document: EditableDocument.of(document), scope: scopeOf(range, takeSnapshot(document).cell) };
}

/** The file or notebook that has the keyboard; a notebook also while no cell of it is edited. */
export function documentOfEditor(): EditableDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return placeOfEditor()?.document ?? (notebook && EditableDocument.ofNotebook(notebook));
}

function scopeOf({ start, end }: Place['range'], cell: number | undefined): SwapScope {
  const range = {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
  return { range, ...(cell === undefined ? {} : { cell }) };
}

function openDocumentAt({ uri, cell }: Place): EditableDocument | undefined {
  if (cell === undefined) {
    const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
    return document && EditableDocument.of(document);
  }
  const notebook = vscode.workspace.notebookDocuments.find((candidate) => candidate.uri.toString() === uri);
  return notebook && EditableDocument.ofNotebook(notebook);
}
