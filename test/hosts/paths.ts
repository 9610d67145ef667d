import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository: every script works from here, wherever it was started. */
export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that is fetched or made while hosts run lies here; git ignores it, and deleting it loses nothing. */
export const hostCache = join(repository, '.cache', 'hosts');

export const samples = join(repository, 'test', 'samples');

/** What `npm run package` writes. */
export const packagedExtension = join(repository, 'dist', 'activation-insight.vsix');
