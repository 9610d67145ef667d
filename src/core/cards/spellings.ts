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

/** How the libraries spell `activation`, by the order of the tables. */
export function findSpellings(activation: ActivationId): readonly Spelling[] {
  return frameworks.flatMap((framework) => {
    const symbols = (['class', 'function'] as const).flatMap((form) => firstSymbol(framework, activation, form));
    const [first] = symbols;
    return first
      ? [{ framework: framework.name, paths: symbols.map(({ path }) => path), defaults: defaultsOf(first) }]
      : [];
  });
}

function firstSymbol(framework: Framework, activation: ActivationId, form: Symbol['form']): readonly Symbol[] {
  const found = framework.symbols.find(
    (symbol) => symbol.form === form && !symbol.block && callMeaning(symbol, new Map()).activation === activation,
  );
  return found ? [found] : [];
}

function defaultsOf(symbol: Symbol): readonly SpellingDefault[] {
  const { activation, arguments: args } = callMeaning(symbol, new Map());
  return getActivation(activation).parameters.flatMap(({ name, symbol: sign }) => {
    const value = args[name];
    return sign === undefined || value === undefined || value === null ? [] : [{ parameter: name, value }];
  });
}
