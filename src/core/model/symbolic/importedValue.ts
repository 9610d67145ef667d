import type { ModuleCode } from '../../uses/moduleCode';
import { attributeOf } from './attributes';
import type { SymbolicRun } from './symbolicRun';
import type { Value } from './value';

/** Packages hand names on from file to file; a circle of imports ends here. */
const maximumHops = 8;

/** What a dotted path stands for: a name of another file of the workspace where that is known, else one of a library. */
export function importedValue(path: string, code: ModuleCode, run: SymbolicRun, hops = 0): Value {
  const found = hops < maximumHops ? code.imported(path) : undefined;
  const [first, ...others] = found?.names ?? [];
  if (found === undefined || first === undefined) {
    return { kind: 'path', path };
  }
  const own = run.namesOf(found.module).get(first);
  const next = own === undefined ? found.module.importPath(first) : undefined;
  if (next !== undefined) {
    return importedValue([next, ...others].join('.'), found.module, run, hops + 1);
  }
  return own === undefined
    ? { kind: 'path', path }
    : others.reduce((value, name) => attributeOf(value, name, run), own);
}
