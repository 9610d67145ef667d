import type { Facts } from '../numerics/facts';
import type { CardSubject } from './card';
import type { Pitfall, Place, Reference } from './knowledge/knowledge';

/** A pitfall as it is shown. */
export interface CardPitfall {
  readonly id: string;
  readonly text: string;
  readonly source: Reference;
  /** The numbers come from a small experiment of our own, not from a publication. */
  readonly isExperiment: boolean;
}

/**
 * The pitfalls that apply to this place, the most particular first: those of its very arguments and framework, then
 * those of its role, then what holds anywhere. Within each group the order of the knowledge stays.
 */
export function choosePitfalls(
  subject: CardSubject,
  facts: Facts,
  pitfalls: readonly Pitfall[],
): readonly CardPitfall[] {
  const place: Place = {
    arguments: subject.arguments,
    facts,
    framework: subject.framework,
    form: subject.form,
    inPlace: subject.inPlace ?? false,
  };
  const role = subject.role ?? 'unknown';
  return pitfalls
    .filter(({ roles, when }) => (roles?.includes(role) ?? true) && (when?.(place) ?? true))
    .map((pitfall) => ({ pitfall, group: pitfall.roles ? 0 : pitfall.when ? 1 : 2 }))
    .sort((one, other) => one.group - other.group)
    .map(({ pitfall }) => show(pitfall, place));
}

function show(pitfall: Pitfall, place: Place): CardPitfall {
  return {
    id: pitfall.id,
    text: pitfall.message(place),
    source: pitfall.source,
    isExperiment: pitfall.experiment === true,
  };
}
