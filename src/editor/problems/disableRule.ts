import * as vscode from 'vscode';
import { disableRule } from '../settings';

const command = 'activationInsight.disableRule';

export function registerDisableRule(): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (rule: unknown) => {
    if (typeof rule === 'string') {
      await disableRule(rule);
    }
  });
}

/** Switches a rule off in the workspace; where there is no workspace, no setting can be made in it. */
export function disableRuleActions(rule: string): readonly vscode.CodeAction[] {
  if (vscode.workspace.workspaceFolders === undefined) {
    return [];
  }
  const title = vscode.l10n.t('Disable {0} for this workspace', rule);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [rule] };
  return [action];
}
