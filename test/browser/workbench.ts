import type { BrowserContext, Locator, Page } from 'playwright-core';
import { Failure } from '../hosts/failure';

/** Times a busy machine with two cores needs; none of them is waited for where things go faster. */
const patience = 30_000;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a hover looks like on the screen. */
export interface ShownHover {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly images: readonly ShownPicture[];
  /** Height of what can be seen of the content without scrolling. */
  readonly viewHeight: number;
}

export interface ShownPicture {
  readonly alt: string;
  readonly source: string;
  readonly naturalWidth: number;
  readonly width: number;
  readonly height: number;
  /** The size that the Markdown gave, which keeps the hover from jumping while the picture loads. */
  readonly attributeWidth: number;
  readonly attributeHeight: number;
  /** Distance of the lower edge from the upper edge of the hover. */
  readonly bottom: number;
  /** Distance of the right edge from the left edge of the hover. */
  readonly right: number;
}

/** VS Code's window in a page: what a user sees and does there. */
export class Workbench {
  private constructor(readonly page: Page) {}

  static async open(context: BrowserContext, address: string): Promise<Workbench> {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(patience);
    // The compiler of this script gives functions their names by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.goto(address);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    return new Workbench(page);
  }

  /** Opens a file from the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+KeyP');
    await this.typeInQuickInput(name);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  }

  /** Runs a command of the palette by its English title. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.typeInQuickInput(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Opens an untitled document, as for a snippet, and types `code` into it. */
  async newUntitled(language: string, code: string): Promise<void> {
    await this.page.keyboard.press('Control+Alt+KeyN');
    await this.page.locator('.tabs-container .tab.active', { hasText: 'Untitled' }).waitFor();
    await this.page.keyboard.press('Control+KeyK');
    await this.page.keyboard.press('KeyM');
    await this.typeInQuickInput(language);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: language }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.statusbar-item', { hasText: language }).waitFor();
    await this.page.keyboard.insertText(code);
  }

  private async typeInQuickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input');
    await input.waitFor();
    await input.fill(text);
  }

  /** Puts the pointer on the middle of `code` and waits for a hover that contains `words`. */
  async hoverOn(code: string, words: string): Promise<ShownHover> {
    const hover = this.hover(words);
    const deadline = Date.now() + patience;
    // The extension wakes up with the file, and VS Code asks but once while a pointer rests. The code may still move:
    // a notebook lays its cells out one by one.
    while (!(await this.restOn(code, hover, 3000))) {
      if (Date.now() > deadline) {
        throw new Failure(`No hover with “${words}” came up over ${code}.`);
      }
    }
    await this.page.waitForFunction(() =>
      Array.from(document.querySelectorAll<HTMLImageElement>('.monaco-hover:not(.hidden) .hover-contents img')).every(
        (image) => image.complete,
      ),
    );
    return hover.evaluate(readHover);
  }

  /** Follows a link of the hover that is up. */
  async clickInHover(words: string): Promise<void> {
    await this.page.locator('.monaco-hover:not(.hidden) a', { hasText: words }).first().click();
    await this.dismissHover();
  }

  /** Puts the cursor on the middle of `code`. */
  async clickOn(code: string): Promise<void> {
    const { x, y } = await this.pointOf(code);
    await this.page.mouse.click(x, y);
  }

  /** Accepts the file dialog once its field proposes a name like `name`; leaves no dialog open, whatever happens. */
  async acceptSaveDialog(name: RegExp): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input');
    try {
      await dialog.waitFor();
      await this.waitForValue(dialog, name);
      await this.page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
    } catch (error) {
      await this.page.keyboard.press('Escape');
      throw error;
    }
  }

  /** The dialog fills its field some time after it has opened. */
  private async waitForValue(field: Locator, wanted: RegExp): Promise<void> {
    const deadline = Date.now() + patience;
    let value = await field.inputValue();
    while (!wanted.test(value)) {
      if (Date.now() > deadline) {
        throw new Failure(`The field has “${value}” instead of ${String(wanted)}.`);
      }
      await this.page.waitForTimeout(100);
      value = await field.inputValue();
    }
  }

  async closeFile(name: string): Promise<void> {
    const tab = this.page.locator('.tabs-container .tab', { hasText: name });
    while ((await tab.count()) > 0) {
      await tab.first().click({ button: 'middle' });
      await this.page.waitForTimeout(200);
    }
  }

  /** Loads the window again, as after a restart. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  /** Moves the pointer to `code` and resolves with whether no card came up within a second. */
  async showsNothingOn(code: string): Promise<boolean> {
    const card = this.page.locator('.monaco-hover:not(.hidden) .hover-contents img').first();
    return !(await this.restOn(code, card, 1000));
  }

  /** The text that a screen reader gets to read for the hover over `code`, reached by the keyboard. */
  async readAccessibleView(code: string, words: string): Promise<string> {
    const { keyboard, mouse } = this.page;
    const point = await this.pointOf(code);
    await mouse.click(point.x, point.y);
    const hover = this.hover(words);
    await this.showHoverByKeyboard();
    await hover.waitFor();
    // The same keys again move the focus into the hover, where the accessible view is to be had.
    await this.showHoverByKeyboard();
    await this.page.locator('.monaco-hover:focus-within').waitFor();
    await keyboard.press('Shift+Alt+F2');
    const view = this.page.locator('.accessible-view .view-lines');
    await view.waitFor();
    const text = await view.innerText();
    await keyboard.press('Escape');
    await view.waitFor({ state: 'hidden' });
    await keyboard.press('Escape');
    // The editor puts unbreakable spaces where the text has plain ones.
    return text.replaceAll('\u00a0', ' ');
  }

  private async showHoverByKeyboard(): Promise<void> {
    await this.page.keyboard.press('Control+KeyK');
    await this.page.keyboard.press('Control+KeyI');
  }

  /** Chooses a colour theme by its label, and waits until the window shows it. */
  async chooseTheme(label: string, themeClass: string): Promise<void> {
    await this.page.keyboard.press('Control+KeyK');
    await this.page.keyboard.press('Control+KeyT');
    await this.typeInQuickInput(label);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.monaco-workbench.${themeClass}`).waitFor();
  }

  /** Moves the pointer away and onto `code`, and resolves with whether `hover` comes up in time. */
  private async restOn(code: string, hover: Locator, milliseconds: number): Promise<boolean> {
    await this.dismissHover();
    const point = await this.pointOf(code);
    await this.page.mouse.move(point.x, point.y);
    return hover.waitFor({ timeout: milliseconds }).then(
      () => true,
      () => false,
    );
  }

  private hover(words: string): Locator {
    return this.page
      .locator('.monaco-resizable-hover .monaco-hover:not(.hidden), .monaco-hover:not(.hidden)', { hasText: words })
      .first();
  }

  private async dismissHover(): Promise<void> {
    await this.page.mouse.move(5, 5);
    await this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor({ state: 'hidden' });
  }

  /** The middle of `code` on the screen, in whichever editor shows it. */
  private async pointOf(code: string): Promise<Point> {
    const handle = await this.page.waitForFunction(findCode, code);
    const point = await handle.jsonValue();
    if (point === null) {
      throw new Failure(`The window does not show ${code}.`);
    }
    return point;
  }
}

/** Runs in the page. */
function findCode(code: string): Point | null {
  for (const line of Array.from(document.querySelectorAll('.monaco-editor .view-line'))) {
    const index = line.textContent.replaceAll('\u00a0', ' ').indexOf(code);
    if (index < 0) {
      continue;
    }
    let offset = index + Math.floor(code.length / 2);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (offset < length) {
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        const box = range.getBoundingClientRect();
        return box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      }
      offset -= length;
    }
  }
  return null;
}

/** Runs in the page. */
function readHover(hover: Element): ShownHover {
  const box = hover.getBoundingClientRect();
  const images = Array.from(hover.querySelectorAll('img')).map((image) => {
    const place = image.getBoundingClientRect();
    return {
      alt: image.alt,
      source: image.src,
      naturalWidth: image.naturalWidth,
      attributeWidth: Number(image.getAttribute('width')),
      attributeHeight: Number(image.getAttribute('height')),
      width: place.width,
      height: place.height,
      bottom: place.bottom - box.top,
      right: place.right - box.left,
    };
  });
  return {
    text: hover.textContent,
    width: box.width,
    height: box.height,
    viewHeight: hover.clientHeight,
    images,
  };
}
