import * as vscode from 'vscode';
import type { MessageFromPanel, SavedFormat } from '../../panel.protocol';

type SaveMessage = Extract<MessageFromPanel, { type: 'save' }>;

/** What file dialogs call the formats. */
function describeFormat(format: SavedFormat): string {
  switch (format) {
    case 'png':
      return vscode.l10n.t('PNG picture');
    case 'svg':
      return vscode.l10n.t('SVG picture');
    case 'csv':
      return vscode.l10n.t('CSV table');
  }
}

/**
 * Asks where to save, and saves.
 *
 * @param beside the document whose folder is proposed
 * @returns the name of the file; `undefined` where the user cancelled
 * @throws Error where the content cannot be read or the file cannot be written
 */
export async function saveExport(
  { format, name, content }: SaveMessage,
  beside: vscode.TextDocument | undefined,
): Promise<string | undefined> {
  const bytes = format === 'png' ? decodeBase64(content) : new TextEncoder().encode(content);
  const folder = folderFor(beside);
  const target = await vscode.window.showSaveDialog({
    filters: { [describeFormat(format)]: [format] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${safeName(name)}.${format}`) }),
  });
  if (target === undefined) {
    return undefined;
  }
  await vscode.workspace.fs.writeFile(target, bytes);
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}

function folderFor(document: vscode.TextDocument | undefined): vscode.Uri | undefined {
  const folder = document && vscode.workspace.getWorkspaceFolder(document.uri);
  return folder?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** What no file system takes for a path or a device. */
function safeName(name: string): string {
  const letters = name.replace(/[^\p{Letter}\p{Number}._ -]+/gu, '-').replace(/^[. -]+|[. -]+$/g, '');
  return letters.slice(0, 100) || 'activation';
}

function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
