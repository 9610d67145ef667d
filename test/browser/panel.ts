import { expect } from 'chai';
import { test } from '../hosts/suite/runner';
import { ChartPanelPage } from './chartPanel';
import type { Session } from './hovers';
import { definePanelExportTests } from './panelExports';
import { definePanelMemoryTests } from './panelMemory';
import { definePanelThemeTests } from './panelThemes';

const showChart = 'Activation Insight: Show Chart';
const compare = 'Activation Insight: Compare Activations…';

export function definePanelTests(session: Session): void {
  const panel = new ChartPanelPage(session.workbench);
  defineCommandTests(session, panel);
  defineCursorTests(session, panel);
  defineKeyboardTests(session, panel);
  definePanelExportTests(session);
  definePanelMemoryTests(session);
  definePanelThemeTests(session);
}

function defineCommandTests({ workbench, capture }: Session, panel: ChartPanelPage): void {
  test('a link in the hover shows the chart of what it stands on, beside the code', async () => {
    await workbench.openFile('pytorch_mlp.py');
    await workbench.hoverOn('nn.LeakyReLU', 'Leaky ReLU');
    await workbench.clickInHover('Show chart');
    const frame = await panel.frame();
    await panel.waitForTitle('Leaky ReLU');
    await frame.getByText('torch.nn.LeakyReLU · line 17').waitFor();
    expect(await frame.getByRole('textbox', { name: /negative_slope/ }).inputValue()).to.equal('0.2');
    await frame.locator('.formula svg, svg.formula, .card svg').first().waitFor();
    await frame.getByText('nn.LeakyReLU(0.2)').first().waitFor();
    await capture('panel-function');
  });

  test('a place in the card leads back to the code', async () => {
    const frame = await panel.frame();
    await frame.locator('button.use', { hasText: 'nn.LeakyReLU(0.2)' }).first().click();
    await workbench.page.locator('.statusbar-item', { hasText: /Ln 17.*12 selected/ }).waitFor();
  });

  test('the card tells how other libraries write it, with the arguments translated', async () => {
    const frame = await panel.frame();
    const words = await frame.locator('.card').innerText();
    expect(words).to.contain('torch.nn.LeakyReLU(negative_slope=0.2)');
    await frame.locator('details', { hasText: 'Other libraries' }).locator('summary').click();
    await frame.getByText('tf.keras.layers.LeakyReLU(alpha=0.2)').waitFor();
    await frame.getByRole('button', { name: /^Copy torch.nn.LeakyReLU/ }).click();
    await frame.getByText('Copied.').waitFor();
  });

  test('the command shows what stands at the cursor', async () => {
    await workbench.clickOn('nn.GELU');
    await workbench.runCommand(showChart);
    await panel.waitForTitle('GELU (tanh');
  });

  test('the command lets one pick from all activations where the cursor stands on none', async () => {
    await workbench.clickOn('import torch');
    await workbench.runCommand(showChart);
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'torch.nn.ReLU' }).first().waitFor();
    await workbench.page.keyboard.type('Mish');
    await rows.filter({ hasText: 'x·tanh(ln(1 + e^x))' }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await panel.waitForTitle('Mish');
  });

  test('what the file uses can be compared at once', async () => {
    await workbench.runCommand(compare);
    const picked = workbench.page.locator('.quick-input-widget .quick-input-count');
    await picked.filter({ hasText: '6' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const frame = await panel.frame();
    await frame.getByRole('tab', { name: 'Compare', selected: true }).waitFor();
    const table = frame.getByRole('region', { name: 'Facts side by side' });
    for (const name of ['ReLU', 'Leaky ReLU', 'GELU', 'SiLU', 'Tanh']) {
      await table.getByText(name, { exact: false }).first().waitFor();
    }
    await capture('panel-compare');
  });

  test('there is one panel only', async () => {
    await workbench.hoverOn('nn.LeakyReLU', 'Leaky ReLU');
    await workbench.clickInHover('Show chart');
    await panel.waitForTitle('Leaky ReLU');
    const tabs = workbench.page.locator('.tabs-container .tab');
    expect(await tabs.count()).to.equal(2);
  });

  test('the depth view starts with the network of the file', async () => {
    await panel.openBeside('keras_cnn.py');
    const frame = await panel.frame();
    await frame.getByRole('tab', { name: 'Depth' }).click();
    await workbench.page.waitForTimeout(1000);
    await capture('panel-depth');
    expect(await frame.locator('.depth-view').innerText()).to.match(/Keras default/);
  });
}

function defineCursorTests({ workbench }: Session, panel: ChartPanelPage): void {
  test('the panel follows the cursor, until that is switched off', async () => {
    await panel.openBeside('pytorch_mlp.py');
    const frame = await panel.frame();
    await frame.getByRole('tab', { name: 'Function' }).click();
    await workbench.clickOn('nn.ReLU');
    await panel.waitForTitle('ReLU');
    await workbench.clickOn('F.silu');
    await panel.waitForTitle('SiLU');
    await frame.getByRole('checkbox', { name: 'Follow the cursor' }).uncheck();
    await workbench.clickOn('nn.ReLU');
    await workbench.page.waitForTimeout(700);
    await panel.waitForTitle('SiLU');
  });

  test('a command switches it on again, and the panel shows that', async () => {
    await workbench.runCommand('Activation Insight: Follow the Cursor');
    const frame = await panel.frame();
    await frame.locator('input[type=checkbox]:checked').first().waitFor();
    await workbench.clickOn('nn.LeakyReLU');
    await panel.waitForTitle('Leaky ReLU');
  });

  test('an edit of the code reaches the list of uses', async () => {
    const frame = await panel.frame();
    await workbench.clickOn('0.2');
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.insertText('nn.LeakyReLU(0.35),');
    await frame.locator('button.use', { hasText: 'nn.LeakyReLU(0.35)' }).waitFor();
    await workbench.page.keyboard.press('Control+KeyZ');
    await frame.locator('button.use', { hasText: 'nn.LeakyReLU(0.35)' }).waitFor({ state: 'hidden' });
  });
}

function defineKeyboardTests({ workbench }: Session, panel: ChartPanelPage): void {
  test('the crosshair moves by keyboard and reads exact values', async () => {
    const frame = await panel.frame();
    await workbench.clickOn('nn.LeakyReLU');
    await panel.waitForTitle('Leaky ReLU');
    const stage = frame.getByRole('slider').first();
    await stage.focus();
    await workbench.page.keyboard.press('End');
    const end = Number(await stage.getAttribute('aria-valuenow'));
    await workbench.page.keyboard.press('Home');
    const start = Number(await stage.getAttribute('aria-valuenow'));
    expect(end).to.be.greaterThan(start);
    // Leaky ReLU with a slope of 0.2.
    expect(await stage.getAttribute('aria-valuetext')).to.contain(String(0.2 * start).replace('-', '−'));
  });

  test('the views change by arrow keys', async () => {
    const frame = await panel.frame();
    await frame.getByRole('tab', { name: 'Function' }).focus();
    await workbench.page.keyboard.press('ArrowRight');
    await frame.getByRole('tab', { name: 'Compare', selected: true }).waitFor();
    await workbench.page.keyboard.press('End');
    await frame.getByRole('tab', { name: 'Depth', selected: true }).waitFor();
    await workbench.page.keyboard.press('Home');
    await frame.getByRole('tab', { name: 'Function', selected: true }).waitFor();
  });

  test('a message that is none does no harm', async () => {
    const frame = await panel.frame();
    await frame.evaluate(() => {
      for (const message of [undefined, 7, { type: 'show' }, { type: 'show', view: 'depth', subjects: 3 }]) {
        window.dispatchEvent(new MessageEvent('message', { data: message }));
      }
    });
    expect(await frame.getByRole('tab', { name: 'Function', selected: true }).isVisible()).to.equal(true);
  });
}
