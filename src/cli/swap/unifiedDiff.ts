import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { relative, resolve, sep } from 'node:path';

const contextLines = 3;

/**
 * What becomes of a file, as `git apply` and `patch -p1` read it. Bytes, because a patch is in the encoding of the file
 * that it changes.
 */
export function unifiedDiff(path: string, before: Uint8Array, after: Uint8Array): Uint8Array {
  const name = nameInPatch(path);
  // One character for each byte; names are escaped to ASCII.
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, characters(before), characters(after), '', '', {
    context: contextLines,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return Buffer.from(patch.replace(fileHeader, endNames), 'latin1');
}

const fileHeader = /^--- (.*)\n\+\+\+ (.*)\n/;

/** Names with blanks end at a tab, as Git has it; without it `patch` would look for the first word. */
function endNames(_header: string, from: string, to: string): string {
  const end = from.includes(' ') && !from.startsWith('"') ? '\t' : '';
  return `--- ${from}${end}\n+++ ${to}${end}\n`;
}

function characters(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** With slashes; relative to the current folder, or to the root where the file lies elsewhere, as Git has it. */
function nameInPatch(path: string): string {
  const fromHere = relative('.', path);
  const isBelow = fromHere !== '..' && !fromHere.startsWith(`..${sep}`);
  const name = isBelow ? fromHere : resolve(path);
  return name.split(sep).join('/').replace(/^\/+/, '');
}
