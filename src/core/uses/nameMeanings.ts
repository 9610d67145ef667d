import { findSymbol, type FoundSymbol } from '../frameworks/symbolIndex';
import type { ModuleNames, Referent } from '../python/names';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import type { FrameworkPreference } from './frameworkPreference';
import { pathsOf, type CertainPath, type Conventions } from './meaning';

export interface SymbolHit {
  readonly found: FoundSymbol;
  readonly path: CertainPath;
}

/** What names lead to in the libraries: through imports, star imports and conventions. */
export class NameMeanings {
  private readonly conventions: Conventions;
  private readonly chains = new Map<string, SymbolHit | undefined>();
  private consulted = new Set<string>();

  constructor(
    private readonly names: ModuleNames,
    preference: FrameworkPreference,
  ) {
    const modules = new Map<string, readonly string[]>();
    this.conventions = {
      starImports: names.starImports(),
      modulesFor: (name) => {
        let found = modules.get(name);
        if (found === undefined) {
          found = preference.conventionalModules(name);
          modules.set(name, found);
        }
        return found;
      },
    };
  }

  /** The names of the module that were looked up since the last call: what the result depends on. */
  takeConsulted(): Set<string> {
    const { consulted } = this;
    this.consulted = new Set();
    return consulted;
  }

  lookUp(node: SyntaxNode, segment: Segment): Referent {
    const name = node.text;
    this.consulted.add(name);
    return this.names.lookUp(name, node, segment);
  }

  /** For a name whose identifier nobody has fetched yet; `undefined` where scopes have to be looked at. */
  lookUpByText(name: string, segment: Segment, at: number): Referent | undefined {
    if (segment.localBindings(name).length > 0) {
      return undefined;
    }
    this.consulted.add(name);
    return this.names.lookUpInModule(name, segment, at, segment.isDefinition);
  }

  /** For a name that stands outside of any function, such as a base class. */
  lookUpInModule(name: string, segment: Segment): Referent {
    this.consulted.add(name);
    return this.names.lookUpInModule(name, segment, 0, true);
  }

  pathsFor(name: string, referent: Referent): readonly CertainPath[] {
    return pathsOf(name, referent, this.conventions);
  }

  /** The symbol that one of the paths leads to. */
  findSymbol(paths: readonly CertainPath[]): SymbolHit | undefined {
    for (const path of paths) {
      const found = findSymbol(path.path);
      if (found !== undefined) {
        return { found, path };
      }
    }
    return undefined;
  }

  /**
   * The symbol that a dotted name in the body of a function or class leads to, by its text alone. `undefined` where
   * there is none, or where the name has to be looked at in its place.
   */
  findChain(root: string, rest: string, segment: Segment): SymbolHit | undefined {
    if (!segment.isDefinition || segment.localBindings(root).length > 0) {
      return undefined;
    }
    this.consulted.add(root);
    const key = root + rest;
    if (!this.chains.has(key)) {
      const referent = this.names.lookUpInModule(root, segment, 0, true);
      const paths = this.pathsFor(root, referent);
      this.chains.set(key, this.findSymbol(paths.map(({ path, certainty }) => ({ path: path + rest, certainty }))));
    }
    return this.chains.get(key);
  }
}
