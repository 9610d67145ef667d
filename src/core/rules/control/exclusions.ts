import picomatch from 'picomatch/posix';

type Matcher = (path: string) => boolean;

/** Kept for as long as whoever configured them keeps the globs. */
const known = new WeakMap<readonly string[], readonly Matcher[]>();

/**
 * Whether nobody wants a file checked, by globs as other Python tools have them: one without a slash is about files and
 * folders of that name anywhere, one with a slash about paths from the folder it is configured for. What is excluded is
 * so with everything in it.
 *
 * @param path from that folder, with slashes
 */
export function isExcluded(path: string, globs: readonly string[]): boolean {
  const matchers = matchersOf(globs);
  return matchers.length > 0 && withFolders(path).some((one) => matchers.some((matches) => matches(one)));
}

function matchersOf(globs: readonly string[]): readonly Matcher[] {
  let matchers = known.get(globs);
  if (matchers === undefined) {
    matchers = globs
      .map((glob) => glob.trim().replace(/^(?:\.?\/)+|\/+$/g, ''))
      .filter((glob) => glob !== '')
      .map((glob) => picomatch(glob, { basename: !glob.includes('/'), dot: true, nonegate: true }));
    known.set(globs, matchers);
  }
  return matchers;
}

/** A path behind all folders that it lies in: `a`, `a/b`, `a/b/c.py`. */
function withFolders(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
