import { getActivation, type ActivationId } from '../../activations';
import type { Parameter } from '../../activations/activation';
import type { Arguments, ArgumentValue } from '../../text';
import { numpyBodies } from './numpyBodies';
import { pythonText } from './pythonText';

const arrayErf = 'erf = np.vectorize(math.erf)';

/** Names that would hide Python's own, or the function that the body calls. */
const otherNames: Readonly<Partial<Record<ActivationId, string>>> = { abs: 'absolute_value', erf: 'error_function' };

/**
 * The activation in NumPy: imports and a function that is ready to paste. Its arguments are the defaults of its
 * parameters, so that it can be called with `x` alone.
 */
export function numpyFunction(id: ActivationId, args: Arguments): string {
  const written = numpyBodies[id];
  const lines = typeof written === 'string' ? [written] : written;
  const body = lines.map((line, index) => `    ${index === lines.length - 1 ? 'return ' : ''}${line}`);
  const code = body.join('\n');
  const parameters = getActivation(id)
    .parameters.filter(({ name }) => mentions(code, name))
    .map((parameter) => `${parameter.name}=${pythonText(valueOf(parameter, args))}`);
  const needsErf = mentions(code, 'erf');
  return [
    ...(needsErf ? ['import math', ''] : []),
    'import numpy as np',
    '',
    ...(needsErf ? [arrayErf, ''] : []),
    '',
    `def ${otherNames[id] ?? id}(${['x', ...parameters].join(', ')}):`,
    code,
    '',
  ].join('\n');
}

function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}(?!\\w|=)`).test(code) || new RegExp(`=${name}\\b`).test(code);
}

function valueOf({ name, default: usual, standIn }: Parameter, args: Arguments): ArgumentValue {
  return args[name] ?? usual ?? standIn ?? null;
}
