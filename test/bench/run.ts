/**
 * Bundles the measurements as the product is bundled, and runs them: what a script runner adds to every function would
 * be measured with them otherwise.
 *
 *   npm run bench
 */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

async function run(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  // As deep as this folder, so that paths relative to the sources lead to the same files.
  const outfile = join(root, '.cache/bench/measure.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'measure.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    // These ask where they were loaded from, or load parts of Node.
    external: ['web-tree-sitter', '@vscode/l10n'],
    logLevel: 'warning',
  });
  process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1;
}

void run();
