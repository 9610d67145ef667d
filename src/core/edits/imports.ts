import { frameworks } from '../frameworks';
import { canonicalPath } from '../frameworks/symbolIndex';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { changeNames } from './importedNames';
import { importStatements, lastComponent, moduleOf, type ImportStatement } from './importStatements';
import { isOrphaned } from './orphans';
import { placeForImport } from './placeForImport';
import type { TextEdit } from './textEdit';

/** A way to write a path with a name that is bound already. */
interface Spelling {
  readonly text: string;
  /** The name that it begins with. */
  readonly root: string;
  /** How many modules stand between the name and the symbol: 1 in `F.relu`, where `F` is the module. */
  readonly depth: number;
}

interface Addition {
  /** As it is written: `tensorflow.keras.layers`. */
  readonly module: string;
  /** What is imported from the module; absent: the module itself. */
  readonly name?: string;
  /** `F` of `import torch.nn.functional as F`. */
  readonly alias?: string;
  readonly at: SyntaxNode;
}

/** Names through which people write all of a library: `tf.keras.activations.relu`, `jax.nn.relu`. */
const wholeLibraries: ReadonlySet<string> = new Set(['tf', 'keras', 'jax']);

/**
 * The imports of one change to a module. Ask `write` for the text of everything that the change writes, tell `drop` of
 * everything that it takes away, and add `edits` to the change's own: the imports that are missing then, and those that
 * the change itself orphaned, each once.
 *
 *     const imports = new ImportChanges(code);
 *     const text = imports.write('torch.nn.functional.gelu', callee, callee); // 'F.gelu'
 *     imports.drop(callee);
 *     edits.push(...imports.edits());
 */
export class ImportChanges {
  private readonly statements: readonly ImportStatement[];
  private readonly additions = new Map<string, Addition>();
  private readonly written = new Set<string>();
  private readonly dropped: SyntaxNode[] = [];

  constructor(private readonly code: ModuleCode) {
    this.statements = importStatements(code);
  }

  /**
   * How a documented path is written at a node, in the style that the file has. An import that is missing for it is
   * remembered.
   *
   * @param like the name that it stands in for; its style wins: `nn.ReLU` leads to `nn.GELU`, `ReLU` to `GELU`.
   * @returns nothing where every name for it is taken.
   */
  write(path: string, at: SyntaxNode, like?: SyntaxNode): string | undefined {
    const text =
      this.writeLike(path, at, like) ?? this.writeBound(path, at, like) ?? this.writeImported(path, at, like);
    if (text !== undefined) {
      this.written.add(rootOf(text));
    }
    return text;
  }

  /** Tells that an expression goes away; text that `write` gave may still keep its import. */
  drop(expression: SyntaxNode): void {
    this.dropped.push(expression);
  }

  /** Tells of text that is written beside what `write` gives, such as arguments that stay: its names keep their imports. */
  keep(text: string): void {
    for (const name of wordsOf(text)) {
      this.written.add(name);
    }
  }

  /** They change import statements only, and do not overlap. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    const additions = [...this.additions.values()];
    for (const statement of this.statements) {
      const added = additions.filter((addition) => this.extended(addition) === statement);
      const removed = this.orphansIn(statement);
      if (removed.size > 0 && removed.size === statement.names.length && added.length === 0) {
        edits.push(...this.removal(statement));
      } else if (added.length > 0 || removed.size > 0) {
        const names = added.map(({ name = '' }) => name);
        edits.push(...changeNames(this.code, statement, names, removed));
      }
    }
    const lines = additions.filter((addition) => this.extended(addition) === undefined);
    for (const { addition, line } of lines
      .map((addition) => ({ addition, line: statementText(addition) }))
      .sort((one, other) => (one.line < other.line ? -1 : 1))) {
      edits.push(placeForImport(this.code, this.statements, line, addition.at));
    }
    return edits;
  }

  /** `nn.GELU` for `nn.ReLU`, and `GELU` for a `ReLU` that `from torch.nn import *` brings. */
  private writeLike(path: string, at: SyntaxNode, like: SyntaxNode | undefined): string | undefined {
    const last = lastComponent(path);
    const object = like?.type === 'attribute' ? like.childForFieldName('object') : null;
    if (object !== null) {
      const module = this.code.resolve(object)?.path;
      return module !== undefined && isSamePath(`${module}.${last}`, path) ? `${object.text}.${last}` : undefined;
    }
    if (like?.type !== 'identifier' || this.code.lookUp(like).kind !== 'unbound') {
      return undefined;
    }
    const own = this.code.resolve(like)?.path;
    const isStarred = own !== undefined && isSamePath(`${moduleOf(own)}.${last}`, path);
    return isStarred && this.code.lookUpName(last, at).kind === 'unbound' ? last : undefined;
  }

  /** With a name that the file has. */
  private writeBound(path: string, at: SyntaxNode, like: SyntaxNode | undefined): string | undefined {
    const spellings = this.spellingsAt(path, at).sort((one, other) => one.depth - other.depth);
    const [best] = spellings;
    if (best === undefined) {
      return undefined;
    }
    if (best.depth === 0) {
      return best.text;
    }
    const extendable = like?.type !== 'attribute' && this.fromStatement(moduleOf(path), at) !== undefined;
    if (extendable && like !== undefined && this.isFree(lastComponent(path), at)) {
      return undefined;
    }
    const habitual = spellings.find(({ text, depth }) => depth === 1 || this.isWritten(moduleOf(text)));
    if (habitual !== undefined) {
      return habitual.text;
    }
    const convention = conventionalName(moduleOf(path));
    const isImported = convention !== undefined && this.isFreeFor(convention, moduleOf(path), at);
    return isImported && !wholeLibraries.has(best.root) ? undefined : best.text;
  }

  private spellingsAt(path: string, at: SyntaxNode): Spelling[] {
    const names = new Set(this.statements.flatMap((statement) => statement.names.map(({ name }) => name)));
    const spellings: Spelling[] = [];
    for (const root of names) {
      const referent = this.code.lookUpName(root, at);
      const bound = referent.kind === 'import' && referent.paths.length === 1 ? referent.paths[0] : undefined;
      const rest = bound === undefined ? undefined : restBehind(bound, path);
      if (rest !== undefined) {
        spellings.push({
          text: rest.length === 0 ? root : `${root}.${rest.join('.')}`,
          root,
          depth: rest.length,
        });
      }
    }
    return spellings;
  }

  /** With a name that the change imports. */
  private writeImported(path: string, at: SyntaxNode, like: SyntaxNode | undefined): string | undefined {
    const module = this.homeOf(moduleOf(path));
    const last = lastComponent(path);
    const convention = conventionalName(module);
    const prefersName = like?.type === 'identifier' || this.fromStatement(module, at) !== undefined;
    const isWorthModule = convention !== undefined && this.isFreeFor(convention, module, at);
    if (!(prefersName && this.isFreeFor(last, path, at)) && isWorthModule) {
      this.additions.set(convention, { ...moduleImport(module, convention), at: this.firstAt(convention, at) });
      return `${convention}.${last}`;
    }
    if (!this.isFreeFor(last, path, at)) {
      return undefined;
    }
    this.additions.set(last, { module: importable(module), name: last, at: this.firstAt(last, at) });
    return last;
  }

  /** Keras stands alone or comes with TensorFlow: a file that imports the one is not given the other beside it. */
  private homeOf(module: string): string {
    const paths = this.statements.flatMap(({ names }) => names.map(({ path }) => path));
    const imports = (library: string): boolean => paths.some((path) => `${path}.`.startsWith(`${library}.`));
    return /^keras\b/.test(module) && imports('tensorflow') && !imports('keras') ? `tensorflow.${module}` : module;
  }

  private firstAt(name: string, at: SyntaxNode): SyntaxNode {
    return this.additions.get(name)?.at ?? at;
  }

  private isFree(name: string, at: SyntaxNode): boolean {
    return !this.additions.has(name) && this.code.lookUpName(name, at).kind === 'unbound';
  }

  /** Whether a name is free, or already added by this change for the same thing. */
  private isFreeFor(name: string, path: string, at: SyntaxNode): boolean {
    const addition = this.additions.get(name);
    if (addition === undefined) {
      return this.code.lookUpName(name, at).kind === 'unbound';
    }
    const added = addition.name === undefined ? addition.module : `${addition.module}.${addition.name}`;
    return isSamePath(added, path) && this.code.lookUpName(name, at).kind === 'unbound';
  }

  private isWritten(prefix: string): boolean {
    return this.code.sources.some(({ text }) => text.includes(`${prefix}.`));
  }

  /** The statement that already imports names from a module, before the node. */
  private fromStatement(module: string, at: SyntaxNode): ImportStatement | undefined {
    return this.fromStatements(module, at)[0];
  }

  private fromStatements(module: string, at: SyntaxNode): readonly ImportStatement[] {
    return this.statements.filter(
      ({ from, names, conditional, node, source }) =>
        from !== undefined &&
        names.length > 0 &&
        !conditional &&
        isSamePath(`${from}.x`, `${module}.x`) &&
        (source !== this.code.sourceOf(at) || node.endIndex <= at.startIndex),
    );
  }

  /** The statement that an addition goes to: one that loses a name, so that the new one takes its place; else the first. */
  private extended({ name, module, at }: Addition): ImportStatement | undefined {
    const candidates = name === undefined ? [] : this.fromStatements(module, at);
    return candidates.find((statement) => this.orphansIn(statement).size > 0) ?? candidates[0];
  }

  private orphansIn(statement: ImportStatement): ReadonlySet<number> {
    const orphans = new Set<number>();
    if (statement.conditional) {
      return orphans;
    }
    statement.names.forEach(({ name }, index) => {
      const isDropped = this.dropped.some((node) => wordsOf(node.text).has(name));
      if (isDropped && !this.written.has(name) && isOrphaned(this.code, statement, name, this.dropped)) {
        orphans.add(index);
      }
    });
    return orphans;
  }

  /** The whole line, where nothing else stands on it. */
  private removal({ source, node }: ImportStatement): readonly TextEdit[] {
    const { text } = source;
    const start = text.lastIndexOf('\n', node.startIndex - 1) + 1;
    const newline = text.indexOf('\n', node.endIndex);
    const end = newline < 0 ? text.length : newline + 1;
    const isAlone =
      text.slice(start, node.startIndex).replace('\ufeff', '').trim() === '' &&
      /^\s*(?:#.*)?$/.test(text.slice(node.endIndex, newline < 0 ? text.length : newline).trimEnd());
    return isAlone ? [{ ...this.code.placeIn(source, start, end), newText: '' }] : [];
  }
}

/** The components behind a bound path that lead to another; nothing where none do. */
function restBehind(bound: string, path: string): readonly string[] | undefined {
  if (isSamePath(bound, path)) {
    return [];
  }
  const components = path.split('.');
  for (let count = 1; count < components.length; count += 1) {
    const rest = components.slice(-count);
    if (isSamePath(`${bound}.${rest.join('.')}`, path)) {
      return rest;
    }
  }
  return undefined;
}

function isSamePath(one: string, other: string): boolean {
  return one === other || canonicalPath(one) === canonicalPath(other);
}

function rootOf(text: string): string {
  return /^\w*/.exec(text)?.[0] ?? '';
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[^\W\d]\w*/g) ?? []);
}

/** `F` for `torch.nn.functional`: the name that everybody gives the module. */
function conventionalName(module: string): string | undefined {
  for (const { conventionalNames = {} } of frameworks) {
    const found = Object.entries(conventionalNames).find(([, path]) => isSamePath(path, module));
    if (found !== undefined) {
      return found[0];
    }
  }
  return undefined;
}

/** The tables shorten `tensorflow`; nobody can import it so. */
function importable(module: string): string {
  return module.replace(/^tf(?=\.|$)/, 'tensorflow');
}

function moduleImport(module: string, alias: string): Omit<Addition, 'at'> {
  const path = importable(module);
  return alias === lastComponent(path) && path.includes('.')
    ? { module: moduleOf(path), name: alias }
    : { module: path, alias };
}

function statementText({ module, name, alias }: Addition): string {
  if (name !== undefined) {
    return `from ${module} import ${name}`;
  }
  return alias === undefined || alias === module ? `import ${module}` : `import ${module} as ${alias}`;
}
