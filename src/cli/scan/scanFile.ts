import { mayNameActivation } from '../../core/uses/candidates';
import type { ImportedFiles } from '../check/importedFiles';
import type { SourceFile } from './findFiles';
import { analyzeSource, readSource, type LoadAnalyzer } from './readSource';
import { reportProblem, reportUse, type Outcome } from './report';

/** What is to be found in files: uses alone, or problems, too. */
export type ScanTask = 'uses' | 'problems';

/** Finds the uses in one file, and its problems. Whatever is wrong with the file becomes a reason for skipping it. */
export async function scanFile(
  file: SourceFile,
  task: ScanTask,
  loadAnalyzer: LoadAnalyzer,
  imports?: ImportedFiles,
): Promise<Outcome> {
  const { path, settings = {} } = file;
  // The rules are loaded by whoever wants problems.
  const checker = task === 'problems' ? await import('../../core/rules/checkDocument') : undefined;
  const mayMatter = (text: string): boolean =>
    mayNameActivation(text) || checker?.mayHaveProblems(text, settings) === true;
  const source = readSource(file);
  const read = source.kind === 'unreadable' ? source : await analyzeSource(source, loadAnalyzer, mayMatter);
  switch (read.kind) {
    case 'unreadable':
      return { kind: 'skipped', path, reason: read.reason };
    case 'plain':
      return { kind: 'scanned', path, uses: [], ...(checker && { problems: [] }) };
    case 'analyzed': {
      const code = checker && (await imports?.codeOf(read.analysis, file));
      const problems = checker?.checkDocument(read.analysis, settings, code).map(reportProblem);
      const uses = read.analysis.uses.map(reportUse);
      read.analysis.dispose();
      return { kind: 'scanned', path, uses, ...(problems && { problems }) };
    }
  }
}
