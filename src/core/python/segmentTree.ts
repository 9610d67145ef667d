import type { NodeKinds, PythonTree } from './parser';
import type { SyntaxNode } from './syntax';
import { TreeNode, type TreeContext } from './tree';

/** What a tree has to know of the segment that it belongs to. */
export interface TreeOwner {
  readonly text: string;
  /** Offset in the source; it changes when the segment moves. */
  readonly start: number;
  /** The node over all statements of the source that the segment is in. */
  readonly module: SyntaxNode;
}

/** Gives `undefined` when the parse was given up. */
export type Parse = (text: string) => PythonTree | undefined;

/** The nodes of a segment. Offsets are counted from the segment's start. */
export interface SegmentTree {
  /** The statements at the top. */
  readonly statements: readonly SyntaxNode[];
  /** The smallest node that spans the offsets. */
  nodeAt(start: number, end: number): SyntaxNode | undefined;
  /** Whether the offset is known to be in a documentation string, without a parse of that. */
  isDocumentation(offset: number): boolean;
  /** Frees the memory. Nodes of it must not be used any more. */
  delete(): void;
}

/** A segment that is parsed in one go. */
export class WholeTree implements SegmentTree {
  private readonly root: TreeNode;
  private lastNode: TreeNode;

  constructor(
    owner: TreeOwner,
    private readonly tree: PythonTree,
  ) {
    this.root = new TreeNode(tree.root, null, new WholeContext(owner, tree.kinds));
    this.lastNode = this.root;
  }

  get statements(): readonly TreeNode[] {
    // Where the parser makes nothing of a text, the pieces of it are no statements.
    return this.root.type === 'module' ? this.root.namedChildren : [this.root];
  }

  nodeAt(start: number, end: number): TreeNode {
    this.lastNode = this.lastNode.spanning(start, end);
    return this.lastNode;
  }

  isDocumentation(): boolean {
    return false;
  }

  delete(): void {
    this.tree.delete();
  }
}

class WholeContext implements TreeContext {
  constructor(
    private readonly owner: TreeOwner,
    readonly kinds: NodeKinds,
  ) {}

  get text(): string {
    return this.owner.text;
  }

  get start(): number {
    return this.owner.start;
  }

  get module(): SyntaxNode {
    return this.owner.module;
  }
}
