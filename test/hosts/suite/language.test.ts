import { expect } from 'chai';
import * as vscode from 'vscode';
import { awake, cardOn, openPython } from './hovers';
import { test } from './runner';

/** Chinese characters, which no English card holds. */
const han = /\p{Script=Han}/u;

test(`a card speaks the language of VS Code (${vscode.env.language})`, async () => {
  const document = await openPython('import torch\ny = torch.sigmoid(x)\n');
  const { text, images } = await cardOn(document, 'torch.sigmoid');
  if (vscode.env.language === 'zh-cn') {
    for (const word of ['饱和', '梯度', '零中心']) {
      expect(text).to.contain(word);
    }
    // Names, formulas and sources stay as they are; sentences must not.
    expect(text).not.to.match(/\b(the|is|are|where|with|which)\b/);
  } else {
    expect(text).not.to.match(han);
    expect(images.map((image) => image.alt).join(' ')).not.to.match(han);
    expect(text).to.match(/saturat/i);
  }
});

// VS Code for the web reads the English manifest of an extension under development, whatever its language.
if (vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.remoteName !== undefined) {
  test('the manifest speaks it, too', async () => {
    const manifest = (await awake()).packageJSON as { description: string };
    expect(han.test(manifest.description)).to.equal(vscode.env.language === 'zh-cn');
  });
}
