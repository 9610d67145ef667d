import type { Facts } from '../numerics/facts';
import type { CardSubject } from './card';
import type { Pitfall, Place, Reference } from './knowledge/knowledge';
import { smallExperiment } from './knowledge/references';

/** A pitfall as it is shown. */
export interface CardPitfall {
  readonly id: string;
  readonly text: string;
  readonly source: Reference;
  /** The numbers come from a small experiment, which the source does not say by itself. */
  readonly isExperiment: boolean;
}

/** How many pitfalls of the role come before those of the place's other conditions, such as being in-place. */
const leadingOfRole = 2;

/**
 * The pitfalls that apply to this place, the most particular first: two of its role, then those that its arguments,
 * framework or being in-place call for, then the others of its role, then what holds anywhere. Within each group the
 * order of the knowledge stays.
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
  const fitting = pitfalls.filter(({ roles, when }) => (roles?.includes(role) ?? true) && (when?.(place) ?? true));
  const ofRole = fitting.filter(({ roles }) => roles !== undefined);
  const conditional = fitting.filter(({ roles, when }) => roles === undefined && when !== undefined);
  const general = fitting.filter(({ roles, when }) => roles === undefined && when === undefined);
  const ordered = [...ofRole.slice(0, leadingOfRole), ...conditional, ...ofRole.slice(leadingOfRole), ...general];
  return ordered.map((pitfall) => show(pitfall, place));
}

function show(pitfall: Pitfall, place: Place): CardPitfall {
  return {
    id: pitfall.id,
    text: pitfall.message(place),
    source: pitfall.source,
    isExperiment: pitfall.experiment === true && pitfall.source !== smallExperiment,
  };
}
