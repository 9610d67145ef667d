import type { SourceFile } from './findFiles';
import { analyzeSource, readSource, type LoadAnalyzer } from './readSource';
import { reportUse, type Outcome } from './report';

/** Finds the uses in one file. Whatever is wrong with the file becomes a reason for skipping it. */
export async function scanFile(file: SourceFile, loadAnalyzer: LoadAnalyzer): Promise<Outcome> {
  const { path } = file;
  const source = readSource(file);
  const read = source.kind === 'unreadable' ? source : await analyzeSource(source, loadAnalyzer);
  switch (read.kind) {
    case 'unreadable':
      return { kind: 'skipped', path, reason: read.reason };
    case 'plain':
      return { kind: 'scanned', path, uses: [] };
    case 'analyzed': {
      const uses = read.analysis.uses.map(reportUse);
      read.analysis.dispose();
      return { kind: 'scanned', path, uses };
    }
  }
}
