import * as l10n from '@vscode/l10n';
import { readFileSync } from 'node:fs';
import { readNotebook, type NotebookCell } from '../../core/python/notebook';
import type { Analyzer, DocumentAnalysis } from '../../core/uses/analysis';
import { mayNameActivation } from '../../core/uses/candidates';
import { fileErrorText } from '../output';
import { decodePython, type DecodedText } from './decode';
import type { SourceFile } from './findFiles';

/** In bytes: a Python file beyond this was written by a program, not for people. */
const maximumSize = 5_000_000;

/** In bytes: notebooks hold their pictures. */
const maximumNotebookSize = 100_000_000;

/** What the analysis of one file may take, in milliseconds. */
const timeLimit = 10_000;

/** Gives the analyzer when the first file needs it: most folders hold files that name no activation. */
export type LoadAnalyzer = () => Promise<Analyzer>;

interface PythonSource extends DecodedText {
  readonly kind: 'python';
}

interface NotebookSource {
  readonly kind: 'notebook';
  /** The file's text. */
  readonly json: string;
  readonly cells: readonly NotebookCell[];
}

/** What a file holds, or why that cannot be told. */
export type ReadSource = ReadableSource | Unreadable;
export type ReadableSource = PythonSource | NotebookSource;

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
}

/** Reads a file as Python, or as a notebook if its name says so. */
export function readSource(file: SourceFile): ReadSource {
  const bytes = readBytes(file);
  return bytes instanceof Uint8Array ? readSourceBytes(file.path, bytes) : bytes;
}

/** What stands in a file, if it is not too large for one that people write. */
export function readBytes({ path, size }: SourceFile): Uint8Array | Unreadable {
  const limit = isNotebookPath(path) ? maximumNotebookSize : maximumSize;
  if (size > limit) {
    return unreadable(l10n.t('larger than {0} MB', limit / 1_000_000));
  }
  try {
    return readFileSync(path);
  } catch (error) {
    return unreadable(fileErrorText(error));
  }
}

/** As `readSource`, with what the file holds. */
export function readSourceBytes(path: string, bytes: Uint8Array): ReadSource {
  return isNotebookPath(path) ? readNotebookSource(bytes) : readPythonSource(bytes);
}

export function isNotebookPath(path: string): boolean {
  return /\.ipynb$/i.test(path);
}

function unreadable(reason: string): Unreadable {
  return { kind: 'unreadable', reason };
}

function readPythonSource(bytes: Uint8Array): ReadSource {
  const decoded = decodePython(bytes);
  return 'problem' in decoded ? unreadable(decoded.problem) : { kind: 'python', ...decoded };
}

function readNotebookSource(bytes: Uint8Array): ReadSource {
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable(l10n.t('not UTF-8'));
  }
  const notebook = readNotebook(json);
  return notebook.kind === 'unreadable'
    ? unreadable(notebook.reason())
    : { kind: 'notebook', json, cells: notebook.cells };
}

type Analyzed =
  | { readonly kind: 'analyzed'; readonly analysis: DocumentAnalysis }
  /** Nothing in it matters. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Analyzes what was read; whoever asks disposes of the analysis.
 *
 * @param mayMatter whether a text is worth an analysis, told by its words
 */
export async function analyzeSource(
  source: ReadableSource,
  loadAnalyzer: LoadAnalyzer,
  mayMatter: (text: string) => boolean = mayNameActivation,
): Promise<Analyzed> {
  const texts = source.kind === 'python' ? [source.text] : source.cells.map(({ text }) => text);
  if (!texts.some(mayMatter)) {
    return { kind: 'plain' };
  }
  const analyzer = await loadAnalyzer();
  const end = Date.now() + timeLimit;
  const options = { shouldStop: () => Date.now() > end };
  const analysis =
    source.kind === 'python' ? analyzer.analyze(source.text, options) : analyzer.analyzeNotebook(source.cells, options);
  return analysis === undefined
    ? { kind: 'unreadable', reason: l10n.t('took longer than {0} seconds', timeLimit / 1000) }
    : { kind: 'analyzed', analysis };
}
