import type { Binding } from './binding';
import { readBinding } from './binding';
import { bindingCandidates } from './bindingCandidates';
import { isDocumentation } from './documentation';
import { readExports } from './exports';
import { readOutline } from './outline';
import { OutlineTree } from './outlineTree';
import { WholeTree, type Parse, type SegmentTree, type TreeOwner } from './segmentTree';
import type { Source } from './source';
import type { Extent } from './statements';
import type { SyntaxNode } from './syntax';

export type { Extent } from './statements';

let lastId = 0;

/**
 * A statement at the top level of a source, parsed when somebody asks for its nodes. What is known of one stays true,
 * whatever happens around it, as long as its text stays: offsets (`Extent`s) are counted from its start.
 */
export class Segment implements TreeOwner {
  /** Tells segments apart that have the same text. */
  readonly id = ++lastId;
  /** Functions and classes: what stands in them runs after the whole module has. */
  readonly isDefinition: boolean;
  private readonly localsByName = new Map<string, readonly Binding[]>();
  private knownExports: readonly Binding[] | undefined;
  private tree: SegmentTree | undefined;
  private isDisposed = false;
  private isString: boolean | undefined;

  constructor(
    private currentSource: Source,
    private currentStart: number,
    readonly text: string,
  ) {
    this.isDefinition = definitionPattern.test(text);
  }

  get source(): Source {
    return this.currentSource;
  }

  /** Offset in the source. */
  get start(): number {
    return this.currentStart;
  }

  get module(): SyntaxNode {
    return this.currentSource.root;
  }

  get end(): number {
    return this.currentStart + this.text.length;
  }

  /** What it binds in the module. */
  get exports(): readonly Binding[] {
    this.knownExports ??= readExports(this);
    return this.knownExports;
  }

  /** The statements in it: one, unless semicolons join several. Empty where the parse was given up. */
  get statements(): readonly SyntaxNode[] {
    return this.parsed()?.statements ?? [];
  }

  /** Takes the segment over into a later state of the document. */
  moveTo(source: Source, start: number): void {
    this.currentSource = source;
    this.currentStart = start;
  }

  /** Frees the tree. Nodes of it must not be used any more. */
  dispose(): void {
    this.tree?.delete();
    this.tree = undefined;
    this.isDisposed = true;
  }

  extent(node: SyntaxNode): Extent {
    return { start: node.startIndex - this.currentStart, end: node.endIndex - this.currentStart };
  }

  /** Counts an offset of the source from the segment's start. */
  offset(index: number): number {
    return index - this.currentStart;
  }

  /** The smallest node that spans the extent. */
  nodeAt({ start, end }: Extent): SyntaxNode | undefined {
    return this.parsed()?.nodeAt(start, end);
  }

  /** Whether the node is one of this segment's. */
  holds(node: SyntaxNode): boolean {
    const extent = this.extent(node);
    return extent.start >= 0 && extent.end <= this.text.length && this.nodeAt(extent)?.id === node.id;
  }

  /** The identifier at the extent; nothing where that is part of a string or a comment. */
  identifierAt(extent: Extent): SyntaxNode | undefined {
    const node = this.isDocumentation(extent.start) ? undefined : this.nodeAt(extent);
    return node?.type === 'identifier' && node.startIndex === this.currentStart + extent.start ? node : undefined;
  }

  /** Whether the offset is in a string that is a statement of its own. */
  isDocumentation(offset: number): boolean {
    if (this.isDefinition) {
      return this.parsed()?.isDocumentation(offset) === true;
    }
    this.isString ??= isDocumentation(this.text, { start: 0, end: this.text.length });
    return this.isString;
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

  private parsed(): SegmentTree | undefined {
    if (this.tree === undefined && !this.isDisposed) {
      this.tree = this.grow();
    }
    return this.tree;
  }

  private grow(): SegmentTree | undefined {
    const parse: Parse = (text) => this.currentSource.parse(text);
    const outlined = this.isDefinition && this.text.length > fewCharacters ? readOutline(this.text) : undefined;
    if (outlined !== undefined) {
      return new OutlineTree(this, outlined, parse);
    }
    const tree = parse(this.text);
    return tree && new WholeTree(this, tree);
  }

  private readLocals(name: string): readonly Binding[] {
    if (!mayHoldScope.test(this.text)) {
      return [];
    }
    const bindings: Binding[] = [];
    for (const start of bindingCandidates(this.text, name)) {
      const node = this.identifierAt({ start, end: start + name.length });
      const binding = node && readBinding(node, this);
      if (binding?.scope !== undefined) {
        bindings.push(binding);
      }
    }
    return bindings.length === 0 ? bindings : withoutGlobals(bindings);
  }
}

/** Up to so many, parsing everything costs less than looking for what matters. */
const fewCharacters = 200;

const definitionPattern = /^(?:@|(?:async[ \t]+)?def\b|class\b)/;
const mayHoldScope = /\b(?:def|class|lambda|for)\b/;
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
