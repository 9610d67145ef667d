import * as vscode from 'vscode';
import type { SwapOffer } from '../../core/swaps/offer';
import type { UseOffers } from '../../service/swapMessages';
import type { EditableDocument } from '../editableDocument';
import type { ServiceClient } from '../serviceClient';
import { showNotesCommand, swapAllInSelectionCommand, swapCommand } from './commandNames';
import { placeIn } from './swapPlace';

const kind = vscode.CodeActionKind.RefactorRewrite;
/** How many swaps stand in the menu by themselves; the quick pick has them all. */
const mostActions = 4;

/** Offers swaps in the menu of refactorings. */
export function registerSwapActions(service: ServiceClient, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { language: 'python' },
    {
      async provideCodeActions(document, range, context, token) {
        try {
          return isWanted(range, context) ? await actionsAt(service, document, range, context, token) : [];
        } catch (error) {
          // A menu without swaps must not be one without anything; the log tells why they are missing.
          log.error('Swaps could not be offered.', error);
          return [];
        }
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

/** As editors do with refactorings: no light bulb wherever the cursor rests, only for a selection or when asked. */
function isWanted(range: vscode.Range, { only, triggerKind }: vscode.CodeActionContext): boolean {
  const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
  return (only === undefined || only.contains(kind)) && (isAsked || !range.isEmpty);
}

async function actionsAt(
  service: ServiceClient,
  textDocument: vscode.TextDocument,
  range: vscode.Range,
  { triggerKind }: vscode.CodeActionContext,
  token: vscode.CancellationToken,
): Promise<vscode.CodeAction[]> {
  const { document, scope } = placeIn(textDocument, range);
  const snapshot = document.snapshot();
  const found = await service.request('swapOffers', { document: snapshot, scope });
  if (found === undefined || token.isCancellationRequested || !document.isStill(snapshot)) {
    return [];
  }
  if (found.only !== undefined) {
    // What can only be explained lights no bulb.
    const mayExplain = triggerKind === vscode.CodeActionTriggerKind.Invoke;
    return actionsFor(found.only, document, mayExplain);
  }
  return found.uses > 1
    ? [commandAction(vscode.l10n.t('Swap All in Selection…'), { command: swapAllInSelectionCommand })]
    : [];
}

function actionsFor(
  { subject, offers }: UseOffers,
  document: EditableDocument,
  mayExplain: boolean,
): vscode.CodeAction[] {
  const offered = offers.filter(({ withheld }) => withheld === undefined);
  if (offered.length === 0 && !(mayExplain && offers.length > 0)) {
    return [];
  }
  return [
    ...offered.slice(0, mostActions).flatMap((offer) => editActions(offer, document)),
    commandAction(vscode.l10n.t('Swap Activation…'), { command: swapCommand, arguments: [subject] }),
  ];
}

/** The swap, and the swap with what goes well with it. */
function editActions({ name, edits, notes, followUps }: SwapOffer, document: EditableDocument): vscode.CodeAction[] {
  return [{ title: vscode.l10n.t('Swap for {0}', name), edits }, ...followUps].map((choice) => {
    const action = new vscode.CodeAction(choice.title, kind);
    action.edit = new vscode.WorkspaceEdit();
    document.addTo(action.edit, choice.edits);
    if (notes.length > 0) {
      action.command = { title: choice.title, command: showNotesCommand, arguments: [notes] };
    }
    return action;
  });
}

function commandAction(title: string, command: Omit<vscode.Command, 'title'>): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.command = { title, ...command };
  return action;
}
