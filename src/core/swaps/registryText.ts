import type { ActivationId } from '../activations';
import type { RegistryEntry, StringSource } from '../frameworks/framework';
import { activationParametersOf, findSymbol, registryEntry } from '../frameworks/symbolIndex';
import { settleString } from '../uses/made';
import type { Arguments } from '../text';

/** A string that names an activation to what receives it. */
export interface RegistryText {
  readonly text: string;
  readonly entry: RegistryEntry;
  readonly arguments: Arguments;
}

/**
 * The string by which a receiver knows the target; the first of several spellings.
 *
 * @param like the string that it stands in for: `ReLU` leads to `GELU`, `relu` to `gelu`.
 */
export function registryText(source: StringSource, target: ActivationId, like = ''): RegistryText | undefined {
  const found = Object.entries(source.registry ?? {}).find(
    ([text, entry]) =>
      settleString(entry).activation === target &&
      (source.ignoresCase === true || isClassName(text) === isClassName(like)),
  );
  if (found === undefined) {
    return undefined;
  }
  const [text, entry] = found;
  return { text: inCaseOf(source, text, entry, like), entry, arguments: settleString(entry).arguments };
}

/** Some receivers know classes beside functions; who writes `relu` does not mean a class. */
function isClassName(text: string): boolean {
  return text !== text.toLowerCase();
}

/** The string for `activation=` of a documented callee, such as `keras.layers.Activation`. */
export function registryTextFor(callee: string, target: ActivationId): RegistryText | undefined {
  const [found] = activationParametersOf(callee).filter(({ parameter }) => parameter.registry !== undefined);
  return found === undefined ? undefined : registryText(found.parameter, target);
}

function inCaseOf(source: StringSource, text: string, entry: RegistryEntry, like: string): string {
  if (source.ignoresCase !== true || like === like.toLowerCase()) {
    return text;
  }
  const path = entry.symbol ?? '';
  const name = path.slice(path.lastIndexOf('.') + 1);
  const written = name !== '' && findSymbol(path)?.symbol.form === 'class' ? name : text.toUpperCase();
  return registryEntry(source, written) === undefined ? text : written;
}
