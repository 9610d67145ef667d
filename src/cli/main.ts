import * as l10n from '@vscode/l10n';
import { isMainThread } from 'node:worker_threads';
import { setDisplayLanguage } from './displayLanguage';

setDisplayLanguage();
if (isMainThread) {
  void run();
} else {
  void import('./scan/worker').then(({ answer }) => answer());
}

async function run(): Promise<void> {
  // A reader such as `head` may close the pipe before everything is written; that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  try {
    const { createProgram } = await import('./program');
    await createProgram().parseAsync();
  } catch (error) {
    process.stderr.write(`${l10n.t('Error: {0}', error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 2;
  }
}
