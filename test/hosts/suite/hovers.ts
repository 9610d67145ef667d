import { expect } from 'chai';
import * as vscode from 'vscode';

export const extensionId = 'activation-insight.activation-insight';

/** One card as a user gets it. */
export interface ShownCard {
  readonly markdown: vscode.MarkdownString;
  /** The Markdown's text without its pictures and links' targets. */
  readonly text: string;
  /** The part of the text before the first list: title and facts. */
  readonly summary: string;
  readonly images: readonly ShownImage[];
  /** The source under the hover's range. */
  readonly source: string;
  readonly range: vscode.Range;
}

export interface ShownImage {
  readonly alt: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Opens an untitled Python document, as somebody does who pastes a snippet. */
export async function openPython(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await awake();
  return document;
}

/** Resolves once the extension has been activated by what was opened. */
export async function awake(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension<unknown>(extensionId);
  if (extension === undefined) {
    throw new Error(`${extensionId} is not installed.`);
  }
  for (let attempt = 0; !extension.isActive && attempt < 200; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(extension.isActive, 'the extension is active').to.equal(true);
  return extension;
}

/** The position of `marked` (the first of its kind after `after`), plus `offset` UTF-16 units. */
export function positionOf(document: vscode.TextDocument, marked: string, offset = 0, after = 0): vscode.Position {
  const index = document.getText().indexOf(marked, after);
  if (index < 0) {
    throw new Error(`The document does not contain ${marked}.`);
  }
  return document.positionAt(index + offset);
}

/** All cards at a position; other extensions' hovers are left out by what every card of ours begins with: its title. */
export async function cardsAt(document: vscode.TextDocument, position: vscode.Position): Promise<ShownCard[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers.flatMap((hover) =>
    hover.contents
      .filter((content) => content instanceof vscode.MarkdownString)
      .map((markdown) => readCard(document, hover, markdown)),
  );
}

/** The one card over the last character of `marked`, where a pointer rests on the name. */
export async function cardOn(document: vscode.TextDocument, marked: string): Promise<ShownCard> {
  const cards = await cardsAt(document, positionOf(document, marked, marked.length - 1));
  const [card] = cards;
  expect(cards, `cards on ${marked}`).to.have.lengthOf(1);
  if (card === undefined) {
    throw new Error(`No card on ${marked}.`);
  }
  return card;
}

function readCard(document: vscode.TextDocument, hover: vscode.Hover, markdown: vscode.MarkdownString): ShownCard {
  if (hover.range === undefined) {
    throw new Error('The hover has no range.');
  }
  const text = readText(markdown.value);
  return {
    markdown,
    text,
    summary: text.slice(0, (text + '\n- ').indexOf('\n- ')),
    images: readImages(markdown.value),
    source: document.getText(hover.range),
    range: hover.range,
  };
}

const imagePattern = /!\[(?<alt>[^\]]*)\]\(data:image\/svg\+xml;base64,(?<data>[A-Za-z0-9+/=]+)(?<size>[^)]*)\)/g;

function readImages(markdown: string): ShownImage[] {
  return [...markdown.matchAll(imagePattern)].map(({ groups }) => ({
    alt: groups?.['alt'] ?? '',
    svg: atob(groups?.['data'] ?? ''),
    width: dimension(groups?.['size'], 'width'),
    height: dimension(groups?.['size'], 'height'),
  }));
}

function dimension(size: string | undefined, name: string): number {
  return Number(new RegExp(`[|,]${name}=(\\d+(?:\\.\\d+)?)`).exec(size ?? '')?.[1]);
}

/** Markdown without pictures, links' targets and escapes: what a reader gets to see. */
function readText(markdown: string): string {
  return markdown
    .replace(imagePattern, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
