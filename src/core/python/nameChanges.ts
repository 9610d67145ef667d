import type { ModuleNames } from './names';
import type { Segment } from './segment';

/** What has changed of the meaning of names between two states of a module. */
export class NameChanges {
  private readonly sameInDefinitions = new Map<string, boolean>();

  constructor(
    private readonly earlier: ModuleNames,
    private readonly later: ModuleNames,
  ) {}

  /** Whether a name of the module means in a segment what it has meant: the same bindings reach it. */
  isSame(name: string, segment: Segment): boolean {
    if (!segment.isDefinition) {
      return this.hasSameBindings(name, segment);
    }
    // What definitions look up does not depend on where they stand.
    let isSame = this.sameInDefinitions.get(name);
    if (isSame === undefined) {
      isSame = this.hasSameBindings(name);
      this.sameInDefinitions.set(name, isSame);
    }
    return isSame;
  }

  /** @param reader where it matters which of the bindings stand before it. */
  private hasSameBindings(name: string, reader?: Segment): boolean {
    const before = this.earlier.bindingsOf(name);
    const after = this.later.bindingsOf(name);
    return (
      before.length === after.length &&
      before.every(({ segment, at }, index) => {
        const other = after[index];
        return (
          segment === other?.segment &&
          at.start === other.at.start &&
          (reader === undefined || placeOf(segment, reader, this.earlier) === placeOf(segment, reader, this.later))
        );
      })
    );
  }
}

/** Negative: before the reader; positive: behind it. */
function placeOf(segment: Segment, reader: Segment, names: ModuleNames): number {
  return Math.sign(names.positionOf(segment) - names.positionOf(reader));
}
