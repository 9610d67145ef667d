import { isField } from '../python/binding';
import type { Extent, Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import { wordsIn } from '../python/words';
import { chainBefore, findCandidates, isFlagName, isMethodName, type Candidate } from './candidates';
import { readArguments, type WrittenArguments } from './callArguments';
import { isBindingPlace } from './classAttributes';
import { findExpressions, type ExpressionContext } from './expressions';
import { FollowedNames } from './followedNames';
import { useOf, type FoundUse } from './foundUse';
import type { FrameworkPreference } from './frameworkPreference';
import type { Made, Place } from './made';
import type { CertainPath } from './meaning';
import type { MeaningReader } from './meaningReader';
import type { SymbolHit } from './nameMeanings';
import { findInheritedUse, findMethodUse } from './methodUses';
import { callOf, isAssigned, isObjectOfAttribute, partialOf, wholeName } from './namedExpression';
import { mayReceiveString } from './stringPlaces';
import { findFlagUse, findStringUse } from './stringUses';
import { actsAsActivation } from './generalFunctions';

/** What is found in one segment. */
export interface SegmentUses {
  readonly uses: readonly FoundUse[];
  /** Names of the module under which activations can be found again. */
  readonly moduleAliases: ReadonlySet<string>;
  /** Attributes of classes under which activations can be found again. */
  readonly attributes: ReadonlySet<string>;
}

/** Finds the uses in one segment, by the words of its text and what they lead to. */
export class SegmentReader {
  private readonly found = new Map<number, FoundUse>();
  private readonly handled = new Set<number>();
  private readonly names: FollowedNames;

  /** @param names under which activations made elsewhere can be found here. */
  constructor(
    private readonly segment: Segment,
    private readonly meanings: MeaningReader,
    private readonly preference: FrameworkPreference,
    names: readonly string[],
  ) {
    this.names = new FollowedNames(segment, meanings, names);
  }

  read(): SegmentUses {
    for (const candidate of findCandidates(this.segment.text)) {
      this.readCandidate(candidate);
    }
    for (let names = this.names.take(); names.length > 0; names = this.names.take()) {
      this.readAliases(names);
    }
    this.readExpressions();
    const { moduleAliases, attributes } = this.names;
    return { uses: [...this.found.values()].sort(byPlace), moduleAliases, attributes };
  }

  /** The places of names that lead to activations found so far. */
  private readAliases(names: readonly string[]): void {
    for (const name of names) {
      for (const start of wordsIn(this.segment.text, name)) {
        this.readWord(start, name);
      }
    }
  }

  /** Activations written out by hand; those that libraries name are known by then. */
  private readExpressions(): void {
    const { segment } = this;
    const { lookUp } = this.meanings.bindingsSeenFrom(segment);
    const context: ExpressionContext = {
      text: segment.source.text,
      nodeAt: (start, end) => segment.source.nodeAt(start, end),
      resolve: (node) => this.meanings.certainPath(node, segment),
      lookUp,
      useAt: (callee) => this.found.get(keyOf(segment.extent(callee))),
    };
    for (const { node, ...use } of findExpressions(context, segment.start, segment.end)) {
      this.add({ ...use, form: 'expression', called: false, extent: segment.extent(node) });
    }
  }

  private readCandidate({ start, name, quoted }: Candidate): void {
    if (quoted) {
      if (!mayReceiveString(this.segment.text, start - 1, (callee) => this.isRenamed(callee))) {
        return;
      }
      const use = findStringUse(this.segment, { start, end: start + name.length }, this.meanings, this.preference);
      if (use !== undefined) {
        this.add(use);
        this.names.followString(use);
      }
    } else if (this.segment.text.charCodeAt(start - 1) === dot || this.mayNameSymbol(name)) {
      this.readWord(start, name);
    }
  }

  /** Whether a name may stand for a callee of another name. */
  private isRenamed(name: string): boolean {
    const referent = this.meanings.lookUpInModule(name, this.segment);
    return (
      referent.kind === 'value' ||
      (referent.kind === 'import' && !referent.paths.some((path) => path.endsWith(`.${name}`))) ||
      this.segment.text.includes('import')
    );
  }

  /**
   * Whether a bare word may name a symbol here: a test by text alone, since `threshold`, `step` and `identity` are
   * everyday names. Aliases that the segment makes itself are looked for under their names.
   */
  private mayNameSymbol(name: string): boolean {
    const { text } = this.segment;
    const referent = this.meanings.lookUpInModule(name, this.segment);
    return (
      referent.kind === 'value' ||
      isFlagName(name) ||
      this.meanings.findSymbol(this.meanings.pathsFor(name, referent)) !== undefined ||
      text.includes('import')
    );
  }

  private readWord(start: number, name: string): void {
    if (this.handled.has(start)) {
      return;
    }
    this.handled.add(start);
    const extent = { start, end: start + name.length };
    if (this.segment.text.charCodeAt(start - 1) === dot) {
      this.readMember(extent, name);
    } else {
      this.readBare(extent, name);
    }
  }

  /** `NAME` behind a dot. */
  private readMember(extent: Extent, name: string): void {
    const chain = chainBefore(this.segment.text, extent.start);
    const [root = '', second] = chain.split('.', 2);
    if (/^(?:self|cls)$/.test(root) && second === '') {
      this.readExpression(extent);
      if (isMethodName(name)) {
        const node = this.segment.identifierAt(extent);
        this.add(node && findInheritedUse(node, this.segment, this.meanings, this.preference));
      }
      return;
    }
    if (/^[^\W\d]/.test(root) && root !== 'self') {
      const known = this.meanings.findChain(root, `${chain.slice(root.length)}${name}`, this.segment);
      if (known !== undefined) {
        this.addSymbol(known, extent, extent.start - chain.length);
        return;
      }
      const paths = this.chainPaths(root, extent.start - chain.length, extent);
      const whole = `${chain.slice(root.length)}${name}`;
      const hit = this.meanings.findSymbol(paths.map(({ path, certainty }) => ({ path: path + whole, certainty })));
      if (hit !== undefined) {
        this.addSymbol(hit, extent, extent.start - chain.length);
        return;
      }
      if (paths.length > 0) {
        return;
      }
    }
    if (isMethodName(name)) {
      const node = this.segment.identifierAt(extent);
      this.add(node && findMethodUse(node, this.segment, this.meanings, this.preference));
    }
  }

  /** What the first name of a chain may stand for; empty where it is a value, or not known. */
  private chainPaths(root: string, start: number, member: Extent): readonly CertainPath[] {
    const referent = this.meanings.lookUpByText(root, this.segment, start);
    if (referent !== undefined && referent.kind !== 'value') {
      return this.meanings.pathsFor(root, referent);
    }
    const node = this.segment.identifierAt({ start, end: start + root.length });
    const meaning = node && this.segment.identifierAt(member) && this.meanings.read(node, this.segment);
    return meaning?.kind === 'paths' ? meaning.paths : [];
  }

  private readBare(extent: Extent, name: string): void {
    const referent = this.meanings.lookUpByText(name, this.segment, extent.start);
    if (referent !== undefined && referent.kind !== 'value') {
      const hit = this.meanings.findSymbol(this.meanings.pathsFor(name, referent));
      if (hit === undefined) {
        this.readUnknown(extent, name);
      } else if (this.isRead(extent)) {
        this.addSymbol(hit, extent, extent.start);
      }
      return;
    }
    this.readExpression(extent);
  }

  /** A word that names no symbol here: the keyword of a switch, or the first half of `import ReLU as R`. */
  private readUnknown(extent: Extent, name: string): void {
    if (isFlagName(name)) {
      this.add(findFlagUse(this.segment, extent, this.meanings));
    } else if (/^\s+as\s/.test(this.segment.text.slice(extent.end, extent.end + 8))) {
      const node = this.segment.identifierAt(extent);
      if (node?.parent?.type === 'dotted_name') {
        this.names.follow(node);
      }
    }
  }

  /** A name, or an attribute of `self`, that may be an alias of an activation or of a collection of them. */
  private readExpression(extent: Extent): void {
    if (!this.isRead(extent)) {
      this.readUnknown(extent, this.segment.text.slice(extent.start, extent.end));
      return;
    }
    const node = this.segment.identifierAt(extent);
    let expression = node && wholeName(node);
    let meaning = expression && this.meanings.read(expression, this.segment);
    const holder = expression?.parent;
    if (
      meaning?.kind === 'collection' &&
      holder?.type === 'subscript' &&
      expression &&
      isField(holder, 'value', expression)
    ) {
      expression = holder;
      meaning = this.meanings.read(holder, this.segment);
    }
    if (!expression || !meaning || isObjectOfAttribute(expression)) {
      return;
    }
    const call = callOf(expression);
    if (meaning.kind === 'activation') {
      this.addAlias(meaning.made, expression, call);
    } else if (meaning.kind === 'paths') {
      const hit = this.meanings.findSymbol(meaning.paths);
      if (hit !== undefined) {
        this.addExpression(hit, expression, call, meaning.madeAt);
      }
    }
  }

  /** Whether the identifier is read there: no binding, no keyword, no part of a string or comment. */
  private isRead(extent: Extent): boolean {
    const node = this.segment.identifierAt(extent);
    const parent = node?.parent;
    if (!node || !parent) {
      return false;
    }
    if (parent.type === 'attribute') {
      return isField(parent, 'object', node) || !isAssigned(parent);
    }
    if (parent.type === 'keyword_argument') {
      return !isField(parent, 'name', node);
    }
    if (parent.type === 'dotted_name') {
      // `from torch.nn import ReLU as ReLU`.
      return false;
    }
    return !isBindingPlace(node, this.segment);
  }

  /** A symbol that the text names: `start` is where its dotted name begins. */
  private addSymbol(hit: SymbolHit, last: Extent, start: number): void {
    const node = this.segment.identifierAt(last);
    if (node === undefined) {
      return;
    }
    const { parent } = node;
    const expression = start === last.start ? node : parent;
    const isWhole =
      expression !== null &&
      this.segment.offset(expression.startIndex) === start &&
      this.segment.offset(expression.endIndex) === last.end;
    if (isWhole) {
      if (!isAssigned(expression)) {
        this.addExpression(hit, expression, callOf(expression));
      }
      return;
    }
    // In damaged code the tree may have torn the dotted name apart; the text still names the symbol.
    if (parent?.type === 'dotted_name' || hit.found.symbol.general === true) {
      return;
    }
    const extent = { start, end: last.end };
    const torn = this.tornArguments(extent);
    const made = this.meanings.makeFrom(hit, torn, torn === undefined, { segment: this.segment, extent });
    this.add(useOf(made, extent, torn !== undefined));
  }

  private addExpression(hit: SymbolHit, expression: SyntaxNode, call: SyntaxNode | undefined, madeAt?: Place): void {
    const { symbol } = hit.found;
    if (symbol.general === true && !actsAsActivation(expression, call)) {
      return;
    }
    const extent = this.segment.extent(expression);
    const partial = call === undefined ? partialOf(expression) : undefined;
    const torn = call === undefined ? this.tornArguments(extent) : undefined;
    const written = call ? readArguments(call) : (torn ?? (partial && withoutFirst(readArguments(partial))));
    const made = this.meanings.makeFrom(hit, written, symbol.form === 'function', { segment: this.segment, extent });
    this.add(useOf(made, extent, call !== undefined || torn !== undefined, madeAt));
    if (call === undefined || symbol.form === 'class') {
      this.names.follow(call ?? expression);
    } else {
      this.names.followLambda(call);
    }
  }

  /** `nn.LeakyReLU(0.2` without its end: a call whose arguments nobody can tell yet. */
  private tornArguments({ end }: Extent): WrittenArguments | undefined {
    const { text } = this.segment;
    if (text.charCodeAt(end) !== openingParenthesis) {
      return undefined;
    }
    const isHidden = !/^\s*\)/.test(text.slice(end + 1, end + 16));
    return { positional: [], keywords: new Map(), hasStar: isHidden, hasDoubleStar: isHidden };
  }

  private addAlias(made: Made, expression: SyntaxNode, call: SyntaxNode | undefined): void {
    const extent = this.segment.extent(expression);
    this.add(useOf(made, extent, call !== undefined, made.at));
    if (call === undefined || !made.applies) {
      this.names.follow(call ?? expression);
    }
  }

  private add(use: FoundUse | undefined): void {
    if (use === undefined || this.found.has(keyOf(use.extent))) {
      return;
    }
    this.found.set(keyOf(use.extent), use);
  }
}

const dot = 46;
const openingParenthesis = 40;

/** One number for an extent; offsets and lengths are far below its limits. */
function keyOf({ start, end }: Extent): number {
  return start * 2 ** 24 + (end - start);
}

/** By start; what holds another comes before it. */
function byPlace({ extent: one }: FoundUse, { extent: other }: FoundUse): number {
  return one.start - other.start || other.end - one.end;
}

function withoutFirst(written: ReturnType<typeof readArguments>): ReturnType<typeof readArguments> {
  return { ...written, positional: written.positional.slice(1) };
}
