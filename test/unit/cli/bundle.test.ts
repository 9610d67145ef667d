import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Bundle, keptCodePath } from '../../../src/cli/bundle';

/** Writes down where it runs, and that it can load modules. */
const source = `
  function place() { return [__filename, __dirname, require('node:path').basename(__filename)]; }
  require('node:fs').writeFileSync(require('node:path').join(__dirname, 'seen.json'), JSON.stringify(place()));
`;

function writeBundle(text = source): { readonly folder: string; readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'activation-insight-'));
  const path = join(folder, 'bundle.js');
  writeFileSync(path, text);
  return { folder, path };
}

function seen(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'seen.json'), 'utf8'));
}

describe('a bundle', () => {
  it('runs as the file that starts it', () => {
    const { folder, path } = writeBundle();
    const bundle = new Bundle(path);
    bundle.run(join(folder, 'start.js'));
    expect(bundle.usesKeptCode).toBe(false);
    expect(seen(folder)).toEqual([join(folder, 'start.js'), folder, 'start.js']);
  });

  it('runs with the code that was kept of it', () => {
    const { folder, path } = writeBundle();
    const first = new Bundle(path);
    first.run(join(folder, 'first.js'));
    writeFileSync(keptCodePath(path), first.code());
    const second = new Bundle(path);
    second.run(join(folder, 'second.js'));
    expect(second.usesKeptCode).toBe(true);
    expect(seen(folder)).toEqual([join(folder, 'second.js'), folder, 'second.js']);
  });

  it.each([
    ['nothing', ''],
    ['noise', 'no code at all '.repeat(20)],
  ])('runs without kept code that is %s', (_what, kept) => {
    const { folder, path } = writeBundle();
    writeFileSync(keptCodePath(path), kept);
    const bundle = new Bundle(path);
    bundle.run(join(folder, 'start.js'));
    expect(bundle.usesKeptCode).toBe(false);
    expect(seen(folder)).toEqual([join(folder, 'start.js'), folder, 'start.js']);
  });

  it('runs without code of another bundle', () => {
    const { path: other } = writeBundle('globalThis.other = 1;');
    const { folder, path } = writeBundle();
    const bundle = new Bundle(other);
    writeFileSync(keptCodePath(path), bundle.code());
    const own = new Bundle(path);
    own.run(join(folder, 'start.js'));
    expect(own.usesKeptCode).toBe(false);
    expect(seen(folder)).toEqual([join(folder, 'start.js'), folder, 'start.js']);
  });
});
