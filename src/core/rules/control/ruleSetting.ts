import type { Severity } from '../problem';

/** What somebody wants of a rule, instead of what it would do by itself. */
export type RuleSetting = Severity | 'off';

/** By rule; rules that are not named do what they do by themselves. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export const ruleSettings: readonly RuleSetting[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Switches on what says where other rules could not see enough. */
export const explaining: RuleSettings = { 'unchecked-loss': 'hint' };
