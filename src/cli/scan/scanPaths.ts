import * as l10n from '@vscode/l10n';
import { findFiles, type FoundFiles } from './findFiles';
import type { FileReport, SkippedFile } from './report';
import type { ScanTask } from './scanFile';
import { scanFiles } from './scanFiles';

/** Raised when a name in the JSON changes its meaning; additions leave it. */
export const schema = 1;

export interface ScanResult {
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Looks at every Python file and notebook below the paths, in their order.
 *
 * @param choose leaves files out, or says what is wanted of them
 */
export async function scanPaths(
  paths: readonly string[],
  task: ScanTask,
  choose: (found: FoundFiles) => FoundFiles | Promise<FoundFiles> = (found) => found,
): Promise<ScanResult> {
  const found = await choose(findFiles(paths));
  const outcomes = await scanFiles(found.files, task);
  const files: FileReport[] = [];
  const skipped: SkippedFile[] = [...found.skipped];
  for (const outcome of outcomes) {
    if (outcome.kind === 'skipped') {
      skipped.push({ path: outcome.path, reason: outcome.reason });
    } else {
      const { path, uses, problems } = outcome;
      files.push({ path, uses, ...(problems && { problems }) });
    }
  }
  return { files, skipped };
}

export function sayIfNothingWasFound({ files, skipped }: ScanResult): void {
  if (files.length === 0 && skipped.length === 0) {
    process.stderr.write(`${l10n.t('There are no Python files or notebooks below these paths.')}\n`);
  }
}
