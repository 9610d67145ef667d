import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../../activations';
import { lastComponent } from '../../edits/importStatements';
import type { Symbol } from '../../frameworks';
import { findSymbol } from '../../frameworks/symbolIndex';
import type { SyntaxNode } from '../../python/syntax';
import type { ArgumentValue } from '../../text';
import { argumentPlace } from '../../uses/place';
import { argumentEdits } from '../argumentEdits';
import { carryArguments, type CarriedArguments } from '../carriedArguments';
import type { Change } from '../change';
import { inPlaceReason, losesEffect, noteOutOfPlace } from '../inPlace';
import { noName, notInLibrary, refused, written, type Outcome } from '../outcome';
import { quoted } from '../quoting';
import { registryTextFor } from '../registryText';
import { callsOfReference, type SwapSite } from '../site';
import { targetCall, type TargetCall } from '../targetCall';
import { preluArguments, preluRefusal } from './prelu';
import { separateSlopes } from './separateSlopes';
import { replaceName, writePartial, writeTarget } from './names';

/** `nn.ReLU(inplace=True)`, `act_layer=nn.ReLU`, `partial(nn.LeakyReLU, 0.2)`, `getattr(nn, "ReLU")`. */
export function swapClass(site: SwapSite, target: ActivationId, change: Change): Outcome {
  const { use } = site;
  const from = findSymbol(use.path)?.symbol;
  const to = targetCall(use.framework, 'class', target, use.path);
  if (from === undefined) {
    return notInLibrary(use.framework, target);
  }
  if (to === undefined) {
    return swapForActivationLayer(site, target, change);
  }
  if (from.form === 'function') {
    return refused(l10n.t('It is handed over as a function, and the library has {0} as a layer only.', nameOf(target)));
  }
  const refusal = target === 'prelu' ? preluRefusal(site) : undefined;
  if (refusal !== undefined) {
    return refused(refusal);
  }
  const list = (site.call ?? site.partial)?.childForFieldName('arguments');
  return list?.type === 'argument_list'
    ? swapCalled(site, from, to, list, change)
    : swapReference(site, from, to, change);
}

function nameOf(id: ActivationId): string {
  return getActivation(id).name();
}

function swapCalled(site: SwapSite, from: Symbol, to: TargetCall, list: SyntaxNode, change: Change): Outcome {
  const leading = site.partial === undefined ? 0 : 1;
  const carried = carryArguments(change.code, list, from, to, { leading });
  if (typeof carried === 'string') {
    return refused(carried);
  }
  if (carried.losesInPlace && site.aliases.some(losesEffect)) {
    return refused(inPlaceReason());
  }
  const added = [...(site.call === undefined ? [] : preluArguments(site, to)), ...carried.added];
  if (site.partial !== undefined && added.length === 0 && staysNothing(list, carried)) {
    // Nothing is left for `partial` to fix.
    const name = writeTarget(site, to, change);
    if (name === undefined) {
      return noName(to);
    }
    change.imports.drop(site.partial);
    change.edit({ ...change.code.placeOf(site.partial), newText: name });
    return written(to.arguments);
  }
  if (!replaceName(site, to, change)) {
    return noName(to);
  }
  if (carried.losesInPlace) {
    noteOutOfPlace(to, change);
  }
  change.edit(...argumentEdits(change.code, list, carried.fate, added));
  if (to.symbol.path === 'torch.nn.PReLU') {
    separateSlopes(site, `${writeTarget(site, to, change) ?? ''}(${added.join(', ')})`, change);
  }
  return written(to.arguments);
}

/** Whether nothing but the function itself is left in the call of `partial`. */
function staysNothing(list: SyntaxNode, { fate }: CarriedArguments): boolean {
  const items = list.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');
  return items.slice(1).every((item) => fate(item) === 'remove');
}

/** A class that is handed over: whoever calls it under another name in this file must give what the target takes. */
function swapReference(site: SwapSite, from: Symbol, to: TargetCall, change: Change): Outcome {
  const calls = callsOfReference(site);
  // Whoever else hands over a class is called there, too: what this one needs besides goes with it.
  const unspecific = { ...to, given: new Map<string, ArgumentValue>() };
  const edits = [];
  for (const call of calls) {
    const list = call.childForFieldName('arguments');
    const carried = list?.type === 'argument_list' ? carryArguments(change.code, list, from, unspecific) : undefined;
    if (typeof carried === 'string') {
      return refused(carried);
    }
    if (list && carried !== undefined) {
      edits.push(...argumentEdits(change.code, list, carried.fate, carried.added));
    }
  }
  if (!(to.given.size > 0 ? writePartial(site, to, change) : replaceName(site, to, change))) {
    return noName(to);
  }
  change.edit(...edits);
  if (calls.length === 0 && takesInPlace(from) && !takesInPlace(to.symbol)) {
    change.note(
      l10n.t('Whoever builds {0} must not pass inplace, which it does not take.', lastComponent(to.symbol.path)),
    );
  }
  return written(to.arguments);
}

function takesInPlace({ signature }: Symbol): boolean {
  return /\binplace=/.test(signature);
}

/** Keras has few activations as layers, and `Activation` for all others. */
function swapForActivationLayer(site: SwapSite, target: ActivationId, change: Change): Outcome {
  const { use, call, code } = site;
  const list = call?.childForFieldName('arguments');
  const path = use.path.replace(/\.layers\..*$/, '.layers.Activation');
  const text = /^(?:tf\.)?keras\.layers\./.test(use.path) ? registryTextFor(path, target) : undefined;
  const from = findSymbol(use.path)?.symbol;
  if (text === undefined || from === undefined || call === undefined || list?.type !== 'argument_list') {
    return notInLibrary(use.framework, target);
  }
  if (argumentPlace(call)?.keyword === 'activation') {
    // `Dense(64, activation=layers.ReLU())` takes the string itself.
    change.imports.drop(call);
    change.edit({ ...code.placeOf(call), newText: quoted(text.text, code) });
    return written(text.arguments);
  }
  const layer: Symbol = { path, activation: target, form: 'class', signature: 'activation, **kwargs' };
  const to: TargetCall = { symbol: layer, given: new Map(), arguments: text.arguments };
  const carried = carryArguments(code, list, from, to);
  if (typeof carried === 'string') {
    return refused(carried);
  }
  if (!replaceName(site, to, change)) {
    return noName(to);
  }
  change.edit(...firstArgument(list, quoted(text.text, code), carried, change));
  return written(text.arguments);
}

/** Puts the string before the arguments that stay. */
function firstArgument(
  list: SyntaxNode,
  text: string,
  { fate, added }: CarriedArguments,
  { code }: Change,
): ReturnType<typeof argumentEdits> {
  const items = list.namedChildren.filter((child) => child !== null).filter(({ type }) => type !== 'comment');
  const kept = items.find((item) => fate(item) !== 'remove');
  if (kept === undefined) {
    return argumentEdits(code, list, fate, [text, ...added]);
  }
  const own = fate(kept);
  const keptText = typeof own === 'object' ? own.text : kept.text;
  return argumentEdits(
    code,
    list,
    (item) => (item.id === kept.id ? { text: `${text}, ${keptText}` } : fate(item)),
    added,
  );
}
