import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Node, Tree } from 'web-tree-sitter';
import type { TextChange } from './change';
import type { SyntaxNode } from './syntax';

/** The two WebAssembly files that the parser runs on; the host reads them, because the core reads no files. */
export interface ParserBinaries {
  /** `web-tree-sitter.wasm`. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`. */
  readonly grammar: Uint8Array;
}

/** Walks over sibling nodes without creating an object for each. */
export interface SyntaxCursor {
  readonly nodeType: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentNode: SyntaxNode & { readonly hasError: boolean };
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  delete(): void;
}

/** The syntax tree of one text. It lives in WebAssembly memory: whoever parses deletes. */
export interface PythonTree {
  readonly root: SyntaxNode;
  /** Whether any part of the text is no Python. */
  readonly hasError: boolean;
  /** The smallest node that spans the offsets; `null` past the end. */
  nodeAt(startIndex: number, endIndex: number): SyntaxNode | null;
  walk(): SyntaxCursor;
  delete(): void;
}

export interface ParseOptions {
  /**
   * The tree of the text before one change; without `change`, of the same text. It is spent: the parser marks it, and
   * whoever owns it deletes it.
   */
  readonly previous?: { readonly tree: PythonTree; readonly change: TextChange | undefined };
  /** Asked now and then during a parse; `true` gives the parse up. */
  readonly shouldStop?: () => boolean;
}

export interface PythonParser {
  /** Parses any text, however broken. `undefined` when `shouldStop` said so. */
  parse(text: string, options?: ParseOptions): PythonTree | undefined;
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
  return new TreeSitterParser(new Parser().setLanguage(language));
}

class TreeSitterParser implements PythonParser {
  constructor(private readonly parser: Parser) {}

  parse(text: string, { previous, shouldStop }: ParseOptions = {}): PythonTree | undefined {
    const oldTree = previous?.tree instanceof TreeSitterTree ? previous.tree.tree : null;
    if (oldTree !== null && previous?.change !== undefined) {
      oldTree.edit(new Edit(previous.change));
    }
    const tree = this.parser.parse(text, oldTree, shouldStop && { progressCallback: shouldStop });
    if (tree === null) {
      // Otherwise the next parse, of another text perhaps, would go on where this one stopped.
      this.parser.reset();
      return undefined;
    }
    return new TreeSitterTree(tree);
  }

  delete(): void {
    this.parser.delete();
  }
}

class TreeSitterTree implements PythonTree {
  readonly root: Node;

  constructor(readonly tree: Tree) {
    this.root = tree.rootNode;
  }

  get hasError(): boolean {
    return this.root.hasError;
  }

  nodeAt(startIndex: number, endIndex: number): SyntaxNode | null {
    return this.root.descendantForIndex(startIndex, endIndex);
  }

  walk(): SyntaxCursor {
    return this.tree.walk();
  }

  delete(): void {
    this.tree.delete();
  }
}
