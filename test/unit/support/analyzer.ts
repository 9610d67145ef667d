import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadPythonParser, type PythonParser } from '../../../src/core/python/parser';
import { Analyzer, type DocumentAnalysis } from '../../../src/core/uses/analysis';
import type { Use } from '../../../src/core/uses/use';

const require = createRequire(import.meta.url);

function read(file: string): Uint8Array {
  return new Uint8Array(readFileSync(require.resolve(file)));
}

export function loadParser(): Promise<PythonParser> {
  return loadPythonParser({
    runtime: read('web-tree-sitter/web-tree-sitter.wasm'),
    grammar: read('tree-sitter-python/tree-sitter-python.wasm'),
  });
}

export async function loadAnalyzer(): Promise<Analyzer> {
  return new Analyzer(await loadParser());
}

/** An analysis of a file that nobody stops. */
export function analyze(analyzer: Analyzer, text: string, previous?: DocumentAnalysis): DocumentAnalysis {
  const analysis = analyzer.analyze(text, { previous });
  if (analysis === undefined) {
    throw new Error('the analysis was stopped');
  }
  return analysis;
}

/** The uses in a file; their trees are gone. */
export function usesIn(analyzer: Analyzer, text: string): readonly Use[] {
  const analysis = analyze(analyzer, text);
  analysis.dispose();
  return analysis.uses;
}

/** The text in a use's range, which is within one line. */
export function textOf(text: string, { range: { start, end } }: Use): string {
  return (text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)[start.line] ?? '').slice(
    start.character,
    end.line === start.line ? end.character : undefined,
  );
}

/** A use in one line: `7: nn.LeakyReLU leaky_relu(negative_slope=0.2)`. */
export function describeUse(text: string, use: Use): string {
  const values = Object.entries(use.arguments).map(([name, value]) => `${name}=${String(value)}`);
  const madeAt = use.madeAt === undefined ? '' : ` made on ${String(use.madeAt.start.line + 1)}`;
  return `${String(use.range.start.line + 1)}: ${textOf(text, use)} ${use.activation}(${values.join(', ')})${madeAt}`;
}

export function describeUses(analyzer: Analyzer, text: string): readonly string[] {
  return usesIn(analyzer, text).map((use) => describeUse(text, use));
}
