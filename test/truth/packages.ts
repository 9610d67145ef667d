import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const cacheFolder = join(import.meta.dirname, '../../.cache/truth');

/** Where Debian's packages keep Python modules. */
const modulesFolder = 'usr/lib/python3/dist-packages';

/** Whether Debian's package manager is there to fetch the packages. */
export function hasApt(): boolean {
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The folder with the Python modules of a Debian package, fetched and unpacked on first use: nothing is installed and
 * no rights are needed.
 *
 * @throws Error when the package cannot be fetched.
 */
export function fetchPackage(name: string, version: string): string {
  const folder = join(cacheFolder, `${name}_${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cacheFolder, { recursive: true });
    const workFolder = mkdtempSync(join(cacheFolder, 'fetching-'));
    try {
      download(`${name}=${version}`, workFolder);
      const archive = readdirSync(workFolder).find((file) => file.endsWith('.deb'));
      if (archive === undefined) {
        throw new Error(`apt-get fetched no package for ${name}=${version}`);
      }
      const unpacked = join(workFolder, 'unpacked');
      execFileSync('dpkg', ['-x', join(workFolder, archive), unpacked]);
      renameSync(unpacked, folder);
    } finally {
      rmSync(workFolder, { recursive: true, force: true });
    }
  }
  return join(folder, modulesFolder);
}

function download(wanted: string, folder: string): void {
  const fetch = (): void => {
    execFileSync('apt-get', ['download', wanted], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  try {
    fetch();
  } catch {
    // A fresh machine has no list of packages yet.
    execFileSync('apt-get', ['update'], { stdio: ['ignore', 'ignore', 'pipe'] });
    fetch();
  }
}

/** Every Python file below a folder, relative to `root`, in a fixed order. */
export function* pythonFiles(folder: string, root: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* pythonFiles(path, root);
    } else if (entry.name.endsWith('.py')) {
      yield relative(root, path);
    }
  }
}
