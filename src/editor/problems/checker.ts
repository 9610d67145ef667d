import * as vscode from 'vscode';
import type { Problem } from '../../core/rules/problem';
import type { DocumentSnapshot } from '../../service/protocol';
import type { ServiceClient } from '../serviceClient';
import type { Configuration } from './configuration';

/** Asks the rules about documents that are open and files that are not, as their project and the user want it. */
export class Checker {
  constructor(
    private readonly configuration: Configuration,
    private readonly service: ServiceClient,
  ) {}

  /** @param uri of the file or notebook that the snapshot is of */
  async checkDocument(uri: vscode.Uri, document: DocumentSnapshot): Promise<readonly Problem[]> {
    const settings = await this.configuration.of(uri);
    const problems = settings && (await this.service.request('problems', { document, settings }));
    return problems ?? [];
  }

  /** Reads a file from where it is stored. `undefined`: it is not checked, because nobody wants it or nobody can. */
  async checkFile(uri: vscode.Uri): Promise<readonly Problem[] | undefined> {
    const settings = await this.configuration.ofStored(uri);
    if (settings === undefined) {
      return undefined;
    }
    const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    const kind = /\.ipynb$/i.test(uri.path) ? 'notebook' : 'python';
    return this.service.request('fileProblems', { kind, text, settings });
  }
}
