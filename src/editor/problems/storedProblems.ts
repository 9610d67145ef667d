import * as vscode from 'vscode';
import type { Problem } from '../../core/rules/problem';
import { Settled } from '../settled';
import { openDocument, sourcePattern } from '../workspaceFiles';
import type { Checker } from './checker';
import { diagnosticOf } from './diagnostics';

/** How long changes of files rest before they are read again. */
const restMilliseconds = 500;

/**
 * The problems of files that are stored and not open, once somebody has had them checked. They stay until the file
 * changes; while a document is open, what it holds counts instead.
 */
export class StoredProblems implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('activationInsightWorkspace');
  /** The files that were checked, with problems or without, by their URIs. */
  private readonly known = new Map<string, vscode.Uri>();
  private readonly changed = new Map<string, vscode.Uri>();
  private readonly checkSoon = new Settled(restMilliseconds, () => this.checkChanged());
  private readonly subscriptions: { dispose(): unknown }[];
  private isWatching = false;

  constructor(
    private readonly pages: vscode.Uri,
    private readonly checker: Checker,
    onDidChangeProjects: vscode.Event<void>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.shown,
      this.checkSoon,
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        this.shown.delete(uri);
      }),
      vscode.workspace.onDidOpenNotebookDocument(({ uri }) => {
        this.shown.delete(uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.askAgain(uri);
      }),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => {
        this.askAgain(uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('activationInsight')) this.askShownAgain();
      }),
      onDidChangeProjects(() => {
        this.askShownAgain();
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Checks a file and shows its problems. `undefined`: it is not checked. */
  async check(uri: vscode.Uri): Promise<readonly Problem[] | undefined> {
    this.watch();
    const problems = await this.checker.checkFile(uri);
    this.known.set(uri.toString(), uri);
    const addresses = { uriOf: () => uri, pages: this.pages };
    this.shown.set(
      uri,
      openDocument(uri) !== undefined ? [] : problems?.map((problem) => diagnosticOf(withCell(problem), addresses)),
    );
    return problems;
  }

  /** Only those who have had the workspace checked pay for it. */
  private watch(): void {
    if (this.isWatching) {
      return;
    }
    this.isWatching = true;
    const watcher = vscode.workspace.createFileSystemWatcher(sourcePattern);
    const ask = (uri: vscode.Uri): void => {
      this.askAgain(uri);
    };
    this.subscriptions.push(
      watcher,
      watcher.onDidChange(ask),
      watcher.onDidDelete((uri) => {
        this.known.delete(uri.toString());
        this.shown.delete(uri);
      }),
    );
  }

  private askAgain(uri: vscode.Uri): void {
    if (this.known.has(uri.toString())) {
      this.changed.set(uri.toString(), uri);
      this.checkSoon.ask();
    }
  }

  /** Problems that other settings bring are found when the workspace is checked again. */
  private askShownAgain(): void {
    this.shown.forEach((uri, diagnostics) => {
      if (diagnostics.length > 0) this.askAgain(uri);
    });
  }

  private async checkChanged(): Promise<void> {
    const changed = [...this.changed.values()].filter((uri) => openDocument(uri) === undefined);
    this.changed.clear();
    for (const uri of changed) {
      try {
        await this.check(uri);
      } catch (error) {
        this.shown.delete(uri);
        this.log.error('Problems of a file could not be looked for.', error);
      }
    }
  }
}

/** A notebook that is not open has no places within its cells: the message says which cell is meant. */
function withCell(problem: Problem): Problem {
  return problem.cell === undefined
    ? problem
    : { ...problem, message: vscode.l10n.t('Cell {0}: {1}', problem.cell + 1, problem.message) };
}
