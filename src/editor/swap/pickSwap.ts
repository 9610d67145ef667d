import * as vscode from 'vscode';
import type { PanelSubject } from '../../panel.protocol';
import type { SwapAllChoice, SwapChoice, SwapSource } from '../../service/swapMessages';
import { compareCommand } from '../chart/commandNames';

interface Item<Choice> extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/** Lets the user pick what a use is swapped for. What is withheld can be read and charted, not chosen. */
export async function pickSwap(
  name: string,
  subject: PanelSubject,
  choices: readonly SwapChoice[],
): Promise<SwapChoice | undefined> {
  return pickChoice({ title: vscode.l10n.t('Swap {0}', name), subject, choices, describe: () => '' });
}

/** Lets the user pick what all uses of an activation are swapped for. */
export async function pickSwapForAll(
  { name, activation }: SwapSource,
  choices: readonly SwapAllChoice[],
): Promise<SwapAllChoice | undefined> {
  const subject: PanelSubject = { activation, arguments: {} };
  const title = vscode.l10n.t('Swap every {0}', name);
  return pickChoice({ title, subject, choices, describe: ({ uses }) => usesText(uses) });
}

/** Lets the user pick the activation to be swapped; asks nothing where there is only one. */
export async function pickSource(sources: readonly SwapSource[]): Promise<SwapSource | undefined> {
  if (sources.length < 2) {
    return sources[0];
  }
  const items = sources.map((source) => ({ label: source.name, description: usesText(source.uses), source }));
  const title = vscode.l10n.t('Swap all in a go');
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('The activation that is to go'),
  });
  return picked?.source;
}

function usesText(uses: number): string {
  return uses === 1 ? vscode.l10n.t('1 use') : vscode.l10n.t('{0} uses', uses);
}

interface Question<Choice> {
  readonly title: string;
  /** What is compared with a choice. */
  readonly subject: PanelSubject;
  readonly choices: readonly Choice[];
  readonly describe: (choice: Choice) => string;
}

async function pickChoice<Choice extends SwapChoice>(question: Question<Choice>): Promise<Choice | undefined> {
  const quickPick = vscode.window.createQuickPick<Item<Choice>>();
  quickPick.title = question.title;
  quickPick.placeholder = vscode.l10n.t('What to try instead; only training tells whether it is better');
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  quickPick.items = listItems(question);
  const compare = (choice: Choice | undefined): void => {
    if (choice !== undefined) {
      // The chart comes up beside the code while the list stays, so that one can look before choosing.
      quickPick.ignoreFocusOut = true;
      void vscode.commands.executeCommand(compareCommand, [question.subject, choice.subject]);
    }
  };
  quickPick.onDidTriggerItemButton(({ item }) => {
    compare(item.choice);
  });
  return new Promise((resolve) => {
    quickPick.onDidAccept(() => {
      const [item] = quickPick.selectedItems;
      if (item?.choice?.withheld !== undefined) {
        compare(item.choice);
        return;
      }
      resolve(item?.choice);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}

function listItems<Choice extends SwapChoice>({ choices, describe }: Question<Choice>): readonly Item<Choice>[] {
  const compareButton = {
    iconPath: new vscode.ThemeIcon('graph-line'),
    tooltip: vscode.l10n.t('Compare in chart'),
  };
  const itemOf = (choice: Choice, detail: string): Item<Choice> => ({
    label: choice.name,
    description: [describe(choice), choice.changes].filter((text) => text !== '').join(' · '),
    detail,
    buttons: [compareButton],
    choice,
  });
  const offered = choices.filter(({ withheld }) => withheld === undefined);
  const withheld = choices.filter((choice) => choice.withheld !== undefined);
  return [
    ...offered.map((choice) => itemOf(choice, choice.reason)),
    ...(withheld.length === 0 ? [] : [{ label: vscode.l10n.t('Not offered here'), kind: separatorKind }]),
    ...withheld.map((choice) => itemOf(choice, choice.withheld ?? choice.reason)),
  ];
}

const separatorKind = vscode.QuickPickItemKind.Separator;
