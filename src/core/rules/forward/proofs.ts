import { forwardFlows } from '../../model/forward/forwardFlow';
import { proofOf, type Proof } from '../../model/forward/paths';
import type { ForwardFlow, Trace, Write } from '../../model/forward/trace';
import type { Segment } from '../../python/segment';
import type { RuleContext } from '../rule';

/** What a rule looks for where a tensor is overwritten. */
export interface WriteSearch<T> {
  /** Looks at the text of a class or function, before it is parsed. */
  readonly mayMatter: (segment: Segment) => boolean;
  /** What comes of a write on one path; nothing where it does no harm. */
  readonly find: (write: Write, trace: Trace) => T | undefined;
  /** Whether only what needs a gradient does harm: of a plain function nobody knows that its tensors do. */
  readonly isAboutGradients?: boolean;
  /** Looks at the text of one method. */
  readonly mayMatterIn?: (text: string) => boolean;
}

/** Something that is seen on the paths through a function, and how far that proves it. */
export interface Proved<T> {
  readonly write: Write;
  readonly seen: T;
  readonly proof: Proof;
}

/** What overwriting does, judged over all paths through a function on which a tensor is overwritten. */
export function* provedOfWrites<T>(context: RuleContext, search: WriteSearch<T>): Generator<Proved<T>> {
  for (const flow of forwardFlows(context, search.mayMatter)) {
    const isAsked = search.isAboutGradients !== true || flow.owner !== undefined;
    if (isAsked && flow.mayOverwrite && search.mayMatterIn?.(flow.method.text) !== false) {
      yield* provedIn(flow, search);
    }
  }
}

function* provedIn<T>({ traces }: ForwardFlow, { find }: WriteSearch<T>): Generator<Proved<T>> {
  const writes = traces().flatMap((trace) => trace.writes.map((write) => ({ write, trace })));
  for (const node of new Set(writes.map(({ write }) => write.node))) {
    const possible = writes.filter(({ write }) => write.node === node);
    const harmful = possible.flatMap(({ write, trace }) => {
      const seen = find(write, trace);
      return seen === undefined ? [] : [{ write, trace, seen }];
    });
    const [first] = harmful;
    const proof = proofOf(
      harmful.map(({ trace }) => trace.assumptions),
      possible.map(({ trace }) => trace.assumptions),
    );
    if (first !== undefined && proof !== undefined) {
      yield { write: first.write, seen: first.seen, proof };
    }
  }
}

/** Whether an in-place activation, or something else that the text shows to be in place, stands in a class or function. */
export function holdsInPlace({ code, uses }: RuleContext, text: RegExp): (segment: Segment) => boolean {
  const inPlace = uses.filter((use) => use.inPlace);
  return (segment) => {
    if (text.test(segment.text)) {
      return true;
    }
    const { range, cell } = code.placeIn(segment.source, segment.start, segment.end);
    return inPlace.some(
      (use) => use.cell === cell && use.range.start.line >= range.start.line && use.range.start.line <= range.end.line,
    );
  };
}
