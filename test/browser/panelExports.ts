import { expect } from 'chai';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '../hosts/suite/runner';
import { ChartPanelPage } from './chartPanel';
import type { Session } from './hovers';

/** Starts with the panel open on the Leaky ReLU of `pytorch_mlp.py`. */
export function definePanelExportTests({ workbench, folder }: Session): void {
  const panel = new ChartPanelPage(workbench);
  for (const { label, ending, check } of [
    { label: 'CSV', ending: 'csv', check: expectSamples },
    { label: 'SVG', ending: 'svg', check: expectVectorPicture },
    { label: 'PNG', ending: 'png', check: expectPicture },
  ]) {
    test(`the chart is saved as ${label}`, async () => {
      const before = new Set(await readdir(folder));
      const frame = await panel.frame();
      await frame.locator('details.menu summary').filter({ visible: true }).click();
      await frame.locator('details.menu[open] button', { hasText: label }).first().click();
      await workbench.acceptSaveDialog(new RegExp(`\\.${ending}$`));
      await frame.getByText(new RegExp(`^Saved as .*\\.${ending}\\.`)).waitFor();
      const saved = (await readdir(folder)).find((name) => !before.has(name) && name.endsWith(`.${ending}`));
      expect(saved, `a new .${ending}`).not.to.equal(undefined);
      const path = join(folder, saved ?? '');
      check(await readFile(path));
      await rm(path);
    });
  }
}

/** Leaky ReLU with a slope of 0.2 on the left. */
function expectSamples(content: Buffer): void {
  const [head = '', ...lines] = content.toString('utf8').trim().split('\r\n');
  expect(head.split(',')[0]).to.equal('x');
  expect(lines.length).to.be.greaterThan(50);
  for (const line of lines) {
    const [x = Number.NaN, value = Number.NaN] = line.split(',').map(Number);
    expect(value).to.be.closeTo(x > 0 ? x : 0.2 * x, 1e-12);
  }
}

function expectVectorPicture(content: Buffer): void {
  const text = content.toString('utf8');
  expect(text).to.match(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(text)
    .to.contain('<path')
    .and.not.to.match(/<script|var\(|currentColor/);
}

function expectPicture(content: Buffer): void {
  expect(content.subarray(1, 4).toString('latin1')).to.equal('PNG');
  // Width and height, big-endian, in the first chunk: at twice the size on the screen.
  expect(content.readUInt32BE(16)).to.be.greaterThan(600);
  expect(content.readUInt32BE(20)).to.be.greaterThan(300);
}
