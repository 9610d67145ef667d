import * as l10n from '@vscode/l10n';
import { parse, TomlError } from 'smol-toml';
import { nearest } from '../../nearest';
import { isRecord } from '../../record';
import { rules } from '../index';
import { ruleSettings, type RuleSetting, type RuleSettings } from './ruleSetting';

/** What a project wants of the rules: the table `[tool.activation-insight]` of its `pyproject.toml`. */
export interface ProjectConfiguration {
  /** Globs, from the folder of the file on. */
  readonly exclude: readonly string[];
  readonly severity: RuleSettings;
}

/** What makes no sense in a configuration. */
export interface ConfigurationMistake {
  /** In the display language. */
  readonly message: string;
  /** Zero-based. */
  readonly line: number;
}

export type ProjectReading =
  /** It has no such table. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreadable'; readonly mistake: ConfigurationMistake }
  /** What makes no sense is left out, the rest holds. */
  | {
      readonly kind: 'configured';
      readonly configuration: ProjectConfiguration;
      readonly mistakes: readonly ConfigurationMistake[];
    };

const table = 'activation-insight';

/** Reads the text of a `pyproject.toml`. One that does not name us is not even parsed, so that its faults stay its own. */
export function readProjectConfiguration(text: string): ProjectReading {
  if (!text.includes(table)) {
    return { kind: 'silent' };
  }
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    return { kind: 'unreadable', mistake: mistakeOf(error) };
  }
  const tool = isRecord(content) ? content['tool'] : undefined;
  const own = isRecord(tool) ? tool[table] : undefined;
  if (own === undefined) {
    return { kind: 'silent' };
  }
  const reader = new TableReader(text);
  return { kind: 'configured', configuration: reader.read(own), mistakes: reader.mistakes };
}

function mistakeOf(error: unknown): ConfigurationMistake {
  const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
  return {
    message: l10n.t('The file is no valid TOML: {0}', reason.replace(/^Invalid TOML document: /, '')),
    line: error instanceof TomlError ? error.line - 1 : 0,
  };
}

class TableReader {
  readonly mistakes: ConfigurationMistake[] = [];

  constructor(private readonly text: string) {}

  read(own: unknown): ProjectConfiguration {
    if (!isRecord(own)) {
      this.report(table, l10n.t('"{0}" must be a table.', `tool.${table}`));
      return { exclude: [], severity: {} };
    }
    const known = ['exclude', 'severity'];
    for (const key of Object.keys(own).filter((name) => !known.includes(name))) {
      this.report(key, unknownName(l10n.t('There is no setting "{0}".', key), key, known));
    }
    return { exclude: this.readGlobs(own['exclude']), severity: this.readSeverity(own['severity']) };
  }

  private readGlobs(value: unknown = []): readonly string[] {
    const entries: readonly unknown[] = Array.isArray(value) ? value : [];
    const globs = entries.filter((entry) => typeof entry === 'string');
    if (!Array.isArray(value) || globs.length < entries.length) {
      this.report(
        'exclude',
        l10n.t('"{0}" must be a list of globs, such as ["tests", "**/*_generated.py"].', 'exclude'),
      );
    }
    return globs;
  }

  private readSeverity(value: unknown = {}): RuleSettings {
    if (!isRecord(value)) {
      this.report('severity', l10n.t('"{0}" must be a table, such as {1}.', 'severity', severityExample));
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([rule, wanted]) => {
        const setting = this.readSetting(rule, wanted);
        return setting === undefined ? [] : [[rule, setting]];
      }),
    );
  }

  private readSetting(rule: string, wanted: unknown): RuleSetting | undefined {
    const names = rules.map(({ id }) => id);
    if (!names.includes(rule)) {
      this.report(rule, unknownName(l10n.t('There is no rule "{0}".', rule), rule, names));
      return undefined;
    }
    const setting = ruleSettings.find((one) => one === wanted);
    if (setting === undefined) {
      const given = typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
      this.report(rule, l10n.t('"{0}" cannot be "{1}", only {2}.', rule, given, ruleSettings.join(', ')));
    }
    return setting;
  }

  /** @param name stands in the line that the mistake is on */
  private report(name: string, message: string): void {
    const lines = this.text.split('\n');
    const start = lines.findIndex((line) => line.includes(table));
    const line = lines.findIndex((content, index) => index >= start && content.split(/[^\w-]+/).includes(name));
    this.mistakes.push({ message, line: line < 0 ? start : line });
  }
}

const severityExample = '{ "softmax-without-dim" = "off" }';

function unknownName(message: string, name: string, names: readonly string[]): string {
  const [close] = nearest(name, names);
  return close === undefined ? message : `${message} ${l10n.t('Did you mean "{0}"?', close)}`;
}
