import * as vscode from 'vscode';
import { registerChart } from './editor/chart/chart';
import { registerHover } from './editor/hover';
import { registerProblems } from './editor/problems/problems';
import { ServiceClient } from './editor/serviceClient';
import { registerSwaps } from './editor/swap/swaps';

/** Registers the features; what reads and computes runs in a worker, which the first request starts. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Activation Insight', { log: true });
  const service = new ServiceClient(context.extensionUri);
  context.subscriptions.push(
    log,
    service,
    registerHover(service, log),
    registerChart(context.extensionUri, service, log),
    registerProblems(context.extensionUri, service, log),
    registerSwaps(context.extensionUri, service, log),
    forgetClosedDocuments(service, log),
  );
}

function forgetClosedDocuments(service: ServiceClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const forget = ({ uri }: { readonly uri: vscode.Uri }): void => {
    service.notify('close', { key: uri.toString() }).catch((error: unknown) => {
      log.error('A closed document could not be forgotten.', error);
    });
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.workspace.onDidCloseNotebookDocument(forget),
  );
}
