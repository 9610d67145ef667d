import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../activations';
import type { Symbol } from '../../frameworks';
import { findSymbol } from '../../frameworks/symbolIndex';
import { parseSignature } from '../../frameworks/signature';
import type { SyntaxNode } from '../../python/syntax';
import { readArguments } from '../../uses/callArguments';
import { argumentEdits } from '../argumentEdits';
import { carryArguments } from '../carriedArguments';
import type { Change } from '../change';
import { inPlaceReason, isAssignable, losesEffect, noteOutOfPlace } from '../inPlace';
import { noName, notInLibrary, refused, written, type Outcome } from '../outcome';
import { callsOfReference, type SwapSite } from '../site';
import { inPlaceTwin, targetCall, type TargetCall } from '../targetCall';
import { replaceName, writePartial } from './names';
import { swapForPrelu } from './prelu';

/** `F.relu(x)`, `torch.relu(x)`, `activation=tf.nn.relu`, `partial(F.leaky_relu, negative_slope=0.2)`. */
export function swapFunction(site: SwapSite, target: ActivationId, change: Change): Outcome {
  const { use } = site;
  const from = findSymbol(use.path)?.symbol;
  if (from === undefined) {
    return notInLibrary(use.framework, target);
  }
  if (target === 'prelu') {
    return swapForPrelu(site, site.call && inputOf(site.call, from), change);
  }
  const twin = from.inPlace === true ? inPlaceTwin(use.framework, target, use.path) : undefined;
  const to = twin ?? targetCall(use.framework, 'function', target, use.path);
  if (to === undefined) {
    return notInLibrary(use.framework, target);
  }
  return site.call === undefined && site.partial === undefined
    ? swapReference(site, from, to, change)
    : swapCalled(site, from, to, change);
}

function inputOf(call: SyntaxNode, { signature }: Symbol): SyntaxNode | undefined {
  const { positional, keywords } = readArguments(call);
  return positional[0] ?? keywords.get(parseSignature(signature).parameters[0]?.name ?? '');
}

function swapCalled(site: SwapSite, from: Symbol, to: TargetCall, change: Change): Outcome {
  const { code } = change;
  const list = (site.call ?? site.partial)?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') {
    return refused(l10n.t('Its input is written in a way that no edit can keep.'));
  }
  const carried = carryArguments(code, list, from, to, { leading: site.partial === undefined ? 0 : 1 });
  if (typeof carried === 'string') {
    return refused(carried);
  }
  const wantsInPlace = from.inPlace === true && to.symbol.inPlace !== true;
  const takesInPlace = parseSignature(to.symbol.signature).parameters.some(({ name }) => name === 'inplace');
  const losesInPlace = carried.losesInPlace || (wantsInPlace && !takesInPlace);
  const statement = site.call?.parent;
  const effect = losesInPlace && site.call !== undefined && losesEffect(site.node);
  const input = site.call && inputOf(site.call, from);
  if (effect && !isAssignable(input)) {
    return refused(inPlaceReason());
  }
  if (!replaceName(site, to, change)) {
    return noName(to);
  }
  const added = wantsInPlace && takesInPlace ? ['inplace=True'] : [];
  change.edit(...argumentEdits(code, list, carried.fate, [...carried.added, ...added]));
  if (effect && statement && input) {
    // A statement `F.relu_(x)` becomes `x = F.gelu(x)`.
    const source = code.sourceOf(statement);
    if (source !== undefined) {
      change.edit({ ...code.placeIn(source, statement.startIndex, statement.startIndex), newText: `${input.text} = ` });
    }
  }
  if (losesInPlace) {
    noteOutOfPlace(to, change);
  }
  return written(to.arguments);
}

/** A function that is handed over: its calls under another name give what the target takes. */
function swapReference(site: SwapSite, from: Symbol, to: TargetCall, change: Change): Outcome {
  const { code } = change;
  const edits = [];
  for (const call of callsOfReference(site)) {
    const list = call.childForFieldName('arguments');
    const carried =
      list?.type === 'argument_list' ? carryArguments(code, list, from, { ...to, given: new Map() }) : undefined;
    if (typeof carried === 'string') {
      return refused(carried);
    }
    if (list && carried !== undefined) {
      edits.push(...argumentEdits(code, list, carried.fate, carried.added));
    }
  }
  const outcome = to.given.size === 0 ? replaceName(site, to, change) : writePartial(site, to, change);
  if (!outcome) {
    return noName(to);
  }
  change.edit(...edits);
  return written(to.arguments);
}
