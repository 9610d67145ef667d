import { getActivation, type ActivationId } from '../activations';
import { frameworks } from '../frameworks';
import { callMeaning } from '../frameworks/callMeaning';
import type { Framework, Symbol } from '../frameworks/framework';
import type { ArgumentValue } from '../text';

/** How one library writes an activation. */
export interface Spelling {
  readonly framework: string;
  /** Dotted paths: a class and a function where there are both. */
  readonly paths: readonly string[];
  /** The library's own defaults of the parameters in the formula. */
  readonly defaults: readonly SpellingDefault[];
}

export interface SpellingDefault {
  readonly parameter: string;
  readonly value: ArgumentValue;
}

/**
 * How the libraries spell `activation`, by the order of the tables. A library whose class and function have other
 * defaults (Keras' slopes 0.3 and 0.2) stands there once for each.
 */
export function findSpellings(activation: ActivationId): readonly Spelling[] {
  return frameworks.flatMap((framework) => {
    const spellings = (['class', 'function'] as const)
      .flatMap((form) => firstSymbol(framework, activation, form))
      .map((symbol) => ({ framework: framework.name, paths: [symbol.path], defaults: defaultsOf(symbol) }));
    const [first, second] = spellings;
    return first && second && haveSameDefaults(first, second)
      ? [{ ...first, paths: [...first.paths, ...second.paths] }]
      : spellings;
  });
}

function haveSameDefaults({ defaults: one }: Spelling, { defaults: other }: Spelling): boolean {
  const valueIn = (defaults: Spelling['defaults'], name: string): ArgumentValue | undefined =>
    defaults.find(({ parameter }) => parameter === name)?.value;
  // What a function requires has no default, which contradicts none.
  return one.every(({ parameter, value }) => [value, undefined].includes(valueIn(other, parameter)));
}

function firstSymbol(framework: Framework, activation: ActivationId, form: Symbol['form']): readonly Symbol[] {
  const found = symbolsOf(framework, activation).find((symbol) => symbol.form === form);
  return found ? [found] : [];
}

/** What a call without arguments is to a library, for all of its symbols; read when the first card asks. */
const symbolsByActivation = new WeakMap<Framework, ReadonlyMap<ActivationId, readonly Symbol[]>>();

function symbolsOf(framework: Framework, activation: ActivationId): readonly Symbol[] {
  const known = symbolsByActivation.get(framework) ?? groupSymbols(framework);
  symbolsByActivation.set(framework, known);
  return known.get(activation) ?? [];
}

function groupSymbols({ symbols }: Framework): ReadonlyMap<ActivationId, readonly Symbol[]> {
  const groups = new Map<ActivationId, Symbol[]>();
  for (const symbol of symbols) {
    if (!symbol.block) {
      const { activation } = callMeaning(symbol, new Map());
      groups.set(activation, [...(groups.get(activation) ?? []), symbol]);
    }
  }
  return groups;
}

function defaultsOf(symbol: Symbol): readonly SpellingDefault[] {
  const { activation, arguments: args } = callMeaning(symbol, new Map());
  return getActivation(activation).parameters.flatMap(({ name, symbol: sign }) => {
    const value = args[name];
    return sign === undefined || value === undefined || value === null ? [] : [{ parameter: name, value }];
  });
}
