/**
 * The part of a concrete syntax tree that the core reads. `web-tree-sitter` nodes have this shape; nothing else in
 * the core names that library. Indices are UTF-16 offsets into the text that was parsed.
 */
export interface SyntaxNode {
  readonly id: number;
  /** Node types and field names are those of tree-sitter-python's grammar. */
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly startPosition: { readonly row: number; readonly column: number };
  readonly endPosition: { readonly row: number; readonly column: number };
  readonly text: string;
  readonly parent: SyntaxNode | null;
  readonly namedChildren: readonly (SyntaxNode | null)[];
  childForFieldName(name: string): SyntaxNode | null;
}
