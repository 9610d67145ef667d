import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { SyntaxNode } from '../../../src/core/python/syntax';

const require = createRequire(import.meta.url);
let parser: Parser | undefined;

/** Loads the grammar; await it once before `parsePython`. */
export async function loadPython(): Promise<void> {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-python/tree-sitter-python.wasm')));
}

/** The syntax tree of a Python text, straight from tree-sitter. */
export function parsePython(text: string): SyntaxNode {
  const tree = parser?.parse(text);
  if (tree === undefined || tree === null) {
    throw new Error('loadPython() has not been awaited');
  }
  return tree.rootNode;
}

/** The expression that a one-line text consists of. */
export function parseExpression(text: string): SyntaxNode {
  const expression = parsePython(text).namedChildren[0]?.namedChildren[0];
  if (expression === undefined || expression === null) {
    throw new Error(`no expression: ${text}`);
  }
  return expression;
}

/** Every node of a tree, parents before children. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of node.namedChildren) {
    if (child !== null) {
      yield* descendants(child);
    }
  }
}
