import type { GivenValue } from '../frameworks/callMeaning';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import type { ArgumentValue } from '../text';
import { readArguments } from './callArguments';
import type { Entry, Meaning } from './meaning';
import type { MeaningReader } from './meaningReader';

type Collection = Meaning & { kind: 'collection' };

/** Reads dictionaries, lists and module containers of activations. */
export class CollectionReader {
  constructor(private readonly meanings: MeaningReader) {}

  read(node: SyntaxNode, segment: Segment): Meaning {
    const entries: Entry[] = [];
    for (const child of node.namedChildren) {
      if (child?.type === 'pair') {
        const key = child.childForFieldName('key');
        const value = child.childForFieldName('value');
        const text = key === null ? undefined : this.meanings.evaluate(key, segment);
        if (value !== null) {
          entries.push({ ...asKey(text), value: segment.extent(value) });
        }
      } else if (child !== null && child.type !== 'comment') {
        entries.push({ key: entries.length, value: segment.extent(child) });
      }
    }
    return { kind: 'collection', segment, entries };
  }

  /** `nn.ModuleDict({...})`, `nn.ModuleList([...])`, `dict(relu=nn.ReLU)`. */
  readCall(node: SyntaxNode, segment: Segment): Meaning | undefined {
    const { positional, keywords } = readArguments(node);
    const inner = positional[0] && this.meanings.read(positional[0], segment);
    if (inner?.kind === 'collection') {
      return this.flattenPairs(inner);
    }
    return keywords.size === 0
      ? undefined
      : {
          kind: 'collection',
          segment,
          entries: [...keywords].map(([key, value]) => ({ key, value: segment.extent(value) })),
        };
  }

  /** `nn.ModuleDict([['relu', nn.ReLU()], …])`. */
  private flattenPairs(collection: Collection): Meaning {
    const { segment, entries } = collection;
    const pairs = entries.map(({ value }) => segment.nodeAt(value));
    if (!pairs.every((pair) => pair !== undefined && /^(?:list|tuple)$/.test(pair.type))) {
      return collection;
    }
    return {
      ...collection,
      entries: pairs.flatMap((pair) => {
        const [key, value] = pair?.namedChildren ?? [];
        return key && value ? [{ ...asKey(this.meanings.evaluate(key, segment)), value: segment.extent(value) }] : [];
      }),
    };
  }

  member({ segment, entries }: Collection, key: ArgumentValue | undefined): Meaning | undefined {
    const wanted = entries.filter((entry) => entry.key === undefined || entry.key === key);
    const chosen = wanted.length > 0 && key !== null ? wanted.slice(-1) : entries;
    const meanings = chosen.map(({ value }) => {
      const node = segment.nodeAt(value);
      return node && this.meanings.asAlias(this.meanings.read(node, segment), node, segment);
    });
    const [first] = meanings;
    return first && meanings.every((meaning) => meaning && this.meanings.isSame(first, meaning)) ? first : undefined;
  }
}

function asKey(value: GivenValue): { key?: string | number } {
  return typeof value === 'string' || typeof value === 'number' ? { key: value } : {};
}
