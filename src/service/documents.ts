import type { Analyzer, DocumentAnalysis } from '../core/uses/analysis';
import { maskMagics } from '../core/python/notebook';
import type { DocumentSnapshot } from './protocol';

interface Entry {
  readonly version: string;
  /** Absent: this version was given up. */
  readonly analysis?: DocumentAnalysis | undefined;
}

const maximumLength = 5_000_000;
const maximumMilliseconds = 2000;
/** Trees live in WebAssembly memory, some hundred kilobytes for a long file. */
const maximumEntries = 32;

/** The analyses of documents, each kept until its document changes, so that an edit costs only what it touches. */
export class Documents {
  /** In the order of their last use. */
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly analyzer: Analyzer) {}

  /** `undefined` for a document that is too long, or that takes too long. */
  analysisOf(document: DocumentSnapshot): DocumentAnalysis | undefined {
    const known = this.entries.get(document.key);
    this.entries.delete(document.key);
    const entry = known?.version === document.version ? known : this.analyze(document, known?.analysis);
    this.entries.set(document.key, entry);
    this.forgetOldest();
    return entry.analysis;
  }

  /** Reads something from an analysis that is not kept; `undefined` as for `analysisOf`. */
  readOnce<Result>(parts: DocumentSnapshot['parts'], read: (analysis: DocumentAnalysis) => Result): Result | undefined {
    const { analysis } = this.analyze({ key: '', version: '', parts }, undefined);
    try {
      return analysis && read(analysis);
    } finally {
      analysis?.dispose();
    }
  }

  forget(key: string): void {
    this.entries.get(key)?.analysis?.dispose();
    this.entries.delete(key);
  }

  private analyze({ version, parts }: DocumentSnapshot, previous: DocumentAnalysis | undefined): Entry {
    if (parts.reduce((sum, { text }) => sum + text.length, 0) > maximumLength) {
      previous?.dispose();
      return { version };
    }
    const end = Date.now() + maximumMilliseconds;
    const options = { previous, shouldStop: () => Date.now() > end };
    return { version, analysis: this.analyzeParts(parts, options) };
  }

  private analyzeParts(
    parts: DocumentSnapshot['parts'],
    options: { readonly previous: DocumentAnalysis | undefined; readonly shouldStop: () => boolean },
  ): DocumentAnalysis | undefined {
    const [first] = parts;
    if (parts.length === 1 && first !== undefined && first.cell === undefined) {
      return this.analyzer.analyze(first.text, options);
    }
    const cells = parts.map(({ cell, text }) => ({ index: cell ?? 0, text: maskMagics(text) }));
    return this.analyzer.analyzeNotebook(cells, options);
  }

  private forgetOldest(): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size > maximumEntries && oldest !== undefined) {
      this.forget(oldest);
    }
  }
}
