import type { Activation, Parameter } from '../activations/activation';
import type { Arguments, ArgumentValue } from '../text';
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
}

/**
 * The arguments that a title names: those the formula mentions, those that differ from the default, and the axis of a
 * function of vectors, which decides what the numbers are compared with.
 */
export function titleArguments(activation: Activation, args: Arguments): readonly string[] {
  return activation.parameters
    .filter((parameter) => isWorthNaming(activation, parameter, valueOf(parameter, args)))
    .map((parameter) => assignmentText(parameter.name, valueOf(parameter, args)));
}

function valueOf(parameter: Parameter, args: Arguments): ArgumentValue {
  const value = Object.hasOwn(args, parameter.name) ? args[parameter.name] : undefined;
  return value === undefined ? parameter.default : value;
}

function isWorthNaming(activation: Activation, parameter: Parameter, value: ArgumentValue): boolean {
  return (
    parameter.symbol !== undefined ||
    value !== parameter.default ||
    (activation.kind === 'vector' && parameter.name === 'axis')
  );
}

/** Every parameter with its value here. */
export function describeParameters(activation: Activation, args: Arguments): readonly CardParameter[] {
  return activation.parameters.map((parameter) => {
    const symbol = symbolText(parameter);
    return {
      name: parameter.name,
      ...(symbol === undefined ? {} : { symbol }),
      value: valueOf(parameter, args),
      default: parameter.default,
      meaning: parameter.meaning(),
      isLearned: parameter.learnable === true,
    };
  });
}
