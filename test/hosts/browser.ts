import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { Failure } from './failure';
import { start } from './processes';

const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** The executable of an installed Chromium, Chrome or Edge. */
function installedBrowser(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) {
      throw new Failure(`CHROME_PATH names ${named}, which does not exist.`);
    }
    return named;
  }
  return candidates().find((path) => existsSync(path));
}

function candidates(): string[] {
  const folders = (names: readonly (string | undefined)[], files: readonly string[]): string[] =>
    names
      .filter((name) => name !== undefined && name !== '')
      .flatMap((name) => files.map((file) => join(name ?? '', file)));
  switch (process.platform) {
    case 'darwin':
      return [...macPaths, ...folders([process.env['HOME']], macPaths)];
    case 'win32':
      return folders(
        [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']],
        windowsPaths,
      );
    default:
      return folders((process.env['PATH'] ?? '').split(delimiter), linuxNames);
  }
}

/**
 * Finds a browser of the Chromium family, and installs Debian's where that is possible.
 *
 * @throws Failure with the command to run, where there is none
 */
export async function findBrowser(): Promise<string> {
  const found = installedBrowser() ?? (canInstall() ? await installBrowser() : undefined);
  if (found === undefined) {
    throw new Failure(
      [
        'This needs Chromium, Chrome or Edge, and none was found.',
        'Install one, for example:',
        `  ${installCommand()}`,
        'or set CHROME_PATH to the executable of one.',
      ].join('\n'),
    );
  }
  return found;
}

function installCommand(): string {
  switch (process.platform) {
    case 'darwin':
      return 'brew install --cask google-chrome';
    case 'win32':
      return 'winget install Google.Chrome';
    default:
      return 'sudo apt-get install -y chromium';
  }
}

function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function installBrowser(): Promise<string | undefined> {
  console.log('Installing chromium with apt-get…');
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await start('apt-get', ['update', '-qq'], { environment }).ended;
  const installation = start('apt-get', ['install', '-y', '-qq', 'chromium'], { environment });
  if ((await installation.ended) !== 0) {
    console.error(installation.tail());
  }
  return installedBrowser();
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Webviews and notebooks run service workers in frames of another origin.
  '--disable-features=ThirdPartyStoragePartitioning,TrackingProtection3pcd',
];

export interface BrowserOptions {
  /** The language that pages are asked for, such as `zh-CN`. */
  readonly language?: string;
}

/** Runs `work` with a fresh browser profile, and leaves neither process nor profile behind. */
export async function withBrowser<T>(
  executable: string,
  options: BrowserOptions,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'activation-insight-browser-'));
  await mkdir(join(profile, 'Default'), { recursive: true });
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: executable,
      headless: true,
      args: flags,
      locale: options.language ?? 'en-US',
      viewport: { width: 1280, height: 800 },
    });
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
