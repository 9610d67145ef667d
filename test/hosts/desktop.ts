/**
 * Runs the host suite in a desktop VS Code, which `@vscode/test-electron` downloads on first use.
 *
 *   npm run test:desktop
 */
import { runTests } from '@vscode/test-electron';
import { join } from 'node:path';
import { bundleSuite, copySamples } from './extension';
import { Failure, runScript } from './failure';
import { hostCache, repository } from './paths';

async function main(): Promise<number> {
  const stage = join(hostCache, 'desktop');
  const suite = await bundleSuite(join(stage, 'suite'));
  const folder = await copySamples(join(stage, 'samples'));
  try {
    return await runTests({
      cachePath: join(stage, 'vscode'),
      extensionDevelopmentPath: repository,
      extensionTestsPath: suite,
      launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    });
  } catch (error) {
    throw new Failure(
      [
        `The suite did not pass in a desktop VS Code: ${error instanceof Error ? error.message : String(error)}`,
        'Where no desktop build can be downloaded or shown, run the same suite in the other hosts:',
        '  npm run test:hosts',
      ].join('\n'),
    );
  }
}

void runScript(main);
