import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackage, pythonFiles } from '../truth/packages';
import { truthFolder } from '../truth/listed';

interface Library {
  readonly package: string;
  readonly version: string;
  readonly folder: string;
}

export interface SweptFile {
  readonly path: string;
  readonly text: string;
}

/** The files of the three packages whose uses are known. */
export function* libraryFiles(): Generator<SweptFile> {
  for (const name of ['torchvision', 'keras_applications', 'torchaudio']) {
    const library = JSON.parse(readFileSync(join(truthFolder, `${name}.json`), 'utf8')) as Library;
    const root = fetchPackage(library.package, library.version);
    yield* filesBelow(join(root, library.folder), root);
  }
}

/** Code of every framework, in every form. */
export function* fixtureFiles(): Generator<SweptFile> {
  const root = join(import.meta.dirname, '../fixtures/swaps');
  for (const file of filesBelow(root, root)) {
    if (!file.path.endsWith('.after.py') && !file.path.startsWith('run/')) {
      yield file;
    }
  }
}

function* filesBelow(folder: string, root: string): Generator<SweptFile> {
  for (const path of pythonFiles(folder, root)) {
    yield { path, text: readFileSync(join(root, path), 'utf8') };
  }
}
