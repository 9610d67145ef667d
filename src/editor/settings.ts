import * as vscode from 'vscode';
import { cardFacts, type CardFact } from '../core/cards/facts';
import { explaining, ruleSettings, type RuleSettings } from '../core/rules/control/ruleSetting';
import { DEFAULT_SLOPE_THRESHOLD } from '../core/numerics/facts';
import { isRecord } from '../core/record';

const followCursorSetting = 'activationInsight.chart.followCursor';
const severitySetting = 'activationInsight.problems.severity';

export interface HoverSettings {
  readonly enabled: boolean;
  readonly plot: boolean;
  readonly facts: readonly CardFact[];
  /** |f'| below which an input counts as saturated. */
  readonly slope: number;
}

/**
 * The settings that hold for a document. Settings files are edited by hand, so that every value may be of any type:
 * one that makes no sense counts as not set.
 */
export function readHoverSettings(document: vscode.TextDocument): HoverSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  return {
    enabled: readBoolean(configuration.get<unknown>('activationInsight.hover.enabled')),
    plot: readBoolean(configuration.get<unknown>('activationInsight.hover.plot')),
    facts: readFacts(configuration.get<unknown>('activationInsight.hover.facts')),
    slope: readSlope(configuration.get<unknown>('activationInsight.saturation.slope')),
  };
}

export interface ProblemSettings {
  readonly enabled: boolean;
  /** What is wanted of single rules. */
  readonly settings: RuleSettings;
  /** Globs of files that are not checked, from the folder of the workspace on. */
  readonly exclude: readonly string[];
}

/** The settings of the rules, for a file or notebook. */
export function readProblemSettings(uri: vscode.Uri): ProblemSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, uri);
  return {
    enabled: readBoolean(configuration.get<unknown>('activationInsight.problems.enabled')),
    settings: {
      ...(configuration.get<unknown>('activationInsight.problems.explainUnchecked') === true ? explaining : {}),
      ...readRuleSettings(configuration.get<unknown>(severitySetting)),
    },
    exclude: readGlobs(configuration.get<unknown>('activationInsight.problems.exclude')),
  };
}

/**
 * Globs of the files that the explorer hides. Not every host's search leaves them out; conditions on other files are for
 * the explorer alone.
 */
export function readHiddenFiles(uri: vscode.Uri): readonly string[] {
  const hidden = vscode.workspace.getConfiguration('files', uri).get<unknown>('exclude');
  return isRecord(hidden) ? Object.keys(hidden).filter((glob) => hidden[glob] === true) : [];
}

export interface ChartSettings {
  /** |f'| below which an input counts as saturated. */
  readonly slope: number;
  readonly follows: boolean;
}

/** The settings of the chart panel, for the document that it looks at. */
export function readChartSettings(document: vscode.TextDocument | undefined): ChartSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  return {
    slope: readSlope(configuration.get<unknown>('activationInsight.saturation.slope')),
    follows: readBoolean(configuration.get<unknown>(followCursorSetting)),
  };
}

/** Changes the setting where it is made: in the workspace, if it is made there, else for the user. */
export async function setFollowing(follows: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { workspaceValue } = configuration.inspect(followCursorSetting) ?? {};
  const target =
    workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await configuration.update(followCursorSetting, follows, target);
}

/** Switches a rule off in the settings of the workspace, whatever else they say of rules. */
export async function disableRule(rule: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { workspaceValue } = configuration.inspect<unknown>(severitySetting) ?? {};
  const severities = { ...(isRecord(workspaceValue) ? workspaceValue : {}), [rule]: 'off' };
  await configuration.update(severitySetting, severities, vscode.ConfigurationTarget.Workspace);
}

function readBoolean(value: unknown): boolean {
  return value !== false;
}

function readGlobs(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((glob) => typeof glob === 'string') : [];
}

function readRuleSettings(value: unknown): RuleSettings {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([rule, wanted]) => {
          const setting = ruleSettings.find((one) => one === wanted);
          return setting === undefined ? [] : [[rule, setting]];
        }),
      )
    : {};
}

function readFacts(value: unknown): readonly CardFact[] {
  if (!Array.isArray(value)) {
    return cardFacts;
  }
  const chosen = value.map((name) => cardFacts.find((fact) => fact === name)).filter((fact) => fact !== undefined);
  return [...new Set(chosen)];
}

function readSlope(value: unknown): number {
  return typeof value === 'number' && value > 0 && value <= 0.5 ? value : DEFAULT_SLOPE_THRESHOLD;
}
