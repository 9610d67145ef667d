import { findModules, type HasFile } from '../../python/modulePaths';
import { everyName } from './wantedImports';

/** Files that are looked at for one document, and how many imports lead from it to the last of them. */
const maximumFiles = 16;
const maximumDepth = 5;

/** In bytes: a longer file is followed by nobody. */
export const maximumImportedSize = 500_000;

/** That a file imports another one. */
export interface ImportedFile {
  readonly importer: string;
  /** The dotted path of the module, as the importer writes it. */
  readonly module: string;
  readonly path: string;
}

/** The files around a document; paths have `/` between their parts. */
export interface ImportableFiles {
  readonly has: HasFile;
  /** Whether a folder or module of the name is anywhere among them, where that is known: most imports are of libraries. */
  readonly mayHold?: (name: string) => boolean;
  /** The dotted paths that a file imports to have the names; nothing where it cannot be read. */
  readonly importsIn: (path: string, names: readonly string[]) => Promise<readonly string[] | undefined>;
  /** Asked before each file; `true` gives up. */
  readonly shouldStop?: () => boolean;
}

interface Step {
  readonly importer: string;
  readonly path: string;
  readonly depth: number;
}

/**
 * The files that a document imports, and those that these import, as far as they may matter: nearest first, and no more
 * than a few.
 *
 * @param start the path of the document
 * @param imports the dotted paths that are wanted of it
 */
export async function followImports(
  start: string,
  imports: readonly string[],
  { has, importsIn, mayHold = () => true, shouldStop = () => false }: ImportableFiles,
): Promise<readonly ImportedFile[]> {
  const found = new Map<string, ImportedFile>();
  const files = new Set<string>();
  const asked = new Set<string>();
  const waiting: Step[] = imports.map((path) => ({ importer: start, path, depth: 1 }));
  for (let step = waiting.shift(); step !== undefined && !shouldStop(); step = waiting.shift()) {
    const { importer, path, depth } = step;
    if (!path.startsWith('.') && !mayHold(path.split('.', 1)[0] ?? path)) {
      continue;
    }
    for (const [module, file] of await findModules(importer, path, has)) {
      if (file === start || file === importer || (!files.has(file) && files.size >= maximumFiles)) {
        continue;
      }
      const name = path.slice(module.length).split('.').find(Boolean) ?? everyName;
      const wanted = asked.has(`${file}:${name}`) ? [] : await importsIn(file, [name]);
      asked.add(`${file}:${name}`);
      if (wanted !== undefined) {
        files.add(file);
        found.set(`${importer}:${module}`, { importer, module, path: file });
        waiting.push(
          ...(depth < maximumDepth ? wanted.map((next) => ({ importer: file, path: next, depth: depth + 1 })) : []),
        );
      }
    }
  }
  return [...found.values()];
}
