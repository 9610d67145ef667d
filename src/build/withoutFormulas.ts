import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** What the panel gets from the extension instead: formulas typeset, sources as part of the card. */
const leftOut = new Set(['formula', 'derivativeFormula', 'source']);

/**
 * Keeps the formulas' source text and the papers out of a bundle that only calculates with activations: about a tenth
 * of the chart panel. The panel's type of an activation does not have them either, so that nothing there can ask.
 */
export const withoutFormulas: Plugin = {
  name: 'without-formulas',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]core[\\/]activations[\\/]\w+\.ts$/ }, async ({ path }) => {
      return { contents: removeFormulas(await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
};

/** The source text without the properties that describe an activation in formulas. */
export function removeFormulas(source: string): string {
  const tree = ts.createSourceFile('activations.ts', source, ts.ScriptTarget.ES2022);
  const removed: (readonly [from: number, to: number])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && leftOut.has(node.name.text)) {
      const comma = source.startsWith(',', node.end) ? 1 : 0;
      removed.push([node.pos, node.end + comma]);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const ends = [...removed.map(([from]) => from), source.length];
  return ends.map((end, index) => source.slice(removed[index - 1]?.[1] ?? 0, end)).join('');
}
