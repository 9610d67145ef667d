/**
 * Runs the suite in both real extension hosts, in English and in Simplified Chinese, against the packaged extension.
 *
 *   npm run test:hosts              both hosts
 *   npm run test:hosts -- node      the Node host of the VS Code server
 *   npm run test:hosts -- web       the worker of VS Code for the web
 *   npm run test:hosts -- --vsix X  another package than the one made from this tree
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { findBrowser, withBrowser } from './browser';
import { bundleSuite, copySamples, extensionId, installFromPackage } from './extension';
import { Failure, runScript, withTimeLimit } from './failure';
import { installServer, installWeb, type ServerHost, type WebHost } from './install';
import { hostCache, packagedExtension } from './paths';
import { startServer } from './server';
import { readMessage, type SuiteResult } from './suite/messages';
import { startWebHost } from './webHost';

const secondsPerRun = 120;
const languages = ['en', 'zh-cn'] as const;
type Language = (typeof languages)[number];

interface Stage {
  readonly development: string;
  readonly extension: string;
  readonly suite: string;
  readonly folder: string;
  readonly data: string;
}

/** Unpacks what ships, as the server's own installation does, and puts the suite next to it. */
async function prepare(host: ServerHost, vsix: string): Promise<Stage> {
  const stage = join(hostCache, 'suite');
  const development = join(stage, 'development');
  const data = join(stage, 'data');
  await rm(stage, { recursive: true, force: true });
  const installed = await installFromPackage(host, vsix, stage);
  const extension = join(development, extensionId);
  await mkdir(development, { recursive: true });
  await cp(installed, extension, { recursive: true });
  const suite = await bundleSuite(join(development, 'suite'));
  return { development, extension, suite, data, folder: await copySamples(join(stage, 'samples')) };
}

interface Hosts {
  readonly browser: string;
  readonly server: ServerHost;
  readonly web: WebHost;
}

/** Starts a host that knows nothing of earlier runs, runs the suite in it and ends it. */
type Run = (hosts: Hosts, stage: Stage, language: Language) => Promise<SuiteResult>;

const runInServer: Run = async (hosts, stage, language) => {
  const server = await startServer(hosts.server, {
    // Empty: the suite's page brings the unpacked package, and two of the same id would be one too many.
    extensions: join(stage.data, 'no-extensions'),
    data: join(stage.data, 'server'),
    forTests: true,
    chinese: hosts.web,
  });
  try {
    const address = server.address(stage.folder, [
      ['extensionDevelopmentPath', server.uri(stage.extension)],
      ['extensionTestsPath', server.uri(stage.suite)],
      ['skipWelcome', 'true'],
    ]);
    return await runInPage(hosts, address, language);
  } finally {
    await server.stop();
  }
};

const runInWeb: Run = async (hosts, stage, language) => {
  const web = await startWebHost(hosts.web, stage);
  try {
    return await runInPage(hosts, web.origin, language);
  } finally {
    web.stop();
  }
};

function runInPage(hosts: Hosts, address: string, language: Language): Promise<SuiteResult> {
  return withBrowser(hosts.browser, { language: language === 'en' ? 'en-US' : 'zh-CN' }, (context) =>
    relayPage(context, address, language, hosts.web),
  );
}

/** Opens the page, relays what the suite prints and resolves with its result. */
async function relayPage(
  context: BrowserContext,
  address: string,
  language: Language,
  web: WebHost,
): Promise<SuiteResult> {
  const page = context.pages()[0] ?? (await context.newPage());
  if (language === 'zh-cn') {
    // The web build takes its language from this file; a server chooses by the browser's language instead.
    await page.route(`**/static/build/out/nls.messages.js`, (route) =>
      route.fulfill({ path: join(web.build, 'nls', 'zh-cn', 'nls.messages.js') }),
    );
  }
  const noise: string[] = [];
  let result: SuiteResult | undefined;
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const message = readMessage(args[0]);
    if (message === undefined) {
      noise.push(args.map(String).join(' ').slice(0, 500));
    } else if ('line' in message) {
      console.log(message.line);
    } else {
      result = message;
    }
  });
  let end: (code: number) => void;
  const ended = new Promise<number>((resolve, reject) => {
    end = resolve;
    page.once('crash', () => {
      reject(new Failure('The page crashed.'));
    });
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    end(code);
  });
  await page.goto(address);
  try {
    const code = await withTimeLimit(ended, secondsPerRun, 'The suite');
    if (result === undefined) {
      throw new Failure(`The suite ended with code ${code} and without a result.`);
    }
    if (result.language !== language) {
      throw new Failure(`VS Code ran in ${result.language} instead of ${language}.`);
    }
    return result;
  } catch (error) {
    console.error(`The host said last:\n${noise.slice(-20).join('\n')}`);
    throw error;
  }
}

const runs: Readonly<Record<string, { readonly title: string; readonly run: Run }>> = {
  node: { title: 'Node extension host', run: runInServer },
  web: { title: 'web extension host', run: runInWeb },
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { vsix: { type: 'string' } } });
  const names = positionals.length === 0 ? Object.keys(runs) : positionals;
  const hosts: Hosts = { browser: await findBrowser(), server: await installServer(), web: await installWeb() };
  const stage = await prepare(hosts.server, values.vsix === undefined ? packagedExtension : resolve(values.vsix));
  let passed = 0;
  let failed = 0;
  for (const name of names) {
    const host = runs[name];
    if (host === undefined) {
      throw new Failure(`${name} is no host; there are ${Object.keys(runs).join(' and ')}.`);
    }
    for (const language of languages) {
      console.log(`\n${host.title}, ${language}`);
      const started = Date.now();
      const result = await host.run(hosts, stage, language);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`  ${result.passed} of ${result.passed + result.failed} passed in ${seconds} s`);
      passed += result.passed;
      failed += result.failed;
    }
  }
  console.log(`\nHost suite: ${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

void runScript(main);
