import type { ActivationId } from '../activations';
import type { Arguments, ArgumentValue } from '../text';
import type { CallForm, Condition, Variant } from './framework';
import { parseSignature, type SignatureParameter } from './signature';

/** The value of an argument that code gives: a literal, `null` for `None`, nothing where it is no literal. */
export type GivenValue = ArgumentValue | undefined;

/** The arguments of one call, under the library's own names. */
export type GivenArguments = ReadonlyMap<string, GivenValue>;

/** What a call comes to. */
export interface CallMeaning {
  readonly activation: ActivationId;
  /**
   * What the call gives, what the library fixes and what its signature has for defaults, under the catalogue's names
   * where they differ. Holds parameters that do not change the function, too (`inplace`): keep those that the
   * activation has, and fill the rest from the catalogue's defaults. `null`: given, but no literal; or `None`.
   */
  readonly arguments: Arguments;
}

/**
 * Binds the arguments of a call to names, as Python would.
 *
 * @param positional in order; an argument after `*args` in the call has no known position and is to be left out.
 * @returns the given arguments by library name. Too many positional arguments are dropped, unknown keywords are kept.
 */
export function bindArguments(
  signature: string,
  positional: readonly GivenValue[],
  keywords: GivenArguments,
): GivenArguments {
  const given = new Map<string, GivenValue>();
  for (const { name, position } of parseSignature(signature).parameters) {
    if (position !== null && position < positional.length) given.set(name, positional[position]);
  }
  for (const [name, value] of keywords) given.set(name, value);
  return given;
}

/** Which activation a call is, and with which arguments. A bare reference is a call that gives nothing. */
export function callMeaning(form: CallForm, given: GivenArguments): CallMeaning {
  const { parameters } = parseSignature(form.signature);
  const variant = form.variants?.find((candidate) => matches(candidate, parameters, given));
  const renames = variant?.renames ?? form.renames ?? {};
  const values: Record<string, ArgumentValue> = {};
  for (const parameter of parameters) {
    if (parameter.default !== undefined) values[renames[parameter.name] ?? parameter.name] ??= parameter.default;
  }
  Object.assign(values, form.fixed, variant?.fixed);
  for (const [name, value] of given) values[renames[name] ?? name] = value ?? null;
  return { activation: variant?.activation ?? form.activation, arguments: values };
}

function matches(variant: Variant, parameters: readonly SignatureParameter[], given: GivenArguments): boolean {
  return Object.entries(variant.when).every(([name, condition]) =>
    given.has(name)
      ? meets(given.get(name), condition)
      : meets(parameters.find((parameter) => parameter.name === name)?.default ?? null, condition),
  );
}

function meets(value: GivenValue, condition: Condition): boolean {
  if (typeof condition === 'object' && condition !== null && 'not' in condition) return !isOneOf(value, condition.not);
  return isOneOf(value, condition);
}

function isOneOf(value: GivenValue, wanted: ArgumentValue | readonly ArgumentValue[]): boolean {
  if (value === undefined) return false;
  return Array.isArray(wanted) ? wanted.includes(value) : wanted === value;
}
