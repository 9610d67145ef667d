import { rules } from '../core/rules';

/** What `package.json` and its translations have to say of the rules, so that settings can be completed. */
export interface RuleDescriptions {
  /** The schema of the names that `activationInsight.problems.severity` takes. */
  readonly schema: { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] };
  readonly english: Readonly<Record<string, string>>;
  readonly chinese: Readonly<Record<string, string>>;
}

/** Tells the keys of the rules from all others in `package.nls.json`. */
export const ruleKey = /^rule\./;

/** @param translations English strings of the source → Chinese */
export function describeRules(translations: Readonly<Record<string, string>>): RuleDescriptions {
  const described = rules.map(({ id, title }) => ({ id, key: `rule.${id}`, title: title() }));
  return {
    schema: { enum: described.map(({ id }) => id), enumDescriptions: described.map(({ key }) => `%${key}%`) },
    english: Object.fromEntries(described.map(({ key, title }) => [key, title])),
    chinese: Object.fromEntries(described.map(({ key, title }) => [key, translations[title] ?? title])),
  };
}
