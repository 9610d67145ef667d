import type { ForwardFlow, ModuleCall } from '../../model/forward/trace';

/** Two calls of one module on the same way through a function. */
export interface RepeatedCall {
  readonly first: ModuleCall;
  readonly again: ModuleCall;
}

/**
 * The modules that a function calls more than once, each module once.
 *
 * @param counts whether two calls of a module count. Calls in loops are left out: recurrence shares all it has.
 */
export function* repeatedCalls(
  { traces }: ForwardFlow,
  counts: (first: ModuleCall, again: ModuleCall) => boolean,
): Generator<RepeatedCall> {
  const reported = new Set<string>();
  for (const { moduleCalls } of traces()) {
    const calls = moduleCalls.filter(({ loops }) => loops === 0);
    for (const again of calls) {
      const first = calls.find((call) => call.name === again.name && call !== again && counts(call, again));
      const isLater = first !== undefined && calls.indexOf(first) < calls.indexOf(again);
      if (isLater && !reported.has(again.name)) {
        reported.add(again.name);
        yield { first, again };
      }
    }
  }
}
