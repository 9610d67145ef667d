import type { ActivationId } from '../../core/activations';
import type { FrameworkId } from '../../core/frameworks/framework';
import type { Problem, Severity } from '../../core/rules/problem';
import type { Arguments, Range } from '../../core/text';
import type { CodePlace } from '../../core/uses/moduleCode';
import type { Certainty, Use, UseForm } from '../../core/uses/use';

/** A range in a file, or in a cell of a notebook. */
export interface ReportedRange extends Range {
  readonly cell?: number;
}

/** A place that belongs to a problem. */
export interface ReportedRelated {
  readonly message: string;
  /** Absent where it is in the file of the problem. */
  readonly path?: string;
  readonly range: ReportedRange;
}

/** A use as it is printed. */
export interface ReportedUse {
  readonly activation: ActivationId;
  readonly framework: FrameworkId;
  readonly form: UseForm;
  readonly called: boolean;
  readonly certainty: Certainty;
  readonly range: ReportedRange;
  readonly arguments: Arguments;
}

export interface FileReport {
  readonly path: string;
  readonly uses: readonly ReportedUse[];
  /** Absent where nobody asked for them. */
  readonly problems?: readonly ReportedProblem[];
}

/** A problem as it is printed. */
export interface ReportedProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportedRange;
  readonly related: readonly ReportedRelated[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly range: ReportedRange; readonly newText: string }[];
  }[];
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** What a file comes to. */
export type Outcome = ({ readonly kind: 'scanned' } & FileReport) | ({ readonly kind: 'skipped' } & SkippedFile);

export function reportUse(use: Use): ReportedUse {
  const { activation, framework, form, called, certainty, range, cell } = use;
  return {
    activation,
    framework,
    form,
    called,
    certainty,
    range: reportRange({ range, ...(cell === undefined ? {} : { cell }) }),
    arguments: use.arguments,
  };
}

export function reportProblem(problem: Problem): ReportedProblem {
  const { rule, severity, message, related, fixes } = problem;
  return {
    rule,
    severity,
    message,
    range: reportRange(problem),
    related: related.map((place) => ({
      message: place.message,
      ...(place.path === undefined ? {} : { path: place.path }),
      range: reportRange(place),
    })),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ range: reportRange(edit), newText: edit.newText })),
    })),
  };
}

function reportRange({ range, cell }: CodePlace): ReportedRange {
  return cell === undefined ? range : { cell, ...range };
}
