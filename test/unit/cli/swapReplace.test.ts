import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/cli/output';
import { readPlace } from '../../../src/cli/swap/place';
import { replaceFile } from '../../../src/cli/swap/replaceFile';

const [before, after] = [Buffer.from('before\n'), Buffer.from('after\n')];

function makeFile(content: Buffer = before): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'replace-'));
  const file = join(folder, 'net.py');
  writeFileSync(file, content);
  return { folder, file };
}

describe('replacing a file', () => {
  it('leaves the new content and nothing beside it', () => {
    const { folder, file } = makeFile();
    replaceFile(file, before, after);
    expect(readFileSync(file)).toEqual(after);
    expect(readdirSync(folder)).toEqual(['net.py']);
  });

  it.each([0o755, 0o640, 0o666])('keeps the permissions %o', (mode) => {
    const { file } = makeFile();
    chmodSync(file, mode);
    replaceFile(file, before, after);
    expect(statSync(file).mode & 0o777).toBe(mode);
  });

  it('keeps a link and changes what it leads to', () => {
    const { folder, file } = makeFile();
    const link = join(folder, 'link.py');
    symlinkSync('net.py', link);
    replaceFile(link, before, after);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file)).toEqual(after);
  });

  it('leaves a file alone that holds something else by now', () => {
    const { folder, file } = makeFile(Buffer.from('edited meanwhile\n'));
    expect(() => {
      replaceFile(file, before, after);
    }).toThrow(new UserError('was changed by another program meanwhile'));
    expect(readFileSync(file, 'utf8')).toBe('edited meanwhile\n');
    expect(readdirSync(folder)).toEqual(['net.py']);
  });

  it('says why it cannot write', () => {
    const { folder } = makeFile();
    expect(() => {
      replaceFile(join(folder, 'missing.py'), before, after);
    }).toThrow(new UserError('cannot be written (ENOENT)'));
  });

  // The administrator may write everything.
  it.skipIf(process.getuid?.() === 0)('leaves a file alone that may not be written', () => {
    const { file } = makeFile();
    chmodSync(file, 0o444);
    expect(() => {
      replaceFile(file, before, after);
    }).toThrow(new UserError('may not be written'));
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('a place on the command line', () => {
  it.each([
    ['net.py:1:1', { path: 'net.py', position: { line: 0, character: 0 } }],
    ['a:b/c d.py:12:34', { path: 'a:b/c d.py', position: { line: 11, character: 33 } }],
    ['C:\\net.py:2:3', { path: 'C:\\net.py', position: { line: 1, character: 2 } }],
    ['net[1].py:2:3', { path: 'net[1].py', position: { line: 1, character: 2 } }],
    ['net.ipynb[4]:2:3', { path: 'net.ipynb', cell: 4, position: { line: 1, character: 2 } }],
  ])('%s', (text, place) => {
    expect(readPlace(text)).toEqual(place);
  });

  it.each(['', 'net.py', 'net.py:3', ':3:4', 'net.py:0:4', 'net.py:4:0', 'net.py:a:b', 'net.ipynb:3:4'])(
    'is not %j',
    (text) => {
      expect(() => readPlace(text)).toThrow(UserError);
    },
  );
});
