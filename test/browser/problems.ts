import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '../hosts/suite/runner';
import type { Session } from './hovers';

const file = 'double_softmax.py';
const code = `import torch.nn.functional as F
from torch import nn

head = nn.Linear(64, 10)


def step(features, labels):
    probabilities = F.softmax(head(features), dim=1)
    return F.cross_entropy(probabilities, labels)
`;

/** A mistake as a user sees it: underlined, with its message in the hover. */
export function defineProblemTests({ workbench, folder, capture }: Session): void {
  test('a softmax before a cross-entropy is underlined, and its hover says what happens', async () => {
    await writeFile(join(folder, file), code);
    await workbench.openFile(file);
    await workbench.page.locator('.squiggly-error').first().waitFor({ timeout: 30_000 });
    const hover = await workbench.hoverOn('probabilities, labels', 'softmax-into-cross-entropy');
    await capture('problem');
    expect(hover.text).to.contain('1.461').and.to.contain('Activation Insight');
  });
}
