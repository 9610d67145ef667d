import type { Extent } from './statements';

/** What a statement binds, told by its text. */
export interface PlainBinding {
  readonly name: string;
  readonly at: Extent;
  /** Of an import. */
  readonly path?: string;
  /** Of an assignment. */
  readonly value?: Extent;
}

const moduleImport = /^import[ \t]+([\w.]+)(?:[ \t]+as[ \t]+(\w+))?$/;
const fromImport = /^from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]*(\([^()]*\)|[\w \t,]+)$/;
const importedName = /(\w+)(?:[ \t]+as[ \t]+(\w+))?/g;
const assignment = /^(\w+)[ \t]*=[ \t]*(?=[^=\s])/;

/** A call on its own, whatever its arguments. */
const plainCall = /^[\w.]+\((?:[^]*\))?$/;

/**
 * The bindings of the most frequent kinds of statement at the top level: imports, an assignment to one name, a call.
 * Reading them by their text saves a parse each. `undefined` where the statement is anything else.
 */
export function readPlainBindings(text: string): readonly PlainBinding[] | undefined {
  if (text.startsWith('import') || text.startsWith('from')) {
    return readModuleImport(text) ?? readFromImport(text);
  }
  if (plainCall.test(text) && !/\)\s*[^\s.)\]},;:=][^=]*=(?!=)|;|:=/.test(text)) {
    return [];
  }
  return readAssignment(text);
}

function readModuleImport(text: string): readonly PlainBinding[] | undefined {
  const [, module, alias] = moduleImport.exec(text) ?? [];
  if (module === undefined) {
    return undefined;
  }
  if (alias !== undefined) {
    return [{ name: alias, at: { start: text.length - alias.length, end: text.length }, path: module }];
  }
  // `import torch.nn` binds `torch`.
  const name = module.split('.', 1)[0] ?? module;
  const start = text.length - module.length;
  return [{ name, at: { start, end: start + name.length }, path: name }];
}

function readFromImport(text: string): readonly PlainBinding[] | undefined {
  const [, module, clause] = fromImport.exec(text) ?? [];
  if (module === undefined || clause === undefined) {
    return undefined;
  }
  // Blanks instead of comments, so that offsets stay.
  const names = clause.replace(/#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
  const start = text.length - clause.length;
  return Array.from(names.matchAll(importedName), ({ 0: whole, 1: name = '', 2: alias, index }) => {
    const bound = alias ?? name;
    const end = start + index + whole.length;
    const path = module.endsWith('.') ? module + name : `${module}.${name}`;
    return { name: bound, at: { start: end - bound.length, end }, path };
  });
}

function readAssignment(text: string): readonly PlainBinding[] | undefined {
  const [whole, name] = assignment.exec(text) ?? [];
  if (whole === undefined || name === undefined || /;|:=|^\w+\s*=\s*[\w.[\]]+\s*=(?!=)/.test(text)) {
    return undefined;
  }
  return [{ name, at: { start: 0, end: name.length }, value: { start: whole.length, end: text.length } }];
}
