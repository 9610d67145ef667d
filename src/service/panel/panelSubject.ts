import { isActivationId } from '../../core/activations';
import type { CardSubject } from '../../core/cards/card';
import { frameworks } from '../../core/frameworks';
import type { FrameworkId } from '../../core/frameworks/framework';
import type { Use } from '../../core/uses/use';
import type { PanelSubject, Place } from '../../panel.protocol';

/** Where a use stands, for an editor to show. `key` is the URI of its file or notebook. */
export function placeOf({ range, cell }: Use, key: string): Place {
  return { uri: key, range, ...(cell === undefined ? {} : { cell }) };
}

/** A use as the panel and the links of a hover pass it on. */
export function subjectOf(use: Use, key: string): PanelSubject {
  return {
    activation: use.activation,
    arguments: use.arguments,
    framework: use.framework,
    form: use.form,
    certainty: use.certainty,
    role: use.role,
    inPlace: use.inPlace,
    path: use.path,
    ...(use.given === undefined ? {} : { given: use.given }),
    place: placeOf(use, key),
  };
}

/** What a card is built from; `undefined` for an activation that is not known. An unknown library counts as none. */
export function cardSubject({ activation, framework, ...rest }: PanelSubject): CardSubject | undefined {
  const known = frameworks.find(({ id }) => id === framework)?.id;
  return isActivationId(activation) ? { ...rest, activation, ...withFramework(known) } : undefined;
}

function withFramework(framework: FrameworkId | undefined): Pick<CardSubject, 'framework'> {
  return framework === undefined ? {} : { framework };
}
