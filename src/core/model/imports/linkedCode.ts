import { ModuleCode } from '../../uses/moduleCode';
import type { ImportedFile } from './followImports';

/**
 * The code of a document that can be followed into the files that it imports.
 *
 * @param start the path of the document, as `files` name it
 * @param codeOf the code of an imported file; nothing where it could not be read
 */
export function linkedCode(
  document: ModuleCode,
  start: string,
  files: readonly ImportedFile[],
  codeOf: (path: string) => ModuleCode | undefined,
): ModuleCode {
  if (files.length === 0) {
    return document;
  }
  const linked = new Map<string, ModuleCode | undefined>();
  const importedBy =
    (importer: string) =>
    (module: string): ModuleCode | undefined => {
      const file = files.find((one) => one.importer === importer && one.module === module);
      return file && moduleAt(file.path);
    };
  const moduleAt = (path: string): ModuleCode | undefined => {
    if (!linked.has(path)) {
      const code = codeOf(path);
      linked.set(path, code && new ModuleCode(code.sources, { path, importedModule: importedBy(path) }));
    }
    return linked.get(path);
  };
  const modules = [...new Set(files.map(({ path }) => path))].flatMap((path) => moduleAt(path) ?? []);
  return new ModuleCode(document.sources, { importedModule: importedBy(start), modules });
}
