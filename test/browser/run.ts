/**
 * Drives the workbench in Chromium, over the packaged extension: what a user sees, in four themes and two languages.
 * The screenshots in `test/browser/screenshots` are there to be looked at.
 *
 *   npm run test:browser
 *   npm run test:browser -- --vsix X        another package than the one made from this tree
 *   npm run test:browser -- --only 'panel'   the parts whose title has the word
 */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, withBrowser } from '../hosts/browser';
import { copySamples, installFromPackage } from '../hosts/extension';
import { runScript } from '../hosts/failure';
import { installServer, installWeb } from '../hosts/install';
import { hostCache, packagedExtension, repository } from '../hosts/paths';
import { startServer } from '../hosts/server';
import { runTests } from '../hosts/suite/runner';
import { defineChineseTests, defineEnglishTests } from './hovers';
import { definePanelTests } from './panel';
import { defineChinesePanelTests } from './panelChinese';
import { defineProblemTests } from './problems';
import { defineChineseSwapTests, defineSwapTests } from './swap';
import { Workbench } from './workbench';

const screenshots = join(repository, 'test', 'browser', 'screenshots');

const languages = [
  { title: 'English', language: 'en-US', defineTests: defineEnglishTests },
  { title: 'chart panel', language: 'en-US', defineTests: definePanelTests },
  { title: 'problems', language: 'en-US', defineTests: defineProblemTests },
  { title: 'swaps', language: 'en-US', defineTests: defineSwapTests },
  { title: 'Simplified Chinese', language: 'zh-CN', defineTests: defineChineseTests },
  { title: 'swaps in Simplified Chinese', language: 'zh-CN', defineTests: defineChineseSwapTests },
  { title: 'chart panel in Simplified Chinese', language: 'zh-CN', defineTests: defineChinesePanelTests },
] as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { vsix: { type: 'string' }, only: { type: 'string' } } });
  const vsix = values.vsix === undefined ? packagedExtension : resolve(values.vsix);
  const browser = await findBrowser();
  const host = await installServer();
  const chinese = await installWeb();
  const stage = join(hostCache, 'browser');
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  await installFromPackage(host, vsix, stage);
  const folder = await copySamples(join(stage, 'samples'));
  const server = await startServer(host, { extensions: join(stage, 'extensions'), data: join(stage, 'data'), chinese });
  let passed = 0;
  let failed = 0;
  try {
    for (const { title, language, defineTests } of languages.filter(({ title: part }) =>
      part.includes(values.only ?? ''),
    )) {
      console.log(`\nWorkbench in Chromium, ${title}`);
      const counts = await withBrowser(browser, { language }, async (context) => {
        const workbench = await Workbench.open(context, server.address(folder));
        defineTests({ workbench, folder, capture: (name) => capture(workbench, name) });
        return runTests(120, console.log, (name) => capture(workbench, `failure ${name}`));
      });
      passed += counts.passed;
      failed += counts.failed;
    }
  } finally {
    await server.stop();
  }
  console.log(`\nWorkbench in Chromium: ${passed} passed, ${failed} failed (screenshots: ${screenshots})`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function capture(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.screenshot({ path: join(screenshots, `${name.replace(/[^\w.]+/g, '-')}.png`) });
}

void runScript(main);
