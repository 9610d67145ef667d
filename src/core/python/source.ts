import type { PythonParser, PythonTree } from './parser';
import { Segment } from './segment';
import { findChange } from './change';
import { splitStatements, type Extent } from './statements';
import type { SyntaxNode } from './syntax';

/** One text of a document: a file, or a cell of a notebook. */
export class Source {
  readonly segments: readonly Segment[];
  /** All statements under one node. They are parsed as they are looked at. */
  readonly root: SyntaxNode;
  private stopped = false;

  /**
   * @param spare segments of an earlier state; those whose statements stay as they are are taken over.
   * @param previous the same source in that state.
   */
  constructor(
    readonly text: string,
    /** Absent in a file. */
    readonly cell: number | undefined,
    private readonly parser: PythonParser,
    private readonly shouldStop: (() => boolean) | undefined,
    spare: SpareSegments,
    previous?: Source,
  ) {
    this.root = new ModuleNode(this);
    this.segments = previous === undefined ? this.split(spare) : this.splitAgain(previous, spare);
  }

  /** Whether a parse was given up: what was read since may miss something. */
  get wasStopped(): boolean {
    return this.stopped;
  }

  parse(statement: string): PythonTree | undefined {
    const tree = this.stopped ? undefined : this.parser.parse(statement, this.shouldStop);
    this.stopped ||= tree === undefined;
    return tree;
  }

  /** The smallest node that spans the offsets; `null` between statements. */
  nodeAt(start: number, end: number): SyntaxNode | null {
    const segment = this.segmentAt(start);
    return segment === undefined || end > segment.end
      ? null
      : (segment.nodeAt({ start: segment.offset(start), end: segment.offset(end) }) ?? null);
  }

  private split(spare: SpareSegments): readonly Segment[] {
    return splitStatements(this.text).statements.map((extent) => this.segmentOf(extent, spare));
  }

  private segmentOf({ start, end }: Extent, spare: SpareSegments): Segment {
    const statement = this.text.slice(start, end);
    const kept = spare.find(statement);
    kept?.moveTo(this, start);
    return kept ?? new Segment(this, start, statement);
  }

  /** Cuts anew only around what has changed. */
  private splitAgain(previous: Source, spare: SpareSegments): readonly Segment[] {
    const { start, oldEnd, newEnd } = findChange(previous.text, this.text);
    const old = previous.segments;
    const shift = this.text.length - previous.text.length;
    // The words that start a line decide whether it starts a statement: that line has to be the same.
    const isUntouched = (segment: Segment): boolean => previous.lineEnd(segment.start) < start;
    const firstChanged = Math.max(0, old.findIndex((segment) => !isUntouched(segment)) - 1);
    const head = old.some((segment) => !isUntouched(segment)) ? old.slice(0, firstChanged) : old.slice(0, -1);
    const from = old[head.length]?.start;
    const starts = new Map(old.map((segment, index) => [segment.start + shift, index]));
    const { statements, knownFrom } = splitStatements(this.text, {
      ...(from === undefined || head.length === 0 ? {} : { from }),
      isKnown: (index) => index >= newEnd && index - shift >= oldEnd && starts.has(index),
    });
    const tail = knownFrom === undefined ? [] : old.slice(starts.get(knownFrom));
    for (const segment of head) {
      spare.claim(segment);
      segment.moveTo(this, segment.start);
    }
    for (const segment of tail) {
      spare.claim(segment);
      segment.moveTo(this, segment.start + shift);
    }
    return [...head, ...statements.map((extent) => this.segmentOf(extent, spare)), ...tail];
  }

  private lineEnd(index: number): number {
    const end = this.text.indexOf('\n', index);
    return end < 0 ? this.text.length : end;
  }

  /** The statement at the top level that begins at or before the offset. */
  segmentAt(offset: number): Segment | undefined {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.segments[middle]?.start ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const segment = this.segments[low];
    return segment !== undefined && segment.start <= offset ? segment : undefined;
  }
}

/** The segments of an earlier state that nobody has taken over yet. */
export class SpareSegments {
  private readonly unclaimed: Set<Segment>;
  private byText: Map<string, Segment[]> | undefined;

  constructor(segments: readonly Segment[]) {
    this.unclaimed = new Set(segments);
  }

  claim(segment: Segment): void {
    this.unclaimed.delete(segment);
  }

  /** Takes over a segment with the text, if there is one. */
  find(text: string): Segment | undefined {
    if (this.unclaimed.size === 0) {
      return undefined;
    }
    this.byText ??= this.groupByText();
    const found = this.byText.get(text)?.find((segment) => this.unclaimed.has(segment));
    if (found !== undefined) {
      this.claim(found);
    }
    return found;
  }

  /** Frees those that are left. */
  dispose(): void {
    for (const segment of this.unclaimed) {
      segment.dispose();
    }
    this.unclaimed.clear();
  }

  private groupByText(): Map<string, Segment[]> {
    const groups = new Map<string, Segment[]>();
    for (const segment of this.unclaimed) {
      const group = groups.get(segment.text);
      if (group === undefined) {
        groups.set(segment.text, [segment]);
      } else {
        group.push(segment);
      }
    }
    return groups;
  }
}

/** The node over all statements of a source. */
class ModuleNode implements SyntaxNode {
  readonly id = 0;
  readonly type = 'module';
  readonly parent = null;
  readonly startIndex = 0;

  constructor(private readonly source: Source) {}

  get endIndex(): number {
    return this.source.text.length;
  }

  get text(): string {
    return this.source.text;
  }

  get namedChildren(): readonly SyntaxNode[] {
    return this.source.segments.flatMap(({ statements }) => statements);
  }

  childForFieldName(): SyntaxNode | null {
    return null;
  }
}
