import { tensorFrom } from '../layers/layer';
import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { unknown, type Value } from './value';

/** The names of a module or of one run of a function. */
export class Scope {
  private names = new Map<string, Value>();

  /** @param code the module whose names they are */
  constructor(
    readonly code: ModuleCode,
    private readonly around?: Scope,
  ) {}

  /** The names of a function or comprehension in this scope. */
  inner(): Scope {
    return new Scope(this.code, this);
  }

  get(name: string): Value | undefined {
    return this.names.get(name) ?? this.around?.get(name);
  }

  set(name: string, value: Value): void {
    this.names.set(name, value);
  }

  delete(name: string): void {
    this.names.delete(name);
  }

  /** What the names stand for now; to be given to `restore`. */
  snapshot(): ReadonlyMap<string, Value> {
    return new Map(this.names);
  }

  restore(names: ReadonlyMap<string, Value>): void {
    this.names = new Map(names);
  }

  /** Takes what every one of several ways through the code leaves behind; `node` is where they meet. */
  merge(ways: readonly ReadonlyMap<string, Value>[], node: SyntaxNode): void {
    const merged = new Map<string, Value>();
    for (const way of ways) {
      for (const name of way.keys()) {
        if (!merged.has(name)) {
          // A name that only one way binds is read only where that way was taken.
          const values = ways.map((one) => one.get(name)).filter((value) => value !== undefined);
          merged.set(name, joinAll(values, node));
        }
      }
    }
    this.names = merged;
  }
}

/** A value that is one of several, as far as they are the same. */
export function joinAll(values: readonly Value[], node: SyntaxNode): Value {
  const [first, ...others] = values;
  if (first === undefined) {
    return unknown;
  }
  return others.reduce((one, other) => join(one, other, node), first);
}

function join(one: Value, other: Value, node: SyntaxNode): Value {
  if (one === other) {
    return one;
  }
  if (one.kind === 'constant' && other.kind === 'constant' && one.value === other.value) {
    return one;
  }
  if (one.kind === 'tensor' && other.kind === 'tensor') {
    return one.tensor === other.tensor
      ? one
      : { kind: 'tensor', tensor: tensorFrom({ role: 'join', node }, [one.tensor, other.tensor]) };
  }
  return unknown;
}
