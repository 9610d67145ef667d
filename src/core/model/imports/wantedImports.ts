import type { ModuleCode } from '../../uses/moduleCode';
import { mayTrainWithImports } from './trainingWords';

/** Every name of a module. */
export const everyName = '*';

/** The dotted paths of the imports that may bring in the models or losses that a document trains with. */
export function importsOfDocument(code: ModuleCode): readonly string[] {
  return code.sources.some(({ text }) => mayTrainWithImports(text)) ? pathsIn(code) : [];
}

/**
 * The imports of a module that what is wanted of it leads to: those of a name that it only hands on; all of them where
 * the name is its own.
 */
export function importsOfModule(code: ModuleCode, names: readonly string[]): readonly string[] {
  const imports = code.importPaths();
  const handsOn = (name: string): boolean => imports.some(([bound]) => bound === name);
  const isOwn = (name: string): boolean => name === everyName || (code.exports(name) && !handsOn(name));
  return names.some(isOwn)
    ? pathsIn(code)
    : imports.filter(([bound]) => bound === everyName || names.includes(bound)).map(([, path]) => path);
}

function pathsIn(code: ModuleCode): readonly string[] {
  return [...new Set(code.importPaths().map(([, path]) => path))];
}
