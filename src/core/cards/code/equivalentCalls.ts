import { getActivation, type ActivationId } from '../../activations';
import type { Parameter } from '../../activations/activation';
import { frameworks } from '../../frameworks';
import { callMeaning, type GivenArguments } from '../../frameworks/callMeaning';
import type { CallForm, Framework, Symbol, Variant } from '../../frameworks/framework';
import { selectingArguments } from '../../frameworks/selectingArguments';
import { parseSignature, type SignatureParameter } from '../../frameworks/signature';
import type { Arguments, ArgumentValue } from '../../text';
import { pythonText } from './pythonText';

/** How one library writes an activation with certain arguments. */
export interface EquivalentCall {
  readonly symbol: Symbol;
  /** Under the library's own names. */
  readonly given: Arguments;
  /** A Python expression; a function is called with `x`. */
  readonly code: string;
  /** Parameters that the library does not let one choose, with the value that it has for them. */
  readonly unsettable: readonly Assignment[];
  /** What the library takes where the call is silent, for given arguments whose default is no common one. */
  readonly unusualDefaults: readonly Assignment[];
}

export interface Assignment {
  readonly name: string;
  readonly value: ArgumentValue;
}

export interface EquivalentCalls {
  readonly framework: Framework;
  /** At most one class and one function, the class first; those that take all arguments, where there are any. */
  readonly calls: readonly EquivalentCall[];
}

/** The same function in every library that has it, by the order of the tables. Unknown arguments count as not given. */
export function findEquivalentCalls(activation: ActivationId, args: Arguments): readonly EquivalentCalls[] {
  return frameworks.flatMap((framework) => {
    const calls = (['class', 'function'] as const).flatMap((form) => bestCall(framework, form, activation, args));
    const complete = calls.filter(({ unsettable }) => unsettable.length === 0);
    return calls.length === 0 ? [] : [{ framework, calls: complete.length === 0 ? calls : complete }];
  });
}

function bestCall(
  { symbols }: Framework,
  form: Symbol['form'],
  activation: ActivationId,
  args: Arguments,
): readonly EquivalentCall[] {
  const found = symbols
    .filter((symbol) => symbol.form === form && symbol.block !== true && symbol.inPlace !== true)
    .flatMap((symbol) => callsOf(symbol, activation, args));
  const rank = ({ symbol, unsettable }: EquivalentCall): number =>
    2 * unsettable.length + (symbol.activation === activation ? 0 : 1);
  const best = Math.min(...found.map(rank));
  return found.filter((call) => rank(call) === best).slice(0, 1);
}

/** The ways in which one symbol comes to the activation: as it is, or by the arguments of a variant. */
function callsOf(symbol: Symbol, activation: ActivationId, args: Arguments): readonly EquivalentCall[] {
  const variants = (symbol.variants ?? []).filter((variant) => variant.activation === activation);
  return [undefined, ...variants].flatMap((variant) => {
    const call = equivalentCall(symbol, variant, activation, args);
    return call === undefined ? [] : [call];
  });
}

function equivalentCall(
  symbol: Symbol,
  variant: Variant | undefined,
  activation: ActivationId,
  args: Arguments,
): EquivalentCall | undefined {
  const { parameters } = parseSignature(symbol.signature);
  const names = libraryNames(symbol, variant, parameters);
  const selection = new Map(variant === undefined ? [] : selectingArguments(variant, parameters));
  const silent = callMeaning(symbol, selection);
  const given = new Map(selection);
  const unsettable: Assignment[] = [];
  const unusualDefaults: Assignment[] = [];
  for (const parameter of comparable(activation)) {
    const wanted = args[parameter.name] ?? parameter.default;
    const usual = valueIn(silent.arguments, parameter);
    const own = names.get(parameter.name);
    const isSame = isSameValue(usual, wanted, parameter);
    if (wanted === null || (isSame && own?.default !== undefined)) continue;
    if (own !== undefined) {
      given.set(own.name, wanted);
      if (isUnusual(own.default, parameter, wanted)) unusualDefaults.push({ name: own.name, value: own.default });
    } else if (!isSame && !(isAbsent(usual) && wanted === parameter.default)) {
      unsettable.push({ name: parameter.name, value: usual });
    }
  }
  const call = { symbol, given: Object.fromEntries(given), unsettable, unusualDefaults };
  return comesTo(symbol, given, activation) ? { ...call, code: writeCall(symbol, parameters, given) } : undefined;
}

/** Words switch between ways to compute one function, each library in its own: they are no argument to compare. */
function comparable(activation: ActivationId): readonly Parameter[] {
  return getActivation(activation).parameters.filter((parameter) => typeof parameter.default !== 'string');
}

/** Libraries write the catalogue's constants with fewer digits. */
const relativeRounding = 2e-3;

function isSameValue(usual: ArgumentValue, wanted: ArgumentValue, parameter: Parameter): boolean {
  if (usual === wanted) return true;
  if (wanted !== parameter.default || typeof wanted !== 'number' || typeof usual !== 'number') return false;
  return Math.abs(usual - wanted) <= relativeRounding * Math.abs(wanted);
}

function valueIn(args: Arguments, { name, default: usual }: Parameter): ArgumentValue {
  return Object.hasOwn(args, name) ? (args[name] ?? null) : usual;
}

/** A bound that never acts is a detail of computation that the library leaves out. */
function isAbsent(value: ArgumentValue): boolean {
  return value === null || value === Infinity || value === -Infinity;
}

function isUnusual(
  usual: ArgumentValue | undefined,
  parameter: Parameter,
  wanted: ArgumentValue,
): usual is number | boolean {
  return (
    (typeof usual === 'number' || typeof usual === 'boolean') &&
    usual !== wanted &&
    parameter.default !== null &&
    usual !== parameter.default
  );
}

function comesTo(symbol: CallForm, given: GivenArguments, activation: ActivationId): boolean {
  return callMeaning(symbol, given).activation === activation;
}

/** Catalogue name → the library's parameter for it. */
function libraryNames(
  symbol: CallForm,
  variant: Variant | undefined,
  parameters: readonly SignatureParameter[],
): ReadonlyMap<string, SignatureParameter> {
  const renames = variant?.renames ?? symbol.renames ?? {};
  const names = new Map<string, SignatureParameter>();
  for (const parameter of parameters) {
    const name = renames[parameter.name] ?? parameter.name;
    if (!names.has(name)) names.set(name, parameter);
  }
  return names;
}

function writeCall({ path, form }: Symbol, parameters: readonly SignatureParameter[], given: GivenArguments): string {
  const written = parameters.flatMap((parameter, index) => {
    const value = given.get(parameter.name);
    if (value !== undefined && value !== null) return [`${parameter.name}=${pythonText(value)}`];
    const isInput = form === 'function' && index === 0;
    if (isInput && (parameter.default ?? null) === null) return ['x'];
    if (parameter.default !== undefined) return [];
    return [form === 'function' ? parameter.name : `${parameter.name}=...`];
  });
  return `${path}(${written.join(', ')})`;
}
