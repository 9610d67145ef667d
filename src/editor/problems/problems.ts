import * as vscode from 'vscode';
import { EditableDocument } from '../editableDocument';
import type { ServiceClient } from '../serviceClient';
import { Settled } from '../settled';
import { CheckedDocuments } from './checkedDocuments';
import { Checker } from './checker';
import { registerCheckWorkspace } from './checkWorkspace';
import { Configuration } from './configuration';
import { diagnosticOf } from './diagnostics';
import { registerDisableRule } from './disableRule';
import { ImportedFiles } from './importedFiles';
import { Projects } from './projects';
import { registerQuickFixes } from './quickFixes';
import { StoredProblems } from './storedProblems';

/** How long typing rests before the rules are asked. */
const typingMilliseconds = 400;

/** Shows the mistakes that the rules prove: in open documents, with fixes, and on demand in the whole workspace. */
export function registerProblems(
  extensionUri: vscode.Uri,
  service: ServiceClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const checked = new CheckedDocuments();
  const projects = new Projects(service);
  const imports = new ImportedFiles(service);
  const checker = new Checker(new Configuration(projects, service), service, imports);
  const pages = vscode.Uri.joinPath(extensionUri, 'docs/rules');
  const stored = new StoredProblems(pages, checker, projects.onDidChange, log);
  return vscode.Disposable.from(
    projects,
    imports,
    new OpenProblems(pages, checker, projects.onDidChange, imports.onDidChange, checked, log),
    stored,
    registerQuickFixes(checked),
    registerDisableRule(),
    registerCheckWorkspace(stored, checker, log),
  );
}

/** The problems of documents that are open. */
class OpenProblems implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('activationInsight');
  private readonly checkSoon = new Settled(typingMilliseconds, () => this.checkAll());
  private readonly subscriptions: vscode.Disposable;
  /** Counts the requests to check: a newer one ends those before it. */
  private round = 0;

  constructor(
    private readonly pages: vscode.Uri,
    private readonly checker: Checker,
    onDidChangeProjects: vscode.Event<void>,
    onDidChangeImported: vscode.Event<vscode.Uri>,
    private readonly checked: CheckedDocuments,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const ask = (): void => {
      this.round += 1;
      this.checkSoon.ask();
    };
    const askAnew = (): void => {
      this.checked.clear();
      ask();
    };
    this.subscriptions = vscode.Disposable.from(
      this.shown,
      this.checkSoon,
      vscode.workspace.onDidOpenTextDocument(ask),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'python') {
          this.checked.forgetImportersOf(document.uri.toString());
          ask();
        }
      }),
      onDidChangeImported((uri) => {
        if (this.checked.forgetImportersOf(uri.toString())) ask();
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
        if (event.affectsConfiguration('activationInsight')) askAnew();
      }),
      onDidChangeProjects(askAnew),
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
    const { round } = this;
    // Places in a text that has changed meanwhile would be others, and so would be what other settings say.
    const isLate = (): boolean => round !== this.round || !document.isStill(snapshot);
    const { problems, imported } = await this.checker.checkDocument(document.uri, snapshot, isLate);
    if (isLate()) return;
    this.checked.set({ document, snapshot, problems, imported });
    const addresses = { uriOf: (cell: number | undefined) => document.uriOf(cell), pages: this.pages };
    for (const uri of document.uris()) {
      const own = problems.filter(({ cell }) => document.uriOf(cell).toString() === uri.toString());
      this.shown.set(
        uri,
        own.map((problem) => diagnosticOf(problem, addresses)),
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
