/**
 * The part of a concrete syntax tree that the core reads; nothing outside `core/python` names the library behind it.
 * Indices are UTF-16 offsets into the text of the file or cell.
 */
export interface SyntaxNode {
  readonly id: number;
  /** Node types and field names are those of tree-sitter-python's grammar. */
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
  readonly parent: SyntaxNode | null;
  readonly namedChildren: readonly (SyntaxNode | null)[];
  childForFieldName(name: string): SyntaxNode | null;
}
