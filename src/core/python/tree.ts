import type { Node } from 'web-tree-sitter';
import { errorKind, type NodeKind, type NodeKinds } from './parser';
import type { SyntaxNode } from './syntax';

/** What the nodes of one tree share. The tree may move to another place of the document, or to its next state. */
export interface TreeContext {
  readonly text: string;
  readonly kinds: NodeKinds;
  /** Offset of the tree's text in the source. */
  readonly start: number;
  /** The node that holds the topmost nodes. */
  readonly module: SyntaxNode;
}

/**
 * A node that remembers what it was asked. Each question to a node of `web-tree-sitter` is a call into WebAssembly, and
 * asking for a parent searches from the root; here children are fetched once and know their parent, so that the readers
 * of the core may ask the same as often as they like.
 */
export class TreeNode implements SyntaxNode {
  readonly id: number;
  /** Counted from the start of the tree’s text. */
  readonly start: number;
  private knownEnd: number | undefined;
  private knownKind: NodeKind | undefined;
  private knownChildren: readonly TreeNode[] | undefined;
  /** Children that somebody has come upon, in any order. */
  private readonly visited: TreeNode[] = [];
  private knownNamed: readonly TreeNode[] | undefined;
  private knownFields: Map<string, TreeNode | null> | undefined;

  constructor(
    private readonly raw: Node,
    private readonly holder: TreeNode | null,
    private readonly context: TreeContext,
  ) {
    this.id = raw.id;
    this.start = raw.startIndex;
  }

  /** The root of a text in which the parser found no statement, or more than there is place for. */
  static damaged(raw: Node, context: TreeContext): TreeNode {
    const node = new TreeNode(raw, null, context);
    node.knownKind = errorKind;
    return node;
  }

  get type(): string {
    return this.kind.type;
  }

  get startIndex(): number {
    return this.context.start + this.start;
  }

  get endIndex(): number {
    return this.context.start + this.end;
  }

  get text(): string {
    return this.context.text.slice(this.start, this.end);
  }

  /** Statements at the top are those of the source: the module of one segment alone says nothing. */
  get parent(): SyntaxNode | null {
    const { holder } = this;
    return holder === null || (holder.holder === null && holder.type === 'module') ? this.context.module : holder;
  }

  get namedChildren(): readonly TreeNode[] {
    this.knownNamed ??= this.children.filter(({ kind }) => kind.isNamed);
    return this.knownNamed;
  }

  childForFieldName(name: string): TreeNode | null {
    const { layout } = this.kind;
    if (layout?.length === this.children.length) {
      return this.children[layout.indexOf(name)] ?? null;
    }
    this.knownFields ??= new Map();
    let child = this.knownFields.get(name);
    if (child === undefined) {
      child = this.findField(name);
      this.knownFields.set(name, child);
    }
    return child;
  }

  private findField(name: string): TreeNode | null {
    const raw = this.kind.mayHaveChildren ? this.raw.childForFieldName(name) : null;
    return raw === null ? null : this.adopt(raw);
  }

  /**
   * The smallest node of the tree that spans the offsets, counted from the start of the tree's text. Looks around this
   * node first: what is asked for one after the other stands close together.
   */
  spanning(start: number, end: number): TreeNode {
    return TreeNode.descend(TreeNode.climb(this, start, end), start, end);
  }

  private static climb(from: TreeNode, start: number, end: number): TreeNode {
    let node = from;
    while (node.holder !== null && (node.start > start || node.end < end)) {
      node = node.holder;
    }
    return node;
  }

  private static descend(from: TreeNode, start: number, end: number): TreeNode {
    let node = from;
    for (let child = node.childSpanning(start, end); child !== undefined; child = node.childSpanning(start, end)) {
      node = child;
    }
    return node;
  }

  private get kind(): NodeKind {
    this.knownKind ??= this.context.kinds.of(this.raw.typeId);
    return this.knownKind;
  }

  /** Counted as `start` is. */
  get end(): number {
    this.knownEnd ??= this.raw.endIndex;
    return this.knownEnd;
  }

  /** Tokens included. */
  private get children(): readonly TreeNode[] {
    if (this.knownChildren === undefined) {
      const { visited } = this;
      const children = this.kind.mayHaveChildren ? this.raw.children : [];
      this.knownChildren = children.map(
        (child) => visited.find(({ id }) => id === child.id) ?? new TreeNode(child, this, this.context),
      );
    }
    return this.knownChildren;
  }

  /** The one node that stands for a child. */
  private adopt(raw: Node): TreeNode {
    const known = (this.knownChildren ?? this.visited).find(({ id }) => id === raw.id);
    if (known !== undefined) {
      return known;
    }
    const child = new TreeNode(raw, this, this.context);
    this.visited.push(child);
    return child;
  }

  private childSpanning(start: number, end: number): TreeNode | undefined {
    const isKnown = this.knownChildren !== undefined || this.visited.length > fewChildren;
    const child = isKnown ? lastAtOrBefore(this.children, start) : this.visit(start);
    return child !== undefined && child.start <= start && child.end >= end ? child : undefined;
  }

  /** Fetching the one child costs a fraction of fetching a long list of statements. */
  private visit(start: number): TreeNode | undefined {
    for (const child of this.visited) {
      if (child.start <= start && child.end > start) {
        return child;
      }
    }
    const raw = this.kind.mayHaveChildren ? this.raw.firstChildForIndex(start) : null;
    return raw === null ? undefined : this.adopt(raw);
  }
}

/** Up to so many children are fetched one by one. */
const fewChildren = 8;

function lastAtOrBefore(children: readonly TreeNode[], start: number): TreeNode | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.start ?? 0) <= start) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return children[low];
}
