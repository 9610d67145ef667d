import { isField, readBinding, unpackedPart } from '../python/binding';
import type { Extent, Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import { wordsIn } from '../python/words';
import type { Meaning } from './meaning';
import type { MeaningReader } from './meaningReader';

/** Chains of base classes in one file are short. */
const maximumBases = 8;

/** Where a class sets one of its attributes. */
interface Setting {
  /** Absent: to something that the source does not tell. */
  readonly value?: Extent;
  /** `None`: a place holder. */
  readonly isNone: boolean;
  /** `act: Callable = nn.relu` in a class body: whoever makes the object may give another. */
  readonly isDefault: boolean;
}

/** What `self.act` stands for: what the class around, or one of its base classes in the document, sets it to. */
export class ClassAttributes {
  private readonly settings = new Map<string, readonly Setting[]>();

  constructor(private readonly meanings: MeaningReader) {}

  /** @param node `self.name` where it is read. */
  read(name: string, node: SyntaxNode, segment: Segment): Meaning | undefined {
    const owner = classAround(node);
    return owner && this.readFrom(owner, name, segment, 0);
  }

  private readFrom(owner: SyntaxNode, name: string, segment: Segment, depth: number): Meaning | undefined {
    const settings = this.settingsOf(owner, name, segment);
    if (settings.length > 0) {
      return this.combine(settings, segment);
    }
    for (const base of depth < maximumBases ? this.basesOf(owner, segment) : []) {
      const meaning = this.readFrom(base.node, name, base.segment, depth + 1);
      if (meaning !== undefined) {
        return meaning;
      }
    }
    return undefined;
  }

  /** The classes of the document that a class is derived from. */
  basesOf(owner: SyntaxNode, segment: Segment): { node: SyntaxNode; segment: Segment }[] {
    const bases: { node: SyntaxNode; segment: Segment }[] = [];
    for (const base of owner.childForFieldName('superclasses')?.namedChildren ?? []) {
      if (base?.type !== 'identifier') {
        continue;
      }
      const referent = this.meanings.lookUp(base, segment);
      const node = referent.kind === 'class' ? referent.binding.segment.nodeAt(referent.binding.at)?.parent : undefined;
      if (referent.kind === 'class' && node?.type === 'class_definition' && node.id !== owner.id) {
        bases.push({ node, segment: referent.binding.segment });
      }
    }
    return bases;
  }

  /** Known where all that it is set to, `None` aside, is the same. */
  private combine(settings: readonly Setting[], segment: Segment): Meaning | undefined {
    const meanings = settings
      .filter(({ isNone }) => !isNone)
      .map(({ value, isDefault }) => {
        const node = value && segment.nodeAt(value);
        const meaning = node && this.meanings.read(node, segment);
        return node && meaning && withPlace(isDefault ? asLikely(meaning) : meaning, segment, node);
      });
    const [first] = meanings;
    return first && meanings.every((meaning) => meaning && this.meanings.isSame(first, meaning)) ? first : undefined;
  }

  private settingsOf(owner: SyntaxNode, name: string, segment: Segment): readonly Setting[] {
    const key = `${String(segment.id)}:${String(segment.offset(owner.startIndex))}:${name}`;
    let settings = this.settings.get(key);
    if (settings === undefined) {
      settings = [...bodySettings(owner, name, segment), ...methodSettings(owner, name, segment)];
      this.settings.set(key, settings);
    }
    return settings;
  }
}

/** The class whose method a node stands in. */
export function classAround(node: SyntaxNode): SyntaxNode | undefined {
  let current = node.parent;
  while (current !== null && current.type !== 'class_definition') {
    current = current.parent;
  }
  return current ?? undefined;
}

function bodySettings(owner: SyntaxNode, name: string, segment: Segment): Setting[] {
  const scope = segment.offset(owner.startIndex);
  return segment
    .localBindings(name)
    .filter((binding) => binding.scope === scope)
    .map(({ kind, value, annotation }) => ({
      ...(kind === 'value' && value !== undefined ? { value } : {}),
      isNone: kind === 'placeholder',
      isDefault: annotation !== undefined,
    }));
}

function methodSettings(owner: SyntaxNode, name: string, segment: Segment): Setting[] {
  const [from, to] = [segment.offset(owner.startIndex), segment.offset(owner.endIndex)];
  const settings: Setting[] = [];
  for (const start of wordsIn(segment.text, name)) {
    const end = start + name.length;
    if (start < from || end > to || !mayBeSet(segment.text, start, end)) {
      continue;
    }
    const attribute = segment.identifierAt({ start, end })?.parent;
    const setting = attribute?.type === 'attribute' ? readSetting(attribute, segment) : undefined;
    if (attribute && setting && classAround(attribute)?.id === owner.id) {
      settings.push(setting);
    }
  }
  return settings;
}

/** `self.name`, with something behind it that can assign. */
function mayBeSet(text: string, start: number, end: number): boolean {
  return (
    /(?<![\w.])(?:self|cls)\s*\.\s*$/.test(text.slice(Math.max(0, start - 12), start)) &&
    /^\s*(?:[,:)\]]|=(?!=)|[-+*/%&|^@]+=)/.test(text.slice(end, end + 12))
  );
}

function readSetting(attribute: SyntaxNode, segment: Segment): Setting | undefined {
  let target = attribute;
  let { parent } = attribute;
  while (parent !== null && /pattern|_list$|^tuple$|^list$/.test(parent.type)) {
    target = parent;
    parent = parent.parent;
  }
  if (parent === null || !/^(?:assignment|augmented_assignment|for_statement)$/.test(parent.type)) {
    return undefined;
  }
  if (!isField(parent, 'left', target)) {
    return undefined;
  }
  let value = parent.type === 'assignment' ? parent.childForFieldName('right') : null;
  while (value?.type === 'assignment') {
    value = value.childForFieldName('right');
  }
  if (value === null) {
    // `self.act: nn.Module` declares and sets nothing.
    return parent.type === 'assignment' ? undefined : { isNone: false, isDefault: false };
  }
  const part = target.id === attribute.id ? value : unpackedPart(target, value, attribute);
  return {
    ...(part === undefined ? {} : { value: segment.extent(part) }),
    isNone: part?.type === 'none',
    isDefault: false,
  };
}

function asLikely(meaning: Meaning): Meaning {
  switch (meaning.kind) {
    case 'activation':
      return { kind: 'activation', made: { ...meaning.made, certainty: 'likely' } };
    case 'paths':
      return { ...meaning, paths: meaning.paths.map(({ path }) => ({ path, certainty: 'likely' })) };
    default:
      return meaning;
  }
}

function withPlace(meaning: Meaning, segment: Segment, node: SyntaxNode): Meaning {
  return meaning.kind === 'paths' && meaning.madeAt === undefined
    ? { ...meaning, madeAt: { segment, extent: segment.extent(node) } }
    : meaning;
}

/** Whether an identifier is bound where it stands, rather than read. */
export function isBindingPlace(node: SyntaxNode, segment: Segment): boolean {
  return readBinding(node, segment) !== undefined;
}
