import type { ArgumentValue } from '../text';
import type { Condition, Variant } from './framework';
import type { SignatureParameter } from './signature';

/** The arguments that lead to a variant; conditions on what must not be are met by the activation's own arguments. */
export function selectingArguments(
  variant: Variant,
  parameters: readonly SignatureParameter[],
): readonly (readonly [string, ArgumentValue])[] {
  return Object.entries(variant.when).flatMap(([name, condition]) => {
    const value = wantedValue(condition);
    const usual = parameters.find((parameter) => parameter.name === name)?.default ?? null;
    return value === undefined || value === usual ? [] : [[name, value] as const];
  });
}

function wantedValue(condition: Condition): ArgumentValue | undefined {
  if (typeof condition !== 'object' || condition === null) return condition;
  return 'not' in condition ? undefined : (condition[0] ?? undefined);
}
