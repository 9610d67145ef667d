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

/**
 * The documented path of anything in a library, activation or not: `tensorflow.keras.losses.MSE` →
 * `keras.losses.MSE`. Paths that no table renames stay as they are.
 */
export function canonicalPath(path: string): string {
  const seen = [path];
  for (let current = path; seen.length <= maximumAliases;) {
    const replaced = replaceModule(current);
    if (replaced === undefined || replaced === current) return current;
    // `keras.backend` and `tf.keras.backend` lead to each other, because either stands for old code.
    if (seen.includes(replaced)) return seen.reduce((one, other) => (other.length < one.length ? other : one));
    seen.push(replaced);
    current = replaced;
  }
  return seen.at(-1) ?? path;
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
  const lookups = collect(
    ({ lookups = [] }) => lookups,
    (framework, lookup) => ({ framework, lookup }),
  );
  const parameters = collect(
    ({ activationParameters = [] }) => activationParameters,
    (framework, parameter) => ({ framework, parameter }),
  );
  const lookupsOfKind = (kind: Lookup['kind']): ReadonlyMap<string, readonly FoundLookup[]> =>
    group(
      lookups.filter(({ lookup }) => lookup.kind === kind),
      ({ lookup }) => lookup.name,
    );
  return {
    symbols: symbolsByPath(),
    methods: group(
      collect(
        ({ methods = [] }) => methods,
        (framework, method) => ({ framework, method }),
      ),
      ({ method }) => method.name,
    ),
    parameters: group(parameters, ({ parameter }) => parameter.callee),
    subscripts: lookupsOfKind('subscript'),
    keys: lookupsOfKind('key'),
    moduleAliases: new Map(frameworks.flatMap(({ moduleAliases = {} }) => Object.entries(moduleAliases))),
    conventionalNames: modulesByName(),
    frameworksByModule: frameworksByModule(),
    strings: stringsOf([...lookups.map(({ lookup }) => lookup), ...parameters.map(({ parameter }) => parameter)]),
  };
}

function collect<T, F>(of: (framework: Framework) => readonly T[], found: (framework: Framework, item: T) => F): F[] {
  return frameworks.flatMap((framework) => of(framework).map((item) => found(framework, item)));
}

/** Where two tables claim a path, the framework that comes first has it. */
function symbolsByPath(): ReadonlyMap<string, FoundSymbol> {
  const symbols = new Map<string, FoundSymbol>();
  for (const framework of frameworks) {
    for (const symbol of framework.symbols) {
      for (const path of [symbol.path, ...(symbol.aliases ?? [])]) {
        if (!symbols.has(path)) symbols.set(path, { framework, symbol });
      }
    }
  }
  return symbols;
}

function modulesByName(): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  for (const { conventionalNames = {} } of frameworks) {
    for (const [name, module] of Object.entries(conventionalNames)) addTo(modules, name, module);
  }
  return modules;
}

function frameworksByModule(): ReadonlyMap<string, readonly Framework[]> {
  const groups = new Map<string, Framework[]>();
  for (const framework of frameworks) for (const module of framework.modules) addTo(groups, module, framework);
  return groups;
}

function stringsOf(sources: readonly StringSource[]): ReadonlySet<string> {
  // Registries are shared by many parameters: each is read once.
  const registries = new Set(sources.map(({ registry }) => registry));
  return new Set([...registries].flatMap((registry) => Object.keys(registry ?? {})));
}

function group<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) addTo(groups, nameOf(item), item);
  return groups;
}

function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const members = groups.get(key);
  if (members === undefined) groups.set(key, [value]);
  else members.push(value);
}
