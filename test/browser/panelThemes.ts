import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { test } from '../hosts/suite/runner';
import { ChartPanelPage } from './chartPanel';
import { themes, type Session } from './hovers';

const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const views = ['Function', 'Compare', 'Depth'] as const;

/** Starts with the panel open. */
export function definePanelThemeTests({ workbench, capture }: Session): void {
  const panel = new ChartPanelPage(workbench);
  const backgrounds = new Map<string, string>();
  for (const theme of themes) {
    test(`every view is accessible, ${theme.name}`, async () => {
      await panel.openBeside('pytorch_mlp.py');
      await workbench.chooseTheme(theme.label, theme.themeClass);
      const frame = await panel.frame();
      for (const view of views) {
        await frame.getByRole('tab', { name: view }).click();
        await workbench.page.waitForTimeout(700);
        await capture(`panel-${view.toLowerCase()}-${theme.name}`);
        expect((await violationsIn(frame)).join('\n'), `${view} view, ${theme.name}`).to.equal('');
      }
      backgrounds.set(theme.name, await frame.evaluate(() => getComputedStyle(document.body).backgroundColor));
    });
  }

  test('the panel changed its colours with the theme, without a reload', () => {
    expect(new Set(backgrounds.values()).size).to.be.greaterThan(1);
    return Promise.resolve();
  });
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds, each with the elements in question. */
async function violationsIn(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(await readFile(axeScript, 'utf8'));
  const result = await frame.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  const { violations } = result as { readonly violations: readonly Violation[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
