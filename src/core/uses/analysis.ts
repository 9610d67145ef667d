import { LineIndex } from '../python/lineIndex';
import type { PythonParser } from '../python/parser';
import type { Extent, Segment } from '../python/segment';
import { Source, SpareSegments } from '../python/source';
import type { SyntaxNode } from '../python/syntax';
import { isBefore, type Arguments, type Position, type Range } from '../text';
import { mayNameActivation } from './candidates';
import type { FoundUse } from './foundUse';
import { ModuleCode } from './moduleCode';
import { FrameworkPreference } from './frameworkPreference';
import { ModuleReader, noRecords, type ModuleRecords } from './moduleUses';
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

/** One text of a document: the file, or one cell. */
export interface AnalyzedPart {
  /** Absent in a file. */
  readonly cell?: number;
  readonly text: string;
  /** Of type `module`. Statements are parsed as they are looked at; not to be used after `dispose`. */
  readonly root: SyntaxNode;
}

/** What is known of one state of a document. Its trees live in WebAssembly memory until `dispose`. */
export interface DocumentAnalysis {
  /** In ascending order: by cell, then by position. `role` is computed when it is read, which `dispose` ends. */
  readonly uses: readonly Use[];
  readonly parts: readonly AnalyzedPart[];
  /** What rules and swaps ask about the code; not to be used after `dispose`. */
  readonly code: ModuleCode;
  /** The use whose range holds the position, its end included, as editors treat words; the innermost if nested. */
  useAt(position: Position, cell?: number): Use | undefined;
  dispose(): void;
}

/** Finds the uses of activations in Python documents, and again after each edit. */
export class Analyzer {
  constructor(private readonly parser: PythonParser) {}

  /** Analyzes a file. `undefined` when `shouldStop` said so; `previous` is disposed of in either case. */
  analyze(text: string, options: AnalysisOptions = {}): DocumentAnalysis | undefined {
    return this.analyzeTexts([{ text }], options);
  }

  /** Analyzes the Python cells of a notebook, given in their order: names bound in one are seen in the others. */
  analyzeNotebook(cells: readonly Cell[], options: AnalysisOptions = {}): DocumentAnalysis | undefined {
    return this.analyzeTexts(cells, options);
  }

  private analyzeTexts(
    texts: readonly { readonly index?: number; readonly text: string }[],
    { previous, shouldStop }: AnalysisOptions,
  ): DocumentAnalysis | undefined {
    const earlier = previous instanceof Analysis ? previous : undefined;
    const spare = new SpareSegments(earlier?.sources.flatMap(({ segments }) => segments) ?? []);
    const sources = texts.map(({ text, index }) => {
      const before = earlier?.sources.find(({ cell }) => cell === index);
      return new Source(text, index, this.parser, shouldStop, spare, before);
    });
    const records = readModule(sources, earlier, shouldStop);
    spare.dispose();
    if (records === undefined) {
      disposeAll(sources);
      return undefined;
    }
    return new Analysis(sources, records);
  }
}

/** Text that names no activation is not even cut into statements' trees. */
function readModule(
  sources: readonly Source[],
  earlier: Analysis | undefined,
  shouldStop: (() => boolean) | undefined,
): ModuleRecords | undefined {
  if (!sources.some(({ text }) => mayNameActivation(text))) {
    return noRecords;
  }
  const preference = new FrameworkPreference(sources.map(({ text }) => text));
  const segments = sources.flatMap((source) => source.segments);
  const records = new ModuleReader(segments, preference, earlier?.records).read(shouldStop);
  return sources.some(({ wasStopped }) => wasStopped) ? undefined : records;
}

function disposeAll(sources: readonly Source[]): void {
  for (const { segments } of sources) {
    for (const segment of segments) {
      segment.dispose();
    }
  }
}

type RangeOf = (segment: Segment, extent: Extent) => Range;

class Analysis implements DocumentAnalysis {
  readonly uses: readonly Use[];
  readonly parts: readonly AnalyzedPart[];
  private isDisposed = false;
  private knownCode: ModuleCode | undefined;

  constructor(
    readonly sources: readonly Source[],
    readonly records: ModuleRecords,
  ) {
    this.parts = sources.map(({ text, cell, root }) => ({ text, root, ...(cell === undefined ? {} : { cell }) }));
    const lines = new Map(sources.map((source) => [source, new LineIndex(source.text)]));
    const rangeOf: RangeOf = ({ start, source }, extent) =>
      (lines.get(source) ?? new LineIndex(source.text)).range(start + extent.start, start + extent.end);
    this.uses = sources.flatMap(({ segments }) =>
      segments.flatMap((segment) =>
        (records.records.get(segment)?.uses ?? []).map((found) => new PlacedUse(this, segment, found, rangeOf)),
      ),
    );
  }

  get code(): ModuleCode {
    this.knownCode ??= new ModuleCode(this.sources);
    return this.knownCode;
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
      disposeAll(this.sources);
    }
  }

  /** The smallest node that spans a use, as long as the trees are there. */
  nodeOf({ extent }: FoundUse, segment: Segment, source: Source): SyntaxNode | undefined {
    return this.isDisposed || segment.source !== source ? undefined : segment.nodeAt(extent);
  }
}

/** A use at its place in the document. */
class PlacedUse implements Use {
  readonly activation: Use['activation'];
  readonly framework: Use['framework'];
  readonly form: Use['form'];
  readonly called: boolean;
  readonly certainty: Use['certainty'];
  readonly range: Range;
  readonly arguments: Use['arguments'];
  readonly path: string;
  readonly inPlace: boolean;
  declare readonly cell?: number;
  declare readonly given?: Arguments;
  declare readonly madeAt?: Range;
  readonly #found: FoundUse;
  readonly #segment: Segment;
  readonly #source: Source;
  readonly #analysis: Analysis;

  constructor(analysis: Analysis, segment: Segment, found: FoundUse, rangeOf: RangeOf) {
    this.activation = found.activation;
    this.framework = found.framework;
    this.form = found.form;
    this.called = found.called;
    this.certainty = found.certainty;
    this.range = rangeOf(segment, found.extent);
    this.arguments = found.arguments;
    this.path = found.path;
    this.inPlace = found.inPlace;
    const { source } = segment;
    if (source.cell !== undefined) {
      this.cell = source.cell;
    }
    if (found.given !== undefined) {
      this.given = found.given;
    }
    if (found.madeAt !== undefined) {
      this.madeAt = rangeOf(found.madeAt.segment, found.madeAt.extent);
    }
    this.#found = found;
    this.#segment = segment;
    this.#source = source;
    this.#analysis = analysis;
  }

  get role(): Role {
    const node = this.#analysis.nodeOf(this.#found, this.#segment, this.#source);
    return node === undefined ? 'unknown' : roleOf(node, this.activation);
  }
}

function holds({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}
