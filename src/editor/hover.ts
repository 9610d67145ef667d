import * as vscode from 'vscode';
import { buildCard } from '../core/cards/card';
import type { FormulaAsset } from '../core/cards/formulaImage';
import { renderMarkdown } from '../core/cards/markdown';
import type { Range } from '../core/text';
import type { Use } from '../core/uses/use';
import type { Analyses } from './analyses';
import type { Assets } from './assets';
import { readHoverSettings, type HoverSettings } from './settings';
import { currentTheme } from './theme';

/** Also reaches notebook cells, untitled documents and virtual workspaces: a scheme would shut them out. */
const selector: vscode.DocumentSelector = { language: 'python' };

/** Shows the card of an activation where the pointer rests on it. */
export function registerHover(analyses: Analyses, assets: Assets, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      try {
        return await provideHover(document, position, token, analyses, assets);
      } catch (error) {
        // A hover that fails must not disturb the other extensions' hovers; the log tells why it is missing.
        log.error('The card could not be shown.', error);
        return undefined;
      }
    },
  });
}

async function provideHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
  analyses: Analyses,
  assets: Assets,
): Promise<vscode.Hover | undefined> {
  const settings = readHoverSettings(document);
  if (!settings.enabled) {
    return undefined;
  }
  const use = await analyses.useAt(document, position, token);
  if (use === undefined || token.isCancellationRequested) {
    return undefined;
  }
  const formulas = await assets.loadFormulas();
  return new vscode.Hover(renderCard(use, settings, formulas), toRange(use.range));
}

function renderCard(use: Use, settings: HoverSettings, formulas: FormulaAsset): vscode.MarkdownString {
  const card = buildCard(use, { slope: settings.slope, facts: settings.facts });
  const markdown = new vscode.MarkdownString(
    renderMarkdown(card, { theme: currentTheme(), formulas, plot: settings.plot }),
  );
  markdown.supportHtml = true;
  // Links run no command but those that a card offers.
  markdown.isTrusted = { enabledCommands: [] };
  return markdown;
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
