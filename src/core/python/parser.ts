import { Language, Parser, type Node, type Tree } from 'web-tree-sitter';

/** The two WebAssembly files that the parser runs on; the host reads them, because the core reads no files. */
export interface ParserBinaries {
  /** `web-tree-sitter.wasm`. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`. */
  readonly grammar: Uint8Array;
}

/** Parses Python. Trees live in WebAssembly memory: whoever parses deletes. */
export interface PythonParser {
  /**
   * Parses any text, however broken.
   *
   * @param shouldStop asked now and then; `true` gives up, and nothing is returned.
   */
  parse(text: string, shouldStop?: () => boolean): PythonTree | undefined;
  delete(): void;
}

/** A tree as the library gives it; `TreeNode` makes it readable. */
export interface PythonTree {
  readonly root: Node;
  readonly kinds: NodeKinds;
  delete(): void;
}

/**
 * Loads the Python grammar.
 *
 * @throws Error when the binaries are no WebAssembly or do not fit the library.
 */
export async function loadPythonParser(binaries: ParserBinaries): Promise<PythonParser> {
  await Parser.init({ wasmBinary: binaries.runtime, locateFile: (name: string) => name });
  const language = await Language.load(binaries.grammar);
  return new TreeSitterParser(new Parser().setLanguage(language), new NodeKinds(language));
}

class TreeSitterParser implements PythonParser {
  constructor(
    private readonly parser: Parser,
    private readonly kinds: NodeKinds,
  ) {}

  parse(text: string, shouldStop?: () => boolean): PythonTree | undefined {
    const tree = this.parser.parse(text, null, shouldStop && { progressCallback: shouldStop });
    if (tree === null) {
      // Otherwise the next parse, of another text perhaps, would go on where this one stopped.
      this.parser.reset();
      return undefined;
    }
    return new TreeSitterTree(tree, this.kinds);
  }

  delete(): void {
    this.parser.delete();
  }
}

class TreeSitterTree implements PythonTree {
  readonly root: Node;

  constructor(
    private readonly tree: Tree,
    readonly kinds: NodeKinds,
  ) {
    this.root = tree.rootNode;
  }

  delete(): void {
    this.tree.delete();
  }
}

/** What the grammar says of a type of node. */
export interface NodeKind {
  readonly type: string;
  readonly isNamed: boolean;
  readonly mayHaveChildren: boolean;
  /** The fields of the most frequent nodes by position, where nothing stands between them. */
  readonly layout?: readonly string[];
}

const layouts: Readonly<Partial<Record<string, readonly string[]>>> = {
  attribute: ['object', '', 'attribute'],
  call: ['function', 'arguments'],
  keyword_argument: ['name', '', 'value'],
  pair: ['key', '', 'value'],
};

const leaves = new Set(['identifier', 'integer', 'comment', 'true', 'false', 'none', 'string_start', 'string_end']);
export const errorKind: NodeKind = { type: 'ERROR', isNamed: true, mayHaveChildren: true };

/** The node types of the grammar, each asked for once. */
export class NodeKinds {
  private readonly kinds = new Map<number, NodeKind>();

  constructor(private readonly language: Language) {}

  of(typeId: number): NodeKind {
    let kind = this.kinds.get(typeId);
    if (kind === undefined) {
      kind = this.describe(typeId);
      this.kinds.set(typeId, kind);
    }
    return kind;
  }

  private describe(typeId: number): NodeKind {
    const type = typeId < this.language.nodeTypeCount ? this.language.nodeTypeForId(typeId) : null;
    if (type === null) {
      return errorKind;
    }
    const isNamed = this.language.nodeTypeIsNamed(typeId);
    const layout = isNamed ? layouts[type] : undefined;
    return {
      type,
      isNamed,
      mayHaveChildren: isNamed && !leaves.has(type),
      ...(layout === undefined ? {} : { layout }),
    };
  }
}
