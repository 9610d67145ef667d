import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPythonParser, type PythonParser } from '../core/python/parser';

/** The installed package: this code is bundled into a folder of it. */
export const packageRoot = join(__dirname, '..');

/** Loads the Python grammar from beside the bundle. */
export async function loadParser(): Promise<PythonParser> {
  const [runtime, grammar] = await Promise.all([
    readFile(join(__dirname, 'web-tree-sitter.wasm')),
    readFile(join(__dirname, 'tree-sitter-python.wasm')),
  ]);
  return loadPythonParser({ runtime, grammar });
}
