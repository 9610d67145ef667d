import type { Activation, Parameter } from '../activations/activation';
import { findSymbol } from '../frameworks/symbolIndex';
import type { Arguments, ArgumentValue } from '../text';
import type { CardSubject } from './card';
import { symbolText } from './symbols';
import { assignmentText } from './values';

/** A parameter as the rest of a card lists it. */
export interface CardParameter {
  readonly name: string;
  /** The formula's sign for it. */
  readonly symbol?: string;
  /** `null`: no literal in the code. */
  readonly value: ArgumentValue;
  /** The catalogue's default; `null`: must be given. */
  readonly default: ArgumentValue;
  readonly meaning: string;
  readonly isLearned: boolean;
  /** Whether the code itself gives it; `undefined` where that is not known. */
  readonly isGiven: boolean | undefined;
}

/**
 * The arguments that a title names: those the formula mentions, those that differ from the default, and the axis of a
 * function of vectors, which decides what the numbers are compared with.
 */
export function titleArguments(activation: Activation, args: Arguments): readonly string[] {
  return activation.parameters
    .filter((parameter) => isWorthNaming(activation, parameter, args))
    .map((parameter) => assignmentText(parameter.name, valueOf(parameter, args)));
}

function valueOf(parameter: Parameter, args: Arguments): ArgumentValue {
  return givenValue(parameter, args) ?? (isGiven(parameter, args) ? null : parameter.default);
}

function givenValue({ name }: Parameter, args: Arguments): ArgumentValue | undefined {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}

function isGiven(parameter: Parameter, args: Arguments): boolean {
  return givenValue(parameter, args) !== undefined;
}

function isWorthNaming(activation: Activation, parameter: Parameter, args: Arguments): boolean {
  const value = valueOf(parameter, args);
  if (value === null && !isGiven(parameter, args)) {
    return false;
  }
  const isAxis = activation.kind === 'vector' && parameter.name === 'axis';
  return parameter.symbol !== undefined || value !== parameter.default || isAxis;
}

/** Every parameter with its value here. */
export function describeParameters(activation: Activation, subject: CardSubject): readonly CardParameter[] {
  const written = writtenParameters(subject);
  return activation.parameters.map((parameter) => {
    const symbol = symbolText(parameter);
    return {
      name: parameter.name,
      ...(symbol === undefined ? {} : { symbol }),
      value: valueOf(parameter, subject.arguments),
      default: parameter.default,
      meaning: parameter.meaning(),
      isLearned: parameter.learnable === true,
      isGiven: written?.has(parameter.name),
    };
  });
}

/** The parameters that the code itself gives, under the catalogue's names. */
function writtenParameters({ given, path }: CardSubject): ReadonlySet<string> | undefined {
  const renames = path === undefined ? undefined : findSymbol(path)?.symbol.renames;
  return given && new Set(Object.keys(given).map((name) => renames?.[name] ?? name));
}
