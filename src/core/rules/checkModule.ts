import * as l10n from '@vscode/l10n';
import type { DocumentAnalysis } from '../uses/analysis';
import type { ModuleCode } from '../uses/moduleCode';
import type { SyntaxNode } from '../python/syntax';
import type { Use } from '../uses/use';
import type { Problem, Severity } from './problem';
import type { Finding, Rule, RuleContext } from './rule';

/**
 * Asks every rule about a document. Problems come in the order of the document.
 *
 * @param code the document's, by default without the files that it imports
 */
export function checkModule(
  analysis: DocumentAnalysis,
  rules: readonly Rule[],
  code: ModuleCode = analysis.code,
): readonly Problem[] {
  const context: RuleContext = { code, uses: analysis.uses, useOf: useFinder(analysis) };
  return rules
    .filter(({ words }) => code.mentionsInReach(words))
    .flatMap((rule) => [...rule.check(context)].flatMap((finding) => problemOf(rule, finding, context) ?? []))
    .sort(byPlace);
}

function problemOf(rule: Rule, finding: Finding, { code }: RuleContext): Problem | undefined {
  const { severity = rule.severity, tag, message, related = [], fixes = [] } = finding;
  const places = [finding, ...related].map((one) => ({ ...code.placeOf(one.node), message: one.message }));
  // What another file has to do with it is told where this one meets it.
  const shown = places.findIndex(({ path }) => path === undefined);
  const place = places[shown];
  if (place === undefined) {
    return undefined;
  }
  const chain = places
    .filter((one) => one !== place)
    .map((one, index) => (shown > 0 && index === 0 ? { ...one, message: l10n.t('The mistake stands here.') } : one));
  const crossesCells = chain.some(({ path, cell }) => path === undefined && cell !== place.cell);
  return {
    range: place.range,
    ...(place.cell === undefined ? {} : { cell: place.cell }),
    rule: rule.id,
    severity: crossesCells ? atMostInformation(severity) : severity,
    ...(tag === undefined ? {} : { tag }),
    message,
    related: chain,
    // No fix edits a file that nobody looks at.
    fixes: fixes.filter(({ edits }) => edits.every(({ path }) => path === undefined)),
  };
}

/** Cells may run in any order and more than once: what two of them prove together may have been changed in between. */
function atMostInformation(severity: Severity): Severity {
  return severity === 'hint' ? 'hint' : 'information';
}

function useFinder({ code, uses }: DocumentAnalysis): (node: SyntaxNode) => Use | undefined {
  let byStart: Map<string, Use> | undefined;
  return (node) => {
    byStart ??= new Map(uses.map((use) => [keyOf(use), use]));
    return byStart.get(keyOf(code.placeOf(node)));
  };
}

function keyOf({ range: { start, end }, cell }: Pick<Use, 'range' | 'cell'>): string {
  return [cell, start.line, start.character, end.line, end.character].join();
}

function byPlace(one: Problem, other: Problem): number {
  return (
    (one.cell ?? 0) - (other.cell ?? 0) ||
    one.range.start.line - other.range.start.line ||
    one.range.start.character - other.range.start.character
  );
}
