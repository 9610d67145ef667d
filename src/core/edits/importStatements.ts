import type { Binding } from '../python/binding';
import type { Source } from '../python/source';
import type { SyntaxNode } from '../python/syntax';
import { ancestor } from '../uses/place';
import type { ModuleCode } from '../uses/moduleCode';

/** A name that an import statement binds. */
export interface ImportedName {
  /** As the code reads it: `F`. */
  readonly name: string;
  /** As it is imported: `torch.nn.functional`. */
  readonly path: string;
  /** `functional as F` in the statement. */
  readonly node: SyntaxNode;
}

/** One import statement of a module that is not inside of a function or class. */
export interface ImportStatement {
  readonly source: Source;
  readonly node: SyntaxNode;
  /** The module that is imported from; absent for `import torch`. */
  readonly from?: string;
  readonly names: readonly ImportedName[];
  /** Under `try`, `if` or alike. */
  readonly conditional: boolean;
  /** In an `except` clause. */
  readonly fallback: boolean;
}

const statementTypes = ['import_statement', 'import_from_statement', 'future_import_statement'] as const;

/** The import statements of a module, in the order of the document. Parses only these. */
export function importStatements(code: ModuleCode): readonly ImportStatement[] {
  const statements = new Map<string, ImportStatement & { names: ImportedName[] }>();
  for (const source of code.sources) {
    for (const { exports } of source.segments) {
      for (const binding of exports) {
        addBinding(statements, source, binding);
      }
    }
  }
  return [...statements.values()];
}

function addBinding(
  statements: Map<string, ImportStatement & { names: ImportedName[] }>,
  source: Source,
  binding: Binding,
): void {
  if (binding.kind !== 'import' && binding.kind !== 'star') {
    return;
  }
  const at = binding.segment.nodeAt(binding.at);
  const node = at && ancestor(at, ...statementTypes);
  if (at === undefined || node === undefined) {
    return;
  }
  const key = `${String(source.cell)}:${String(node.startIndex)}`;
  const module = node.childForFieldName('module_name')?.text;
  const statement = statements.get(key) ?? {
    source,
    node,
    names: [],
    conditional: binding.conditional,
    fallback: binding.fallback,
    ...(module === undefined ? {} : { from: module }),
  };
  statements.set(key, statement);
  if (binding.kind === 'import') {
    statement.names.push({ name: binding.name, path: binding.path ?? '', node: itemOf(at, node) });
  }
}

/** `functional as F` for its `F`: the child of the statement that holds the name. */
function itemOf(name: SyntaxNode, statement: SyntaxNode): SyntaxNode {
  let item = name;
  while (item.parent !== null && item.parent.id !== statement.id) {
    item = item.parent;
  }
  return item;
}

/** The first component: `torch` of `torch.nn.functional`. */
export function packageOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

export function moduleOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

export function lastComponent(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
