import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPythonParser, type PythonParser } from '../core/python/parser';

/** The installed package: this code is bundled into a folder of it. */
export const packageRoot = join(__dirname, '..');

/**
 * Loads the Python grammar from beside the bundle.
 *
 * @throws Error when the files are not there.
 */
export async function loadParser(): Promise<PythonParser> {
  return loadPythonParser({
    runtime: readFileSync(join(__dirname, 'web-tree-sitter.wasm')),
    grammar: readFileSync(join(__dirname, 'tree-sitter-python.wasm')),
  });
}
