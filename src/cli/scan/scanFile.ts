import * as l10n from '@vscode/l10n';
import { readFileSync } from 'node:fs';
import { readNotebook } from '../../core/python/notebook';
import type { Analyzer, DocumentAnalysis } from '../../core/uses/analysis';
import { mayNameActivation } from '../../core/uses/candidates';
import { fileErrorText } from '../output';
import { decodePython } from './decode';
import type { SourceFile } from './findFiles';
import { reportUse, type Outcome } from './report';

/** In bytes: a Python file beyond this was written by a program, not for people. */
const maximumSize = 5_000_000;

/** In bytes: notebooks hold their pictures. */
const maximumNotebookSize = 100_000_000;

/** What the analysis of one file may take, in milliseconds. */
const timeLimit = 10_000;

/** Gives the analyzer when the first file needs it: most folders hold files that name no activation. */
export type LoadAnalyzer = () => Promise<Analyzer>;

/** Finds the uses in one file. Whatever is wrong with the file becomes a reason for skipping it. */
export async function scanFile({ path, size }: SourceFile, loadAnalyzer: LoadAnalyzer): Promise<Outcome> {
  const isNotebook = /\.ipynb$/i.test(path);
  if (size > (isNotebook ? maximumNotebookSize : maximumSize)) {
    return skip(path, l10n.t('larger than {0} MB', (isNotebook ? maximumNotebookSize : maximumSize) / 1_000_000));
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return skip(path, fileErrorText(error));
  }
  return isNotebook ? scanNotebook(path, bytes, loadAnalyzer) : scanPython(path, bytes, loadAnalyzer);
}

function skip(path: string, reason: string): Outcome {
  return { kind: 'skipped', path, reason };
}

async function scanPython(path: string, bytes: Uint8Array, loadAnalyzer: LoadAnalyzer): Promise<Outcome> {
  const decoded = decodePython(bytes);
  if ('problem' in decoded) {
    return skip(path, decoded.problem);
  }
  if (!mayNameActivation(decoded.text)) {
    return { kind: 'scanned', path, uses: [] };
  }
  const analyzer = await loadAnalyzer();
  return report(path, (shouldStop) => analyzer.analyze(decoded.text, { shouldStop }));
}

async function scanNotebook(path: string, bytes: Uint8Array, loadAnalyzer: LoadAnalyzer): Promise<Outcome> {
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return skip(path, l10n.t('not UTF-8'));
  }
  const notebook = readNotebook(json);
  if (notebook.kind === 'unreadable') {
    return skip(path, notebook.reason());
  }
  if (!notebook.cells.some(({ text }) => mayNameActivation(text))) {
    return { kind: 'scanned', path, uses: [] };
  }
  const analyzer = await loadAnalyzer();
  return report(path, (shouldStop) => analyzer.analyzeNotebook(notebook.cells, { shouldStop }));
}

function report(path: string, analyze: (shouldStop: () => boolean) => DocumentAnalysis | undefined): Outcome {
  const end = Date.now() + timeLimit;
  const analysis = analyze(() => Date.now() > end);
  if (analysis === undefined) {
    return skip(path, l10n.t('took longer than {0} seconds', timeLimit / 1000));
  }
  const uses = analysis.uses.map(reportUse);
  analysis.dispose();
  return { kind: 'scanned', path, uses };
}
