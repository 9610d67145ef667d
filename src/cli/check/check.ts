import { formatJson, print } from '../output';
import { sayIfNothingWasFound, scanPaths, schema } from '../scan/scanPaths';

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
}

/**
 * `activation-insight check`: prints every problem below the paths. The exit code is 1 where one is a warning or an
 * error, else 0.
 */
export async function check(paths: readonly string[], { format }: CheckOptions): Promise<void> {
  const result = await scanPaths(paths, 'problems');
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
      sayIfNothingWasFound(result);
    }
  }
}
