import { expect } from 'chai';
import { test } from '../hosts/suite/runner';
import { ChartPanelPage } from './chartPanel';
import type { Session } from './hovers';

/** Starts with the panel open on the Leaky ReLU of `pytorch_mlp.py`. */
export function definePanelMemoryTests({ workbench }: Session): void {
  const panel = new ChartPanelPage(workbench);
  test('a hidden panel comes back as it was', async () => {
    const frame = await panel.frame();
    await frame.getByRole('textbox', { name: /negative_slope/ }).fill('0.4');
    await workbench.page.keyboard.press('Tab');
    // What it shows is remembered once the value rests.
    await workbench.page.waitForTimeout(500);
    // Opens over the panel, which has the keyboard.
    await workbench.openFile('README.md');
    await workbench.page.locator('.tabs-container .tab', { hasText: 'Leaky ReLU' }).first().click();
    const again = await panel.frame();
    expect(await again.getByRole('textbox', { name: /negative_slope/ }).inputValue()).to.equal('0.4');
  });

  test('the panel is restored after a reload of the window', async () => {
    await workbench.reload();
    // The window may come back as it was some moments before, with another editor over the panel.
    await workbench.page.locator('.tabs-container .tab', { hasText: 'Leaky ReLU' }).first().click();
    const frame = await panel.frame();
    expect(await frame.getByRole('textbox', { name: /negative_slope/ }).inputValue()).to.equal('0.4');
    await panel.waitForTitle('Leaky ReLU');
  });

  test('a closed panel opens anew, and a place in a file that was closed is opened again', async () => {
    await workbench.closeFile('Leaky ReLU');
    await panel.openBeside('pytorch_mlp.py');
    await workbench.hoverOn('nn.ReLU', 'ReLU');
    await workbench.clickInHover('Show chart');
    const frame = await panel.frame();
    await frame.getByText('torch.nn.ReLU · line 15').waitFor();
    const use = frame.locator('button.use', { hasText: 'nn.ReLU(inplace=True)' });
    await use.waitFor();
    await workbench.closeFile('pytorch_mlp.py');
    await use.click();
    await workbench.page.locator('.statusbar-item', { hasText: /Ln 15/ }).waitFor();
  });
}
