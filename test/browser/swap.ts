import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { test } from '../hosts/suite/runner';
import { themes, type Session } from './hovers';
import type { Workbench } from './workbench';

const file = 'classifier.py';
const code = `from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(784, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, 256),
            nn.ReLU(),
        )
        self.gate = nn.Sequential(nn.Linear(256, 256), nn.Sigmoid())
        self.head = nn.Linear(256, 10)

    def forward(self, x):
        features = self.body(x)
        return self.head(features * self.gate(features))
`;
const [dark, light] = themes;

/** What a user swaps, sees before it is done, and takes back. */
export function defineSwapTests({ workbench, folder, capture }: Session): void {
  const page = new SwapPage(workbench);

  test('a light bulb comes with a selection, not with a mere cursor', async () => {
    await writeFile(join(folder, file), code);
    await workbench.openFile(file);
    await workbench.hoverOn('nn.ReLU()', 'ReLU');
    await workbench.clickOn('ReLU()');
    // The editor asks for actions a quarter of a second after the cursor has moved.
    await workbench.page.waitForTimeout(2000);
    expect(await page.lightBulbs.count()).to.equal(0);
    await page.selectLine();
    await page.lightBulbs.first().waitFor();
  });

  test('the menu of refactorings has swaps', async () => {
    await workbench.clickOn('ReLU()');
    const text = await page.readRefactorings('Swap Activation…');
    await capture('swap-menu');
    await workbench.page.keyboard.press('Escape');
    expect(text).to.contain('Swap for GELU');
  });

  for (const theme of [dark, light]) {
    test(`the list says why and what changes, ${theme.name}`, async () => {
      await workbench.chooseTheme(theme.label, theme.themeClass);
      await page.openList('ReLU()', 'Activation Insight: Swap Activation…');
      await capture(`swap-list-${theme.name}`);
      const rows = await page.rows.allInnerTexts();
      await workbench.page.keyboard.press('Escape');
      expect(rows.length).to.be.at.least(5);
      for (const row of rows) {
        expect(row).to.contain('→');
      }
    });
  }

  test('what is withheld stands below its heading, and is compared instead of chosen', async () => {
    await page.openList('Sigmoid()', 'Activation Insight: Swap Activation…');
    await capture('swap-withheld');
    expect(await page.rows.first().innerText()).to.contain('Not offered here');
    await workbench.page.keyboard.press('Enter');
    const tab = workbench.page.locator('.tabs-container .tab', { hasText: /ReLU/ });
    await tab.first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await tab.first().click({ button: 'middle' });
    expect(await page.readEditor()).to.contain('nn.Sigmoid()');
  });

  test('a choice is made, and taken back by one undo', async () => {
    await page.openList('ReLU()', 'Activation Insight: Swap Activation…');
    await page.choose('SiLU');
    await page.waitForCode((text) => text.includes('nn.SiLU()'));
    expect(await page.readEditor()).to.contain('nn.ReLU(inplace=True)');
    await page.undo();
    await page.waitForCode((text) => !text.includes('nn.SiLU()'));
  });

  test('the link of a card opens the list', async () => {
    await workbench.hoverOn('nn.ReLU()', 'ReLU');
    await workbench.clickInHover('Swap');
    await page.rows.first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  test('a whole file is previewed with every swap ticked, applied, and taken back by one undo', async () => {
    await workbench.clickOn('ReLU()');
    await workbench.runCommand('Activation Insight: Swap All in File…');
    await page.choose('ReLU');
    await page.rows.filter({ hasText: 'Leaky ReLU' }).first().waitFor();
    await page.choose('SiLU');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.locator('.textedit').nth(1).waitFor();
    await capture('swap-preview');
    const boxes = await preview.locator('.textedit .edit-checkbox').all();
    const ticks = await Promise.all(boxes.map((box) => box.getAttribute('aria-checked')));
    expect(ticks).to.deep.equal(['true', 'true']);
    await preview.getByText('Apply', { exact: true }).click();
    await page.waitForCode((text) => text.includes('nn.SiLU(inplace=True)') && text.includes('nn.SiLU()'));
    await workbench.clickOn('SiLU()');
    await page.undo();
    await page.waitForCode((text) => !text.includes('SiLU'));
  });

  test('a selection is previewed by itself', async () => {
    await workbench.clickOn('ReLU(inplace=True)');
    await page.selectLine();
    await workbench.runCommand('Activation Insight: Swap All in Selection…');
    await page.rows.filter({ hasText: 'Leaky ReLU' }).first().waitFor();
    await page.choose('ELU');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.locator('.textedit').first().waitFor();
    await capture('swap-selection');
    expect(await preview.locator('.textedit').count()).to.equal(1);
    await preview.getByText('Apply', { exact: true }).click();
    await page.waitForCode((text) => text.includes('nn.ELU(inplace=True)'));
    expect(await page.readEditor()).to.contain('nn.ReLU(),');
    await workbench.clickOn('ELU(inplace=True)');
    await page.undo();
    await page.waitForCode((text) => !text.includes('nn.ELU'));
  });

  test('what goes well with a swap is a choice of its own', async () => {
    await writeFile(join(folder, file), code.replace('        )\n', '            nn.Dropout(0.1),\n        )\n'));
    await page.waitForCode((text) => text.includes('nn.Dropout'));
    await page.openList('ReLU()', 'Activation Insight: Swap Activation…');
    await page.find('SELU with its recipe');
    await page.waitForCode((text) => text.includes('nn.SELU()') && text.includes('nn.AlphaDropout(0.1)'));
    await capture('swap-recipe');
    await page.undo();
    await page.waitForCode((text) => !text.includes('SELU') && text.includes('nn.Dropout(0.1)'));
    await writeFile(join(folder, file), code);
    await page.waitForCode((text) => !text.includes('nn.Dropout'));
  });

  test('the whole workspace is previewed over all its files, and left as it is on demand', async () => {
    await workbench.runCommand('Activation Insight: Swap All in Workspace…');
    await page.choose('ReLU');
    await page.rows.filter({ hasText: 'Leaky ReLU' }).first().waitFor();
    await page.choose('SiLU');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.getByText('pytorch_mlp.py').first().waitFor();
    await capture('swap-workspace');
    expect(await preview.innerText()).to.contain(file);
    await preview.getByText('Discard', { exact: true }).click();
    expect(await page.readEditor()).to.contain('nn.ReLU(inplace=True)');
  });
}

export function defineChineseSwapTests({ workbench, folder, capture }: Session): void {
  const page = new SwapPage(workbench);
  test('the list speaks Chinese', async () => {
    await writeFile(join(folder, file), code);
    await workbench.openFile(file);
    await workbench.hoverOn('nn.ReLU()', 'ReLU');
    await page.openList('ReLU()', 'Activation Insight: 替换激活函数…');
    await capture('swap-chinese');
    const rows = await page.rows.allInnerTexts();
    await workbench.page.keyboard.press('Escape');
    for (const row of rows) {
      expect(row).to.match(/\p{Script=Han}{2}/u);
    }
  });
}

/** The parts of the window that swaps need. */
class SwapPage {
  /** Of the list that is up. */
  readonly rows: Locator;

  /** In the text or beside it. */
  readonly lightBulbs: Locator;

  constructor(private readonly workbench: Workbench) {
    this.lightBulbs = workbench.page.locator(
      '[class*="codicon-gutter-lightbulb"]:visible, .lightBulbWidget:not(.hidden):visible',
    );
    this.rows = workbench.page.locator('.quick-input-widget:not([style*="display: none"]) .monaco-list-row');
  }

  async openList(at: string, command: string): Promise<void> {
    await this.workbench.clickOn(at);
    await this.workbench.runCommand(command);
    await this.rows.filter({ hasText: '→' }).first().waitFor();
    // The list fades in.
    await this.workbench.page.waitForTimeout(500);
  }

  async selectLine(): Promise<void> {
    await this.workbench.page.keyboard.press('Home');
    await this.workbench.page.keyboard.press('Shift+End');
  }

  /** Picks the first entry of the list that `name` leaves. */
  async choose(name: string): Promise<void> {
    await this.rows.filter({ hasText: name }).first().waitFor();
    await this.find(name);
  }

  /** As `choose`, for an entry that may stand below those that are shown. */
  async find(name: string): Promise<void> {
    await this.workbench.page.keyboard.type(name);
    await this.rows.first().filter({ hasText: name }).waitFor();
    await this.workbench.page.keyboard.press('Enter');
  }

  async readRefactorings(awaited: string): Promise<string> {
    await this.workbench.page.keyboard.press('Control+Shift+KeyR');
    const menu = this.workbench.page.locator('.action-widget', { hasText: awaited }).first();
    await menu.waitFor();
    return menu.innerText();
  }

  async undo(): Promise<void> {
    await this.workbench.page.keyboard.press('Control+KeyZ');
  }

  async readEditor(): Promise<string> {
    const text = await this.workbench.page.locator('.editor-instance .view-lines').first().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  async waitForCode(isExpected: (text: string) => boolean): Promise<void> {
    for (let attempt = 0; attempt < 100 && !isExpected(await this.readEditor()); attempt++) {
      await this.workbench.page.waitForTimeout(100);
    }
    expect(isExpected(await this.readEditor()), await this.readEditor()).to.equal(true);
  }
}
