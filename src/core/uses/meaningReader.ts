import type { FoundLookup } from '../frameworks/symbolIndex';
import type { GivenValue } from '../frameworks/callMeaning';
import { evaluateLiteral, stringValue, type LookUp, type PathOf } from '../python/literals';
import type { ModuleNames } from '../python/names';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import { giveArguments, readArguments, type WrittenArguments } from './callArguments';
import { ClassAttributes } from './classAttributes';
import { CollectionReader } from './collections';
import type { FrameworkPreference } from './frameworkPreference';
import { settleCall, writtenValues, type Made, type Place } from './made';
import type { CertainPath, Meaning } from './meaning';
import { readMaker, Registries } from './namedByString';
import { NameMeanings, type SymbolHit } from './nameMeanings';

/** Aliases of aliases, containers in containers: real code has two or three links. */
const maximumLinks = 16;

const containerCallees = /^(?:dict|list|tuple|OrderedDict|ModuleDict|ModuleList|MappingProxyType)$/;
const partialPaths = new Set(['functools.partial', 'partial', 'jax.tree_util.Partial']);
const fieldPaths = new Set(['dataclasses.field', 'field', 'pydantic.Field', 'Field', 'attr.ib', 'attrs.field']);

/** Reads what expressions stand for: follows imports, bindings, attributes and containers. */
export class MeaningReader extends NameMeanings {
  readonly registries: Registries;
  private readonly attributes = new ClassAttributes(this);
  private readonly collections = new CollectionReader(this);
  private readonly known = new Map<SyntaxNode, Meaning | undefined>();
  private links = 0;

  constructor(names: ModuleNames, preference: FrameworkPreference) {
    super(names, preference);
    this.registries = new Registries(preference);
  }

  override takeConsulted(): Set<string> {
    // What is known without looking a name up again would be missing among those of the next segment.
    this.known.clear();
    return super.takeConsulted();
  }

  /** What an expression stands for; nothing where it is no activation, nor a way to one. */
  read(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const known = this.known.get(node);
    if (known !== undefined || this.links >= maximumLinks || this.known.has(node)) {
      return known;
    }
    // Should the meaning lead back to the node, it has none.
    this.known.set(node, undefined);
    this.links += 1;
    try {
      const meaning = this.readNode(node, segment);
      this.known.set(node, meaning);
      return meaning;
    } finally {
      this.links -= 1;
    }
  }

  private readNode(node: SyntaxNode, segment: Segment): Meaning | undefined {
    switch (node.type) {
      case 'identifier':
        return this.readName(node, segment);
      case 'attribute':
        return this.readAttribute(node, segment);
      case 'call':
        return this.readCall(node, segment);
      case 'subscript':
        return this.readSubscript(node, segment);
      case 'parenthesized_expression':
      case 'list_comprehension':
        return this.readInner(node, segment);
      case 'conditional_expression':
        return this.readConditional(node, segment);
      case 'lambda':
        return this.readLambda(node, segment);
      case 'dictionary':
      case 'list':
      case 'tuple':
        return this.collections.read(node, segment);
      default:
        return undefined;
    }
  }

  private readName(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const referent = this.lookUp(node, segment);
    if (referent.kind === 'value') {
      const { binding } = referent;
      const value = binding.value && binding.segment.nodeAt(binding.value);
      return value && this.asAlias(this.read(value, binding.segment), value, binding.segment);
    }
    const paths = this.pathsFor(node.text, referent);
    return paths.length === 0 ? undefined : { kind: 'paths', paths };
  }

  /** Remembers where an alias of a symbol was made. */
  asAlias(meaning: Meaning | undefined, value: SyntaxNode, segment: Segment): Meaning | undefined {
    return meaning?.kind === 'paths' && meaning.madeAt === undefined && this.findSymbol(meaning.paths) !== undefined
      ? { ...meaning, madeAt: { segment, extent: segment.extent(value) } }
      : meaning;
  }

  private readAttribute(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const object = node.childForFieldName('object');
    const name = node.childForFieldName('attribute')?.text;
    if (object === null || name === undefined) {
      return undefined;
    }
    if (object.type === 'identifier' && /^(?:self|cls)$/.test(object.text)) {
      return this.attributes.read(name, node, segment);
    }
    const meaning = this.read(object, segment);
    return meaning?.kind === 'paths'
      ? { kind: 'paths', paths: meaning.paths.map(({ path, certainty }) => ({ path: `${path}.${name}`, certainty })) }
      : undefined;
  }

  private readInner(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const inner = node.namedChildren.find((child) => child?.type !== 'comment');
    if (!inner) {
      return undefined;
    }
    return node.type === 'parenthesized_expression'
      ? this.read(inner, segment)
      : { kind: 'collection', segment, entries: [{ value: segment.extent(inner) }] };
  }

  /** `nn.ReLU() if x else nn.ReLU()`: known where both sides are the same, or one is `None`. */
  private readConditional(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const [first, , second] = node.namedChildren.filter((child) => child?.type !== 'comment');
    if (first && second && (first.type === 'none' || second.type === 'none')) {
      // `None` is a place holder, as in the attributes of classes.
      return this.read(first.type === 'none' ? second : first, segment);
    }
    const one = first && this.read(first, segment);
    const other = second && this.read(second, segment);
    return one && other && this.isSame(one, other) ? one : undefined;
  }

  /** Whether two expressions give the same activation with the same arguments. */
  isSame(one: Meaning, other: Meaning): boolean {
    if (one === other) {
      return true;
    }
    if (one.kind === 'activation' && other.kind === 'activation') {
      return (
        one.made.activation === other.made.activation &&
        one.made.applies === other.made.applies &&
        JSON.stringify(one.made.arguments) === JSON.stringify(other.made.arguments)
      );
    }
    return (
      one.kind === 'paths' &&
      other.kind === 'paths' &&
      this.findSymbol(one.paths)?.found.symbol === this.findSymbol(other.paths)?.found.symbol
    );
  }

  /** `lambda x: F.leaky_relu(x, 0.1)`. */
  private readLambda(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const body = node.childForFieldName('body');
    const parameter = node.childForFieldName('parameters')?.namedChildren[0];
    if (body?.type !== 'call' || parameter?.type !== 'identifier') {
      return undefined;
    }
    const callee = body.childForFieldName('function');
    const meaning = callee && this.read(callee, segment);
    const hit = meaning?.kind === 'paths' ? this.findSymbol(meaning.paths) : undefined;
    const written = readArguments(body);
    return callee && hit?.found.symbol.form === 'function' && written.positional[0]?.text === parameter.text
      ? { kind: 'activation', made: this.makeFrom(hit, written, true, { segment, extent: segment.extent(callee) }) }
      : undefined;
  }

  private readCall(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const callee = node.childForFieldName('function');
    if (callee === null) {
      return undefined;
    }
    const meaning = this.read(callee, segment);
    if (meaning === undefined) {
      return this.readBuiltinCall(node, callee.text, segment);
    }
    if (meaning.kind === 'activation') {
      // A class with some arguments settled makes a layer; a layer that is called gives a tensor.
      return meaning.made.applies ? undefined : { kind: 'activation', made: { ...meaning.made, applies: true } };
    }
    if (meaning.kind !== 'paths') {
      return undefined;
    }
    const hit = this.findSymbol(meaning.paths);
    if (hit !== undefined) {
      const at = meaning.madeAt ?? { segment, extent: segment.extent(callee) };
      return hit.found.symbol.form === 'class' && hit.found.symbol.block !== true
        ? { kind: 'activation', made: this.makeFrom(hit, readArguments(node), true, at, segment) }
        : undefined;
    }
    return this.readHelperCall(node, callee, meaning.paths, segment);
  }

  /** Functions that no import brings. */
  private readBuiltinCall(node: SyntaxNode, callee: string, segment: Segment): Meaning | undefined {
    if (callee === 'getattr') {
      return this.readGetattr(node, segment);
    }
    return containerCallees.test(lastWord(callee)) ? this.collections.readCall(node, segment) : undefined;
  }

  /** `getattr(nn, "ReLU")` is `nn.ReLU`. */
  readGetattr(call: SyntaxNode, segment: Segment): (Meaning & { kind: 'paths' }) | undefined {
    const [object, name] = readArguments(call).positional;
    const text = name && stringValue(name);
    const meaning = object && text !== undefined ? this.read(object, segment) : undefined;
    return meaning?.kind === 'paths' && text !== undefined
      ? { kind: 'paths', paths: meaning.paths.map(({ path, certainty }) => ({ path: `${path}.${text}`, certainty })) }
      : undefined;
  }

  private readHelperCall(
    node: SyntaxNode,
    callee: SyntaxNode,
    paths: readonly CertainPath[],
    segment: Segment,
  ): Meaning | undefined {
    if (paths.some(({ path }) => partialPaths.has(path))) {
      return this.readPartial(node, segment);
    }
    if (paths.some(({ path }) => fieldPaths.has(path))) {
      const value = readArguments(node).keywords.get('default');
      return value && this.read(value, segment);
    }
    if (containerCallees.test(lastWord(callee.text))) {
      return this.collections.readCall(node, segment);
    }
    const made = paths.map((path) => readMaker(node, path, segment)).find((one) => one !== undefined);
    return made && { kind: 'activation', made };
  }

  /** `partial(nn.LeakyReLU, 0.2)`. */
  private readPartial(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const { positional, ...rest } = readArguments(node);
    const [target, ...given] = positional;
    const meaning = target && this.read(target, segment);
    const hit = meaning?.kind === 'paths' ? this.findSymbol(meaning.paths) : undefined;
    if (!target || !hit) {
      return undefined;
    }
    const isFunction = hit.found.symbol.form === 'function';
    const made = this.makeFrom(
      hit,
      { positional: given, ...rest },
      isFunction,
      { segment, extent: segment.extent(target) },
      segment,
    );
    return { kind: 'activation', made };
  }

  private readSubscript(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const object = node.childForFieldName('value');
    const index = node.childForFieldName('subscript');
    if (object === null || index === null) {
      return undefined;
    }
    const meaning = this.read(object, segment);
    if (meaning?.kind === 'collection') {
      return this.collections.member(meaning, this.evaluate(index, segment));
    }
    const text = stringValue(index);
    const made =
      meaning?.kind === 'paths' && text !== undefined
        ? this.registries.read(meaning.paths, text, { segment, extent: segment.extent(index) })
        : undefined;
    return made && { kind: 'activation', made };
  }

  /** The dictionaries of activations that an expression may stand for. */
  registriesOf(object: SyntaxNode, segment: Segment): readonly FoundLookup[] {
    const meaning = this.read(object, segment);
    if (meaning?.kind === 'paths') {
      return meaning.paths.flatMap(({ path }) => this.registries.at(path));
    }
    return meaning === undefined && object.type === 'identifier' ? this.registries.at(`.${object.text}`) : [];
  }

  makeFrom(
    { found, path }: SymbolHit,
    written: WrittenArguments | undefined,
    applies: boolean,
    at: Place,
    segment: Segment = at.segment,
  ): Made {
    const { symbol, framework } = found;
    const given = written === undefined ? nothingGiven : this.give(symbol, written, segment);
    const { activation, arguments: values, inPlace } = settleCall(symbol, given);
    return {
      activation,
      framework: framework.id,
      form: symbol.form,
      arguments: values,
      ...(written === undefined ? {} : { given: writtenValues(given) }),
      path: symbol.path,
      inPlace,
      certainty: path.certainty,
      applies,
      at,
    };
  }

  give(
    form: Parameters<typeof giveArguments>[0],
    written: WrittenArguments,
    segment: Segment,
  ): ReturnType<typeof giveArguments> {
    return giveArguments(form, written, (node) => this.evaluate(node, segment));
  }

  /** The value of an argument: `null` for `None`, `undefined` where it is no literal. */
  evaluate(node: SyntaxNode, segment: Segment): GivenValue {
    switch (node.type) {
      case 'none':
        return null;
      case 'true':
        return true;
      case 'false':
        return false;
      default:
    }
    const bindings = this.bindingsSeenFrom(segment);
    const value = evaluateLiteral(node, bindings.lookUp, bindings.pathOf);
    return value ?? undefined;
  }

  /** Look-up for readers of single expressions, which may lead from one segment to another. */
  bindingsSeenFrom(segment: Segment): { readonly lookUp: LookUp; readonly pathOf: PathOf } {
    const visited = [segment];
    const ownerOf = (node: SyntaxNode): Segment =>
      visited.length === 1 ? segment : (visited.find((candidate) => candidate.holds(node)) ?? segment);
    return {
      lookUp: (name) => {
        const referent = this.lookUp(name, ownerOf(name));
        if (referent.kind !== 'value' || referent.binding.value === undefined) {
          return undefined;
        }
        const { segment: owner, value } = referent.binding;
        if (!visited.includes(owner)) {
          visited.push(owner);
        }
        return owner.nodeAt(value);
      },
      pathOf: (node) => this.importedPath(node, ownerOf(node)),
    };
  }

  /** The dotted path of a name or attribute that stands for something importable. */
  importedPath(node: SyntaxNode, segment: Segment): string | undefined {
    return this.certainPath(node, segment)?.path;
  }

  certainPath(node: SyntaxNode, segment: Segment): CertainPath | undefined {
    const meaning = this.read(node, segment);
    return meaning?.kind === 'paths' ? meaning.paths[0] : undefined;
  }
}

const nothingGiven: ReadonlyMap<string, GivenValue> = new Map();

/** `ModuleDict` of `torch.nn.ModuleDict`. */
function lastWord(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}
