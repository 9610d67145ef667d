import type { PythonParser } from '../python/parser';
import type { SyntaxNode } from '../python/syntax';
import type { Position } from '../text';
import type { Use } from './use';

/** A Python cell of a notebook. */
export interface Cell {
  /** Among all cells of the notebook. */
  readonly index: number;
  /** With IPython's own lines masked, so that offsets stay. */
  readonly text: string;
}

export interface AnalysisOptions {
  /** The analysis of an earlier state of the same document; it is taken over and must not be used afterwards. */
  readonly previous?: DocumentAnalysis;
  /** Asked now and then; `true` gives up. */
  readonly shouldStop?: () => boolean;
}

/** One parsed text of a document: the file, or one cell. */
export interface AnalyzedPart {
  /** Absent in a file. */
  readonly cell?: number;
  readonly text: string;
  /** Absent where the text names no activation at all: it was not parsed then. */
  readonly root?: SyntaxNode;
}

/** What is known of one state of a document. Its trees live in WebAssembly memory until `dispose`. */
export interface DocumentAnalysis {
  /** In ascending order: by cell, then by position. */
  readonly uses: readonly Use[];
  readonly parts: readonly AnalyzedPart[];
  /** The use whose range holds the position, its end included, as editors treat words; the innermost if nested. */
  useAt(position: Position, cell?: number): Use | undefined;
  dispose(): void;
}

/** Finds the uses of activations in Python documents, and again after each edit. */
export class Analyzer {
  constructor(private readonly parser: PythonParser) {}

  /** Analyzes a file. `undefined` when `shouldStop` said so; `previous` is disposed of in either case. */
  analyze(text: string, options?: AnalysisOptions): DocumentAnalysis | undefined {
    return this.analyzeParts([{ text }], options);
  }

  /** Analyzes the Python cells of a notebook, given in their order: names bound in one are seen in the others. */
  analyzeNotebook(cells: readonly Cell[], options?: AnalysisOptions): DocumentAnalysis | undefined {
    return this.analyzeParts(
      cells.map(({ index, text }) => ({ cell: index, text })),
      options,
    );
  }

  private analyzeParts(
    _parts: readonly { readonly cell?: number; readonly text: string }[],
    _options?: AnalysisOptions,
  ): DocumentAnalysis | undefined {
    void this.parser;
    return undefined;
  }
}
