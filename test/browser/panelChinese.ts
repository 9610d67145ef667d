import { expect } from 'chai';
import { test } from '../hosts/suite/runner';
import { ChartPanelPage } from './chartPanel';
import type { Session } from './hovers';

export function defineChinesePanelTests({ workbench, capture }: Session): void {
  const panel = new ChartPanelPage(workbench);
  test('the panel speaks Chinese in every view', async () => {
    await workbench.openFile('pytorch_mlp.py');
    const hover = await workbench.hoverOn('nn.LeakyReLU', 'Leaky ReLU');
    expect(hover.text).to.contain('显示图表').and.to.contain('比较');
    await workbench.clickInHover('显示图表');
    const frame = await panel.frame();
    for (const view of [0, 1, 2]) {
      await frame.getByRole('tab').nth(view).click();
      await workbench.page.waitForTimeout(500);
      await capture(`panel-chinese-${view}`);
      const words = await frame.getByRole('tabpanel').filter({ visible: true }).innerText();
      expect(words).to.match(/\p{Script=Han}{2}/u);
    }
    expect(await frame.locator('html').getAttribute('lang')).to.equal('zh-cn');
  });
}
