import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from './failure';

const macEditor = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/** Opens an address in the user's browser where there is a display; stays silent where there is none. */
export function openInBrowser(address: string): void {
  const command = opener(address);
  if (command === undefined) {
    return;
  }
  const [program, args] = command;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {
    // The address has been printed; a desktop without an opener needs no more words.
  });
  child.unref();
}

function opener(address: string): [string, string[]] | undefined {
  switch (process.platform) {
    case 'darwin':
      return ['open', [address]];
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', address]];
    default:
      return hasDisplay() ? ['xdg-open', [address]] : undefined;
  }
}

function hasDisplay(): boolean {
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(
    (display) => display !== undefined && display !== '',
  );
}

/**
 * Opens the extension from this tree in an installed VS Code.
 *
 * @throws Failure if there is none
 */
export async function openInDesktop(extension: string, folder: string, file: string): Promise<void> {
  const editor = installedEditor();
  if (editor === undefined) {
    throw new Failure(
      [
        'No `code` was found on the PATH.',
        "In VS Code, run “Shell Command: Install 'code' command in PATH” from the command palette,",
        'or start without a desktop VS Code:',
        '  npm start',
      ].join('\n'),
    );
  }
  const args = [`--extensionDevelopmentPath=${extension}`, '--new-window', folder, file];
  const code = await new Promise<number>((resolve, reject) => {
    // A batch file on Windows, which only a shell can start.
    const isBatchFile = editor.endsWith('.cmd');
    const child = spawn(
      isBatchFile ? `"${editor}"` : editor,
      isBatchFile ? args.map((argument) => `"${argument}"`) : args,
      { stdio: 'inherit', shell: isBatchFile },
    );
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve(exitCode ?? -1);
    });
  });
  if (code !== 0) {
    throw new Failure(`${editor} ended with code ${code}.`);
  }
  console.log(`Opened ${folder} in ${editor}.`);
}

function installedEditor(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders', 'codium'];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...(process.platform === 'darwin' ? [macEditor] : [])].find((path) => existsSync(path));
}
