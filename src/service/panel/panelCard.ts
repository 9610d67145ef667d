import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../../core/activations';
import { buildCard, differentiatedBy, type Card, type CardSubject } from '../../core/cards/card';
import { findEquivalentCalls, type Assignment, type EquivalentCall } from '../../core/cards/code/equivalentCalls';
import { numpyFunction } from '../../core/cards/code/numpyFunction';
import { sourceText } from '../../core/cards/sentences';
import { argumentText } from '../../core/cards/values';
import { callMeaning } from '../../core/frameworks/callMeaning';
import type { Framework, Symbol } from '../../core/frameworks/framework';
import { kinkChoices } from '../../core/frameworks/kinkConventions';
import { findSymbol } from '../../core/frameworks/symbolIndex';
import { trapsFor } from '../../core/frameworks/traps';
import type { Arguments } from '../../core/text';
import type { PanelCard, PanelSpelling, PanelSubject } from '../../panel.protocol';
import { cardSubject } from './panelSubject';

/**
 * What is said of `subject` in words, in the display language; `undefined` for an activation that is not known.
 *
 * @param slope |f'| below which an input counts as saturated, > 0
 */
export function describeSubject(subject: PanelSubject, slope: number): PanelCard | undefined {
  const known = cardSubject(subject);
  return known && panelCard(known, buildCard(known, { slope }));
}

function panelCard(subject: CardSubject, card: Card): PanelCard {
  const defaults = frameworkDefaults(subject);
  const library = differentiatedBy(subject);
  const choices = library === undefined ? undefined : kinkChoices(library, subject.activation);
  return {
    activation: card.activation,
    ...(card.framework === undefined ? {} : { framework: card.framework }),
    formula: card.formula,
    derivativeFormula: card.derivativeFormula,
    goodFor: card.goodFor,
    pitfalls: card.pitfalls.map(({ text, source, isExperiment }) => ({ text, source: { ...source }, isExperiment })),
    relations: card.relations,
    ...(card.source === undefined
      ? {}
      : {
          source: {
            label: sourceText(card.source),
            ...(card.source.url === undefined ? {} : { url: card.source.url }),
          },
        }),
    spellings: spellings(subject),
    ...(defaults === undefined ? {} : { frameworkDefaults: defaults }),
    ...(choices === undefined ? {} : { kinkChoices: choices }),
    numpy: numpyFunction(subject.activation, subject.arguments),
  };
}

/** The subject's own library comes first. */
function spellings(subject: CardSubject): readonly PanelSpelling[] {
  const all = findEquivalentCalls(subject.activation, subject.arguments);
  const isOwn = ({ framework }: { readonly framework: Framework }): boolean => framework.id === subject.framework;
  return [...all.filter(isOwn), ...all.filter((entry) => !isOwn(entry))].map(({ framework, calls }) => ({
    framework: framework.name,
    code: calls.map(({ code }) => code),
    notes: [...new Set(calls.flatMap((call) => notesOn(call, subject, framework)))],
  }));
}

function notesOn(call: EquivalentCall, { activation, arguments: args }: CardSubject, framework: Framework): string[] {
  const { form, path } = call.symbol;
  const traps = trapsFor({
    activation,
    framework: framework.id,
    form,
    path,
    arguments: { ...args, ...Object.fromEntries(call.unsettable.map(({ name, value }) => [name, value])) },
    given: call.given,
  });
  const name = path.slice(path.lastIndexOf('.') + 1);
  return [
    ...call.unsettable.map((assignment) => unsettableText(name, assignment)),
    ...call.unusualDefaults.map((assignment) => defaultText(name, assignment)),
    ...traps.filter(({ severity }) => severity !== 'low').map(({ message }) => message()),
  ];
}

function unsettableText(symbol: string, { name, value }: Assignment): string {
  return l10n.t('{0} has no argument for {1}; it is {2} there', symbol, name, argumentText(value));
}

function defaultText(symbol: string, { name, value }: Assignment): string {
  return l10n.t('Without the argument, {0} has {1} = {2}', symbol, name, argumentText(value));
}

/** What the library has where a call gives nothing, for the parameters of the activation. */
function frameworkDefaults(subject: CardSubject): Arguments | undefined {
  const { activation, framework, path } = subject;
  if (framework === undefined) return undefined;
  const named = path === undefined ? undefined : findSymbol(path);
  const symbol =
    named?.framework.id === framework ? named.symbol : plainSymbol(activation, framework, subject.form === 'class');
  const meaning = symbol && callMeaning(symbol, new Map());
  const given = meaning?.activation === activation ? meaning.arguments : {};
  return Object.fromEntries(
    getActivation(activation).parameters.map(({ name, default: usual }) => [
      name,
      Object.hasOwn(given, name) ? (given[name] ?? null) : usual,
    ]),
  );
}

/** A string or a method stands for a symbol of its library that takes no arguments there. */
function plainSymbol(activation: ActivationId, framework: Framework['id'], isClass: boolean): Symbol | undefined {
  const calls = findEquivalentCalls(activation, {}).find((entry) => entry.framework.id === framework)?.calls ?? [];
  const symbols = calls.map(({ symbol }) => symbol).filter((symbol) => symbol.activation === activation);
  return symbols.find(({ form }) => form === (isClass ? 'class' : 'function')) ?? symbols[0];
}
