/** Functions with more ways through them than this are left alone. */
const maximumPaths = 48;

interface Decision {
  readonly condition: string;
  readonly holds: boolean;
}

/** One way through a function: what its conditions are taken to be. */
export class Path {
  private readonly decisions = new Map<string, boolean>();

  constructor(
    private readonly given: readonly Decision[],
    private readonly onAlternative: (decisions: readonly Decision[]) => void,
  ) {}

  get assumptions(): ReadonlyMap<string, boolean> {
    return this.decisions;
  }

  /** Whether a condition holds on this path. The same condition holds throughout. */
  decide(condition: string): boolean {
    const { condition: key, holds: positive } = normalize(condition);
    let holds = this.decisions.get(key);
    if (holds === undefined) {
      const given = this.given[this.decisions.size];
      holds = given?.condition === key ? given.holds : true;
      if (given === undefined) {
        this.onAlternative([...this.listed(), { condition: key, holds: false }]);
      }
      this.decisions.set(key, holds);
    }
    return holds === positive;
  }

  private listed(): Decision[] {
    return [...this.decisions].map(([condition, holds]) => ({ condition, holds }));
  }
}

/** `not x` and `x is not None` are `x` and `x is None` that do not hold. */
function normalize(text: string): Decision {
  let condition = text.replaceAll(/\s+/g, ' ').trim();
  let holds = true;
  for (;;) {
    if (condition.startsWith('not ') && !/ (?:and|or) /.test(condition)) {
      condition = condition.slice(4).trim();
      holds = !holds;
    } else if (/^\([^()]*\)$/.test(condition)) {
      condition = condition.slice(1, -1).trim();
    } else if (/^[\w.]+ is not None$/.test(condition)) {
      return { condition: condition.replace(' is not ', ' is '), holds: !holds };
    } else {
      return { condition, holds };
    }
  }
}

/** What happens on every way through a function; nothing where there are too many of them. */
export function alongEveryPath<T>(run: (path: Path) => T): readonly T[] {
  const waiting: (readonly Decision[])[] = [[]];
  const results: T[] = [];
  for (let given = waiting.shift(); given !== undefined; given = waiting.shift()) {
    if (results.length + waiting.length >= maximumPaths) {
      return [];
    }
    results.push(run(new Path(given, (decisions) => waiting.push(decisions))));
  }
  return results;
}

/** How far what is seen on some paths is proved. */
export type Proof = 'always' | 'under one condition';

/**
 * Whether what is seen on some paths holds on all of them, or on all on which one condition does: two conditions may
 * exclude each other, which the source of the function does not tell.
 *
 * @param seen the paths on which it is seen.
 * @param possible all on which it could be seen.
 */
export function proofOf(
  seen: readonly ReadonlyMap<string, boolean>[],
  possible: readonly ReadonlyMap<string, boolean>[],
): Proof | undefined {
  if (seen.length === possible.length) {
    return 'always';
  }
  const [first, ...others] = seen;
  const [path, ...otherPaths] = possible;
  if ([...(path ?? [])].some(([condition, holds]) => otherPaths.every((other) => other.get(condition) === holds))) {
    // One condition leads to all of it already.
    return undefined;
  }
  for (const [condition, holds] of first ?? []) {
    const isCommon = others.every((path) => path.get(condition) === holds);
    if (isCommon && possible.filter((path) => path.get(condition) === holds).length === seen.length) {
      return 'under one condition';
    }
  }
  return undefined;
}
