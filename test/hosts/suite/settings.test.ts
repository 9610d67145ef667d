import { expect } from 'chai';
import { cardOn, cardsAt, openPython, positionOf } from './hovers';
import { test } from './runner';
import { withSetting } from './withSetting';

const code = 'import torch\ny = torch.sigmoid(x)\n';

test('the hover can be switched off and on again', async () => {
  const document = await openPython(code);
  await withSetting('hover.enabled', false, async () => {
    expect(await cardsAt(document, positionOf(document, 'torch.sigmoid', 8))).to.have.lengthOf(0);
  });
  await cardOn(document, 'torch.sigmoid');
});

test('the plot can be switched off; the formula stays', async () => {
  const document = await openPython(code);
  const all = await cardOn(document, 'torch.sigmoid');
  await withSetting('hover.plot', false, async () => {
    const card = await cardOn(document, 'torch.sigmoid');
    expect(card.images.length).to.equal(all.images.length - 1);
    expect(card.images.length).to.be.at.least(1);
    expect(card.markdown.value.length).to.be.below(all.markdown.value.length);
  });
});

test('the slope for saturation moves where a sigmoid saturates', async () => {
  const document = await openPython(code);
  // σ'(x) = s(1 − s) falls below 0.01 at |x| = 4.585 and below 0.1 at |x| = 2.063.
  expect((await cardOn(document, 'torch.sigmoid')).summary).to.match(/4\.5[89]/);
  await withSetting('saturation.slope', 0.1, async () => {
    expect((await cardOn(document, 'torch.sigmoid')).summary).to.match(/2\.06/);
  });
});

test('the facts can be chosen', async () => {
  const document = await openPython(code);
  await withSetting('hover.facts', ['range'], async () => {
    const { summary } = await cardOn(document, 'torch.sigmoid');
    expect(summary)
      .to.contain('(0, 1)')
      .and.not.to.match(/4\.5[89]|0\.25/);
  });
  await withSetting('hover.facts', [], async () => {
    expect((await cardOn(document, 'torch.sigmoid')).summary).not.to.contain('(0, 1)');
  });
});

for (const [name, value] of [
  ['hover.facts', 'range'],
  ['hover.facts', [1, 'nonsense']],
  ['saturation.slope', 'much'],
  ['saturation.slope', -1],
] as const) {
  test(`a senseless value for ${name} (${JSON.stringify(value)}) does no harm`, async () => {
    const document = await openPython(code);
    await withSetting(name, value, async () => {
      await cardOn(document, 'torch.sigmoid');
    });
  });
}
