import * as l10n from '@vscode/l10n';
import type { Severity } from '../../core/rules/problem';
import { withoutControls } from '../output';
import { placeText, skippedText } from '../scan/placeText';
import type { ReportedProblem } from '../scan/report';
import type { ScanResult } from '../scan/scanPaths';

/** Each problem with the chain that proves it and what mends it; then what was left out, and a count. */
export function formatProblems({ files, skipped }: ScanResult): string {
  const problems = files.flatMap(({ path, problems = [] }) => problems.map((problem) => describe(path, problem)));
  return [
    ...problems.flatMap((text) => [text, '']),
    ...skipped.map(skippedText),
    l10n.t('Problems: {0}, in {1} files', problems.length, files.length),
  ].join('\n');
}

function describe(path: string, { rule, severity, message, range, related, fixes }: ReportedProblem): string {
  return [
    `${placeText(path, range)}: ${severityName(severity)}: ${withoutControls(message)} [${rule}]`,
    ...related.map((place) => `    ${placeText(place.path ?? path, place.range)}: ${withoutControls(place.message)}`),
    ...fixes.map(({ title }) => `    ${l10n.t('Fix: {0}', withoutControls(title))}`),
  ].join('\n');
}

function severityName(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'information':
      return l10n.t('information');
    case 'hint':
      return l10n.t('hint');
  }
}
