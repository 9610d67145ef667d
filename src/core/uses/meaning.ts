import type { Extent } from '../python/segment';
import type { Referent } from '../python/names';
import type { Segment } from '../python/segment';
import type { Made, Place } from './made';
import type { Certainty } from './use';

/** A dotted path that a name or attribute may stand for. */
export interface CertainPath {
  readonly path: string;
  readonly certainty: Certainty;
}

/** What an expression stands for, as far as it concerns activations. */
export type Meaning =
  /** A module, class or function; the first path that a table knows counts. */
  | {
      readonly kind: 'paths';
      readonly paths: readonly CertainPath[];
      /** Where an alias of it was made: `nn.ReLU` of `relu = nn.ReLU`. */
      readonly madeAt?: Place;
    }
  | { readonly kind: 'activation'; readonly made: Made }
  | { readonly kind: 'collection'; readonly segment: Segment; readonly entries: readonly Entry[] };

/** One member of a dictionary, list or module container. */
export interface Entry {
  /** The key of a dictionary; the position in a list; absent where the source does not tell. */
  readonly key?: string | number;
  readonly value: Extent;
}

/** What an import, or a name that nothing binds, may stand for. */
export function pathsOf(name: string, referent: Referent, conventions: Conventions): readonly CertainPath[] {
  switch (referent.kind) {
    case 'import':
      return referent.paths.map((path) => ({ path, certainty: referent.certain ? 'resolved' : 'likely' }));
    case 'unbound':
      return [
        ...conventions.starImports.map((module): CertainPath => ({ path: `${module}.${name}`, certainty: 'resolved' })),
        ...conventions.modulesFor(name).map((path): CertainPath => ({ path, certainty: 'likely' })),
      ];
    default:
      return [];
  }
}

export interface Conventions {
  readonly starImports: readonly string[];
  modulesFor(name: string): readonly string[];
}
