/**
 * Builds everything that ships into `dist/`: one extension bundle and one worker for every host (desktop, remote, web),
 * the command line, the typeset formulas and the two WebAssembly files that read Python.
 *
 *   npm run build               once
 *   npm run build -- --watch    again on every change
 */
import { context, type BuildOptions } from 'esbuild';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { minify } from 'terser';
import { typesetFormulas } from './src/build/typesetFormulas';
import { withoutFormulas } from './src/build/withoutFormulas';
import { Bundle, keptCodePath } from './src/cli/bundle';

const output = 'dist';
const watch = process.argv.includes('--watch');
const packages = createRequire(import.meta.url);

const shared: BuildOptions = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  charset: 'utf8',
  // Its ES module asks where it was loaded from, which a bundle cannot tell; its CommonJS form does not.
  alias: { 'web-tree-sitter': packages.resolve('web-tree-sitter') },
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * Platform `browser`, so that no Node module can slip in: the same files run in Node hosts and in web workers. The one
 * exception is loaded only where the host is Node.
 */
const extension: BuildOptions = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts', worker: 'src/service/worker.ts' },
  outdir: output,
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['require'],
  external: ['vscode', 'node:worker_threads'],
};

/** The chart panel's script and style sheet: they run in a webview, where nothing but a browser is. */
const panel: BuildOptions = {
  ...shared,
  format: 'iife',
  entryPoints: { panel: 'media/panel/main.ts' },
  outdir: output,
  platform: 'browser',
  plugins: [withoutFormulas],
  // chart.js mixes colours for animations and hovered points only; the panel has neither.
  alias: { '@kurkle/color': './media/panel/chart/noColourMixing.ts' },
};
const panelStyle: BuildOptions = { ...shared, entryPoints: { panel: 'media/panel/style.css' }, outdir: output };

/** Members that only chart.js itself uses, by its convention with a leading underscore; never by their text. */
const privateMembers = [
  'parsed sorted dataset meta lastEvent initialized sharedOptions cachedDataOpts cachedMeta',
  'resolverCache scopeCache labelItems labelSizes gridLineItems borderValue maxLength margins',
  'longestTextCache userMin userMax suggestedMin suggestedMax startPixel endPixel reversePixels',
  'zero range startValue valueRange tickSize calculatePadding handleMargins convertTicksToLabels',
  'computeGridLineItems computeLabelItems resolveTickFontOptions getLabelSizes getLabelSize',
  'getLabelCapacity computeLabelArea getYAxisLabelAlignment getXAxisLabelAlignment hiddenIndices',
  'listeners responsiveListeners metasets stacks oldCache duration easing promises charts',
  'pointsUpdated decimated segments datasetIndex',
].flatMap((line) => line.split(' '));

/** Of a bundle that is read anew with every panel, a second look saves another fifteenth. */
async function shrinkPanel(): Promise<void> {
  const file = join(output, 'panel.js');
  const { code } = await minify(await readFile(file, 'utf8'), {
    compress: { passes: 3, ecma: 2020, pure_getters: true, keep_fargs: false, unsafe_arrows: true, toplevel: true },
    mangle: { properties: { regex: new RegExp(`^_(${privateMembers.join('|')})$`) } },
    ecma: 2020,
    toplevel: true,
  });
  if (code === undefined) throw new Error('The script of the panel could not be made smaller.');
  await writeFile(file, code);
}

/** What starts the command line. */
const starter: BuildOptions = {
  ...shared,
  entryPoints: { cli: 'src/cli/start.ts' },
  outdir: output,
  platform: 'node',
  banner: { js: '#!/usr/bin/env node' },
};

const commandLine: BuildOptions = {
  ...shared,
  entryPoints: { commandLine: 'src/cli/main.ts' },
  outdir: output,
  platform: 'node',
  // The CommonJS form of jsonc-parser loads its parts by names that a bundle has not.
  mainFields: ['module', 'main'],
  // Its form for Node loads modules that the command line, whose start is waited for, has no use for.
  alias: { ...shared.alias, '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/**
 * Keeps the code of the command line that a scan runs: whoever builds it starts it with the same Node. Where that does
 * not work the command line starts without it, only slower.
 */
async function keepCode(): Promise<void> {
  const bundle = join(output, 'commandLine.js');
  const sample = ['scan', '--format', 'json', 'test/samples', 'test/fixtures'];
  const record = ['--import', 'tsx', 'src/build/keepCode.ts', bundle, ...sample];
  try {
    await promisify(execFile)(process.execPath, record, { maxBuffer: 100_000_000 });
    if (new Bundle(bundle).usesKeptCode) return;
  } catch (error) {
    console.warn(error instanceof Error ? error.message : error);
  }
  await rm(keptCodePath(bundle), { force: true });
  console.warn('This Node keeps no code of the command line, which starts slower for that.');
}

async function copyWebAssembly(): Promise<void> {
  for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    const source = packages.resolve(file);
    await copyFile(source, join(output, file.slice(file.indexOf('/') + 1)));
  }
}

async function writeFormulas(): Promise<void> {
  await writeFile(join(output, 'formulas.json'), JSON.stringify(await typesetFormulas()));
}

async function printSizes(): Promise<void> {
  for (const file of [
    'extension.js',
    'worker.js',
    'cli.js',
    'commandLine.js',
    'panel.js',
    'panel.css',
    'formulas.json',
    'web-tree-sitter.wasm',
    'tree-sitter-python.wasm',
  ]) {
    const { size } = await stat(join(output, file));
    console.log(`${join(output, file).padEnd(32)}${(size / 1000).toFixed(1).padStart(8)} kB`);
  }
}

async function build(): Promise<void> {
  if (!watch) {
    await rm(output, { recursive: true, force: true });
  }
  await mkdir(output, { recursive: true });
  // It would be of another bundle.
  await rm(keptCodePath(join(output, 'commandLine.js')), { force: true });
  const bundles = await Promise.all([extension, starter, commandLine, panel, panelStyle].map(context));
  await Promise.all([copyWebAssembly(), writeFormulas(), ...bundles.map((bundle) => bundle.rebuild())]);
  if (!watch) await Promise.all([shrinkPanel(), keepCode()]);
  await printSizes();
  if (watch) {
    await Promise.all(bundles.map((bundle) => bundle.watch()));
    console.log('Watching for changes; Ctrl+C stops.');
    return;
  }
  await Promise.all(bundles.map((bundle) => bundle.dispose()));
}

void build();
