import { trapsFor, type TrapSubject, type TrapWarning } from '../frameworks/traps';
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
 * The pitfalls that apply to this place, the most particular first: grave surprises of the library for these very
 * arguments, two of its role, the library's lesser surprises, those that its arguments or being in-place call for, then
 * the others of its role, then what holds anywhere. What the tables of the libraries say is not said twice.
 */
export function choosePitfalls(
  subject: CardSubject,
  facts: Facts,
  pitfalls: readonly Pitfall[],
): readonly CardPitfall[] {
  const warnings = trapSubject(subject).flatMap(trapsFor);
  const warned = new Set(warnings.map(({ id }) => id));
  const fitting = fittingPitfalls(subject, facts, pitfalls).filter(({ id }) => !warned.has(id));
  const inGroup = (group: FittingPitfall['group']): readonly CardPitfall[] => {
    return fitting.filter((pitfall) => pitfall.group === group).map(({ shown }) => shown);
  };
  const ofRole = inGroup('role');
  return [
    ...warnings.filter(({ severity }) => severity === 'high').map(showTrap),
    ...ofRole.slice(0, leadingOfRole),
    ...warnings.filter(({ severity }) => severity !== 'high').map(showTrap),
    ...inGroup('condition'),
    ...ofRole.slice(leadingOfRole),
    ...inGroup('anywhere'),
  ];
}

/** Traps look at how code names the activation; without that there are none. */
function trapSubject(subject: CardSubject): readonly TrapSubject[] {
  const { framework, form, path } = subject;
  return framework === undefined || form === undefined || path === undefined
    ? []
    : [{ ...subject, framework, form, path }];
}

interface FittingPitfall {
  readonly id: string;
  readonly group: 'role' | 'condition' | 'anywhere';
  readonly shown: CardPitfall;
}

function fittingPitfalls(subject: CardSubject, facts: Facts, pitfalls: readonly Pitfall[]): readonly FittingPitfall[] {
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
    .map((pitfall) => ({
      id: pitfall.id,
      group: pitfall.roles ? 'role' : pitfall.when ? 'condition' : 'anywhere',
      shown: show(pitfall, place),
    }));
}

function showTrap({ id, message, source }: TrapWarning): CardPitfall {
  return { id, text: message(), source: { label: source }, isExperiment: false };
}

function show(pitfall: Pitfall, place: Place): CardPitfall {
  return {
    id: pitfall.id,
    text: pitfall.message(place),
    source: pitfall.source,
    isExperiment: pitfall.experiment === true && pitfall.source !== smallExperiment,
  };
}
