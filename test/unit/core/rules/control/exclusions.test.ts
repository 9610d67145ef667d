import { describe, expect, it } from 'vitest';
import { isExcluded } from '../../../../../src/core/rules/control/exclusions';

const paths = [
  'net.py',
  'tests/net.py',
  'pkg/tests/deep/net.py',
  'pkg/net_pb2.py',
  'pkg/net.ipynb',
  '.cache/net.py',
  'old models/[1]/net.py',
];

function excludedBy(...globs: readonly string[]): readonly string[] {
  return paths.filter((path) => isExcluded(path, globs));
}

describe('a glob', () => {
  it.each<[string, readonly string[]]>([
    ['tests', ['tests/net.py', 'pkg/tests/deep/net.py']],
    ['tests/', ['tests/net.py', 'pkg/tests/deep/net.py']],
    ['/tests/', ['tests/net.py', 'pkg/tests/deep/net.py']],
    ['./pkg/tests', ['pkg/tests/deep/net.py']],
    ['tests/**', ['tests/net.py']],
    ['**/tests/**', ['tests/net.py', 'pkg/tests/deep/net.py']],
    ['pkg/*.py', ['pkg/net_pb2.py']],
    ['*_pb2.py', ['pkg/net_pb2.py']],
    ['*.{ipynb,pyi}', ['pkg/net.ipynb']],
    ['.cache', ['.cache/net.py']],
    ['old*', ['old models/[1]/net.py']],
    ['**/\\[1\\]', ['old models/[1]/net.py']],
    ['**', paths],
    ['net', []],
    ['!net.py', []],
    ['', []],
    ['/', []],
  ])('%s', (glob, expected) => {
    expect(excludedBy(glob)).toEqual(expected);
  });

  it('is one of several', () => {
    expect(excludedBy('tests', '*.ipynb')).toEqual(['tests/net.py', 'pkg/tests/deep/net.py', 'pkg/net.ipynb']);
  });

  it('excludes nothing where there is none', () => {
    expect(excludedBy()).toEqual([]);
  });

  it('finds names above the folder of the project, too', () => {
    expect(isExcluded('../../tests/net.py', ['tests'])).toBe(true);
  });
});
