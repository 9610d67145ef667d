import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../../core/activations';
import type { Parameter } from '../../core/activations/activation';
import type { Arguments, ArgumentValue } from '../../core/text';
import { UserError } from '../output';

/**
 * Reads `NAME=VALUE` words: numbers, `inf`, `-inf`, `true`, `false`, `none` and other words.
 *
 * @throws UserError for a word that is none, a parameter that the activation has not, and a value that it cannot have.
 */
export function readAssignments(activation: ActivationId, words: readonly string[]): Arguments {
  const { parameters } = getActivation(activation);
  const values: Record<string, ArgumentValue> = {};
  for (const word of words) {
    const [name, text] = splitAssignment(word);
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) {
      throw new UserError(unknownParameter(activation, name, parameters));
    }
    values[name] = checkValue(parameter, readValue(text), text);
  }
  return values;
}

function splitAssignment(word: string): readonly [name: string, text: string] {
  const equals = word.indexOf('=');
  if (equals <= 0 || equals === word.length - 1) {
    throw new UserError(l10n.t("'{0}' is not of the form NAME=VALUE", word));
  }
  return [word.slice(0, equals).trim(), word.slice(equals + 1).trim()];
}

function unknownParameter(activation: ActivationId, name: string, parameters: readonly Parameter[]): string {
  return parameters.length === 0
    ? l10n.t("{0} has no parameters, so none is called '{1}'", activation, name)
    : l10n.t("{0} has no parameter '{1}'; it has: {2}", activation, name, parameters.map((one) => one.name).join(', '));
}

/** The value that a word of the command line stands for. */
function readValue(text: string): ArgumentValue {
  switch (text.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'inf':
    case '+inf':
      return Infinity;
    case '-inf':
      return -Infinity;
    default:
      return readNumber(text) ?? text;
  }
}

/** A number in decimal or exponential notation; nothing for other words, `0x10` and the empty word among them. */
export function readNumber(text: string): number | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function checkValue(parameter: Parameter, value: ArgumentValue, text: string): ArgumentValue {
  const isWord = typeof parameter.default === 'string';
  if (isWord !== (typeof value === 'string')) {
    const wanted = isWord ? l10n.t('a word') : l10n.t('a number');
    throw new UserError(l10n.t("{0} takes {1}, not '{2}'", parameter.name, wanted, text));
  }
  if (typeof value === 'number') {
    checkDomain(parameter, value, text);
  }
  return value;
}

function checkDomain({ name, domain = {} }: Parameter, value: number, text: string): void {
  const { minimum, above, maximum = Number.MAX_VALUE } = domain;
  if (value < (minimum ?? -Number.MAX_VALUE)) {
    throw new UserError(
      minimum === undefined
        ? l10n.t('{0} must be finite, not {1}', name, text)
        : l10n.t('{0} must be at least {1}, not {2}', name, minimum, text),
    );
  }
  if (above !== undefined && value <= above) {
    throw new UserError(l10n.t('{0} must be greater than {1}, not {2}', name, above, text));
  }
  if (value > maximum) {
    throw new UserError(
      domain.maximum === undefined
        ? l10n.t('{0} must be finite, not {1}', name, text)
        : l10n.t('{0} must be at most {1}, not {2}', name, maximum, text),
    );
  }
}

/**
 * Reads the inputs of `--at`.
 *
 * @throws UserError for anything but numbers with commas between them.
 */
export function readInputs(list: string): readonly number[] {
  return list.split(',').map((part) => {
    const value = readValue(part.trim());
    if (typeof value !== 'number') {
      throw new UserError(l10n.t("'{0}' in --at is no number", part.trim()));
    }
    return value;
  });
}
