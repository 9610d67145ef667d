import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { isAbsolute, sep } from 'node:path';

const contextLines = 3;

/** What becomes of a file, as `git apply` and `patch -p1` read it. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [from, to] = isAbsolute(path) ? [path, path] : [`a/${plain(path)}`, `b/${plain(path)}`];
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: contextLines,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** Patches have slashes, and no leading `./`. */
function plain(path: string): string {
  return path
    .split(sep)
    .join('/')
    .replace(/^(?:\.\/)+/, '');
}
