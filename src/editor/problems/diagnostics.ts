import * as vscode from 'vscode';
import type { Problem, ProblemTag, Severity } from '../../core/rules/problem';
import { toRange, type EditableDocument } from '../editableDocument';

/**
 * A problem as the editor shows it, with the chain that proves it.
 *
 * @param pages the folder with a page for each rule
 */
export function diagnosticOf(problem: Problem, document: EditableDocument, pages: vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(problem.range), problem.message, severityOf(problem.severity));
  diagnostic.source = 'Activation Insight';
  diagnostic.code = { value: problem.rule, target: vscode.Uri.joinPath(pages, `${problem.rule}.md`) };
  diagnostic.tags = problem.tag === undefined ? [] : [tagOf(problem.tag)];
  diagnostic.relatedInformation = problem.related.map(
    ({ message, range, cell }) =>
      new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uriOf(cell), toRange(range)), message),
  );
  return diagnostic;
}

function tagOf(tag: ProblemTag): vscode.DiagnosticTag {
  return tag === 'deprecated' ? vscode.DiagnosticTag.Deprecated : vscode.DiagnosticTag.Unnecessary;
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
    case 'hint':
      return vscode.DiagnosticSeverity.Hint;
  }
}
