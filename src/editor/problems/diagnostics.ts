import * as vscode from 'vscode';
import type { Problem, ProblemTag, Severity } from '../../core/rules/problem';
import { toRange } from '../editableDocument';

/** Who all diagnostics are from. */
export const source = 'Activation Insight';

/** Where the parts of a document are, and the pages of the rules. */
export interface Addresses {
  /** Of the file, or of the cell with the index among all cells. */
  uriOf(cell: number | undefined): vscode.Uri;
  /** The folder with a page for each rule. */
  readonly pages: vscode.Uri;
}

/** A problem as the editor shows it, with the chain that proves it. */
export function diagnosticOf(problem: Problem, { uriOf, pages }: Addresses): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(problem.range), problem.message, severityOf(problem.severity));
  diagnostic.source = source;
  diagnostic.code = { value: problem.rule, target: vscode.Uri.joinPath(pages, `${problem.rule}.md`) };
  diagnostic.tags = problem.tag === undefined ? [] : [tagOf(problem.tag)];
  diagnostic.relatedInformation = problem.related.map(
    ({ message, range, cell, path }) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(path === undefined ? uriOf(cell) : vscode.Uri.parse(path), toRange(range)),
        message,
      ),
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
