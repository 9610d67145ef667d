import { frameworks, type Framework, type FrameworkId, type Lookup } from '../frameworks';
import {
  conventionalModules,
  frameworksOfModule,
  keyLookups,
  methodsNamed,
  type FoundLookup,
  type FoundMethod,
} from '../frameworks/symbolIndex';

const importLine = /^[ \t\ufeff]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import\b|import[ \t]+([^#;]+))/;

/** The top-level names of the modules that a text imports anywhere. */
function* importedModules(text: string): Generator<string> {
  for (let at = text.indexOf('import'); at >= 0; at = text.indexOf('import', at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    const [, from, list = ''] = importLine.exec(text.slice(start, end < 0 ? text.length : end)) ?? [];
    for (const module of from === undefined ? list.split(',') : [from]) {
      yield /\w+/.exec(module)?.[0] ?? '';
    }
  }
}

/**
 * What says that a file belongs to a library without an import of it: the base class of configurations, which the
 * library's own files import relatively, and layers that are handed over or have lost their imports.
 */
const signsOfUse: readonly (readonly [FrameworkId, RegExp])[] = [
  ['transformers', /\bPre[tT]rainedConfig\b/],
  [
    'keras3',
    /(?<![\w.])(?:layers\.[A-Z]\w*|Dense|(?:Separable)?Conv[123]D(?:Transpose)?|LSTM|GRU|SimpleRNN|TimeDistributed)\(/,
  ],
];

/** Whether a text shows a library that it does not import. */
export function showsLibrary(text: string): boolean {
  return signsOfUse.some(([, signs]) => signs.test(text));
}

/** Libraries that files import without being about networks. */
const mathematicalLibraries: ReadonlySet<FrameworkId> = new Set<FrameworkId>(['numpy', 'scipy', 'sklearn']);

/** In characters; longer than what the reader of expressions takes for a snippet. */
const snippetLength = 2000;

/**
 * Which libraries a document imports anywhere. Where a name alone could mean several libraries, those come first.
 */
export class FrameworkPreference {
  private readonly ids: ReadonlySet<FrameworkId>;

  constructor(private readonly texts: readonly string[]) {
    const found = new Set<FrameworkId>();
    for (const text of texts) {
      for (const module of importedModules(text)) {
        for (const { id } of frameworksOfModule(module)) {
          found.add(id);
        }
      }
    }
    for (const [framework, signs] of signsOfUse) {
      if ((framework !== 'keras3' || found.size === 0) && texts.some((text) => signs.test(text))) {
        found.add(framework);
      }
    }
    this.ids = found;
  }

  /**
   * Equal where what is found in one statement cannot depend on what has changed in the others, names aside. Whether
   * an expression is meant as an activation depends on the whole text where that is a snippet, or imports no library
   * for networks.
   */
  get fingerprint(): string {
    const isTelling = [...this.ids].some((id) => !mathematicalLibraries.has(id));
    const whole = this.texts.reduce((length, text) => length + text.length, 0) > snippetLength && isTelling;
    return [...this.ids, ...(whole ? [] : this.texts)].join('\n');
  }

  imports(framework: Framework): boolean {
    return this.ids.has(framework.id);
  }

  get importsAny(): boolean {
    return this.ids.size > 0;
  }

  /** Modules that a name stands for by convention, those of imported libraries first. */
  conventionalModules(name: string): readonly string[] {
    const modules = conventionalModules(name);
    if (modules.length < 2 || this.ids.size === 0) {
      return modules;
    }
    const isImported = (module: string): boolean =>
      frameworksOfModule(module.split('.')[0] ?? '').some((framework) => this.imports(framework));
    return [...modules.filter(isImported), ...modules.filter((module) => !isImported(module))];
  }

  /** The method of the library whose tensors the document works with. */
  methodNamed(name: string): FoundMethod | undefined {
    return this.first(methodsNamed(name));
  }

  /** What a configuration key means; keys with everyday names mean something only to imported libraries. */
  keysNamed(name: string): readonly FoundLookup[] {
    const found = keyLookups(name).filter(
      ({ framework, lookup }) => lookup.needsImport !== true || this.imports(framework),
    );
    return [
      ...found.filter(({ framework }) => this.imports(framework)),
      ...found.filter(({ framework }) => !this.imports(framework)),
    ];
  }

  /** Dictionaries of activations by their last name. */
  subscriptsNamed(name: string): readonly FoundLookup[] {
    return frameworks.flatMap((framework) =>
      (framework.lookups ?? [])
        .filter((lookup: Lookup) => lookup.kind === 'subscript' && lookup.name.endsWith(`.${name}`))
        .map((lookup) => ({ framework, lookup })),
    );
  }

  private first<T extends { readonly framework: Framework }>(found: readonly T[]): T | undefined {
    return found.find(({ framework }) => this.imports(framework)) ?? found[0];
  }
}
