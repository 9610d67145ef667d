import * as vscode from 'vscode';
import { EditableDocument } from '../editableDocument';
import type { ServiceClient } from '../serviceClient';
import { Settled } from '../settled';
import { readProblemSettings } from '../settings';
import { CheckedDocuments } from './checkedDocuments';
import { diagnosticOf } from './diagnostics';
import { registerQuickFixes } from './quickFixes';

/** How long typing rests before the rules are asked. */
const typingMilliseconds = 400;

/** Shows the mistakes that the rules prove in open documents, with fixes. */
export function registerProblems(
  extensionUri: vscode.Uri,
  service: ServiceClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const checked = new CheckedDocuments();
  return vscode.Disposable.from(
    new Problems(vscode.Uri.joinPath(extensionUri, 'docs/rules'), service, checked, log),
    registerQuickFixes(checked),
  );
}

class Problems implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('activationInsight');
  private readonly checkSoon = new Settled(typingMilliseconds, () => this.checkAll());
  private readonly subscriptions: vscode.Disposable;
  /** Counts the requests to check: a newer one ends those before it. */
  private round = 0;

  constructor(
    private readonly pages: vscode.Uri,
    private readonly service: ServiceClient,
    private readonly checked: CheckedDocuments,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const ask = (): void => {
      this.round += 1;
      this.checkSoon.ask();
    };
    this.subscriptions = vscode.Disposable.from(
      this.shown,
      this.checkSoon,
      vscode.workspace.onDidOpenTextDocument(ask),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'python') ask();
      }),
      vscode.workspace.onDidChangeNotebookDocument(ask),
      vscode.window.onDidChangeVisibleTextEditors(ask),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.forget(uri);
      }),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => {
        this.forget(uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('activationInsight')) {
          this.checked.clear();
          ask();
        }
      }),
    );
    ask();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async checkAll(): Promise<void> {
    const { round } = this;
    try {
      for (const document of openDocuments()) {
        if (round !== this.round) return;
        await this.check(document);
      }
    } catch (error) {
      // Nothing that goes wrong here disturbs the editor.
      this.log.error('Problems could not be looked for.', error);
    }
  }

  private async check(document: EditableDocument): Promise<void> {
    const snapshot = document.snapshot();
    if (this.checked.get(snapshot.key)?.snapshot.version === snapshot.version) return;
    const { enabled, settings } = readProblemSettings(document.uri);
    const problems = enabled ? await this.service.request('problems', { document: snapshot, settings }) : [];
    // Places in a text that has changed meanwhile would be others.
    if (!document.isStill(snapshot)) return;
    const known = { document, snapshot, problems: problems ?? [] };
    this.checked.set(known);
    for (const uri of document.uris()) {
      const own = known.problems.filter(({ cell }) => document.uriOf(cell).toString() === uri.toString());
      this.shown.set(
        uri,
        own.map((problem) => diagnosticOf(problem, document, this.pages)),
      );
    }
  }

  private forget(uri: vscode.Uri): void {
    this.checked.forget(uri.toString());
    this.shown.delete(uri);
  }
}

/** The Python files and notebooks that are open, those that are seen first. */
function openDocuments(): readonly EditableDocument[] {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const documents = [...visible, ...vscode.workspace.textDocuments].filter(
    ({ languageId, isClosed, uri }) => languageId === 'python' && !isClosed && uri.scheme !== 'git',
  );
  const byKey = new Map(
    documents.map((document) => EditableDocument.of(document)).map((one) => [one.uri.toString(), one]),
  );
  return [...byKey.values()];
}
