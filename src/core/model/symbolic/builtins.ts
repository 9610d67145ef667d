import { argumentAt, type GivenValues } from './givenValues';
import { iterationsOf, rangeNumbers } from './iteration';
import type { SymbolicRun } from './symbolicRun';
import { constant, numberIn, textIn, type Sequence, type Value } from './value';

/** Functions of Python itself that lists of layers are made with. Nothing where the name is none of them. */
export function callBuiltin(name: string, given: GivenValues, run: SymbolicRun): Value | undefined {
  const values = given.positional.map(({ value }) => value);
  const [first] = values;
  const sequence = (items: readonly Value[] | undefined): Sequence | undefined =>
    items && { kind: 'sequence', items: [...items], isOpen: false, madeIn: run.uncertainty };
  const items = first && iterationsOf(first);
  switch (name) {
    case 'range':
      return sequence(rangeNumbers(values.map(numberIn))?.map(constant));
    case 'list':
    case 'tuple':
      return sequence(first === undefined ? [] : items);
    case 'reversed':
      return sequence(items && [...items].reverse());
    case 'enumerate': {
      const start = numberIn(argumentAt(given, { name: 'start', position: 1 })?.value) ?? 0;
      return sequence(items?.flatMap((item, index) => sequence([constant(start + index), item]) ?? []));
    }
    case 'zip': {
      const lists = values.map(iterationsOf);
      const length = Math.min(...lists.map((list) => list?.length ?? 0));
      return lists.includes(undefined)
        ? undefined
        : sequence(
            Array.from(
              { length },
              (_, index) => sequence(lists.flatMap((list) => list?.[index] ?? [])) ?? constant(null),
            ),
          );
    }
    case 'len':
      return items && constant(items.length);
    case 'int':
    case 'float': {
      const number = numberIn(first);
      return number === undefined ? undefined : constant(name === 'int' ? Math.trunc(number) : number);
    }
    case 'dict':
      return mappingOf(given);
    default:
      return undefined;
  }
}

/** `OrderedDict([('fc', nn.Linear(1, 2))])`, `dict(a=1)`, `nn.ModuleDict({...})`. */
export function mappingOf({ positional, keywords }: GivenValues): Value {
  const entries = new Map<string, Value>();
  const [first] = positional;
  if (first?.value.kind === 'mapping') {
    for (const [name, value] of first.value.entries) {
      entries.set(name, value);
    }
  }
  for (const pair of first?.value.kind === 'sequence' ? first.value.items : []) {
    const [key, value] = pair.kind === 'sequence' ? pair.items : [];
    const name = textIn(key);
    if (name !== undefined && value !== undefined) {
      entries.set(name, value);
    }
  }
  for (const [name, { value }] of keywords) {
    entries.set(name, value);
  }
  return { kind: 'mapping', entries };
}
