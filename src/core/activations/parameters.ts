import type { ArgumentValue, Arguments } from '../text';
import type { Activation, Parameter, ParameterValues } from './activation';

/** The value of a numeric parameter; `NaN`, and so a result of `NaN`, where it is missing. */
export function numberOf(parameters: ParameterValues, name: string): number {
  return parameters[name] ?? Number.NaN;
}

/**
 * The numbers that an activation is computed with: for each parameter the argument where it is a number the function
 * is defined for, else the default, else the parameter's stand-in (`Threshold(t, v)` whose `t` nothing is known of is
 * computed with 0). Booleans become 0 and 1; parameters that are words or unknown without a stand-in are left out.
 */
export function resolveParameters(activation: Pick<Activation, 'parameters'>, args: Arguments): ParameterValues {
  const values: Record<string, number> = {};
  for (const parameter of activation.parameters) {
    const value =
      allowedNumber(parameter, args[parameter.name]) ??
      allowedNumber(parameter, parameter.default) ??
      parameter.standIn;
    if (value !== undefined) {
      values[parameter.name] = value;
    }
  }
  return values;
}

/** The argument as a number, if the parameter's domain contains it. */
function allowedNumber(parameter: Parameter, argument: ArgumentValue | undefined): number | undefined {
  const value = typeof argument === 'boolean' ? Number(argument) : argument;
  return typeof value === 'number' && isAllowed(parameter, value) ? value : undefined;
}

function isAllowed({ domain }: Parameter, value: number): boolean {
  const minimum = domain?.minimum ?? domain?.above ?? -Number.MAX_VALUE;
  const maximum = domain?.maximum ?? Number.MAX_VALUE;
  return value >= minimum && value <= maximum && value !== domain?.above;
}
