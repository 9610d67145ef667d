import * as vscode from 'vscode';
import { applySwap, sayThatItChanged } from './applySwap';
import { pickSwap } from './pickSwap';
import { swapAllIn } from './swapAll';
import { placeOfArgument, placeOfEditor } from './swapPlace';
import type { SwapTools } from './swapTools';

/**
 * Lets the user swap the activation that a link of a hover names, else the one at the cursor or in the selection.
 *
 * @param argument of a link; menus give other things, which do not count
 */
export async function swapOne(tools: SwapTools, argument: unknown): Promise<void> {
  const place = placeOfArgument(argument) ?? placeOfEditor();
  if (place === undefined) {
    say(vscode.l10n.t('Put the cursor on an activation in Python code first.'));
    return;
  }
  const { document, scope, activation } = place;
  const snapshot = document.snapshot();
  const found = await tools.service.request('swapOffers', { document: snapshot, scope });
  if (!document.isStill(snapshot) || (activation !== undefined && found?.only?.subject.activation !== activation)) {
    sayThatItChanged();
  } else if (found === undefined) {
    say(vscode.l10n.t('This document is too long to be read.'));
  } else if (found.uses > 1) {
    await swapAllIn(tools, document, scope);
  } else if (found.only === undefined) {
    say(vscode.l10n.t('There is no activation at the cursor.'));
  } else if (found.only.offers.length === 0) {
    say(vscode.l10n.t('Nothing can take the place of {0} here.', found.only.name));
  } else {
    const chosen = await pickSwap(found.only);
    if (chosen !== undefined) {
      await applySwap(document, snapshot, chosen);
    }
  }
}

function say(text: string): void {
  void vscode.window.showInformationMessage(text);
}
