import type { Frame, Page } from 'playwright-core';
import { Failure } from '../hosts/failure';
import type { Workbench } from './workbench';

const patience = 30_000;

/** The chart panel inside the workbench: its page is the innermost of the frames that a webview is made of. */
export class ChartPanelPage {
  constructor(private readonly workbench: Workbench) {}

  private get page(): Page {
    return this.workbench.page;
  }

  /** The frame of the panel, once it has been drawn. */
  async frame(): Promise<Frame> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        const isPanel = await frame
          .locator('[role=tablist]')
          .isVisible()
          .catch(() => false);
        if (isPanel && frame.url().includes('fake.html')) {
          return frame;
        }
      }
      await this.page.waitForTimeout(100);
    }
    throw new Failure('The chart panel did not come up.');
  }

  /** Waits until the tab of the editor names `title`. */
  async waitForTitle(title: string): Promise<void> {
    await this.page.locator('.tabs-container .tab', { hasText: title }).first().waitFor();
  }

  /** Opens a file in the first group: next to the panel, wherever the keyboard is. */
  async openBeside(name: string): Promise<void> {
    // A click takes the focus out of the panel for certain; keys pressed in it take their time to reach the window.
    await this.page.locator('.editor-group-container').first().locator('.tabs-container .tab').first().click();
    await this.workbench.openFile(name);
  }
}
