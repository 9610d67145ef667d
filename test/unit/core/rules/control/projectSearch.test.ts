import { describe, expect, it } from 'vitest';
import { isExcluded } from '../../../../../src/core/rules/control/exclusions';
import type { ProjectConfiguration } from '../../../../../src/core/rules/control/projectConfiguration';
import { pathFrom, ProjectSearch } from '../../../../../src/core/rules/control/projectSearch';

/** A search among folders with configurations, and the folders that it has looked at. */
function searchIn(projects: Readonly<Record<string, readonly string[]>>): {
  readonly search: ProjectSearch;
  readonly asked: readonly string[];
} {
  const asked: string[] = [];
  const read = (folder: string): Promise<ProjectConfiguration | undefined> => {
    asked.push(folder);
    const exclude = projects[folder];
    return Promise.resolve(exclude && { exclude, severity: {} });
  };
  return { search: new ProjectSearch({ read, isExcluded }), asked };
}

describe('the project of a file', () => {
  it('is the nearest above it', async () => {
    const { search } = searchIn({ '/a': [], '/a/b/c': [] });
    const folders = ['/a/net.py', '/a/b/net.py', '/a/b/c/d/net.py', '/net.py', '/other/net.py'].map(
      async (file) => (await search.of(file))?.folder,
    );
    expect(await Promise.all(folders)).toEqual(['/a', '/a', '/a/b/c', undefined, undefined]);
  });

  it('may be in the root, of a drive as well', async () => {
    expect((await searchIn({ '': [] }).search.of('/a/net.py'))?.folder).toBe('');
    expect((await searchIn({ 'C:': [] }).search.of('C:/a/net.py'))?.folder).toBe('C:');
  });

  it('is none in a folder that the project above excludes, where nobody even looks', async () => {
    const { search, asked } = searchIn({ '/a': ['fixtures'], '/a/fixtures/b': [] });
    expect((await search.of('/a/fixtures/b/net.py'))?.folder).toBe('/a');
    expect(asked).toEqual(['', '/a']);
  });

  it('is looked for once in each folder, by however many at the same time', async () => {
    const { search, asked } = searchIn({});
    await Promise.all(['/a/b/one.py', '/a/b/two.py', '/a/three.py'].map((file) => search.of(file)));
    expect(asked).toEqual(['', '/a', '/a/b']);
  });

  it('is looked for again where that has failed', async () => {
    let fails = true;
    const read = (): Promise<undefined> => {
      const answer = fails ? Promise.reject(new Error('gone')) : Promise.resolve(undefined);
      fails = false;
      return answer;
    };
    const search = new ProjectSearch({ read, isExcluded });
    await expect(search.of('/net.py')).rejects.toThrow('gone');
    expect(await search.of('/net.py')).toBeUndefined();
  });
});

describe('a path from a folder', () => {
  it.each([
    ['/a', '/a/b/net.py', 'b/net.py'],
    ['', '/net.py', 'net.py'],
    ['/a', '/ab/net.py', '/ab/net.py'],
  ])('%s to %s', (folder, path, expected) => {
    expect(pathFrom(folder, path)).toBe(expected);
  });
});
