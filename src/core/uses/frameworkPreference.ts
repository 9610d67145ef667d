import { frameworks, type Framework, type FrameworkId, type Lookup } from '../frameworks';
import {
  conventionalModules,
  frameworksOfModule,
  keyLookups,
  methodsNamed,
  type FoundLookup,
  type FoundMethod,
} from '../frameworks/symbolIndex';

const imported = /^[ \t\ufeff]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import\b|import[ \t]+([^#;\n]+))/gm;

/**
 * What says that a file belongs to a library without an import of it: the base class of configurations, which the
 * library's own files import relatively, and layers that are handed over (`layers.Dense(...)`).
 */
const signsOfUse: readonly (readonly [FrameworkId, RegExp])[] = [
  ['transformers', /\bPre[tT]rainedConfig\b/],
  ['keras3', /(?<![\w.])layers\.(?:Activation|Conv\d|Dense|Input|Separable|Depthwise|Batch|Embedding|[GLR])\w*\(/],
];

/**
 * Which libraries a document imports anywhere. Where a name alone could mean several libraries, those come first.
 */
export class FrameworkPreference {
  private readonly ids: ReadonlySet<FrameworkId>;

  constructor(texts: readonly string[]) {
    const found = new Set<FrameworkId>();
    for (const text of texts) {
      for (const [, from, list] of text.matchAll(imported)) {
        for (const module of from === undefined ? (list ?? '').split(',') : [from]) {
          const [top = ''] = /\w+/.exec(module) ?? [];
          for (const { id } of frameworksOfModule(top)) {
            found.add(id);
          }
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

  /** Equal where the same libraries are imported. */
  get fingerprint(): string {
    return [...this.ids].sort().join();
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
