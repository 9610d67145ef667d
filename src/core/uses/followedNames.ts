import { isField } from '../python/binding';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import type { FoundUse } from './foundUse';
import type { MeaningReader } from './meaningReader';
import { targetsOf } from './valueFlow';

/** The names under which activations that were found in a segment can be found again. */
export class FollowedNames {
  /** Names of the module. */
  readonly moduleAliases = new Set<string>();
  /** Attributes of classes. */
  readonly attributes = new Set<string>();
  private readonly pending: Set<string>;
  private readonly taken = new Set<string>();

  /** @param names under which activations made elsewhere can be found here. */
  constructor(
    private readonly segment: Segment,
    private readonly meanings: MeaningReader,
    names: readonly string[],
  ) {
    this.pending = new Set(names);
  }

  /** The names that nobody has looked for yet; from now on somebody has. */
  take(): readonly string[] {
    const names = [...this.pending].filter((name) => !this.taken.has(name));
    this.pending.clear();
    for (const name of names) {
      this.taken.add(name);
    }
    return names;
  }

  /** `self.act = ACT2FN["gelu"]`, `act = Activation('relu')`, `cls = getattr(nn, 'ReLU')`. */
  followString({ extent, form, called }: FoundUse): void {
    const node = this.segment.nodeAt(extent);
    const holder = node?.parent;
    if (node !== undefined && form !== 'string') {
      if (!called || form === 'class') {
        this.follow(called && holder ? holder : node);
      }
      return;
    }
    if (holder?.type === 'subscript') {
      this.follow(holder);
      return;
    }
    const list = holder?.type === 'keyword_argument' ? holder.parent : holder;
    const call = list?.type === 'argument_list' ? list.parent : null;
    if (call && this.meanings.read(call, this.segment)?.kind === 'activation') {
      this.follow(call);
    }
  }

  followLambda(call: SyntaxNode): void {
    if (call.parent?.type === 'lambda') {
      this.follow(call.parent);
    }
  }

  /** Remembers the names under which a value can be found again. */
  follow(value: SyntaxNode): void {
    if (value.parent?.type === 'call' && isField(value.parent, 'function', value)) {
      return;
    }
    for (const { name, isAttribute } of targetsOf(value)) {
      if (isAttribute) {
        this.attributes.add(name);
      } else if (!this.segment.isDefinition) {
        this.moduleAliases.add(name);
      }
      this.pending.add(name);
    }
  }
}
