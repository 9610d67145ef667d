import picomatch from 'picomatch/posix';

/**
 * Files that nobody wants checked, by globs as other Python tools have them: one without a slash is about files and
 * folders of that name anywhere, one with a slash about paths from the folder it is configured for. What is excluded is
 * so with everything in it.
 */
export class Exclusions {
  private readonly matchers: readonly ((path: string) => boolean)[];

  constructor(globs: readonly string[]) {
    this.matchers = globs
      .map((glob) => glob.trim().replace(/^(?:\.?\/)+|\/+$/g, ''))
      .filter((glob) => glob !== '')
      .map((glob) => picomatch(glob, { basename: !glob.includes('/'), dot: true, nonegate: true }));
  }

  /** @param path from the folder that the globs are configured for, with slashes */
  excludes(path: string): boolean {
    return this.matchers.length > 0 && foldersOf(path).some((one) => this.matchers.some((matches) => matches(one)));
  }
}

/** A path behind all folders that it lies in: `a`, `a/b`, `a/b/c.py`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
