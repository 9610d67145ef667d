import type { DocumentAnalysis } from '../uses/analysis';
import type { ModuleCode } from '../uses/moduleCode';
import { checkModule } from './checkModule';
import type { RuleSettings } from './control/ruleSetting';
import { rulesToAsk, withSetting } from './control/rulesToAsk';
import { Suppressions } from './control/suppressions';
import type { Problem } from './problem';

/** The problems of a document as its author wants to see them: with comments and settings taken into account. */
export function checkDocument(
  analysis: DocumentAnalysis,
  settings: RuleSettings = {},
  code?: ModuleCode,
): readonly Problem[] {
  const problems = checkModule(analysis, rulesToAsk(settings), code);
  if (problems.length === 0) {
    return problems;
  }
  const suppressions = new Suppressions(analysis.parts);
  return problems
    .filter((problem) => !suppressions.silences(problem.rule, problem))
    .map((problem) => withSetting(problem, settings));
}

/** Whether any rule could find something in a text: a test by its words, without a parse. */
export function mayHaveProblems(text: string, settings: RuleSettings = {}): boolean {
  return rulesToAsk(settings).some(({ words }) => words.test(text));
}
