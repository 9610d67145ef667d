import * as vscode from 'vscode';
import type { Fix, Problem } from '../../core/rules/problem';
import { combineEdits, conflict, type TextEdit } from '../../core/edits/textEdit';
import { ignoreComment } from '../../core/rules/control/ignoreComment';
import { toRange } from '../editableDocument';
import type { CheckedDocument, CheckedDocuments } from './checkedDocuments';
import { disableRuleActions } from './disableRule';

/** Every safe fix of a file at once. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('activationInsight');

/** Offers the fixes of problems, a comment that silences the rule on the line, and to switch it off. */
export function registerQuickFixes(checked: CheckedDocuments): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { language: 'python' },
    {
      provideCodeActions(document, range, { only, diagnostics }) {
        if (only?.contains(fixAllKind) === true) {
          return fixAll(checked, document);
        }
        const isWanted = only === undefined || only.contains(vscode.CodeActionKind.QuickFix);
        return isWanted
          ? checked.at(document, range).flatMap(([known, problem]) => actionsFor(known, problem, document, diagnostics))
          : [];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
  );
}

function actionsFor(
  known: CheckedDocument,
  problem: Problem,
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const own = diagnostics.filter(
    ({ range, message }) => range.isEqual(toRange(problem.range)) && message === problem.message,
  );
  const fixes = problem.fixes.map((fix) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = changeOf(known, [fix]);
    action.isPreferred = fix.kind === 'safe';
    return action;
  });
  const actions = [...fixes, ignoreAction(problem, document), ...disableRuleActions(problem.rule)];
  for (const action of actions) {
    action.diagnostics = own;
  }
  return actions;
}

function fixAll(checked: CheckedDocuments, document: vscode.TextDocument): vscode.CodeAction[] {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = checked.at(document, whole);
  const [known] = found.map(([one]) => one);
  const safe = found.flatMap(([, { fixes }]) => fixes.slice(0, 1).filter(({ kind }) => kind === 'safe'));
  if (known === undefined || safe.length === 0) {
    return [];
  }
  const action = new vscode.CodeAction(
    vscode.l10n.t('Fix all problems with activations that have a safe fix'),
    fixAllKind,
  );
  action.edit = changeOf(known, withoutOverlaps(safe));
  return [action];
}

/** Of fixes that edit the same code, such as those of an expression in an expression, the first. */
function withoutOverlaps(fixes: readonly Fix[]): readonly Fix[] {
  const taken: TextEdit[] = [];
  return fixes.filter(({ edits }) => {
    const isFree = edits.every((edit) => taken.every((other) => !conflict(edit, other)));
    if (isFree) {
      taken.push(...edits);
    }
    return isFree;
  });
}

function changeOf({ document }: CheckedDocument, fixes: readonly Fix[]): vscode.WorkspaceEdit {
  const change = new vscode.WorkspaceEdit();
  document.addTo(change, combineEdits(fixes.map(({ edits }) => edits)));
  return change;
}

/** A comment that silences the rule where the problem starts. */
function ignoreAction({ rule, range }: Problem, document: vscode.TextDocument): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Ignore {0} on this line', rule), vscode.CodeActionKind.QuickFix);
  const comment = ignoreComment(document.getText(), range.start.line, rule);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, toRange(comment.range), comment.newText);
  return action;
}
