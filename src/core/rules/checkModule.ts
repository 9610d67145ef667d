import type { DocumentAnalysis } from '../uses/analysis';
import type { SyntaxNode } from '../python/syntax';
import type { Use } from '../uses/use';
import type { Problem, Severity } from './problem';
import type { Finding, Rule, RuleContext } from './rule';

/** Asks every rule about a document. Problems come in the order of the document. */
export function checkModule(analysis: DocumentAnalysis, rules: readonly Rule[]): readonly Problem[] {
  const { code } = analysis;
  const context: RuleContext = { code, uses: analysis.uses, useOf: useFinder(analysis) };
  return rules
    .filter(({ words }) => code.mentions(words))
    .flatMap((rule) => [...rule.check(context)].map((finding) => problemOf(rule, finding, context)))
    .sort(byPlace);
}

function problemOf(rule: Rule, finding: Finding, { code }: RuleContext): Problem {
  const { node, severity = rule.severity, tag, message, related = [], fixes = [] } = finding;
  const place = code.placeOf(node);
  const chain = related.map((one) => ({ ...code.placeOf(one.node), message: one.message }));
  const crossesCells = chain.some(({ cell }) => cell !== place.cell);
  return {
    ...place,
    rule: rule.id,
    severity: crossesCells ? atMostInformation(severity) : severity,
    ...(tag === undefined ? {} : { tag }),
    message,
    related: chain,
    fixes,
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
