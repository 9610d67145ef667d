import { scopesAround, type Binding } from './binding';
import type { Segment } from './segment';
import type { SyntaxNode } from './syntax';

/** What a name stands for at some place. */
export type Referent =
  | { readonly kind: 'import'; readonly paths: readonly string[]; readonly certain: boolean }
  /** Bound once, to the value of an expression. */
  | { readonly kind: 'value'; readonly binding: Binding }
  | { readonly kind: 'class'; readonly binding: Binding }
  | { readonly kind: 'parameter'; readonly binding: Binding }
  /** The user's own, or not known. */
  | { readonly kind: 'other' }
  /** Nothing in the document says what it is. Star imports may. */
  | { readonly kind: 'unbound' };

const other: Referent = { kind: 'other' };
const unbound: Referent = { kind: 'unbound' };

/**
 * The names of a module: what the statements at its top level bind, in their order. The cells of a notebook make up
 * one module.
 */
export class ModuleNames {
  private readonly exports = new Map<string, Binding[]>();
  private readonly order = new Map<Segment, number>();
  private readonly wholeModule = new Map<string, Referent>();

  constructor(readonly segments: readonly Segment[]) {
    segments.forEach((segment, position) => {
      this.order.set(segment, position);
      for (const binding of segment.exports) {
        const bindings = this.exports.get(binding.name);
        if (bindings === undefined) {
          this.exports.set(binding.name, [binding]);
        } else {
          bindings.push(binding);
        }
      }
    });
  }

  /** Modules that `from … import *` opens, the last first, because it wins. */
  starImports(): readonly string[] {
    return (this.exports.get('*') ?? []).map(({ path }) => path ?? '').reverse();
  }

  hasExport(name: string): boolean {
    return this.exports.has(name);
  }

  /** What a name of the module stands for in a segment; `at` counts from the segment's start. */
  lookUpInModule(name: string, segment: Segment, at: number, runsLater: boolean): Referent {
    const bindings = this.exports.get(name);
    if (bindings === undefined) {
      return unbound;
    }
    if (runsLater || bindings.length === 1) {
      let referent = this.wholeModule.get(name);
      if (referent === undefined) {
        referent = combine(lastOf(bindings), bindings);
        this.wholeModule.set(name, referent);
      }
      return referent;
    }
    const position = this.order.get(segment) ?? 0;
    const before = bindings.filter((binding) =>
      binding.segment === segment ? binding.at.start < at : (this.order.get(binding.segment) ?? 0) < position,
    );
    const reaching = before.length === 0 ? bindings : before;
    return combine(lastOf(reaching), bindings);
  }

  /** What a name stands for where `node` stands, by Python's rules for scopes. */
  lookUp(name: string, node: SyntaxNode, segment: Segment): Referent {
    const at = segment.offset(node.startIndex);
    const locals = segment.localBindings(name);
    if (locals.length === 0) {
      return this.lookUpInModule(name, segment, at, segment.isDefinition);
    }
    let runsLater = false;
    for (const [depth, scope] of scopesAround(node).entries()) {
      const start = segment.offset(scope.node.startIndex);
      const isClass = scope.type === 'class_definition';
      const found = isClass && depth > 0 ? [] : locals.filter((binding) => binding.scope === start);
      if (found.length > 0) {
        const before = runsLater ? [] : found.filter((binding) => binding.at.start < at);
        return combine(lastOf(before.length === 0 ? found : before), found);
      }
      runsLater ||= scope.type === 'function_definition' || scope.type === 'lambda';
    }
    return this.lookUpInModule(name, segment, at, runsLater);
  }

  /** What binds the name in the module, in order. */
  bindingsOf(name: string): readonly Binding[] {
    return this.exports.get(name) ?? [];
  }

  /** Among the segments of the module. */
  positionOf(segment: Segment): number {
    return this.order.get(segment) ?? 0;
  }
}

/** From the last binding that takes place for sure on. */
function lastOf(bindings: readonly Binding[]): readonly Binding[] {
  let last = bindings.length - 1;
  while (last > 0 && (bindings[last]?.conditional === true || bindings[last]?.kind === 'placeholder')) {
    last -= 1;
  }
  return bindings.slice(Math.max(0, last));
}

function combine(reaching: readonly Binding[], all: readonly Binding[]): Referent {
  const real = reaching.filter(({ kind }) => kind !== 'placeholder');
  const [first] = real;
  if (first === undefined) {
    return unbound;
  }
  const imports = real.filter(({ kind }) => kind === 'import');
  if (imports.length > 0) {
    return combineImports(imports, real);
  }
  if (real.length > 1) {
    return other;
  }
  switch (first.kind) {
    case 'value':
      // A name that is bound again somewhere else means what the order of execution makes of it.
      return all.some((binding) => binding !== first && binding.kind !== 'placeholder' && binding.conditional)
        ? other
        : { kind: 'value', binding: first };
    case 'class':
      return { kind: 'class', binding: first };
    case 'parameter':
      return { kind: 'parameter', binding: first };
    default:
      return other;
  }
}

/** `try: from torch.nn import SiLU` / `except ImportError: class SiLU`: the import is what is meant. */
function combineImports(imports: readonly Binding[], real: readonly Binding[]): Referent {
  const paths = [...new Set(imports.map(({ path }) => path ?? ''))];
  const others = real.filter(({ kind }) => kind !== 'import');
  if (others.length > 0 && !others.every(({ fallback }) => fallback)) {
    return other;
  }
  return { kind: 'import', paths, certain: paths.length === 1 && others.length === 0 };
}
