import { computeFacts, type Facts } from '../../../src/core/numerics/facts';
import { findActivation } from './panelActivation';
import type { Entry } from './state';

const remembered = 24;

/** Facts of the functions shown last: they cost some milliseconds each. */
export class FactsMemory {
  private readonly known = new Map<string, Facts>();
  /** How long the last computation took, in milliseconds. */
  lastDuration = 0;

  of(entry: Entry, slope: number): Facts {
    const key = keyOf(entry, slope);
    const facts = this.known.get(key) ?? this.compute(entry, slope);
    this.known.delete(key);
    this.known.set(key, facts);
    const [oldest] = this.known.keys();
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    return facts;
  }

  knows(entry: Entry, slope: number): boolean {
    return this.known.has(keyOf(entry, slope));
  }

  private compute({ subject, values }: Entry, slope: number): Facts {
    const start = performance.now();
    const facts = computeFacts(findActivation(subject.activation), values, { slope });
    this.lastDuration = performance.now() - start;
    return facts;
  }
}

function keyOf({ subject, values }: Entry, slope: number): string {
  return JSON.stringify([subject.activation, values, slope]);
}
