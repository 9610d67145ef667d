/**
 * Runs the bundled command line over samples and keeps the code of all functions that have run, for `Bundle`. Of use to
 * this version of Node only, so it is no part of the package.
 *
 *   node --import tsx src/build/keepCode.ts <commandLine.js> scan <path…>
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Bundle, keptCodePath } from '../cli/bundle';

const [path = '', ...parameters] = process.argv.slice(2);
const bundlePath = resolve(path);
const starter = join(bundlePath, '../cli.js');
const bundle = new Bundle(bundlePath);
process.argv.splice(1, process.argv.length, starter, ...parameters);
process.on('exit', () => {
  writeFileSync(keptCodePath(bundlePath), bundle.code());
});
bundle.run(starter);
