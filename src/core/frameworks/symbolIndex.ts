import type {
  ActivationParameter,
  Framework,
  Lookup,
  Method,
  RegistryEntry,
  StringSource,
  Symbol as FrameworkSymbol,
} from './framework';
import { frameworks } from './index';

export interface FoundSymbol {
  readonly framework: Framework;
  readonly symbol: FrameworkSymbol;
}

export interface FoundMethod {
  readonly framework: Framework;
  readonly method: Method;
}

export interface FoundParameter {
  readonly framework: Framework;
  readonly parameter: ActivationParameter;
}

export interface FoundLookup {
  readonly framework: Framework;
  readonly lookup: Lookup;
}

/** What all tables say, turned round for look-up. */
interface SymbolIndex {
  readonly symbols: ReadonlyMap<string, FoundSymbol>;
  readonly symbolsByName: ReadonlyMap<string, readonly FoundSymbol[]>;
  readonly methods: ReadonlyMap<string, readonly FoundMethod[]>;
  readonly parameters: ReadonlyMap<string, readonly FoundParameter[]>;
  readonly subscripts: ReadonlyMap<string, readonly FoundLookup[]>;
  readonly keys: ReadonlyMap<string, readonly FoundLookup[]>;
  readonly moduleAliases: ReadonlyMap<string, string>;
  readonly conventionalNames: ReadonlyMap<string, readonly string[]>;
  readonly frameworksByModule: ReadonlyMap<string, readonly Framework[]>;
  readonly strings: ReadonlySet<string>;
}

/** Aliases lead to aliases (`tensorflow.keras` → `tf.keras`); no chain in the tables is longer than this. */
const maximumAliases = 4;

let index: SymbolIndex | undefined;

/** The symbol at a dotted path, as documented, as importable or under an alias of its module. */
export function findSymbol(path: string): FoundSymbol | undefined {
  return followAliases(path, symbolIndex().symbols);
}

/** Every symbol whose path, or an alias of it, ends in this name. */
export function symbolsNamed(name: string): readonly FoundSymbol[] {
  return symbolIndex().symbolsByName.get(name) ?? [];
}

/** Methods of tensors by this name, in the order of the frameworks. */
export function methodsNamed(name: string): readonly FoundMethod[] {
  return symbolIndex().methods.get(name) ?? [];
}

/** The parameters of a callee that take an activation. */
export function activationParametersOf(callee: string): readonly FoundParameter[] {
  return followAliases(callee, symbolIndex().parameters) ?? [];
}

/** The dictionary of activations at a dotted path: `transformers.activations.ACT2FN`. */
export function subscriptLookups(path: string): readonly FoundLookup[] {
  return followAliases(path, symbolIndex().subscripts) ?? [];
}

/** What a parameter, attribute or field of this name means where it holds a string, in the order of the frameworks. */
export function keyLookups(name: string): readonly FoundLookup[] {
  return symbolIndex().keys.get(name) ?? [];
}

/** Modules that a name stands for where nothing in the file binds it: `nn` → `torch.nn`, `flax.linen`, …; likeliest first. */
export function conventionalModules(name: string): readonly string[] {
  return symbolIndex().conventionalNames.get(name) ?? [];
}

/** The frameworks that a top-level import name belongs to: `tensorflow` → TensorFlow and Keras 2. */
export function frameworksOfModule(topLevelName: string): readonly Framework[] {
  return symbolIndex().frameworksByModule.get(topLevelName) ?? [];
}

/** Every string that names an activation to some library. */
export function registryStrings(): ReadonlySet<string> {
  return symbolIndex().strings;
}

/** What a string means to the parameter or dictionary that receives it. */
export function registryEntry(source: StringSource, text: string): RegistryEntry | undefined {
  const key = source.ignoresCase === true ? text.toLowerCase() : text;
  return source.registry !== undefined && Object.hasOwn(source.registry, key) ? source.registry[key] : undefined;
}

/** Looks a path up as it stands, then with the longest known module prefix replaced, and so on. */
function followAliases<T>(path: string, found: ReadonlyMap<string, T>): T | undefined {
  let current: string | undefined = path;
  for (let step = 0; step <= maximumAliases && current !== undefined; step += 1) {
    const value = found.get(current);
    if (value !== undefined) return value;
    current = replaceModule(current);
  }
  return undefined;
}

function replaceModule(path: string): string | undefined {
  const { moduleAliases } = symbolIndex();
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const replacement = moduleAliases.get(path.slice(0, dot));
    if (replacement !== undefined) return replacement + path.slice(dot);
  }
  return undefined;
}

function symbolIndex(): SymbolIndex {
  index ??= buildIndex();
  return index;
}

function buildIndex(): SymbolIndex {
  const symbols = new Map<string, FoundSymbol>();
  const symbolsByName = new Map<string, FoundSymbol[]>();
  const methods = new Map<string, FoundMethod[]>();
  const parameters = new Map<string, FoundParameter[]>();
  const subscripts = new Map<string, FoundLookup[]>();
  const keys = new Map<string, FoundLookup[]>();
  const moduleAliases = new Map<string, string>();
  const conventionalNames = new Map<string, string[]>();
  const frameworksByModule = new Map<string, Framework[]>();
  const strings = new Set<string>();
  const addStrings = ({ registry }: StringSource): void => {
    for (const text of Object.keys(registry ?? {})) strings.add(text);
  };
  for (const framework of frameworks) {
    for (const module of framework.modules) addTo(frameworksByModule, module, framework);
    for (const [from, to] of Object.entries(framework.moduleAliases ?? {})) moduleAliases.set(from, to);
    for (const [name, module] of Object.entries(framework.conventionalNames ?? {}))
      addTo(conventionalNames, name, module);
    for (const symbol of framework.symbols) {
      const found = { framework, symbol };
      const paths = [symbol.path, ...(symbol.aliases ?? [])];
      for (const path of paths) if (!symbols.has(path)) symbols.set(path, found);
      for (const name of new Set(paths.map(lastName))) addTo(symbolsByName, name, found);
    }
    for (const method of framework.methods ?? []) addTo(methods, method.name, { framework, method });
    for (const parameter of framework.activationParameters ?? []) {
      addTo(parameters, parameter.callee, { framework, parameter });
      addStrings(parameter);
    }
    for (const lookup of framework.lookups ?? []) {
      addTo(lookup.kind === 'key' ? keys : subscripts, lookup.name, { framework, lookup });
      addStrings(lookup);
    }
  }
  return {
    symbols,
    symbolsByName,
    methods,
    parameters,
    subscripts,
    keys,
    moduleAliases,
    conventionalNames,
    frameworksByModule,
    strings,
  };
}

function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
