import * as vscode from 'vscode';
import type { FormulaAsset } from '../core/cards/formulaImage';
import { loadPythonParser } from '../core/python/parser';
import { Analyzer } from '../core/uses/analysis';
import { lazy } from './lazy';

/** What is read from the extension's own files, each when it is first needed. */
export interface Assets {
  loadAnalyzer(): Promise<Analyzer>;
  loadFormulas(): Promise<FormulaAsset>;
}

/** The same in every host: `workspace.fs` reads the extension's files on a disk, a remote host and a web server. */
export function openAssets(extensionUri: vscode.Uri): Assets {
  const read = (name: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', name));
  return {
    loadAnalyzer: lazy(async () => {
      const [runtime, grammar] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-python.wasm')]);
      return new Analyzer(await loadPythonParser({ runtime, grammar }));
    }),
    loadFormulas: lazy(async () => {
      const text = new TextDecoder().decode(await read('formulas.json'));
      // Written by our own build and shipped beside the code.
      return JSON.parse(text) as FormulaAsset;
    }),
  };
}
