import { expect } from 'chai';
import { test } from '../hosts/suite/runner';
import type { ShownHover, Workbench } from './workbench';

export interface Session {
  readonly workbench: Workbench;
  /** The folder that the workbench shows, on this machine. */
  readonly folder: string;
  /** Keeps a picture of the whole window. */
  readonly capture: (name: string) => Promise<void>;
}

/** VS Code's names of the four kinds of theme, and the class by which its window tells them. */
const dark = { name: 'dark', label: 'Dark Modern', themeClass: 'vs-dark' } as const;
export const themes = [
  dark,
  { name: 'light', label: 'Light Modern', themeClass: 'vs' },
  { name: 'high-contrast', label: 'Dark High Contrast', themeClass: 'hc-black' },
  { name: 'high-contrast-light', label: 'Light High Contrast', themeClass: 'hc-light' },
] as const;

/** What VS Code grants a hover before anybody scrolls or resizes it, in CSS pixels; borders come on top. */
const firstPaint = { width: 500, height: 250, border: 4 };

export function defineEnglishTests(session: Session): void {
  const { workbench, capture } = session;
  const pictures = new Set<string>();
  for (const theme of themes) {
    test(`a card on nn.LeakyReLU(0.2), ${theme.name}`, async () => {
      await openInTheme(session, theme);
      const hover = await workbench.hoverOn('nn.LeakyReLU', 'Leaky ReLU');
      await capture(`python-${theme.name}`);
      expect(hover.text).to.contain('negative_slope').and.to.contain('0.2').and.to.contain('PyTorch');
      expectWholeCard(hover);
      hover.images.forEach((image) => pictures.add(image.source));
    });
  }

  test('the pictures differ between the themes', () => {
    // Two pictures, a formula and a plot, in four palettes.
    expect(pictures.size).to.be.at.least(2 * themes.length);
    return Promise.resolve();
  });

  test('nothing on a layer and on an import', async () => {
    expect(await workbench.showsNothingOn('nn.Linear')).to.equal(true);
    expect(await workbench.showsNothingOn('import torch.nn')).to.equal(true);
  });

  test('the accessible view reads the formula', async () => {
    const text = await workbench.readAccessibleView('nn.LeakyReLU', 'Leaky ReLU');
    expect(text)
      .to.contain('Leaky ReLU')
      .and.to.match(/f\(x\)|max|x\s*[<>≥≤]/);
    expect(text).not.to.contain('base64');
  });

  test('a card in a notebook cell', async () => {
    await workbench.openFile('training_loop.ipynb');
    await workbench.chooseTheme(dark.label, dark.themeClass);
    const hover = await workbench.hoverOn('nn.SiLU', 'SiLU');
    await capture('notebook');
    expectWholeCard(hover);
  });

  test('a card in an untitled document that has lost its imports', async () => {
    await workbench.newUntitled('Python', 'act = nn.Hardswish()');
    const hover = await workbench.hoverOn('nn.Hardswish', 'Hard');
    await capture('untitled');
    expectWholeCard(hover);
  });
}

export function defineChineseTests(session: Session): void {
  const { workbench, capture } = session;
  test('the workbench speaks Chinese', async () => {
    expect(await workbench.page.locator('.part.sidebar .title-label').innerText()).to.match(/\p{Script=Han}/u);
  });

  for (const theme of themes.slice(0, 2)) {
    test(`a card on nn.LeakyReLU(0.2) in Chinese, ${theme.name}`, async () => {
      await openInTheme(session, theme);
      const hover = await workbench.hoverOn('nn.LeakyReLU', 'Leaky ReLU');
      await capture(`chinese-${theme.name}`);
      expect(hover.text).to.contain('激活函数').and.to.contain('饱和').and.to.contain('零中心');
      expectWholeCard(hover);
    });
  }

  test('a card in a notebook cell in Chinese', async () => {
    await workbench.openFile('training_loop.ipynb');
    const hover = await workbench.hoverOn('nn.Tanh', 'anh');
    await capture('chinese-notebook');
    expect(hover.text).to.contain('饱和');
    expectWholeCard(hover);
  });

  test('the accessible view reads Chinese', async () => {
    await workbench.openFile('pytorch_mlp.py');
    const text = await workbench.readAccessibleView('nn.LeakyReLU', 'Leaky ReLU');
    expect(text).to.contain('激活函数');
  });
}

async function openInTheme(session: Session, theme: (typeof themes)[number]): Promise<void> {
  await session.workbench.openFile('pytorch_mlp.py');
  await session.workbench.chooseTheme(theme.label, theme.themeClass);
}

/** Both pictures have come up, in the size they were given, where they can be seen without scrolling. */
function expectWholeCard(hover: ShownHover): void {
  expect(hover.height).to.be.within(50, firstPaint.height + firstPaint.border);
  const [formula, plot] = hover.images;
  if (formula === undefined || plot === undefined) {
    throw new Error(`The hover shows ${hover.images.length} pictures.`);
  }
  for (const image of [formula, plot]) {
    expect(image.naturalWidth).to.be.greaterThan(0);
    expect(image.width).to.be.closeTo(image.attributeWidth, 1);
    expect(image.height).to.be.closeTo(image.attributeHeight, 1);
    expect(image.bottom).to.be.at.most(hover.viewHeight);
    expect(image.right).to.be.at.most(firstPaint.width);
  }
  expect(plot.height).to.be.at.most(120);
}
