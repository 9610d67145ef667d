import type { FrameworkId, RegistryEntry } from '../frameworks/framework';
import { activationParametersOf, registryEntry, subscriptLookups, type FoundLookup } from '../frameworks/symbolIndex';
import { stringValue } from '../python/literals';
import type { Segment } from '../python/segment';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from './callArguments';
import type { FrameworkPreference } from './frameworkPreference';
import { settleString, type Made, type Place } from './made';
import type { CertainPath } from './meaning';
import type { Certainty } from './use';

/** Callees that give the activation that their string names, rather than a layer that has one. */
const activationMakers =
  /(?:^|\.)(?:Activation|get|deserialize|get_activation|get_activation_fn|get_act_layer|get_act_fn|create_act_layer|create_act)$/;

/** Applies the activation at once, under a name that makes a layer elsewhere. */
const operators = /^mxnet\.(?:nd|npx|sym|ndarray|symbol)\./;

/** What a call gives that takes the name of an activation: `keras.layers.Activation('relu')`, `get_activation("gelu")`. */
export function readMaker(node: SyntaxNode, { path, certainty }: CertainPath, segment: Segment): Made | undefined {
  if (!activationMakers.test(path) || operators.test(path)) {
    return undefined;
  }
  const written = readArguments(node);
  for (const { framework, parameter } of activationParametersOf(path)) {
    const value =
      written.keywords.get(parameter.parameter) ??
      (parameter.position === null ? undefined : written.positional[parameter.position]);
    const text = value && stringValue(value);
    const entry = text === undefined ? undefined : registryEntry(parameter, text);
    if (value !== undefined && text !== undefined && entry !== undefined) {
      return namedBy(text, entry, framework.id, certainty, { segment, extent: segment.extent(value) });
    }
  }
  return undefined;
}

/** The dictionaries in which libraries keep their activations by name. */
export class Registries {
  constructor(private readonly preference: FrameworkPreference) {}

  /** `ACT2FN["gelu"]`. */
  read(paths: readonly CertainPath[], text: string, at: Place): Made | undefined {
    for (const { path, certainty } of paths) {
      for (const { framework, lookup } of this.at(path)) {
        const entry = registryEntry(lookup, text);
        if (entry !== undefined) {
          return namedBy(text, entry, framework.id, path.startsWith('.') ? 'likely' : certainty, at);
        }
      }
    }
    return undefined;
  }

  /** A library's own files import its dictionary relatively: `from ...activations import ACT2FN`. */
  at(path: string): readonly FoundLookup[] {
    return path.startsWith('.')
      ? this.preference.subscriptsNamed(path.slice(path.lastIndexOf('.') + 1))
      : subscriptLookups(path);
  }
}

function namedBy(text: string, entry: RegistryEntry, framework: FrameworkId, certainty: Certainty, at: Place): Made {
  return { ...settleString(entry), framework, form: 'string', path: text, certainty, applies: true, at };
}
