import * as l10n from '@vscode/l10n';
import { formatJson, print, withoutControls } from '../output';
import { sayIfNothingWasFound, scanPaths, schema } from '../scan/scanPaths';
import { FileChoice } from './fileChoice';

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
  /** Globs from the working directory on. */
  readonly exclude: readonly string[];
}

/**
 * `activation-insight check`: prints every problem below the paths, as the projects there configure the rules. The exit
 * code is 1 where one is a warning or an error, else 0.
 */
export async function check(paths: readonly string[], { format, exclude }: CheckOptions): Promise<void> {
  const choice = new FileChoice(paths, exclude);
  const result = await scanPaths(paths, 'problems', (found) => choice.choose(found));
  for (const mistake of choice.projects.mistakes) {
    process.stderr.write(`${withoutControls(mistake)}\n`);
  }
  const problems = result.files.flatMap(({ problems = [] }) => problems);
  if (problems.some(({ severity }) => severity === 'error' || severity === 'warning')) {
    process.exitCode = 1;
  }
  switch (format) {
    case 'json':
      await print(formatJson({ schema, ...result }));
      return;
    case 'sarif': {
      const { sarifLog } = await import('./sarif');
      await print(formatJson(sarifLog(result)));
      return;
    }
    case 'text': {
      const { formatProblems } = await import('./problemsText');
      await print(formatProblems(result));
      if (result.files.length === 0 && choice.excluded > 0) {
        process.stderr.write(`${l10n.t('All files below these paths are excluded.')}\n`);
      } else {
        sayIfNothingWasFound(result);
      }
    }
  }
}
