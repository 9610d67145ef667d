import { rules } from '../index';
import type { Problem } from '../problem';
import type { Rule } from '../rule';
import type { RuleSettings } from './ruleSetting';

/** The rules that are to be asked: those that are on by themselves or switched on, without those switched off. */
export function rulesToAsk(settings: RuleSettings): readonly Rule[] {
  return rules.filter(({ id, offByDefault }) => {
    const setting = settings[id];
    return setting === undefined ? offByDefault !== true : setting !== 'off';
  });
}

/** The problem with the severity that is wanted. */
export function withSetting(problem: Problem, settings: RuleSettings): Problem {
  const setting = settings[problem.rule];
  return setting === undefined || setting === 'off' ? problem : { ...problem, severity: setting };
}
