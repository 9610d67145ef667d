import * as vscode from 'vscode';
import type { Range } from '../core/text';
import type { HoverLink } from '../service/protocol';
import { compareCommand, showChartCommand } from './chart/commandNames';
import type { ServiceClient } from './serviceClient';
import { readHoverSettings } from './settings';
import { takeSnapshot } from './snapshot';
import { swapCommand } from './swap/commandNames';
import { currentTheme } from './theme';

/** Also reaches notebook cells, untitled documents and virtual workspaces: a scheme would shut them out. */
const selector: vscode.DocumentSelector = { language: 'python' };

/** Shows the card of an activation where the pointer rests on it. */
export function registerHover(service: ServiceClient, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      try {
        return await provideHover(document, position, token, service);
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
  service: ServiceClient,
): Promise<vscode.Hover | undefined> {
  const { enabled, ...settings } = readHoverSettings(document);
  if (!enabled) {
    return undefined;
  }
  const { version } = document;
  const { line, character } = position;
  const request = {
    ...takeSnapshot(document),
    position: { line, character },
    theme: currentTheme(),
    ...settings,
    links: cardLinks(),
  };
  const response = await service.request('hover', request);
  // Ranges in a text that has changed meanwhile would point elsewhere.
  if (response === undefined || token.isCancellationRequested || document.version !== version) {
    return undefined;
  }
  return new vscode.Hover(toMarkdown(response.markdown), toRange(response.range));
}

function cardLinks(): readonly HoverLink[] {
  return [
    { title: vscode.l10n.t('Show chart'), command: showChartCommand },
    { title: vscode.l10n.t('Compare'), command: compareCommand },
    { title: vscode.l10n.t('Swap'), command: swapCommand },
  ];
}

function toMarkdown(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.supportHtml = true;
  // Links run no command but those that a card offers.
  markdown.isTrusted = { enabledCommands: [showChartCommand, compareCommand, swapCommand] };
  return markdown;
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
