import * as vscode from 'vscode';
import type { TextEdit } from '../../core/edits/textEdit';
import type { SwapOffer } from '../../core/swaps/offer';
import type { PanelSubject } from '../../panel.protocol';
import type { SwapSource, SwapTarget, SwapTargets, UseOffers } from '../../service/swapMessages';
import { compareCommand } from '../chart/commandNames';

/** What was chosen for one use: a swap, or a swap with what goes well with it. */
export interface ChosenSwap {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

interface Item<Choice> extends vscode.QuickPickItem {
  /** Absent where the item can be read, not chosen. */
  readonly choice?: Choice;
  /** What it would be, for a chart. */
  readonly subject?: PanelSubject;
}

/** Lets the user pick what a use is swapped for. What is withheld can be read and charted, not chosen. */
export async function pickSwap({ name, subject, offers }: UseOffers): Promise<ChosenSwap | undefined> {
  const items = listItems<SwapOffer, ChosenSwap>(offers, subject, (offer, item) => [
    { ...item, choice: offer },
    ...offer.followUps.map((followUp) => ({
      ...item,
      label: `$(add) ${followUp.title}`,
      choice: { ...offer, edits: followUp.edits },
    })),
  ]);
  return pickItem(vscode.l10n.t('Swap {0}', name), subject, items);
}

/** Lets the user pick what all uses of an activation are swapped for. */
export async function pickTarget(source: SwapSource, all: SwapTargets): Promise<SwapTarget | undefined> {
  const title = vscode.l10n.t('Swap every {0} ({1})', source.name, usesText(source.uses));
  const items = listItems<SwapTarget, SwapTarget>(all.targets, all.subject, (target, item) => [
    { ...item, choice: target },
  ]);
  return pickItem(title, all.subject, items);
}

/** Lets the user pick the activation to be swapped; asks nothing where there is only one. */
export async function pickSource(sources: readonly SwapSource[]): Promise<SwapSource | undefined> {
  if (sources.length < 2) {
    return sources[0];
  }
  const items = sources.map((source) => ({ label: source.name, description: usesText(source.uses), source }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Swap all uses of an activation'),
    placeHolder: vscode.l10n.t('The activation to be swapped'),
  });
  return picked?.source;
}

function usesText(uses: number): string {
  return uses === 1 ? vscode.l10n.t('1 use') : vscode.l10n.t('{0} uses', uses);
}

type Listed = Pick<SwapOffer, 'target' | 'name' | 'arguments' | 'reason' | 'change' | 'withheld'>;

/** @param itemsOf the items of something that is offered, made from what all items have in common */
function listItems<Entry extends Listed, Choice>(
  entries: readonly Entry[],
  { framework }: PanelSubject,
  itemsOf: (entry: Entry, item: Item<Choice>) => readonly Item<Choice>[],
): readonly Item<Choice>[] {
  const itemOf = (entry: Entry): Item<Choice> => ({
    label: entry.name,
    ...(entry.withheld === undefined
      ? { description: entry.reason, detail: entry.change }
      : { detail: entry.withheld }),
    buttons: [compareButton()],
    subject: {
      activation: entry.target,
      arguments: entry.arguments,
      ...(framework === undefined ? {} : { framework }),
    },
  });
  const offered = entries.flatMap((entry) => (entry.withheld === undefined ? itemsOf(entry, itemOf(entry)) : []));
  const withheld = entries.flatMap((entry) => (entry.withheld === undefined ? [] : [itemOf(entry)]));
  return [
    ...offered,
    ...(withheld.length === 0
      ? []
      : [{ label: vscode.l10n.t('Not offered here'), kind: vscode.QuickPickItemKind.Separator }]),
    ...withheld,
  ];
}

function compareButton(): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon('graph-line'), tooltip: vscode.l10n.t('Compare in chart') };
}

/**
 * @param subject what the choices are compared with
 */
async function pickItem<Choice>(
  title: string,
  subject: PanelSubject,
  items: readonly Item<Choice>[],
): Promise<Choice | undefined> {
  const quickPick = vscode.window.createQuickPick<Item<Choice>>();
  quickPick.title = title;
  quickPick.placeholder = vscode.l10n.t('What to try instead; only training tells whether it is better');
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  quickPick.items = items;
  const compare = (item: Item<Choice> | undefined): void => {
    if (item?.subject !== undefined) {
      // The chart comes up beside the code while the list stays, so that one can look before choosing.
      quickPick.ignoreFocusOut = true;
      void vscode.commands.executeCommand(compareCommand, [subject, item.subject]);
    }
  };
  quickPick.onDidTriggerItemButton(({ item }) => {
    compare(item);
  });
  return new Promise((resolve) => {
    quickPick.onDidAccept(() => {
      const [item] = quickPick.selectedItems;
      if (item?.choice === undefined) {
        compare(item);
        return;
      }
      resolve(item.choice);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}
