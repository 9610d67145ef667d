import { listFiles, PackageManager } from '@vscode/vsce';
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { Failure } from './failure';
import type { ServerHost } from './install';
import { repository, samples } from './paths';
import { start } from './processes';

export const extensionId = `${manifest.publisher}.${manifest.name}`;

/** The folder that the server looks for the extension in. */
const folderName = `${extensionId}-${manifest.version}`;

/** Copies the files that ship, and no others, to where a server finds installed extensions. */
export async function installFromSource(extensions: string): Promise<string> {
  const target = join(extensions, folderName);
  await rm(extensions, { recursive: true, force: true });
  for (const file of await listFiles({ cwd: repository, packageManager: PackageManager.None })) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await cp(join(repository, file), join(target, file));
  }
  return target;
}

/** Has the server install a packaged extension, as a user's VS Code does; resolves with the folder it lies in. */
export async function installFromPackage(host: ServerHost, vsix: string, stage: string): Promise<string> {
  const extensions = join(stage, 'extensions');
  if (!existsSync(vsix)) {
    throw new Failure(`There is no ${vsix}.\nRun: npm run package`);
  }
  await rm(extensions, { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  const installation = start(
    host.node,
    [
      ...['out/server-main.js', '--install-extension', vsix, '--force', '--accept-server-license-terms'],
      ...['--extensions-dir', extensions, '--server-data-dir', join(stage, 'installation')],
    ],
    { directory: host.server },
  );
  const code = await installation.ended;
  const installed = (await readdir(extensions)).find((name) => name.startsWith(extensionId));
  if (code !== 0 || installed === undefined) {
    throw new Failure(`VS Code refused ${vsix}:\n${installation.tail()}`);
  }
  return join(extensions, installed);
}

/**
 * Bundles the suite into one module that exports `run()`, for hosts with Node and without. It lies in an extension of
 * its own: the web host runs no tests from elsewhere, and the package under test stays as it ships.
 */
export async function bundleSuite(folder: string): Promise<string> {
  const file = join(folder, 'suite.js');
  await build({
    entryPoints: [join(repository, 'test', 'hosts', 'suite', 'index.ts')],
    outfile: file,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    // The suite asks a worker of its own, as the extension does.
    external: ['vscode', 'node:worker_threads'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const carrier = { name: 'suite', publisher: manifest.publisher, version: '0.0.0', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...carrier, browser: './suite.js' }));
  return file;
}

/** A copy of the sample models, so that what is typed there stays out of the repository. */
export async function copySamples(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(samples, folder, { recursive: true });
  return folder;
}
