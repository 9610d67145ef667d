import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../../..');

export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export interface CommandLine {
  run(parameters: readonly string[], options?: { folder?: string; language?: string }): Promise<CommandResult>;
}

/** Builds the command line into a folder of its own, laid out like the package, so that tests run what ships. */
export async function buildCommandLine(): Promise<CommandLine> {
  const folder = mkdtempSync(join(tmpdir(), 'activation-insight-'));
  const output = join(folder, 'dist');
  mkdirSync(output);
  for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']) {
    copyFileSync(require.resolve(file), join(output, file.slice(file.indexOf('/') + 1)));
  }
  cpSync(join(root, 'l10n'), join(folder, 'l10n'), { recursive: true });
  await build({
    entryPoints: { cli: join(root, 'src/cli/main.ts') },
    outdir: output,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    alias: {
      'web-tree-sitter': require.resolve('web-tree-sitter'),
      '@vscode/l10n': '@vscode/l10n/dist/browser.js',
    },
    logLevel: 'silent',
  });
  return { run: (parameters, options) => runNode([join(output, 'cli.js'), ...parameters], options) };
}

function runNode(
  parameters: readonly string[],
  { folder = root, language = 'C.UTF-8' }: { folder?: string; language?: string } = {},
): Promise<CommandResult> {
  const environment = { ...process.env, LANG: language, LC_ALL: language, LC_MESSAGES: language };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...parameters],
      { cwd: folder, env: environment, maxBuffer: 100_000_000 },
      (error, output, errors) => {
        const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
        resolve({ code, output, errors });
      },
    );
  });
}
