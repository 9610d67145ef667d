import { canonicalPath, findSymbol, type FoundSymbol } from '../frameworks/symbolIndex';
import type { GivenValue } from '../frameworks/callMeaning';
import { LineIndex } from '../python/lineIndex';
import { ModuleNames, type Referent } from '../python/names';
import type { Segment } from '../python/segment';
import type { Source } from '../python/source';
import type { SyntaxNode } from '../python/syntax';
import { wordsIn } from '../python/words';
import type { Range } from '../text';
import { FrameworkPreference } from './frameworkPreference';
import type { Made } from './made';
import type { CertainPath } from './meaning';
import { MeaningReader } from './meaningReader';
import { findStringReceiver, type StringReceiver } from './stringUses';

/** Where something stands in a document. */
export interface CodePlace {
  readonly range: Range;
  /** In a notebook: the index among all cells; `range` counts lines within the cell. */
  readonly cell?: number;
  /** In another file, which the document imports: its path, as whoever loaded it calls it. */
  readonly path?: string;
}

/** Where a module stands among others of its workspace. */
export interface ModuleSurroundings {
  /** What its file is called; absent for the document that is asked about. */
  readonly path?: string;
  /** The module at a dotted path as an import writes it, leading dots included. Only files that were loaded are there. */
  readonly importedModule?: (path: string) => ModuleCode | undefined;
  /** Of the document: every module that imports may lead to. */
  readonly modules?: readonly ModuleCode[];
}

/** A module of the workspace, and the names in it that are still to be followed. */
export interface ImportedName {
  readonly module: ModuleCode;
  readonly names: readonly string[];
}

/**
 * The code of one module, a file or all cells of a notebook, as rules and swaps ask about it: what names stand for,
 * which values are literals, where things are. Statements are parsed when they are asked about. Lives as long as the
 * analysis that it comes from.
 */
export class ModuleCode {
  readonly preference: FrameworkPreference;
  private readonly names: ModuleNames;
  private readonly meanings: MeaningReader;
  private readonly lines = new Map<Source, LineIndex>();
  /** The modules that imports have led to. */
  private readonly linked = new Set<ModuleCode>();

  constructor(
    readonly sources: readonly Source[],
    private readonly surroundings: ModuleSurroundings = {},
  ) {
    this.preference = new FrameworkPreference(sources.map(({ text }) => text));
    this.names = new ModuleNames(sources.flatMap(({ segments }) => segments));
    this.meanings = new MeaningReader(this.names, this.preference);
  }

  /**
   * The documented path of what a name or attribute stands for in a library, through imports, star imports, aliases
   * and conventional names: `F.relu` → `torch.nn.functional.relu`. Nothing for the user's own names.
   */
  resolve(node: SyntaxNode): CertainPath | undefined {
    const segment = this.segmentOf(node);
    const found = segment && this.meanings.certainPath(node, segment);
    return found && { path: canonicalPath(found.path), certainty: found.certainty };
  }

  /** The activation in a library that a name or attribute stands for, called or not. */
  symbol(node: SyntaxNode): FoundSymbol | undefined {
    const path = this.resolve(node);
    return path && findSymbol(path.path);
  }

  /** The activation that an expression gives: `nn.ReLU()`, `self.act`, `ACT2FN["gelu"]`, `partial(nn.LeakyReLU, 0.2)`. */
  activation(node: SyntaxNode): Made | undefined {
    const segment = this.segmentOf(node);
    const meaning = segment && this.meanings.read(node, segment);
    return meaning?.kind === 'activation' ? meaning.made : undefined;
  }

  /** What takes a string literal, and so decides which activations it may name. */
  receiver(string: SyntaxNode): StringReceiver | undefined {
    const segment = this.segmentOf(string);
    return segment && findStringReceiver(segment, string, this.meanings, this.preference);
  }

  /** The value of a literal, or of a name bound once to one: `null` for `None`, `undefined` where it is no literal. */
  evaluate(node: SyntaxNode): GivenValue {
    const segment = this.segmentOf(node);
    return segment && this.meanings.evaluate(node, segment);
  }

  /** What an identifier stands for where it is read, by Python's rules for scopes. */
  lookUp(name: SyntaxNode): Referent {
    return this.lookUpName(name.text, name);
  }

  /** What a name would stand for if it were read where a node stands. */
  lookUpName(name: string, at: SyntaxNode): Referent {
    const segment = this.segmentOf(at);
    return segment === undefined ? { kind: 'other' } : this.names.lookUp(name, at, segment);
  }

  /** The expression that a name is bound to, where it is bound exactly once. */
  boundValue(name: SyntaxNode): SyntaxNode | undefined {
    const referent = this.lookUp(name);
    return referent.kind === 'value' && referent.binding.value !== undefined
      ? referent.binding.segment.nodeAt(referent.binding.value)
      : undefined;
  }

  /** Whether files were loaded that it may import. */
  get hasImports(): boolean {
    return this.surroundings.importedModule !== undefined;
  }

  /** Whether a statement of the module, not of a function in it, binds the name. */
  exports(name: string): boolean {
    return this.names.hasExport(name);
  }

  /** The dotted path that the module imports under a name; through `import *` of one module, it may be. */
  importPath(name: string): string | undefined {
    const [segment] = this.sources.flatMap(({ segments }) => segments.slice(0, 1));
    const referent = segment && this.names.lookUpInModule(name, segment, 0, true);
    const [star] = referent?.kind === 'unbound' ? this.names.starImports() : [];
    return referent?.kind === 'import' ? referent.paths[0] : star && joinPath(star, name);
  }

  /** Every path that a statement of the module imports, by the name that it is bound to; `*` for all names. */
  importPaths(): readonly (readonly [name: string, path: string])[] {
    return this.sources
      .flatMap(({ segments }) => segments.flatMap((segment) => segment.exports))
      .flatMap(({ kind, name, path, segment }) =>
        path !== undefined && (kind === 'import' || kind === 'star')
          ? // `import net.blocks` binds `net`, but both are loaded.
            [[name, moduleImport.exec(segment.text)?.[1] ?? path] as const]
          : [],
      );
  }

  /**
   * The module of the workspace that a dotted path leads to: the innermost of a package, unless one around it binds the
   * next name itself.
   */
  imported(path: string): ImportedName | undefined {
    const { importedModule } = this.surroundings;
    let found: ImportedName | undefined;
    for (const [prefix, names] of importedModule === undefined ? [] : prefixesOf(path)) {
      const module = importedModule?.(prefix);
      if (module !== undefined) {
        this.linked.add(module);
        found = { module, names };
        if (names[0] !== undefined && module.exports(names[0])) {
          break;
        }
      }
    }
    return found;
  }

  /** The `class_definition` in this module that a name stands for. */
  classDefinition(name: SyntaxNode): SyntaxNode | undefined {
    const referent = this.lookUp(name);
    if (referent.kind !== 'class') {
      return undefined;
    }
    const identifier = referent.binding.segment.identifierAt(referent.binding.at);
    return identifier?.parent?.type === 'class_definition' ? identifier.parent : undefined;
  }

  /** Whether any of the words stands in the text, as a whole word. Parses nothing. */
  mentions(words: RegExp): boolean {
    return this.sources.some(({ text }) => words.test(text));
  }

  /** As `mentions`, in the files that imports lead to as well. */
  mentionsInReach(words: RegExp): boolean {
    return this.mentions(words) || this.surroundings.modules?.some((module) => module.mentions(words)) === true;
  }

  /** Every identifier with the name, in the order of the document. Parses only statements that hold the word. */
  *identifiers(name: string): Generator<SyntaxNode> {
    for (const { segments } of this.sources) {
      for (const segment of segments) {
        for (const start of wordsIn(segment.text, name)) {
          const node = segment.identifierAt({ start, end: start + name.length });
          if (node !== undefined) {
            yield node;
          }
        }
      }
    }
  }

  /** Every call whose callee ends in the name: `CrossEntropyLoss(...)`, `nn.CrossEntropyLoss(...)`. */
  *calls(name: string): Generator<SyntaxNode> {
    for (const identifier of this.identifiers(name)) {
      const { parent } = identifier;
      const isMember = parent?.type === 'attribute' && parent.childForFieldName('attribute')?.id === identifier.id;
      const callee = isMember ? parent : identifier;
      const call = callee.parent;
      if (call?.type === 'call' && call.childForFieldName('function')?.id === callee.id) {
        yield call;
      }
    }
  }

  /** The statements at the top level of the document, in their order. Parses all of it. */
  *statements(): Generator<SyntaxNode> {
    for (const { segments } of this.sources) {
      for (const segment of segments) {
        yield* segment.statements;
      }
    }
  }

  /** Nodes of modules that this one imports have their places in those. */
  placeOf(node: SyntaxNode): CodePlace {
    const source = this.sourceOf(node);
    if (source !== undefined) {
      return this.placeIn(source, node.startIndex, node.endIndex);
    }
    const owner = this.ownerOf(node, new Set([this]));
    return owner?.placeOf(node) ?? { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
  }

  private ownerOf(node: SyntaxNode, seen: Set<ModuleCode>): ModuleCode | undefined {
    for (const module of this.linked) {
      if (!seen.has(module)) {
        seen.add(module);
        const owner = module.sourceOf(node) === undefined ? module.ownerOf(node, seen) : module;
        if (owner !== undefined) {
          return owner;
        }
      }
    }
    return undefined;
  }

  /** The place of the offsets `start` to `end` of a source. */
  placeIn(source: Source, start: number, end: number): CodePlace {
    let lines = this.lines.get(source);
    if (lines === undefined) {
      lines = new LineIndex(source.text);
      this.lines.set(source, lines);
    }
    const { path } = this.surroundings;
    return {
      range: lines.range(start, end),
      ...(source.cell === undefined ? {} : { cell: source.cell }),
      ...(path === undefined ? {} : { path }),
    };
  }

  /** The smallest node at a place. */
  nodeAt({ range, cell }: CodePlace): SyntaxNode | undefined {
    const source = this.sources.find((candidate) => candidate.cell === cell);
    if (source === undefined) {
      return undefined;
    }
    const lines = new LineIndex(source.text);
    return source.nodeAt(lines.offsetAt(range.start), lines.offsetAt(range.end)) ?? undefined;
  }

  /** The file or cell that holds a node. */
  sourceOf(node: SyntaxNode): Source | undefined {
    let root = node;
    while (root.parent !== null) {
      root = root.parent;
    }
    return this.sources.find((source) => source.root === root);
  }

  private segmentOf(node: SyntaxNode): Segment | undefined {
    return this.sourceOf(node)?.segmentAt(node.startIndex);
  }
}

const moduleImport = /^import[ \t]+([\w.]+)$/;

/** The paths that a dotted path starts with, shortest first, each with the names that follow. */
function* prefixesOf(path: string): Generator<readonly [prefix: string, names: readonly string[]]> {
  const [dots = ''] = /^\.*/.exec(path) ?? [];
  const names = path.slice(dots.length).split('.');
  for (let count = dots === '' ? 1 : 0; count <= names.length; count++) {
    yield [dots + names.slice(0, count).join('.'), names.slice(count)];
  }
}

/** `.` and `net` are `.net`. */
function joinPath(module: string, name: string): string {
  return module.endsWith('.') ? module + name : `${module}.${name}`;
}
