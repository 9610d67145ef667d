import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** Where the code of a bundle is kept, for the engine and the processor at hand. */
export function keptCodePath(bundle: string): string {
  return bundle.replace(/\.js$/, `.${process.versions.v8}-${process.arch}.code`);
}

type Wrapped = (exports: object, require: NodeJS.Require, module: object, file: string, folder: string) => void;

/**
 * A bundle of CommonJS, compiled as Node compiles it, but with the code that was kept of it where there is some: taking
 * that over costs a fraction of reading the JavaScript anew. Code of another version of Node is passed over.
 */
export class Bundle {
  private readonly script: Script;

  constructor(path: string) {
    const source = readFileSync(path, 'utf8');
    this.script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
      filename: path,
      cachedData: readKeptCode(path),
    });
  }

  /** Whether code was kept that fits this version of Node. */
  get usesKeptCode(): boolean {
    return this.script.cachedDataRejected === false;
  }

  /** @param file what counts as the running file: assets lie beside it, and threads start with it. */
  run(file: string): void {
    const wrapped = this.script.runInThisContext() as Wrapped;
    const module = { exports: {} };
    wrapped(module.exports, createRequire(file), module, file, dirname(file));
  }

  /** The code of all functions that have run so far. */
  code(): Uint8Array {
    return this.script.createCachedData();
  }
}

function readKeptCode(bundle: string): Buffer | undefined {
  try {
    return readFileSync(keptCodePath(bundle));
  } catch {
    return undefined;
  }
}
