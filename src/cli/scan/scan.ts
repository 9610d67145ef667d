import { formatJson, print } from '../output';
import { sayIfNothingWasFound, scanPaths, schema } from './scanPaths';

export interface ScanOptions {
  readonly format: 'table' | 'json';
}

/** `activation-insight scan`: prints every use below the paths. */
export async function scan(paths: readonly string[], { format }: ScanOptions): Promise<void> {
  const result = await scanPaths(paths, 'uses');
  if (format === 'json') {
    await print(formatJson({ schema, ...result }));
    return;
  }
  const { formatUses } = await import('./usesTable');
  await print(formatUses(result));
  sayIfNothingWasFound(result);
}
