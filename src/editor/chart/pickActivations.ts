import * as vscode from 'vscode';
import type { PanelSubject, PanelUse } from '../../panel.protocol';
import type { ListedActivation } from '../../service/protocol';

interface Item extends vscode.QuickPickItem {
  readonly subject?: PanelSubject;
}

/** How many can be told apart in one chart. */
export const mostCompared = 6;

/** Lets the user pick one activation; those of the file come first, with their arguments. */
export async function pickActivation(
  all: readonly ListedActivation[],
  uses: readonly PanelUse[],
): Promise<PanelSubject | undefined> {
  const picked = await vscode.window.showQuickPick(listItems(all, subjectsOf(uses)), {
    title: vscode.l10n.t('Show the chart of an activation'),
    placeHolder: vscode.l10n.t('Name of an activation'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.subject;
}

/**
 * Lets the user pick up to six activations.
 *
 * @param first what is picked at the start, before what the file uses
 */
export async function pickToCompare(
  all: readonly ListedActivation[],
  uses: readonly PanelUse[],
  first: readonly PanelSubject[],
): Promise<readonly PanelSubject[] | undefined> {
  const ofFile = withoutTwins([...first, ...subjectsOf(uses)]);
  const items = listItems(all, ofFile);
  const quickPick = vscode.window.createQuickPick<Item>();
  quickPick.canSelectMany = true;
  quickPick.title = vscode.l10n.t('Compare up to {0} activations', mostCompared);
  quickPick.placeholder = vscode.l10n.t('Names of activations');
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  quickPick.items = items;
  quickPick.selectedItems = items.filter(({ subject }) => subject && ofFile.includes(subject)).slice(0, mostCompared);
  quickPick.onDidChangeSelection((selected) => {
    if (selected.length > mostCompared) {
      quickPick.selectedItems = selected.slice(0, mostCompared);
    }
  });
  return new Promise((resolve) => {
    quickPick.onDidAccept(() => {
      const subjects = quickPick.selectedItems.flatMap(({ subject }) => (subject ? [subject] : []));
      resolve(subjects.length === 0 ? undefined : subjects.slice(0, mostCompared));
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}

/** What the file uses, each function once. */
function subjectsOf(uses: readonly PanelUse[]): readonly PanelSubject[] {
  return withoutTwins(uses.map(({ subject }) => subject));
}

function withoutTwins(subjects: readonly PanelSubject[]): readonly PanelSubject[] {
  return [...new Map(subjects.map((subject) => [kindOf(subject), subject] as const).reverse()).values()].reverse();
}

function kindOf({ activation, arguments: args }: PanelSubject): string {
  return JSON.stringify([activation, args]);
}

function listItems(all: readonly ListedActivation[], ofFile: readonly PanelSubject[]): readonly Item[] {
  const listed = new Map(all.map((entry) => [entry.activation, entry]));
  const itemOf = (subject: PanelSubject, description: string): Item => ({
    label: listed.get(subject.activation)?.name ?? subject.activation,
    description,
    ...withDetail(listed.get(subject.activation)),
    subject,
  });
  const own = ofFile.map((subject) => itemOf(subject, argumentsText(subject)));
  const others = all.map(({ activation }) => itemOf({ activation, arguments: {} }, activation));
  return [
    ...(own.length === 0 ? [] : [separator(vscode.l10n.t('In this file')), ...own]),
    separator(vscode.l10n.t('All activations')),
    ...others,
  ];
}

function withDetail(entry: ListedActivation | undefined): Pick<Item, 'detail'> {
  return entry === undefined ? {} : { detail: entry.formula };
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function argumentsText({ path, arguments: args }: PanelSubject): string {
  const given = Object.entries(args).flatMap(([name, value]) => (value === null ? [] : [`${name}=${String(value)}`]));
  return [path ?? '', ...given].filter((text) => text !== '').join(' · ');
}
