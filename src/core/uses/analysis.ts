import { findChange } from '../python/change';
import { LineIndex } from '../python/lineIndex';
import type { PythonParser, PythonTree } from '../python/parser';
import type { Segment, Source } from '../python/segment';
import { collectSpare, splitSource, type SpareSegments } from '../python/segments';
import type { SyntaxNode } from '../python/syntax';
import type { Position, Range } from '../text';
import { mayNameActivation } from './candidates';
import type { FoundUse } from './foundUse';
import { FrameworkPreference } from './frameworkPreference';
import { ModuleReader, type ModuleRecords } from './moduleUses';
import { roleOf } from './role';
import type { Role, Use } from './use';

/** A Python cell of a notebook. */
export interface Cell {
  /** Among all cells of the notebook. */
  readonly index: number;
  /** With IPython's own lines masked, so that offsets stay. */
  readonly text: string;
}

export interface AnalysisOptions {
  /** The analysis of an earlier state of the same document; it is taken over and must not be used afterwards. */
  readonly previous?: DocumentAnalysis | undefined;
  /** Asked now and then; `true` gives up. */
  readonly shouldStop?: (() => boolean) | undefined;
}

/** One parsed text of a document: the file, or one cell. */
export interface AnalyzedPart {
  /** Absent in a file. */
  readonly cell?: number;
  readonly text: string;
  /** Absent where the document names no activation at all: it was not parsed then. */
  readonly root?: SyntaxNode;
}

/** What is known of one state of a document. Its trees live in WebAssembly memory until `dispose`. */
export interface DocumentAnalysis {
  /** In ascending order: by cell, then by position. `role` is computed when it is read, which `dispose` ends. */
  readonly uses: readonly Use[];
  readonly parts: readonly AnalyzedPart[];
  /** The use whose range holds the position, its end included, as editors treat words; the innermost if nested. */
  useAt(position: Position, cell?: number): Use | undefined;
  dispose(): void;
}

interface Part {
  readonly cell?: number;
  readonly text: string;
  readonly tree?: PythonTree;
  readonly segments: readonly Segment[];
}

/** Finds the uses of activations in Python documents, and again after each edit. */
export class Analyzer {
  constructor(private readonly parser: PythonParser) {}

  /** Analyzes a file. `undefined` when `shouldStop` said so; `previous` is disposed of in either case. */
  analyze(text: string, options: AnalysisOptions = {}): DocumentAnalysis | undefined {
    return this.analyzeParts([{ text }], options);
  }

  /** Analyzes the Python cells of a notebook, given in their order: names bound in one are seen in the others. */
  analyzeNotebook(cells: readonly Cell[], options: AnalysisOptions = {}): DocumentAnalysis | undefined {
    return this.analyzeParts(
      cells.map(({ index, text }) => ({ cell: index, text })),
      options,
    );
  }

  private analyzeParts(
    texts: readonly { readonly cell?: number; readonly text: string }[],
    { previous, shouldStop }: AnalysisOptions,
  ): DocumentAnalysis | undefined {
    const earlier = previous instanceof Analysis ? previous : undefined;
    const parts: readonly Part[] | undefined = texts.some(({ text }) => mayNameActivation(text))
      ? this.parseAll(texts, earlier, shouldStop)
      : texts.map((part) => ({ ...part, segments: [] }));
    const records = parts && readModule(parts, earlier, shouldStop);
    earlier?.dispose();
    if (parts === undefined || records === undefined) {
      parts?.forEach(({ tree }) => tree?.delete());
      return undefined;
    }
    return new Analysis(parts, records);
  }

  private parseAll(
    texts: readonly { readonly cell?: number; readonly text: string }[],
    earlier: Analysis | undefined,
    shouldStop: (() => boolean) | undefined,
  ): Part[] | undefined {
    const spare = collectSpare(earlier?.ownParts.flatMap(({ segments }) => segments) ?? []);
    const parts: Part[] = [];
    for (const text of texts) {
      const part = this.parse(text, earlier, spare, shouldStop);
      if (part === undefined) {
        parts.forEach(({ tree }) => tree?.delete());
        return undefined;
      }
      parts.push(part);
    }
    return parts;
  }

  private parse(
    { text, cell }: { readonly cell?: number; readonly text: string },
    earlier: Analysis | undefined,
    spare: SpareSegments,
    shouldStop: (() => boolean) | undefined,
  ): Part | undefined {
    const before = earlier?.ownParts.find((part) => part.cell === cell);
    const change = before === undefined ? undefined : findChange(before.text, text);
    const tree = this.parser.parse(text, {
      ...(before?.tree === undefined ? {} : { previous: { tree: before.tree, change } }),
      ...(shouldStop === undefined ? {} : { shouldStop }),
    });
    if (tree === undefined) {
      return undefined;
    }
    const source: Source = { text, tree, ...(cell === undefined ? {} : { cell }) };
    return { ...source, segments: splitSource(source, spare) };
  }
}

function readModule(
  parts: readonly Part[],
  earlier: Analysis | undefined,
  shouldStop: (() => boolean) | undefined,
): ModuleRecords | undefined {
  const preference = new FrameworkPreference(parts.map(({ text }) => text));
  const segments = parts.flatMap((part) => part.segments);
  return new ModuleReader(segments, preference, earlier?.records).read(shouldStop);
}

class Analysis implements DocumentAnalysis {
  readonly uses: readonly Use[];
  readonly parts: readonly AnalyzedPart[];
  private isDisposed = false;

  constructor(
    readonly ownParts: readonly Part[],
    readonly records: ModuleRecords,
  ) {
    this.parts = ownParts.map(({ text, cell, tree }) => ({
      text,
      ...(cell === undefined ? {} : { cell }),
      ...(tree === undefined ? {} : { root: tree.root }),
    }));
    const lines = new Map(ownParts.map((part) => [part.cell, new LineIndex(part.text)]));
    const rangeOf = ({ start, source }: Segment, extent: { start: number; end: number }): Range =>
      (lines.get(source.cell) ?? new LineIndex(source.text)).range(start + extent.start, start + extent.end);
    this.uses = ownParts.flatMap(({ segments }) =>
      segments.flatMap((segment) =>
        (records.records.get(segment)?.uses ?? []).map((found) => this.place(found, segment, rangeOf)),
      ),
    );
  }

  useAt(position: Position, cell?: number): Use | undefined {
    let innermost: Use | undefined;
    for (const use of this.uses) {
      if (use.cell === cell && holds(use.range, position)) {
        innermost = use;
      }
    }
    return innermost;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.isDisposed = true;
      for (const { tree } of this.ownParts) {
        tree?.delete();
      }
    }
  }

  private place(
    { extent, madeAt, ...found }: FoundUse,
    segment: Segment,
    rangeOf: (segment: Segment, extent: { start: number; end: number }) => Range,
  ): Use {
    const { source, start } = segment;
    const roleAt = (): Role => {
      const node = this.isDisposed ? null : source.tree.nodeAt(start + extent.start, start + extent.end);
      return node === null ? 'unknown' : roleOf(node, found.activation);
    };
    return {
      ...found,
      ...(source.cell === undefined ? {} : { cell: source.cell }),
      ...(madeAt === undefined ? {} : { madeAt: rangeOf(madeAt.segment, madeAt.extent) }),
      range: rangeOf(segment, extent),
      get role() {
        return roleAt();
      },
    };
  }
}

function holds({ start, end }: Range, { line, character }: Position): boolean {
  return (
    (line > start.line || (line === start.line && character >= start.character)) &&
    (line < end.line || (line === end.line && character <= end.character))
  );
}
