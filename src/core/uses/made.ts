import type { ActivationId } from '../activations';
import { getActivation } from '../activations';
import type { ArgumentValue, Arguments } from '../text';
import type { CallForm, FrameworkId, RegistryEntry } from '../frameworks/framework';
import { callMeaning, type GivenArguments } from '../frameworks/callMeaning';
import { findSymbol } from '../frameworks/symbolIndex';
import type { Extent, Segment } from '../python/segment';
import type { Certainty, UseForm } from './use';

/** Where in the document something stands. */
export interface Place {
  readonly segment: Segment;
  readonly extent: Extent;
}

/** An activation with its arguments, as some expression gives it. */
export interface Made {
  readonly activation: ActivationId;
  readonly framework: FrameworkId;
  readonly form: UseForm;
  readonly arguments: Arguments;
  /** As in `Use`: what the code itself writes; absent where that is not known. */
  readonly given?: Arguments;
  readonly path: string;
  readonly inPlace: boolean;
  readonly certainty: Certainty;
  /** `true`: calling it applies the function; `false`: it is a class, and calling it makes a layer. */
  readonly applies: boolean;
  readonly at: Place;
}

/** The part of `Made` that a call or registry string decides. */
export type Settled = Pick<Made, 'activation' | 'arguments' | 'inPlace'>;

const nothing: GivenArguments = new Map();

/** What the code writes, under the library's names, as a use says it. */
export function writtenValues(given: GivenArguments): Arguments {
  const values: Record<string, ArgumentValue> = {};
  for (const [name, value] of given) {
    values[name] = value ?? null;
  }
  return values;
}

/** Most calls and references give nothing. */
const silentCalls = new WeakMap<CallForm, Settled>();
const silentStrings = new WeakMap<RegistryEntry, Settled>();

/** What a call of a symbol or method comes to; `given` under the library's names. */
export function settleCall(form: CallForm, given: GivenArguments): Settled {
  if (given.size > 0) {
    return settleGiven(form, given);
  }
  let settled = silentCalls.get(form);
  if (settled === undefined) {
    settled = settleGiven(form, given);
    silentCalls.set(form, settled);
  }
  return settled;
}

function settleGiven(form: CallForm, given: GivenArguments): Settled {
  const meaning = callMeaning(form, given);
  const inPlace = given.get('inplace') ?? meaning.arguments['inplace'];
  return {
    activation: meaning.activation,
    arguments: argumentsOf(meaning.activation, meaning.arguments),
    inPlace: typeof inPlace === 'boolean' ? inPlace : form.inPlace === true,
  };
}

/** What a string comes to; `given` are arguments passed on beside it, under the library's names. */
export function settleString(entry: RegistryEntry, given: GivenArguments = nothing): Settled {
  if (given.size > 0) {
    return settleGivenString(entry, given);
  }
  let settled = silentStrings.get(entry);
  if (settled === undefined) {
    settled = settleGivenString(entry, given);
    silentStrings.set(entry, settled);
  }
  return settled;
}

function settleGivenString(entry: RegistryEntry, given: GivenArguments): Settled {
  const symbol = entry.symbol === undefined ? undefined : findSymbol(entry.symbol)?.symbol;
  const settled = symbol === undefined ? undefined : settleCall(symbol, given);
  const inPlace = given.get('inplace') === true;
  const activation = settled?.activation === undefined || given.size === 0 ? entry.activation : settled.activation;
  return {
    activation,
    arguments: argumentsOf(activation, {
      ...(settled?.activation === activation ? settled.arguments : {}),
      ...entry.fixed,
      ...(symbol === undefined ? {} : catalogueNames(symbol, given)),
    }),
    inPlace: inPlace || settled?.inPlace === true,
  };
}

function catalogueNames(symbol: CallForm, given: GivenArguments): Arguments {
  const named: Record<string, ArgumentValue> = {};
  for (const [name, value] of given) {
    named[symbol.renames?.[name] ?? name] = value ?? null;
  }
  return named;
}

/** Every parameter that the activation has, with the catalogue's default where nobody says anything. */
function argumentsOf(activation: ActivationId, values: Arguments): Arguments {
  const result: Record<string, ArgumentValue> = {};
  for (const parameter of getActivation(activation).parameters) {
    const value = values[parameter.name];
    result[parameter.name] = value === undefined ? parameter.default : value;
  }
  return result;
}
