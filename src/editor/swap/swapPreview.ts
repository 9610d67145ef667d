import * as vscode from 'vscode';
import type { SwapAllEdits } from '../../service/swapMessages';
import type { DocumentSnapshot } from '../../service/protocol';
import type { EditableDocument } from '../editableDocument';
import { sayThatItChanged } from './applySwap';
import type { SwapTools } from './swapTools';

/** What becomes of one document. */
export interface DocumentSwaps {
  readonly document: EditableDocument;
  /** The state that the edits were made for. */
  readonly snapshot: DocumentSnapshot;
  readonly swaps: SwapAllEdits;
}

/** From which activation to which, by their names. */
export interface SwapNames {
  readonly from: string;
  readonly to: string;
}

/** Shows what becomes of documents in the editor's preview of refactorings, which makes it or leaves it. */
export async function previewSwaps(tools: SwapTools, all: readonly DocumentSwaps[], names: SwapNames): Promise<void> {
  if (all.some(({ document, snapshot }) => !document.isStill(snapshot))) {
    sayThatItChanged();
    return;
  }
  const kept = all.flatMap(({ swaps }) => swaps.kept);
  const change = changeOf(all, names, tools.existingFile);
  if (change === undefined) {
    const [first] = kept;
    void vscode.window.showInformationMessage(
      [vscode.l10n.t('No {0} can be swapped for {1} here.', names.from, names.to), first?.reason ?? '']
        .join(' ')
        .trim(),
    );
    return;
  }
  if (await vscode.workspace.applyEdit(change, { isRefactoring: true })) {
    sayWhatIsLeft(all, names);
  }
}

/** Nothing where no edit can be written. */
function changeOf(
  all: readonly DocumentSwaps[],
  { from, to }: SwapNames,
  existingFile: vscode.Uri,
): vscode.WorkspaceEdit | undefined {
  const change = new vscode.WorkspaceEdit();
  const offered = { label: `${from} → ${to}`, needsConfirmation: false, iconPath: new vscode.ThemeIcon('arrow-swap') };
  for (const { document, swaps } of all) {
    document.addTo(change, swaps.edits, offered);
    for (const { reason, edits } of swaps.kept) {
      const label = vscode.l10n.t('Not offered: {0}', reason);
      document.addTo(change, edits, { label, needsConfirmation: true, iconPath: new vscode.ThemeIcon('warning') });
    }
  }
  if (change.size === 0) {
    return undefined;
  }
  askForPreview(change, existingFile);
  return change;
}

/**
 * The editor shows its preview only where something is to be confirmed, and unticks that. To create a file unless it
 * exists, where it does, is neither shown nor done.
 */
function askForPreview(change: vscode.WorkspaceEdit, existingFile: vscode.Uri): void {
  const metadata = { label: vscode.l10n.t('Swap'), needsConfirmation: true };
  change.createFile(existingFile, { ignoreIfExists: true }, metadata);
}

function sayWhatIsLeft(all: readonly DocumentSwaps[], { from }: SwapNames): void {
  const kept = all.flatMap(({ swaps }) => swaps.kept);
  const notes = [...new Set(all.flatMap(({ swaps }) => swaps.notes))];
  const [first] = kept;
  const left = first && vscode.l10n.t('{0} was not offered in {1} places: {2}', from, kept.length, first.reason);
  const texts = [...(left === undefined ? [] : [left]), ...notes];
  if (texts.length > 0) {
    void vscode.window.showInformationMessage(texts.join(' '));
  }
}
