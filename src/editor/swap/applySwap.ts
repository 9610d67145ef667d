import * as vscode from 'vscode';
import { list, text, tryDecode } from '../../decoding';
import type { DocumentSnapshot } from '../../service/protocol';
import type { EditableDocument } from '../editableDocument';
import type { ChosenSwap } from './pickSwap';

/**
 * Makes a swap as one step to be undone.
 *
 * @param snapshot the state that the swap was made for: positions in any other are others
 * @returns whether it was made
 */
export async function applySwap(
  document: EditableDocument,
  snapshot: DocumentSnapshot,
  { edits, notes }: ChosenSwap,
): Promise<boolean> {
  if (!document.isStill(snapshot)) {
    sayThatItChanged();
    return false;
  }
  const change = new vscode.WorkspaceEdit();
  document.addTo(change, edits);
  if (!(await vscode.workspace.applyEdit(change))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Nothing was swapped: the editor did not take the change. The file may be read-only.'),
    );
    return false;
  }
  showNotes(notes);
  return true;
}

export function sayThatItChanged(): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Nothing was swapped: the code has changed meanwhile. Run the command again.'),
  );
}

/**
 * Says what a swap leaves to the reader.
 *
 * @param argument a list of texts; commands can be run by anybody with anything
 */
export function showNotes(argument: unknown): void {
  const notes = tryDecode(list(text), argument);
  if (notes.ok && notes.value.length > 0) {
    void vscode.window.showInformationMessage(notes.value.join(' '));
  }
}
