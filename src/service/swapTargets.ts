import type { SwapTarget } from './swapMessages';

/** Targets of several uses or documents as those of one: what is offered for any of them is offered. */
export function mergeTargets(lists: readonly (readonly SwapTarget[])[]): readonly SwapTarget[] {
  const merged = new Map<string, SwapTarget>();
  for (const target of lists.flat()) {
    const known = merged.get(target.target);
    if (known === undefined || (known.withheld !== undefined && target.withheld === undefined)) {
      merged.set(target.target, target);
    }
  }
  const targets = [...merged.values()];
  return [
    ...targets.filter(({ withheld }) => withheld === undefined),
    ...targets.filter(({ withheld }) => withheld !== undefined),
  ];
}
