import * as vscode from 'vscode';
import { findSources, openDocument } from '../workspaceFiles';
import type { Checker } from './checker';
import type { StoredProblems } from './storedProblems';

/** Files are read while others are checked. */
const filesAtOnce = 4;

/** What came of a check of the workspace. */
export interface WorkspaceSummary {
  readonly files: number;
  /** Fewer than `files` where it was cancelled, or some are excluded or cannot be read. */
  readonly checked: number;
  readonly withProblems: number;
  readonly problems: number;
  readonly wasCancelled: boolean;
}

/** "Check Workspace": all Python files and notebooks of the workspace, whether they are open or not. */
export function registerCheckWorkspace(
  stored: StoredProblems,
  checker: Checker,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('activationInsight.checkWorkspace', async () => {
    if (vscode.workspace.workspaceFolders === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: there is no workspace to check.'));
      return undefined;
    }
    const summary = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Checking activations'),
        cancellable: true,
      },
      (progress, token) => new WorkspaceCheck(stored, checker, log, progress, token).run(),
    );
    void showSummary(summary);
    return summary;
  });
}

class WorkspaceCheck {
  private files = 0;
  private done = 0;
  private checked = 0;
  private withProblems = 0;
  private problems = 0;

  constructor(
    private readonly stored: StoredProblems,
    private readonly checker: Checker,
    private readonly log: vscode.LogOutputChannel,
    private readonly progress: vscode.Progress<{ message?: string; increment?: number }>,
    private readonly token: vscode.CancellationToken,
  ) {}

  async run(): Promise<WorkspaceSummary> {
    const uris = await findSources(this.token);
    this.files = uris.length;
    const queue = uris.values();
    await Promise.all(Array.from({ length: filesAtOnce }, () => this.work(queue)));
    const { files, checked, withProblems, problems } = this;
    return { files, checked, withProblems, problems, wasCancelled: this.token.isCancellationRequested };
  }

  /** Takes one file after the other until none is left. */
  private async work(queue: Iterable<vscode.Uri>): Promise<void> {
    for (const uri of queue) {
      if (this.token.isCancellationRequested) {
        return;
      }
      await this.check(uri);
      this.done += 1;
      const message = vscode.l10n.t('{0} of {1} files', this.done, this.files);
      this.progress.report({ message, increment: 100 / this.files });
    }
  }

  private async check(uri: vscode.Uri): Promise<void> {
    try {
      const problems = await this.problemsOf(uri);
      if (problems !== undefined) {
        this.checked += 1;
        this.problems += problems.length;
        this.withProblems += problems.length > 0 ? 1 : 0;
      }
    } catch (error) {
      this.log.error(`${uri.toString(true)} could not be checked.`, error);
    }
  }

  /** Of a document that is open, what it holds now counts; it is shown already. */
  private async problemsOf(uri: vscode.Uri): ReturnType<Checker['checkFile']> {
    const document = openDocument(uri);
    return document === undefined
      ? this.stored.check(uri)
      : (await this.checker.checkDocument(document.uri, document.snapshot())).problems;
  }
}

async function showSummary({ files, checked, withProblems, problems, wasCancelled }: WorkspaceSummary): Promise<void> {
  const text = wasCancelled
    ? vscode.l10n.t('Stopped after {0} of {1} files. Problems with activations so far: {2}.', checked, files, problems)
    : problems === 0
      ? vscode.l10n.t('No problems with activations. Files checked: {0}.', checked)
      : vscode.l10n.t('Problems with activations: {0}, in {1} of {2} files.', problems, withProblems, checked);
  const show = vscode.l10n.t('Show Problems');
  const chosen = await vscode.window.showInformationMessage(text, ...(problems === 0 ? [] : [show]));
  if (chosen === show) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}
