import type { PythonParser, PythonTree } from './parser';
import { Segment } from './segment';
import { splitStatements } from './statements';
import type { SyntaxNode } from './syntax';

/** Segments of an earlier state, by their text; each can be taken over once. */
export type SpareSegments = Map<string, Segment[]>;

/** One text of a document: a file, or a cell of a notebook. */
export class Source {
  readonly segments: readonly Segment[];
  /** All statements under one node. They are parsed as they are looked at. */
  readonly root: SyntaxNode;
  private stopped = false;

  /** @param spare what is known of statements that stay as they are. */
  constructor(
    readonly text: string,
    /** Absent in a file. */
    readonly cell: number | undefined,
    private readonly parser: PythonParser,
    private readonly shouldStop: (() => boolean) | undefined,
    spare: SpareSegments,
  ) {
    this.root = new ModuleNode(this);
    this.segments = splitStatements(text).map(({ start, end }) => {
      const statement = text.slice(start, end);
      const kept = spare.get(statement)?.shift();
      kept?.moveTo(this, start);
      return kept ?? new Segment(this, start, statement);
    });
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

  private segmentAt(offset: number): Segment | undefined {
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

/** The segments that a later state may take over. */
export function collectSpare(segments: readonly Segment[]): SpareSegments {
  const spare: SpareSegments = new Map();
  for (const segment of segments) {
    const same = spare.get(segment.text);
    if (same === undefined) {
      spare.set(segment.text, [segment]);
    } else {
      same.push(segment);
    }
  }
  return spare;
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
