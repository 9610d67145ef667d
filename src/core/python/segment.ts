import type { Binding, Extent } from './binding';
import { readBinding } from './binding';
import { readExports } from './exports';
import type { PythonTree } from './parser';
import type { SyntaxNode } from './syntax';

/** One parsed text: a file, or a cell of a notebook. */
export interface Source {
  readonly text: string;
  readonly tree: PythonTree;
  /** Absent in a file. */
  readonly cell?: number;
}

let lastId = 0;

/**
 * A statement at the top level of a source. What is known of one stays true, whatever happens around it, as long as
 * its text stays: offsets are counted from its start, and nodes are fetched anew from the tree of the day.
 */
export class Segment {
  /** Tells segments apart that have the same text. */
  readonly id = ++lastId;
  /** What it binds in the module. */
  readonly exports: readonly Binding[];
  private readonly localsByName = new Map<string, readonly Binding[]>();

  constructor(
    private currentSource: Source,
    private currentStart: number,
    readonly text: string,
    /** The node type of the statement. */
    readonly type: string,
    /** The parser found no mistake in it. */
    readonly isSound: boolean,
  ) {
    this.exports = readExports(this);
  }

  get source(): Source {
    return this.currentSource;
  }

  /** Offset in the source. */
  get start(): number {
    return this.currentStart;
  }

  get end(): number {
    return this.currentStart + this.text.length;
  }

  /** Takes the segment over into a later state of the document. */
  moveTo(source: Source, start: number): void {
    this.currentSource = source;
    this.currentStart = start;
  }

  extent(node: SyntaxNode): Extent {
    return { start: node.startIndex - this.currentStart, end: node.endIndex - this.currentStart };
  }

  /** Counts an offset of the source from the segment's start. */
  offset(index: number): number {
    return index - this.currentStart;
  }

  nodeAt({ start, end }: Extent): SyntaxNode | undefined {
    return this.currentSource.tree.nodeAt(this.currentStart + start, this.currentStart + end) ?? undefined;
  }

  /** Whether the node is one of this segment's. */
  holds(node: SyntaxNode): boolean {
    const extent = this.extent(node);
    return extent.start >= 0 && extent.end <= this.text.length && this.nodeAt(extent)?.id === node.id;
  }

  /** Functions and classes: what stands in them runs after the whole module has. */
  get isDefinition(): boolean {
    return definitionTypes.has(this.type);
  }

  /** The identifier at the extent; nothing where that is part of a string or a comment. */
  identifierAt(extent: Extent): SyntaxNode | undefined {
    const node = this.nodeAt(extent);
    return node?.type === 'identifier' ? node : undefined;
  }

  /** Where functions, classes, lambdas and comprehensions of this segment bind the name. */
  localBindings(name: string): readonly Binding[] {
    let bindings = this.localsByName.get(name);
    if (bindings === undefined) {
      bindings = this.readLocals(name);
      this.localsByName.set(name, bindings);
    }
    return bindings;
  }

  private readLocals(name: string): readonly Binding[] {
    if (!mayHoldScope.test(this.text)) {
      return [];
    }
    const bindings: Binding[] = [];
    for (const match of this.text.matchAll(bindingPattern(name))) {
      const node = this.identifierAt({ start: match.index, end: match.index + name.length });
      const binding = node && readBinding(node, this);
      if (binding?.scope !== undefined) {
        bindings.push(binding);
      }
    }
    return bindings.length === 0 ? bindings : withoutGlobals(bindings);
  }
}

const definitionTypes = new Set(['function_definition', 'class_definition', 'decorated_definition']);
const mayHoldScope = /\b(?:def|class|lambda|for)\b/;
const patterns = new Map<string, RegExp>();

/**
 * Where a name may be bound: not behind a dot, and not before a dot, bracket or operator, unless a definition or an
 * import stands before it. Finds a few places too many, which the tree then tells apart.
 */
function bindingPattern(name: string): RegExp {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    const bound = String.raw`(?!\s*(?:[.(\[\-+/%<>|&^@]|\*|[=!]=))`;
    const defined = String.raw`(?<=\b(?:def|class)[ \t]+${name}|\bimport\b[^\n;]*)`;
    const augmented = String.raw`(?=\s*(?:[-+/%|&^@]|\*\*?|//|<<|>>)=)`;
    pattern = new RegExp(String.raw`(?<![\w.])${name}(?!\w)(?:${bound}|${defined}|${augmented})`, 'g');
    patterns.set(name, pattern);
  }
  return pattern;
}

/** `global x` makes the bindings of `x` in that function the module's; `nonlocal x` those of a function around. */
function withoutGlobals(bindings: readonly Binding[]): readonly Binding[] {
  const redirected = new Set(
    bindings.filter(({ kind }) => kind === 'global' || kind === 'nonlocal').map(({ scope }) => scope),
  );
  if (redirected.size === 0) {
    return bindings;
  }
  const outer = bindings.find(({ scope }) => !redirected.has(scope));
  const isNonlocal = bindings.some(({ kind }) => kind === 'nonlocal');
  const kept = bindings.filter(({ scope }) => !redirected.has(scope));
  return isNonlocal && outer?.scope !== undefined ? [...kept, { ...outer, kind: 'other', conditional: true }] : kept;
}
