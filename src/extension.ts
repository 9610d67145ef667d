import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Analyses } from './editor/analyses';
import { openAssets } from './editor/assets';
import { registerHover } from './editor/hover';

/** Registers the features; each loads what it needs when it is first used. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Activation Insight', { log: true });
  const assets = openAssets(context.extensionUri);
  const analyses = new Analyses(() => assets.loadAnalyzer(), log);
  context.subscriptions.push(log, analyses, registerHover(analyses, assets, log));
}
