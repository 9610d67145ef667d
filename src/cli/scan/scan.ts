import * as l10n from '@vscode/l10n';
import { formatJson, print } from '../output';
import { findFiles } from './findFiles';
import type { FileReport, SkippedFile } from './report';
import { scanFiles } from './scanFiles';

export interface ScanOptions {
  readonly format: 'table' | 'json';
}

/** Raised when a name in the JSON changes its meaning; additions leave it. */
const schema = 1;

export interface ScanResult {
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedFile[];
}

/** `activation-insight scan`: prints every use below the paths. */
export async function scan(paths: readonly string[], { format }: ScanOptions): Promise<void> {
  const found = findFiles(paths);
  const outcomes = await scanFiles(found.files);
  const result: ScanResult = {
    files: outcomes.flatMap((outcome) =>
      outcome.kind === 'scanned' ? [{ path: outcome.path, uses: outcome.uses }] : [],
    ),
    skipped: [
      ...found.skipped,
      ...outcomes.flatMap((outcome) =>
        outcome.kind === 'skipped' ? [{ path: outcome.path, reason: outcome.reason }] : [],
      ),
    ],
  };
  if (format === 'json') {
    await print(formatJson({ schema, ...result }));
    return;
  }
  const { formatUses } = await import('./usesTable');
  await print(formatUses(result));
  if (found.files.length === 0 && result.skipped.length === 0) {
    process.stderr.write(`${l10n.t('There are no Python files or notebooks below these paths.')}\n`);
  }
}
