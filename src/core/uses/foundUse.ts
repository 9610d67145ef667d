import type { Extent } from '../python/segment';
import type { Made, Place } from './made';
import type { Use } from './use';

/** A use as a segment knows it: places are counted from the starts of segments. */
export type FoundUse = Omit<Use, 'range' | 'cell' | 'role' | 'madeAt'> & {
  readonly extent: Extent;
  readonly madeAt?: Place;
};

export function useOf(made: Made, extent: Extent, called: boolean, madeAt?: Place): FoundUse {
  const { activation, framework, form, certainty, arguments: values, given, path, inPlace } = made;
  return {
    extent,
    activation,
    framework,
    form,
    called,
    certainty,
    arguments: values,
    ...(given === undefined ? {} : { given }),
    path,
    inPlace,
    ...(madeAt === undefined ? {} : { madeAt }),
  };
}
