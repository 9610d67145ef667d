/**
 * Opens a real VS Code with the extension installed and sample models open.
 *
 *   npm start                          in the browser
 *   npm start -- --port 8080           at this port
 *   npm start -- --no-open             prints the address only
 *   npm start -- --language zh-cn      in Simplified Chinese
 *   npm start -- --desktop             in the VS Code that is installed on this machine
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openInBrowser, openInDesktop } from './desktopPrograms';
import { copySamples, installFromSource } from './extension';
import { Failure, runScript } from './failure';
import { installServer, installWeb } from './install';
import { npmCommand } from './npm';
import { hostCache, repository } from './paths';
import { isAlive, start, stopRequested } from './processes';
import { freePort, startServer } from './server';

const firstSample = 'pytorch_mlp.py';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string' },
      language: { type: 'string' },
    },
  });
  await build();
  if (values.desktop) {
    const folder = await copySamples(join(hostCache, 'desktop', 'samples'));
    await openInDesktop(repository, folder, join(folder, firstSample));
    return 0;
  }
  const port = values.port === undefined ? await freePort() : portOf(values.port);
  return serve({ port, open: !values['no-open'], language: values.language });
}

async function build(): Promise<void> {
  console.log('Building the extension…');
  const building = start(...npmCommand(['run', '--silent', 'build']), { directory: repository });
  if ((await building.ended) !== 0) {
    throw new Failure(`The build failed:\n${building.tail()}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(`--port ${text}: a port is a whole number from 1 to 65535.`);
  }
  return port;
}

/** Several may run at once, each with files of its own under the number of its process. */
const stagePrefix = 'start-';

/** Removes the files of those that were killed before they could do it themselves. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(hostCache)) {
    if (name.startsWith(stagePrefix) && !isAlive(Number(name.slice(stagePrefix.length)))) {
      await rm(join(hostCache, name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  readonly language: string | undefined;
}

async function serve({ port, open, language }: ServeOptions): Promise<number> {
  const host = await installServer();
  const chinese = language?.startsWith('zh') === true ? await installWeb() : undefined;
  await removeLeftovers();
  const stage = join(hostCache, `${stagePrefix}${process.pid}`);
  const extensions = join(stage, 'extensions');
  await installFromSource(extensions);
  const folder = await copySamples(join(stage, 'samples'));
  const stopping = stopRequested();
  const server = await startServer(host, {
    port,
    extensions,
    data: join(stage, 'data'),
    ...(chinese && { chinese }),
    ...(language !== undefined && { language }),
  });
  const address = server.address(folder, [['openFile', server.uri(join(folder, firstSample))]]);
  console.log(
    `\nVS Code is ready, with sample models:\n\n  ${address}\n\nHover over nn.LeakyReLU(0.2). Ctrl+C stops the server.`,
  );
  if (open) {
    openInBrowser(address);
  }
  const lastWords = await Promise.race([stopping, server.ended]);
  await server.stop();
  await rm(stage, { recursive: true, force: true, maxRetries: 5 });
  if (lastWords !== undefined) {
    throw new Failure(`The VS Code server ended by itself:\n${lastWords}`);
  }
  console.log('\nStopped.');
  return 0;
}

void runScript(main);
