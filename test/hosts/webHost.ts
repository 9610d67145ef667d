import { open } from '@vscode/test-web';
import type { WebHost } from './install';
import { freePort } from './server';

export interface WebOptions {
  /** A folder with the extension in one of its folders, and with the suite. */
  readonly development: string;
  readonly suite: string;
  /** A folder that the workbench sees as a virtual one. */
  readonly folder: string;
}

export interface RunningWebHost {
  readonly origin: string;
  stop(): void;
}

/** Serves VS Code for the web, where extensions run in a browser's worker and files are virtual. */
export async function startWebHost(host: WebHost, options: WebOptions): Promise<RunningWebHost> {
  const port = await freePort();
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit: host.commit,
    testRunnerDataDir: host.data,
    esm: true,
    port,
    extensionDevelopmentPath: options.development,
    extensionTestsPath: options.suite,
    folderPath: options.folder,
  });
  return {
    origin: `http://localhost:${port}`,
    stop() {
      server.dispose();
    },
  };
}
