import type { ActivationId } from '../activations';
import type { Arguments } from '../text';
import type { ActivationParameter, CallForm, Method, Registry, RegistryEntry, StringSource, Symbol } from './framework';

/** What a row may say beyond name, activation and signature. */
type CallDetails = Omit<CallForm, 'activation' | 'signature'>;
type SymbolDetails = Omit<Symbol, 'path' | 'activation' | 'form' | 'signature'>;

/** Name in its module, activation, signature (nothing: takes no arguments), the rest. */
type SymbolRow = readonly [name: string, activation: ActivationId, signature?: string, details?: SymbolDetails];
type MethodRow = readonly [name: string, activation: ActivationId, signature?: string, details?: CallDetails];

/** The functions or classes of one module. */
export function symbolsIn(module: string, form: Symbol['form'], rows: readonly SymbolRow[]): Symbol[] {
  return rows.map(([name, activation, signature = '', details]) => ({
    path: `${module}.${name}`,
    activation,
    form,
    signature,
    ...details,
  }));
}

/** The methods of a tensor; the signature leaves out the tensor. */
export function methods(rows: readonly MethodRow[]): Method[] {
  return rows.map(([name, activation, signature = '', details]) => ({ name, activation, signature, ...details }));
}

/** A registry from short rows: the id where the string says it all, an entry where it says more. */
export function registry(entries: Readonly<Record<string, ActivationId | RegistryEntry>>): Registry {
  return Object.fromEntries(
    Object.entries(entries).map(([text, entry]) => [text, typeof entry === 'string' ? { activation: entry } : entry]),
  );
}

/** What a string stands for where it brings arguments of its own; `symbol` as in `RegistryEntry`. */
export function withArguments(activation: ActivationId, fixed: Arguments, symbol?: string): RegistryEntry {
  return { activation, fixed, ...(symbol === undefined ? {} : { symbol }) };
}

/** Name of the callee in its module, position of the parameter (`null`: keyword only), the library's default. */
type ParameterRow = readonly [callee: string, position: number | null, default_?: ActivationId];
type ParameterDetails = StringSource & Pick<ActivationParameter, 'role' | 'many' | 'typeKey'>;

/** The callees of one module that take an activation under the same parameter name. */
export function parametersIn(
  module: string,
  parameter: string,
  details: ParameterDetails,
  rows: readonly ParameterRow[],
): ActivationParameter[] {
  return rows.map(([callee, position, default_]) => ({
    callee: `${module}.${callee}`,
    parameter,
    position,
    ...(default_ === undefined ? {} : { default: default_ }),
    ...details,
  }));
}
