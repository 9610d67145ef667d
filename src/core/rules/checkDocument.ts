import type { DocumentAnalysis } from '../uses/analysis';
import { checkModule } from './checkModule';
import type { RuleSettings } from './control/ruleSetting';
import { rulesToAsk, withSetting } from './control/rulesToAsk';
import { Suppressions } from './control/suppressions';
import type { Problem } from './problem';

/** The problems of a document as its author wants to see them: with comments and settings taken into account. */
export function checkDocument(analysis: DocumentAnalysis, settings: RuleSettings = {}): readonly Problem[] {
  const problems = checkModule(analysis, rulesToAsk(settings));
  if (problems.length === 0) {
    return problems;
  }
  const suppressions = new Map(analysis.parts.map(({ cell, text }) => [cell, new Suppressions(text)]));
  return problems
    .filter(({ rule, range, cell }) => suppressions.get(cell)?.silences(rule, range.start.line) !== true)
    .map((problem) => withSetting(problem, settings));
}

/** Whether any rule could find something in a text: a test by its words, without a parse. */
export function mayHaveProblems(text: string): boolean {
  return rulesToAsk({}).some(({ words }) => words.test(text));
}
