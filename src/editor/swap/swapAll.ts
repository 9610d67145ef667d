import * as vscode from 'vscode';
import type { SwapScope } from '../../service/swapMessages';
import type { EditableDocument } from '../editableDocument';
import { sayThatItChanged } from './applySwap';
import { pickSource, pickTarget } from './pickSwap';
import { documentOfEditor, placeOfEditor } from './swapPlace';
import { previewSwaps } from './swapPreview';
import type { SwapTools } from './swapTools';

export async function swapAllInFile(tools: SwapTools): Promise<void> {
  const document = documentOfEditor();
  if (document === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Python file or a notebook first.'));
    return;
  }
  await swapAllIn(tools, document);
}

export async function swapAllInSelection(tools: SwapTools): Promise<void> {
  const place = placeOfEditor();
  if (place === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select some Python code first.'));
    return;
  }
  await swapAllIn(tools, place.document, place.scope);
}

/** Lets the user pick one activation of a document, or of a part of it, and what all its uses there become. */
export async function swapAllIn(tools: SwapTools, document: EditableDocument, scope?: SwapScope): Promise<void> {
  const snapshot = document.snapshot();
  const request = { document: snapshot, ...(scope && { scope }) };
  const sources = await tools.service.request('swapSources', request);
  if (sources === undefined || sources.length === 0) {
    sayWhyThereIsNothing(sources === undefined, scope !== undefined);
    return;
  }
  const source = await pickSource(sources);
  const targets = source && (await tools.service.request('swapTargets', { ...request, from: source.activation }));
  const target = source && targets && (await pickTarget(source, targets));
  if (source === undefined || target === undefined) {
    return;
  }
  const swaps = await tools.service.request('swapAll', { ...request, from: source.activation, target: target.target });
  if (swaps === undefined) {
    sayThatItChanged();
    return;
  }
  await previewSwaps(tools, [{ document, snapshot, swaps }], { from: source.name, to: target.name });
}

function sayWhyThereIsNothing(isTooLong: boolean, isSelection: boolean): void {
  const reason = isTooLong
    ? vscode.l10n.t('This document is too long to be read.')
    : isSelection
      ? vscode.l10n.t('The selection holds no activation that another could take the place of.')
      : vscode.l10n.t('This file holds no activation that another could take the place of.');
  void vscode.window.showInformationMessage(reason);
}
