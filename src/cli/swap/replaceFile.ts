import * as l10n from '@vscode/l10n';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../output';

/**
 * Puts other content in the place of a file's at once: whatever happens, the file holds the old or the new, never a
 * part. Keeps its permissions; a link stays one.
 *
 * @param before what the change was made from
 * @throws UserError when the file holds something else by now, or may not be written.
 */
export function replaceFile(path: string, before: Uint8Array, after: Uint8Array): void {
  try {
    replace(realpathSync(path), before, after);
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(reasonOf(error));
  }
}

function replace(file: string, before: Uint8Array, after: Uint8Array): void {
  accessSync(file, constants.W_OK);
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    writeLike(statSync(file), beside, after);
    if (!readFileSync(file).equals(before)) {
      throw new UserError(l10n.t('was changed by another program meanwhile'));
    }
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return code === 'EACCES' || code === 'EPERM' ? l10n.t('may not be written') : l10n.t('cannot be written ({0})', code);
}

/** Writes a new file with the permissions of another, through to the disk. */
function writeLike({ mode, uid, gid }: Stats, path: string, content: Uint8Array): void {
  const descriptor = openSync(path, 'wx', constants.S_IRUSR | constants.S_IWUSR);
  try {
    writeFileSync(descriptor, content);
    keepOwner(descriptor, uid, gid);
    fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Only the administrator may give a file to somebody else; anybody else's new file is their own. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // The content matters more than the owner.
  }
}
