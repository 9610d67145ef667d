import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure';
import { writeChinesePack } from './chinesePack';
import type { ServerHost, WebHost } from './install';
import { repository } from './paths';
import { start, stop } from './processes';

export interface ServerOptions {
  /** Where installed extensions lie. */
  readonly extensions: string;
  /** Where the server keeps its data and the user's settings; emptied first. */
  readonly data: string;
  readonly port?: number;
  /** Whether a page may name an extension to develop and a suite to run. */
  readonly forTests?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where the Simplified Chinese texts of the workbench come from; browsers that prefer Chinese get them. */
  readonly chinese?: WebHost;
  /** The language of every page, whatever its browser prefers. */
  readonly language?: string;
}

export interface RunningServer {
  readonly port: number;
  readonly origin: string;
  /** The address that opens `folder`, with one file in it and with what else the workbench is to be told. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** How a path on this machine is named in the workbench. */
  uri(path: string): string;
  stop(): Promise<void>;
  /** Resolves when the server has ended by itself, with what it said last. */
  readonly ended: Promise<string>;
}

/** A first start without distractions, and nothing that calls home. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Starts the VS Code server and resolves once it answers. */
export async function startServer(host: ServerHost, options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  await rm(options.data, { recursive: true, force: true });
  const user = join(options.data, 'data', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  if (options.chinese !== undefined) {
    await writeChinesePack(options.chinese, join(options.data, 'data'));
  }
  const lifeline = pathToFileURL(join(repository, 'test', 'hosts', 'lifeline.ts')).href;
  const server = start(
    host.node,
    [
      ...['--import', lifeline, 'out/server-main.js'],
      ...['--host', '127.0.0.1', '--port', String(port)],
      '--without-connection-token',
      '--accept-server-license-terms',
      ...['--server-data-dir', options.data, '--extensions-dir', options.extensions],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
      ...(options.language === undefined ? [] : ['--locale', options.language]),
      ...(options.forTests === true ? ['--enable-smoke-test-driver'] : []),
    ],
    { directory: host.server, environment: { HOST_STARTER: String(process.pid) } },
  );
  const authority = `localhost:${port}`;
  const origin = `http://${authority}`;
  const ended = server.ended.then(() => server.tail());
  try {
    await answer(origin, ended);
  } catch (error) {
    await stop(server);
    throw error;
  }
  const uri = (path: string): string => `vscode-remote://${authority}${pathToFileURL(path).pathname}`;
  return {
    port,
    origin,
    uri,
    ended,
    address(folder, payload = []) {
      const query = new URLSearchParams({ folder: decodeURI(pathToFileURL(folder).pathname) });
      if (payload.length > 0) {
        query.set('payload', JSON.stringify(payload));
      }
      return `${origin}/?${query.toString()}`;
    },
    stop: () => stop(server),
  };
}

async function answer(origin: string, ended: Promise<string>): Promise<void> {
  let lastWords: string | undefined;
  void ended.then((tail) => (lastWords = tail));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (lastWords !== undefined) {
      throw new Failure(`The VS Code server ended before it answered:\n${lastWords}`);
    }
    try {
      const response = await fetch(origin, { signal: AbortSignal.timeout(5000) });
      if (response.ok) {
        return;
      }
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Failure('The VS Code server did not answer within 60 s.');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') {
          reject(new Failure('No free port was found.'));
        } else {
          resolve(address.port);
        }
      });
    });
  });
}
