import { isDocumentation } from './documentation';
import type { OutlinedDefinition, OutlinedRest, OutlinedStatement } from './outline';
import type { NodeKinds, PythonTree } from './parser';
import type { Parse, SegmentTree, TreeOwner } from './segmentTree';
import type { Extent } from './statements';
import type { SyntaxNode } from './syntax';
import { TreeNode, type TreeContext } from './tree';

/**
 * A segment whose statements are parsed one by one, as they are looked at: of a class of a hundred lines, those two
 * that name an activation. What stands around them, the blocks and definitions, is known from the outline; headers are
 * parsed when somebody asks for their parts. Comments between statements have no nodes.
 */
export class OutlineTree implements SegmentTree {
  private readonly pieces: Pieces;
  private readonly top: DefinitionNode | DecoratedNode;

  constructor(owner: TreeOwner, outlined: OutlinedDefinition, parse: Parse) {
    this.pieces = new Pieces(owner, parse);
    this.top = nodeOfDefinition(outlined, undefined, this.pieces);
  }

  get statements(): readonly SyntaxNode[] {
    return [this.top];
  }

  nodeAt(start: number, end: number): SyntaxNode {
    return this.top.spanning(start, end);
  }

  isDocumentation(offset: number): boolean {
    return this.top.isDocumentation(offset);
  }

  delete(): void {
    this.pieces.delete();
  }
}

/** The parsed parts of a segment. */
class Pieces {
  private readonly trees: PythonTree[] = [];

  constructor(
    readonly owner: TreeOwner,
    private readonly parseText: Parse,
  ) {}

  parse(text: string): PythonTree | undefined {
    const tree = this.parseText(text);
    if (tree !== undefined) {
      this.trees.push(tree);
    }
    return tree;
  }

  delete(): void {
    for (const tree of this.trees) {
      tree.delete();
    }
  }
}

class PieceContext implements TreeContext {
  /**
   * @param offset of the text, counted from the segment's start
   * @param module the node around the topmost nodes of the piece
   */
  constructor(
    private readonly owner: TreeOwner,
    private readonly offset: number,
    readonly text: string,
    readonly kinds: NodeKinds,
    readonly module: SyntaxNode,
  ) {}

  get start(): number {
    return this.owner.start + this.offset;
  }
}

let lastId = 0;

/** A node that is known from the outline. */
abstract class OutlineNode implements SyntaxNode {
  /** Those of parsed nodes are above zero. */
  readonly id = --lastId;
  abstract readonly type: string;
  abstract readonly namedChildren: readonly SyntaxNode[];

  constructor(
    readonly extent: Extent,
    private readonly holder: SyntaxNode | undefined,
    protected readonly pieces: Pieces,
  ) {}

  get parent(): SyntaxNode {
    return this.holder ?? this.pieces.owner.module;
  }

  get startIndex(): number {
    return this.pieces.owner.start + this.extent.start;
  }

  get endIndex(): number {
    return this.pieces.owner.start + this.extent.end;
  }

  get text(): string {
    return this.pieces.owner.text.slice(this.extent.start, this.extent.end);
  }

  abstract childForFieldName(name: string): SyntaxNode | null;

  /** The smallest node that spans the offsets, which are counted from the segment's start. */
  abstract spanning(start: number, end: number): SyntaxNode;

  /** Whether the offset, counted likewise, is in a string that is a statement of its own. */
  abstract isDocumentation(offset: number): boolean;
}

/** The parts of a header: names, parameters, decorators. */
interface Header {
  readonly children: readonly TreeNode[];
  readonly fields: ReadonlyMap<string, TreeNode>;
}

const noHeader: Header = { children: [], fields: new Map() };

const headerFields = ['name', 'superclasses', 'type_parameters', 'parameters', 'return_type'];

/** `class A(nn.Module):` with its body. */
class DefinitionNode extends OutlineNode {
  readonly type: OutlinedDefinition['kind'];
  private readonly body: BlockNode;
  private knownHeader: Header | undefined;

  constructor(outlined: OutlinedDefinition, holder: SyntaxNode | undefined, pieces: Pieces) {
    super({ start: outlined.keyword, end: outlined.end }, holder, pieces);
    this.type = outlined.kind;
    this.headerEnd = outlined.headerEnd;
    this.body = new BlockNode(outlined.body, this, pieces);
  }

  private readonly headerEnd: number;

  get namedChildren(): readonly SyntaxNode[] {
    return [...this.header.children, this.body];
  }

  childForFieldName(name: string): SyntaxNode | null {
    return name === 'body' ? this.body : (this.header.fields.get(name) ?? null);
  }

  spanning(start: number, end: number): SyntaxNode {
    if (start >= this.body.extent.start) {
      return end <= this.body.extent.end ? this.body.spanning(start, end) : this;
    }
    return end <= this.headerEnd ? (spanningIn(this.header.children, this.extent.start, start, end) ?? this) : this;
  }

  isDocumentation(offset: number): boolean {
    return this.body.isDocumentation(offset);
  }

  private get header(): Header {
    this.knownHeader ??= this.readHeader();
    return this.knownHeader;
  }

  private readHeader(): Header {
    const text = withBody(this.pieces.owner.text.slice(this.extent.start, this.headerEnd));
    const tree = this.pieces.parse(text);
    if (tree === undefined) {
      return noHeader;
    }
    const context = new PieceContext(this.pieces.owner, this.extent.start, text, tree.kinds, this);
    const raw = tree.root.namedChildren[0];
    if (raw?.type !== this.type || tree.root.hasError) {
      return { children: [TreeNode.damaged(tree.root, context)], fields: new Map() };
    }
    const body = raw.childForFieldName('body')?.id;
    const children = raw.namedChildren
      .filter(({ id }) => id !== body)
      .map((child) => new TreeNode(child, null, context));
    const fields = new Map<string, TreeNode>();
    for (const field of headerFields) {
      const child = children.find(({ id }) => id === raw.childForFieldName(field)?.id);
      if (child !== undefined) {
        fields.set(field, child);
      }
    }
    return { children, fields };
  }
}

/** A definition with the decorators before it. */
class DecoratedNode extends OutlineNode {
  readonly type = 'decorated_definition';
  private readonly definition: DefinitionNode;
  private knownDecorators: readonly TreeNode[] | undefined;

  constructor(outlined: OutlinedDefinition, holder: SyntaxNode | undefined, pieces: Pieces) {
    super(outlined, holder, pieces);
    this.definition = new DefinitionNode(outlined, this, pieces);
  }

  get namedChildren(): readonly SyntaxNode[] {
    return [...this.decorators, this.definition];
  }

  childForFieldName(name: string): SyntaxNode | null {
    return name === 'definition' ? this.definition : null;
  }

  spanning(start: number, end: number): SyntaxNode {
    if (start >= this.definition.extent.start) {
      return this.definition.spanning(start, end);
    }
    return spanningIn(this.decorators, this.extent.start, start, end) ?? this;
  }

  isDocumentation(offset: number): boolean {
    return this.definition.isDocumentation(offset);
  }

  private get decorators(): readonly TreeNode[] {
    this.knownDecorators ??= this.readDecorators();
    return this.knownDecorators;
  }

  private readDecorators(): readonly TreeNode[] {
    const { start } = this.extent;
    const text = withBody(`${this.pieces.owner.text.slice(start, this.definition.extent.start)}def d():`);
    const tree = this.pieces.parse(text);
    if (tree === undefined) {
      return [];
    }
    const context = new PieceContext(this.pieces.owner, start, text, tree.kinds, this);
    const raw = tree.root.namedChildren[0];
    return raw?.type !== this.type || tree.root.hasError
      ? [TreeNode.damaged(tree.root, context)]
      : raw.namedChildren.slice(0, -1).map((child) => new TreeNode(child, null, context));
  }
}

/** The statements of a body. */
class BlockNode extends OutlineNode {
  readonly type = 'block';
  private readonly members: (OutlineNode | StatementPiece)[];

  constructor(statements: readonly OutlinedStatement[], holder: SyntaxNode, pieces: Pieces) {
    super({ start: statements[0]?.start ?? 0, end: statements.at(-1)?.end ?? 0 }, holder, pieces);
    this.members = statements.map((statement) =>
      statement.kind === 'statement'
        ? new StatementPiece(statement, this, pieces)
        : nodeOfDefinition(statement, this, pieces),
    );
  }

  get namedChildren(): readonly SyntaxNode[] {
    return this.members.flatMap((member) => (member instanceof OutlineNode ? member : (member.node ?? [])));
  }

  childForFieldName(): null {
    return null;
  }

  spanning(start: number, end: number): SyntaxNode {
    const member = this.memberAt(start);
    return member !== undefined && member.extent.end >= end ? member.spanning(start, end) : this;
  }

  isDocumentation(offset: number): boolean {
    const member = this.memberAt(offset);
    return member !== undefined && offset < member.extent.end && member.isDocumentation(offset);
  }

  /** The last that starts at or before the offset. */
  private memberAt(start: number): OutlineNode | StatementPiece | undefined {
    let low = 0;
    let high = this.members.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.members[middle]?.extent.start ?? 0) <= start) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return this.members[low];
  }
}

/** A statement of a body that is parsed when it is looked at. */
class StatementPiece {
  private known: TreeNode | undefined;
  private lastNode: TreeNode | undefined;
  private isParsed = false;
  private isString: boolean | undefined;

  constructor(
    readonly extent: OutlinedRest,
    private readonly block: BlockNode,
    private readonly pieces: Pieces,
  ) {}

  /** Absent where the parse was given up. */
  get node(): TreeNode | undefined {
    if (!this.isParsed) {
      this.isParsed = true;
      this.known = this.parse();
    }
    return this.known;
  }

  spanning(start: number, end: number): SyntaxNode {
    const from = this.lastNode ?? this.node;
    this.lastNode = from?.spanning(start - this.extent.start, end - this.extent.start);
    return this.lastNode ?? this.block;
  }

  isDocumentation(offset: number): boolean {
    this.isString ??= isDocumentation(this.pieces.owner.text, this.extent);
    return this.isString && offset >= this.extent.start;
  }

  private parse(): TreeNode | undefined {
    const text = this.pieces.owner.text.slice(this.extent.start, this.extent.end);
    const tree = this.pieces.parse(text);
    if (tree === undefined) {
      return undefined;
    }
    const context = new PieceContext(this.pieces.owner, this.extent.start, text, tree.kinds, this.block);
    const [statement, ...others] = tree.root.namedChildren;
    return statement !== undefined && others.length === 0 && tree.root.type === 'module'
      ? new TreeNode(statement, null, context)
      : TreeNode.damaged(tree.root, context);
  }
}

function nodeOfDefinition(
  outlined: OutlinedDefinition,
  holder: SyntaxNode | undefined,
  pieces: Pieces,
): DefinitionNode | DecoratedNode {
  return outlined.start < outlined.keyword
    ? new DecoratedNode(outlined, holder, pieces)
    : new DefinitionNode(outlined, holder, pieces);
}

/** Makes a definition of a header. */
function withBody(header: string): string {
  return `${header}0`;
}

/** Nodes of one piece that starts at the offset `origin`. */
function spanningIn(nodes: readonly TreeNode[], origin: number, start: number, end: number): TreeNode | undefined {
  return nodes
    .find((node) => node.start <= start - origin && node.end >= end - origin)
    ?.spanning(start - origin, end - origin);
}
