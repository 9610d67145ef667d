import * as vscode from 'vscode';
import { maskMagics } from '../core/python/notebook';
import type { AnalysisOptions, Analyzer, Cell, DocumentAnalysis } from '../core/uses/analysis';
import type { Use } from '../core/uses/use';

/** What is analyzed together: a file, or all Python cells of a notebook. */
interface Subject {
  /** Of the file or the notebook: all cells of a notebook share one path, so that only the whole URI tells them apart. */
  readonly key: string;
  /** Changes with every edit. */
  readonly version: string;
  readonly length: number;
  /** The cell in which the asked document stands. */
  readonly cell?: number;
  analyze(analyzer: Analyzer, options: AnalysisOptions): DocumentAnalysis | undefined;
}

interface Entry {
  readonly version: string;
  /** Absent: this version was given up. */
  readonly analysis?: DocumentAnalysis;
}

const maximumLength = 5_000_000;
const maximumMilliseconds = 2000;
/** Trees live in WebAssembly memory, some hundred kilobytes for a long file. */
const maximumEntries = 32;

/** The uses of activations in open documents, found when first asked for and kept until the document changes. */
export class Analyses implements vscode.Disposable {
  /** In the order of their last use. */
  private readonly entries = new Map<string, Entry>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly loadAnalyzer: () => Promise<Analyzer>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.forget(document.uri);
      }),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => {
        this.forget(notebook.uri);
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const entry of this.entries.values()) {
      entry.analysis?.dispose();
    }
    this.entries.clear();
  }

  /** The use at a position; `undefined` where there is none, or where the text was changed or closed meanwhile. */
  async useAt(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<Use | undefined> {
    const { version } = document;
    const analyzer = await this.loadAnalyzer();
    if (token.isCancellationRequested || document.isClosed || document.version !== version) {
      return undefined;
    }
    const subject = subjectOf(document);
    return this.analysisOf(subject, analyzer)?.useAt(position, subject.cell);
  }

  private analysisOf(subject: Subject, analyzer: Analyzer): DocumentAnalysis | undefined {
    const known = this.entries.get(subject.key);
    this.entries.delete(subject.key);
    const entry = known?.version === subject.version ? known : this.analyze(subject, analyzer, known?.analysis);
    this.entries.set(subject.key, entry);
    this.forgetOldest();
    return entry.analysis;
  }

  private analyze(subject: Subject, analyzer: Analyzer, previous: DocumentAnalysis | undefined): Entry {
    const { version } = subject;
    if (subject.length > maximumLength) {
      previous?.dispose();
      this.log.info(`Not analyzed: ${subject.key} is longer than ${maximumLength} characters.`);
      return { version };
    }
    const end = Date.now() + maximumMilliseconds;
    const analysis = subject.analyze(analyzer, { ...(previous && { previous }), shouldStop: () => Date.now() > end });
    if (analysis === undefined) {
      this.log.info(`Given up: the analysis of ${subject.key} took longer than ${maximumMilliseconds} ms.`);
      return { version };
    }
    return { version, analysis };
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.entries.get(key)?.analysis?.dispose();
    this.entries.delete(key);
  }

  private forgetOldest(): void {
    const [oldest] = this.entries;
    if (this.entries.size > maximumEntries && oldest !== undefined) {
      oldest[1].analysis?.dispose();
      this.entries.delete(oldest[0]);
    }
  }
}

function subjectOf(document: vscode.TextDocument): Subject {
  const notebook = notebookOf(document);
  return notebook ? notebookSubject(notebook, document) : fileSubject(document);
}

function fileSubject(document: vscode.TextDocument): Subject {
  const text = document.getText();
  return {
    key: document.uri.toString(),
    version: String(document.version),
    length: text.length,
    analyze: (analyzer, options) => analyzer.analyze(text, options),
  };
}

function notebookSubject(notebook: vscode.NotebookDocument, document: vscode.TextDocument): Subject {
  const pythonCells = notebook.getCells().filter((cell) => cell.document.languageId === 'python');
  const cells: Cell[] = pythonCells.map((cell) => ({ index: cell.index, text: maskMagics(cell.document.getText()) }));
  const asked = pythonCells.find((cell) => cell.document === document);
  return {
    key: notebook.uri.toString(),
    version: pythonCells.map((cell) => `${cell.index}:${cell.document.uri.fragment}:${cell.document.version}`).join(),
    length: cells.reduce((sum, { text }) => sum + text.length, 0),
    ...(asked && { cell: asked.index }),
    analyze: (analyzer, options) => analyzer.analyzeNotebook(cells, options),
  };
}

/** `undefined` for files, and for the cells of interactive windows whose notebook is not known. */
function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') {
    return undefined;
  }
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}
