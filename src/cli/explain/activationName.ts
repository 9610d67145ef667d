import * as l10n from '@vscode/l10n';
import { activations, isActivationId, type ActivationId } from '../../core/activations';
import { frameworks } from '../../core/frameworks';
import { UserError } from '../output';
import { nearest } from '../../core/nearest';

/**
 * The activation that a word on the command line means: an id (`leaky_relu`), or what some library calls it
 * (`LeakyReLU`, `swish`), as most of them mean it.
 *
 * @throws UserError with the nearest names when there is none.
 */
export function findActivation(word: string): ActivationId {
  if (isActivationId(word)) {
    return word;
  }
  const ids = Object.keys(activations).filter(isActivationId);
  const simple = simplify(word);
  const found = ids.find((id) => simplify(id) === simple) ?? libraryNames().get(simple);
  if (found !== undefined) {
    return found;
  }
  const names = nearest(word, ids);
  throw new UserError(
    names.length === 0
      ? l10n.t("There is no activation '{0}'. All are: {1}", word, ids.join(', '))
      : l10n.t("There is no activation '{0}'. Did you mean {1}?", word, names.join(', ')),
  );
}

/** `torch.nn.Leaky-ReLU` → `leakyrelu`. */
function simplify(name: string): string {
  return name
    .slice(name.lastIndexOf('.') + 1)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** By the name without its module; where libraries disagree, most of them must mean the same. */
function libraryNames(): ReadonlyMap<string, ActivationId> {
  const counts = new Map<string, Map<ActivationId, number>>();
  for (const { symbols } of frameworks) {
    for (const { path, activation } of symbols) {
      const name = simplify(path);
      const meanings = counts.get(name) ?? new Map<ActivationId, number>();
      counts.set(name, meanings.set(activation, (meanings.get(activation) ?? 0) + 1));
    }
  }
  const names = new Map<string, ActivationId>();
  for (const [name, meanings] of counts) {
    const [first, second] = [...meanings].sort(([, left], [, right]) => right - left);
    if (first !== undefined && first[1] > (second?.[1] ?? 0)) {
      names.set(name, first[0]);
    }
  }
  return names;
}
