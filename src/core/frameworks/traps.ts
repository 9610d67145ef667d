import type { Message } from '../text';
import { approximationTraps } from './traps/approximations';
import { libraryTraps } from './traps/libraries';
import { slopeTraps } from './traps/slopes';
import type { Trap, TrapSeverity, TrapSubject } from './traps/trap';
import { vectorTraps } from './traps/vectors';

export type { Trap, TrapSeverity, TrapSubject } from './traps/trap';

/** Every way known in which a library does otherwise than its reader may expect. */
export const traps: readonly Trap[] = [...slopeTraps, ...approximationTraps, ...vectorTraps, ...libraryTraps];

/** A trap that a use has walked into, or stands before. */
export interface TrapWarning {
  readonly id: string;
  readonly severity: TrapSeverity;
  readonly message: Message;
  readonly source: string;
}

const ranks: Readonly<Record<TrapSeverity, number>> = { high: 0, medium: 1, low: 2 };

/** The traps for these very arguments, the gravest first. */
export function trapsFor(subject: TrapSubject): readonly TrapWarning[] {
  return traps
    .filter((trap) => trap.appliesTo(subject))
    .map((trap) => ({
      id: trap.id,
      severity: trap.severity,
      message: () => trap.message(subject),
      source: trap.source,
    }))
    .sort((one, other) => ranks[one.severity] - ranks[other.severity]);
}
