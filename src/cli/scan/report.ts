import type { ActivationId } from '../../core/activations';
import type { FrameworkId } from '../../core/frameworks/framework';
import type { Arguments, Range } from '../../core/text';
import type { Certainty, Use, UseForm } from '../../core/uses/use';

/** A range in a file, or in a cell of a notebook. */
export interface ReportedRange extends Range {
  readonly cell?: number;
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
    range: cell === undefined ? range : { cell, ...range },
    arguments: use.arguments,
  };
}
