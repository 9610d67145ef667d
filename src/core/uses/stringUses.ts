import type { ActivationParameter, FrameworkId, Lookup, RegistryEntry, StringSource } from '../frameworks/framework';
import { activationParametersOf, registryEntry, type FoundParameter } from '../frameworks/symbolIndex';
import type { GivenValue } from '../frameworks/callMeaning';
import { isField } from '../python/binding';
import { stringValue } from '../python/literals';
import type { Extent, Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import type { ArgumentValue } from '../text';
import { readArguments } from './callArguments';
import { useOf, type FoundUse } from './foundUse';
import type { FrameworkPreference } from './frameworkPreference';
import { settleString } from './made';
import type { MeaningReader } from './meaningReader';
import { slotOf, type StringSlot } from './stringSlot';
import type { Certainty } from './use';

interface Match {
  readonly framework: FrameworkId;
  readonly entry: RegistryEntry;
  readonly certainty: Certainty;
  readonly source: ReceivingSource;
  readonly given?: ReadonlyMap<string, GivenValue>;
}

type ReceivingSource = StringSource &
  Pick<ActivationParameter, 'details'> &
  Partial<Pick<ActivationParameter, 'callee'>> &
  Pick<Lookup, 'isHabit'>;

/** What takes a string, and so decides which activations the string may name. */
export interface StringReceiver {
  readonly source: ReceivingSource;
  /** The argument list or dictionary whose other items are arguments of the activation. */
  readonly holder?: SyntaxNode;
  /** The call that the string is an argument of. */
  readonly call?: SyntaxNode;
}

/** A string that names an activation to what receives it. */
export function findStringUse(
  segment: Segment,
  content: Extent,
  meanings: MeaningReader,
  preference: FrameworkPreference,
): FoundUse | undefined {
  const node = stringAt(segment, content);
  const text = node && stringValue(node);
  if (node === undefined || text?.length !== content.end - content.start) {
    return undefined;
  }
  return new StringReader(segment, meanings, preference).read(node, text);
}

/** What takes a string literal that names an activation: a parameter, a dictionary, a configuration's key. */
export function findStringReceiver(
  segment: Segment,
  node: SyntaxNode,
  meanings: MeaningReader,
  preference: FrameworkPreference,
): StringReceiver | undefined {
  const text = stringValue(node);
  return text === undefined ? undefined : new StringReader(segment, meanings, preference).readReceiver(node, text);
}

function stringAt(segment: Segment, content: Extent): SyntaxNode | undefined {
  const node = segment.isDocumentation(content.start) ? undefined : segment.nodeAt(content);
  const string = node?.type === 'string_content' ? node.parent : node;
  return string?.type === 'string' ? string : undefined;
}

class StringReader {
  constructor(
    private readonly segment: Segment,
    private readonly meanings: MeaningReader,
    private readonly preference: FrameworkPreference,
  ) {}

  read(node: SyntaxNode, text: string): FoundUse | undefined {
    if (node.parent?.type === 'subscript') {
      return this.readSubscript(node, text);
    }
    const attribute = this.readGetattr(node);
    if (attribute !== undefined) {
      return attribute;
    }
    const slot = slotOf(node);
    const match = slot && this.match(slot, text);
    return match && this.use(node, text, match);
  }

  readReceiver(node: SyntaxNode, text: string): StringReceiver | undefined {
    if (node.parent?.type === 'subscript') {
      const object = node.parent.childForFieldName('value');
      const source =
        object && this.meanings.registriesOf(object, this.segment).find(({ lookup }) => registryEntry(lookup, text));
      return source ? { source: source.lookup } : undefined;
    }
    const slot = slotOf(node);
    const match = slot && this.match(slot, text);
    const source =
      match?.source.isHabit === true ? (this.firmSource(slot?.key ?? '', text) ?? match.source) : match?.source;
    return (
      slot &&
      match &&
      source && {
        source,
        ...(match.given === undefined || slot.holder === undefined ? {} : { holder: slot.holder }),
        ...(slot.call === undefined ? {} : { call: slot.call }),
      }
    );
  }

  /** A library that reads the key itself, where the document imports one: `act_fn` of diffusers. */
  private firmSource(key: string, text: string): ReceivingSource | undefined {
    return this.preference
      .keysNamed(key)
      .find(
        ({ framework, lookup }) =>
          lookup.isHabit !== true && this.preference.imports(framework) && registryEntry(lookup, text) !== undefined,
      )?.lookup;
  }

  private use(node: SyntaxNode, text: string, { framework, entry, certainty, given }: Omit<Match, 'source'>): FoundUse {
    return {
      ...settleString(entry, given),
      framework,
      form: 'string',
      called: false,
      certainty,
      path: text,
      extent: this.segment.extent(node),
    };
  }

  private readSubscript(node: SyntaxNode, text: string): FoundUse | undefined {
    const object = node.parent?.childForFieldName('value');
    const meaning = object && this.meanings.read(object, this.segment);
    const at = { segment: this.segment, extent: this.segment.extent(node) };
    const made =
      meaning?.kind === 'paths'
        ? this.meanings.registries.read(meaning.paths, text, at)
        : meaning === undefined && object?.type === 'identifier'
          ? this.meanings.registries.read([{ path: `.${object.text}`, certainty: 'likely' }], text, at)
          : undefined;
    const holder = node.parent?.parent;
    return (
      made && {
        ...this.use(node, text, {
          framework: made.framework,
          entry: { activation: made.activation },
          certainty: made.certainty,
        }),
        arguments: made.arguments,
        called: holder?.type === 'call' && isField(holder, 'function', node.parent ?? node),
      }
    );
  }

  /** `getattr(nn, "ReLU")` is `nn.ReLU`. */
  private readGetattr(node: SyntaxNode): FoundUse | undefined {
    const call = node.parent?.parent;
    const callee = call?.type === 'call' ? call.childForFieldName('function') : null;
    if (!call || callee?.text !== 'getattr') {
      return undefined;
    }
    const meaning =
      readArguments(call).positional[1]?.id === node.id ? this.meanings.readGetattr(call, this.segment) : undefined;
    const hit = meaning && this.meanings.findSymbol(meaning.paths);
    if (hit === undefined) {
      return undefined;
    }
    const outer = call.parent;
    const isCalled = outer?.type === 'call' && isField(outer, 'function', call);
    const extent = this.segment.extent(call);
    const written = isCalled ? readArguments(outer) : undefined;
    const made = this.meanings.makeFrom(hit, written, false, { segment: this.segment, extent });
    return useOf(made, extent, isCalled);
  }

  private match(slot: StringSlot, text: string): Match | undefined {
    return (
      (slot.call && this.matchArgument(slot, slot.call, text)) ??
      (slot.outer && this.matchTyped(slot, slot.outer, text)) ??
      (slot.key === undefined ? undefined : this.matchKey(slot.key, slot, text))
    );
  }

  /** A parameter of a callee that the tables know. */
  private matchArgument(slot: StringSlot, call: SyntaxNode, text: string): Match | undefined {
    for (const { found, certainty } of this.parametersOf(call)) {
      const { parameter, framework } = found;
      const isMeant = slot.key === undefined ? slot.position === parameter.position : slot.key === parameter.parameter;
      const entry = isMeant && parameter.typeKey === undefined ? registryEntry(parameter, text) : undefined;
      if (entry !== undefined && (!slot.isItem || parameter.many === true)) {
        return {
          framework: framework.id,
          entry: this.withDetails(entry, parameter, call),
          certainty,
          source: parameter,
        };
      }
    }
    return undefined;
  }

  /** `calculate_gain('leaky_relu', 0.2)`: other arguments say more about the activation that the string names. */
  private withDetails(entry: RegistryEntry, { details = [] }: ActivationParameter, call: SyntaxNode): RegistryEntry {
    const wanted = details.filter(({ activation }) => activation === entry.activation);
    if (wanted.length === 0) {
      return entry;
    }
    const { positional, keywords, hasStar, hasDoubleStar } = readArguments(call);
    const fixed: Record<string, ArgumentValue> = { ...entry.fixed };
    for (const { name, position, parameter, default: silent } of wanted) {
      const value = keywords.get(name) ?? (position === null ? undefined : positional[position]);
      const hidden = hasDoubleStar || (hasStar && position !== null && position >= positional.length);
      if (value !== undefined) {
        fixed[parameter] = this.meanings.evaluate(value, this.segment) ?? null;
      } else {
        fixed[parameter] = hidden ? null : silent;
      }
    }
    return { ...entry, fixed };
  }

  private parametersOf(call: SyntaxNode): { found: FoundParameter; certainty: Certainty }[] {
    const callee = call.childForFieldName('function');
    const meaning = callee && this.meanings.read(callee, this.segment);
    return meaning?.kind === 'paths'
      ? meaning.paths.flatMap(({ path, certainty }) =>
          activationParametersOf(path).map((found) => ({ found, certainty })),
        )
      : [];
  }

  /** `act_cfg=dict(type='LeakyReLU', negative_slope=0.2)`. */
  private matchTyped(slot: StringSlot, outer: StringSlot, text: string): Match | undefined {
    const sources: { framework: FrameworkId; source: StringSource & { typeKey?: string }; certainty: Certainty }[] = [];
    if (outer.call !== undefined) {
      for (const { found, certainty } of this.parametersOf(outer.call)) {
        if (found.parameter.parameter === outer.key) {
          sources.push({ framework: found.framework.id, source: found.parameter, certainty });
        }
      }
    }
    for (const { framework, lookup } of outer.key === undefined ? [] : this.preference.keysNamed(outer.key)) {
      sources.push({ framework: framework.id, source: lookup, certainty: 'likely' });
    }
    for (const { framework, source, certainty } of sources) {
      const entry = source.typeKey === slot.key ? registryEntry(source, text) : undefined;
      if (entry !== undefined) {
        return { framework, entry, certainty, source, given: this.otherItems(slot) };
      }
    }
    return undefined;
  }

  private otherItems({ holder, key }: StringSlot): ReadonlyMap<string, GivenValue> {
    const given = new Map<string, GivenValue>();
    for (const item of holder?.namedChildren ?? []) {
      const name = item?.childForFieldName(item.type === 'pair' ? 'key' : 'name');
      const value = item?.childForFieldName('value');
      const text = name?.type === 'string' ? stringValue(name) : name?.text;
      if (text !== undefined && text !== key && value) {
        given.set(text, this.meanings.evaluate(value, this.segment));
      }
    }
    return given;
  }

  private matchKey(key: string, slot: StringSlot, text: string): Match | undefined {
    for (const { framework, lookup } of this.preference.keysNamed(key)) {
      const entry = lookup.typeKey === undefined ? registryEntry(lookup, text) : undefined;
      if (entry !== undefined) {
        const certainty = slot.call === undefined && this.preference.imports(framework) ? 'resolved' : 'likely';
        return { framework: framework.id, entry, certainty, source: lookup };
      }
    }
    return undefined;
  }
}

/** `FeedForward(relu_squared=True)`: a parameter whose `True` switches an activation on. */
export function findFlagUse(segment: Segment, extent: Extent, meanings: MeaningReader): FoundUse | undefined {
  const argument = segment.identifierAt(extent)?.parent;
  const value = argument?.type === 'keyword_argument' ? argument.childForFieldName('value') : null;
  const call = argument?.parent?.parent;
  const callee = call?.childForFieldName('function');
  if (value?.type !== 'true' || !argument || !callee) {
    return undefined;
  }
  const name = segment.text.slice(extent.start, extent.end);
  const meaning = meanings.read(callee, segment);
  for (const { path, certainty } of meaning?.kind === 'paths' ? meaning.paths : []) {
    for (const { framework, parameter } of activationParametersOf(path)) {
      if (parameter.flag !== undefined && parameter.parameter === name) {
        return {
          ...settleString(parameter.flag),
          framework: framework.id,
          form: 'string',
          called: false,
          certainty,
          path: name,
          extent: segment.extent(argument),
        };
      }
    }
  }
  return undefined;
}
