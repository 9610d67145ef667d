import * as vscode from 'vscode';
import type { RuleSettings } from '../../core/rules/control/ruleSetting';
import type { Problem } from '../../core/rules/problem';
import type { DocumentSnapshot } from '../../service/protocol';
import type { ServiceClient } from '../serviceClient';
import type { Configuration } from './configuration';
import type { ImportedFiles } from './importedFiles';

export interface DocumentProblems {
  readonly problems: readonly Problem[];
  /** The URIs of the files whose code was followed for them. */
  readonly imported: readonly string[];
}

/** Asks the rules about documents that are open and files that are not, as their project and the user want it. */
export class Checker {
  private filesRead = 0;

  constructor(
    private readonly configuration: Configuration,
    private readonly service: ServiceClient,
    private readonly imports: ImportedFiles,
  ) {}

  /**
   * @param uri of the file or notebook that the snapshot is of
   * @param shouldStop asked now and then; `true` gives up
   */
  async checkDocument(
    uri: vscode.Uri,
    document: DocumentSnapshot,
    shouldStop?: () => boolean,
  ): Promise<DocumentProblems> {
    const settings = await this.configuration.of(uri);
    const imported = settings && (await this.imports.of(document, shouldStop));
    const problems = settings && (await this.service.request('problems', { document, settings, imported }));
    return { problems: problems ?? [], imported: imported?.documents.map(({ key }) => key) ?? [] };
  }

  /** Reads a file from where it is stored. `undefined`: it is not checked, because nobody wants it or nobody can. */
  async checkFile(uri: vscode.Uri): Promise<readonly Problem[] | undefined> {
    const settings = await this.configuration.ofStored(uri);
    if (settings === undefined) {
      return undefined;
    }
    const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    const kind = /\.ipynb$/i.test(uri.path) ? 'notebook' : 'python';
    const problems = kind === 'python' ? await this.problemsWithImports(uri, text, settings) : undefined;
    return problems ?? this.service.request('fileProblems', { kind, text, settings });
  }

  /** Nothing where the file imports nothing that matters. What is read of it is not kept. */
  private async problemsWithImports(
    uri: vscode.Uri,
    text: string,
    settings: RuleSettings,
  ): Promise<readonly Problem[] | undefined> {
    this.filesRead += 1;
    const document = { key: uri.toString(), version: `stored, read ${this.filesRead}`, parts: [{ text }] };
    const imported = await this.imports.of(document);
    if (imported === undefined) {
      return undefined;
    }
    const problems = await this.service.request('problems', { document, settings, imported });
    await this.service.notify('close', { key: document.key });
    return problems;
  }
}
