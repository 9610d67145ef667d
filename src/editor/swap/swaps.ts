import * as vscode from 'vscode';
import type { ServiceClient } from '../serviceClient';
import { showNotes } from './applySwap';
import {
  showNotesCommand,
  swapAllInFileCommand,
  swapAllInSelectionCommand,
  swapAllInWorkspaceCommand,
  swapCommand,
} from './commandNames';
import { registerSwapActions } from './swapActions';
import { swapAllInFile, swapAllInSelection } from './swapAll';
import { swapOne } from './swapOne';
import { swapAllInWorkspace } from './swapWorkspace';

/** Swaps one activation for another, or all of a file, a selection or the workspace. */
export function registerSwaps(
  extensionUri: vscode.Uri,
  service: ServiceClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const tools = { service, log, existingFile: vscode.Uri.joinPath(extensionUri, 'package.json') };
  const register = (command: string, work: (argument: unknown) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(command, (argument: unknown) => attempt(() => work(argument), log));
  return vscode.Disposable.from(
    registerSwapActions(service, log),
    register(swapCommand, (argument) => swapOne(tools, argument)),
    register(swapAllInFileCommand, () => swapAllInFile(tools)),
    register(swapAllInSelectionCommand, () => swapAllInSelection(tools)),
    register(swapAllInWorkspaceCommand, () => swapAllInWorkspace(tools)),
    vscode.commands.registerCommand(showNotesCommand, showNotes),
  );
}

/** Whoever asked for a swap is told that there is none; the log tells why. */
async function attempt(work: () => Promise<void>, log: vscode.LogOutputChannel): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error('The swap could not be made.', error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Nothing was swapped: {0}', error instanceof Error ? error.message : String(error)),
    );
  }
}
