import type { ActivationId } from '../../src/core/activations';
import { importablePath, readCatalogueSpellings, type CatalogueForm } from '../unit/core/frameworks/catalogueSpellings';
import type { LibraryName } from './pythonChecker';

/**
 * What the catalogue, read from the libraries' own sources, says of a path. The extension's tables have no part in it.
 */
const catalogue = readCatalogueSpellings();
const formsByPath = collectForms();
const activationsByString = collectStrings();

function collectForms(): ReadonlyMap<string, readonly CatalogueForm[]> {
  const forms = new Map<string, CatalogueForm[]>();
  for (const form of catalogue.forms) {
    if (form.kind === 'string' || form.kind === 'kwarg') {
      continue;
    }
    for (const path of [...form.path.split(' / '), ...(form.aliases ?? [])]) {
      const key =
        form.kind === 'method'
          ? `?.${lastName(path)}`
          : normalize(importablePath(form.framework, path.replace(/\(.*$/, '')));
      forms.set(key, [...(forms.get(key) ?? []), form]);
    }
  }
  return forms;
}

function lastName(path: string): string {
  return path.replace(/\(.*$/, '').slice(path.lastIndexOf('.', path.includes('(') ? path.indexOf('(') : undefined) + 1);
}

/** Modules have private homes and public names: `torch.nn.modules.activation.ReLU` is `torch.nn.ReLU`. */
function normalize(path: string): string {
  return path
    .replace(/^tensorflow\b/, 'tf')
    .replace(/^tf\.compat\.v\d\b/, 'tf')
    .replace(/\.nn\.modules(?:\.\w+)?(?=\.\w+$)/, '.nn');
}

function formsOf(path: string): readonly CatalogueForm[] {
  return formsByPath.get(normalize(path)) ?? [];
}

function collectStrings(): ReadonlyMap<string, ReadonlySet<ActivationId>> {
  const meanings = new Map<string, Set<ActivationId>>();
  for (const registry of Object.values(catalogue.registries)) {
    for (const [text, activation] of Object.entries(registry)) {
      meanings.set(text, (meanings.get(text) ?? new Set()).add(activation));
    }
  }
  return meanings;
}

/** Whether some library understands a string as the activation, or it is the activation's own name. */
export function stringLeadsTo(text: string, activation: ActivationId): boolean {
  const isNamed = text.toLowerCase().replaceAll('_', '') === activation.replaceAll('_', '');
  return isNamed || activationsByString.get(text)?.has(activation) === true;
}

/** Whether a name leads to the activation, by some of its arguments at least. */
export function leadsTo({ path, call }: LibraryName, activation: ActivationId): boolean {
  const forms = formsOf(path);
  if (forms.length === 0) {
    return isNamedAs(path, activation);
  }
  // Keras' ReLU has a `max_value`, and with 6 it is another activation; the catalogue has no variants of it.
  const isBounded = call !== null && (call.positional > 0 || call.keywords.includes('max_value'));
  if (activation === 'relu6' && isBounded && forms.some((form) => form.activation === 'relu')) {
    return true;
  }
  return forms.some(
    (form) =>
      form.activation === activation ||
      form.effectiveActivation === activation ||
      (form.variants ?? []).some(({ id }) => id === activation),
  );
}

/** Of modules that the catalogue does not list (`keras.backend`): whether the last name is one of the activation's. */
function isNamedAs(path: string, activation: ActivationId): boolean {
  const own = catalogue.forms.filter((form) => form.activation === activation);
  return own.some((form) => lastName(form.path) === lastName(path));
}

/** What is wrong with the arguments of a call; nothing where they fit, or where the catalogue knows none. */
export function misfit({ path, call }: LibraryName): string | undefined {
  const known = formsOf(path).filter(({ params }) => params !== undefined);
  const wrong = call === null ? [] : known.map((form) => misfitOf(form, call));
  return wrong.length > 0 && wrong.every((reason) => reason !== undefined) ? `${path}: ${String(wrong[0])}` : undefined;
}

function misfitOf(
  { params = [] }: CatalogueForm,
  { positional, keywords }: NonNullable<LibraryName['call']>,
): string | undefined {
  const takesAny = (prefix: string): boolean => params.some(({ name }) => name.startsWith(prefix));
  const inOrder = params.filter(({ name, position }) => position !== null && !name.startsWith('*'));
  if (positional > inOrder.length && !params.some(({ name }) => /^\*\w/.test(name))) {
    return `takes ${inOrder.length} positional arguments, not ${positional}`;
  }
  const unknown = keywords.find((keyword) => !params.some(({ name }) => name === keyword));
  if (unknown !== undefined && !takesAny('**')) {
    return `has no parameter ${unknown}`;
  }
  const twice = keywords.find((keyword) => inOrder.slice(0, positional).some(({ name }) => name === keyword));
  if (twice !== undefined) {
    return `is given ${twice} twice`;
  }
  const missing = params.find(
    (parameter, index) =>
      parameter.default === undefined &&
      !parameter.name.startsWith('*') &&
      !(index < positional || keywords.includes(parameter.name)),
  );
  return missing === undefined ? undefined : `is not given ${missing.name}`;
}
