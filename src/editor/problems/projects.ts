import * as vscode from 'vscode';
import type { ConfigurationMistake, ProjectConfiguration } from '../../core/rules/control/projectConfiguration';
import { ProjectSearch, type Project } from '../../core/rules/control/projectSearch';
import type { ServiceClient } from '../serviceClient';
import { source } from './diagnostics';

const fileName = 'pyproject.toml';

/** The projects that files belong to, as their `pyproject.toml` files say until one of them changes. */
export class Projects implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly mistakes = vscode.languages.createDiagnosticCollection('activationInsightConfiguration');
  /** By the scheme and authority of their files. */
  private readonly searches = new Map<string, ProjectSearch>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(`**/${fileName}`);
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly service: ServiceClient) {
    const forget = (): void => {
      this.searches.clear();
      this.mistakes.clear();
      this.changed.fire();
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.mistakes,
      this.watcher,
      this.watcher.onDidCreate(forget),
      this.watcher.onDidChange(forget),
      this.watcher.onDidDelete(forget),
      // Those above the workspace are not watched.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith(`/${fileName}`) && vscode.workspace.getWorkspaceFolder(uri) === undefined) forget();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Documents that lie in no folder, such as untitled ones, have none. */
  async of(uri: vscode.Uri): Promise<Project | undefined> {
    return uri.path.startsWith('/') ? this.searchFor(uri).of(uri.path) : undefined;
  }

  private searchFor(uri: vscode.Uri): ProjectSearch {
    const key = `${uri.scheme}://${uri.authority}`;
    let search = this.searches.get(key);
    if (search === undefined) {
      search = new ProjectSearch({
        read: (folder) => this.read(uri.with({ path: `${folder}/${fileName}`, query: '', fragment: '' })),
        isExcluded: async (path, globs) => isExcluded([{ path, globs }], this.service),
      });
      this.searches.set(key, search);
    }
    return search;
  }

  private async read(file: vscode.Uri): Promise<ProjectConfiguration | undefined> {
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    } catch {
      // It is not there, as in most folders, or its file system is gone.
      return undefined;
    }
    const reading = await this.service.request('projectConfiguration', { text });
    switch (reading.kind) {
      case 'silent':
        return undefined;
      case 'unreadable':
        this.show(file, [reading.mistake]);
        return undefined;
      case 'configured':
        this.show(file, reading.mistakes);
        return reading.configuration;
    }
  }

  private show(file: vscode.Uri, mistakes: readonly ConfigurationMistake[]): void {
    const diagnostics = mistakes.map(({ message, line }) => {
      const wholeLine = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
      const diagnostic = new vscode.Diagnostic(wholeLine, message, vscode.DiagnosticSeverity.Warning);
      diagnostic.source = source;
      return diagnostic;
    });
    this.mistakes.set(file, diagnostics);
  }
}

/** A path from the folder that globs are configured for. */
export interface GlobbedPath {
  readonly path: string;
  readonly globs: readonly string[];
}

/** Whether one of several lists of globs excludes a file; without a glob nobody is asked. */
export async function isExcluded(paths: readonly GlobbedPath[], service: ServiceClient): Promise<boolean> {
  const asked = paths.filter(({ globs }) => globs.length > 0);
  return asked.length > 0 && (await service.request('isExcluded', { paths: asked }));
}
