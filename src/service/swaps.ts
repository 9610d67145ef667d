import { getActivation, type ActivationId } from '../core/activations';
import { conflict, isSameEdit } from '../core/edits/textEdit';
import type { SwapOffer } from '../core/swaps/offer';
import { canBeSwapped } from '../core/swaps/ranking';
import { selectedUses } from '../core/swaps/selection';
import { offersFor, swapAll, swapUse } from '../core/swaps/swap';
import { isSameRange, type Range } from '../core/text';
import type { DocumentAnalysis } from '../core/uses/analysis';
import type { Use } from '../core/uses/use';
import { subjectOf } from './panel/panelSubject';
import type { OffersInScope, SwapAllEdits, SwapScope, SwapSource, SwapTarget, SwapTargets } from './swapMessages';
import { mergeTargets } from './swapTargets';

/** @param key the URI of the document */
export function offersIn(analysis: DocumentAnalysis, key: string, scope: SwapScope): OffersInScope {
  const uses = usesIn(analysis, scope);
  const [only] = uses;
  return only === undefined || uses.length > 1
    ? { uses: uses.length }
    : { uses: 1, only: { subject: subjectOf(only, key), name: nameOf(only), offers: offersFor(analysis, only) } };
}

/** Which activations others can take the place of, the most frequent first. */
export function sourcesIn(analysis: DocumentAnalysis, scope: SwapScope | undefined): readonly SwapSource[] {
  const counts = new Map<ActivationId, number>();
  for (const { activation } of selectedUses(analysis, scope ?? {})) {
    counts.set(activation, (counts.get(activation) ?? 0) + 1);
  }
  return [...counts]
    .filter(([activation]) => canBeSwapped(activation))
    .map(([activation, uses]) => ({ activation, name: getActivation(activation).name(), uses }))
    .sort((one, other) => other.uses - one.uses || one.name.localeCompare(other.name));
}

/** What uses of an activation can become. Uses that are alike are asked for once: there can be hundreds. */
export function targetsIn(
  analysis: DocumentAnalysis,
  key: string,
  scope: SwapScope | undefined,
  from: ActivationId,
): SwapTargets | undefined {
  const uses = selectedUses(analysis, { ...scope, from });
  const [first] = uses;
  const different = [...new Map(uses.map((use) => [kindOf(use), use])).values()];
  return (
    first && {
      subject: subjectOf(first, key),
      targets: mergeTargets(different.map((use) => offersFor(analysis, use).map(targetOf))),
    }
  );
}

export function swapAllIn(
  analysis: DocumentAnalysis,
  scope: SwapScope | undefined,
  from: ActivationId,
  target: ActivationId,
): SwapAllEdits {
  const { edits, swapped, withheld, notes } = swapAll(analysis, { ...scope, from }, target);
  const taken = [...edits];
  const kept = withheld.map(({ use, reason }) => {
    const own = swapUse(analysis, use, target)?.edits ?? [];
    const further = own.filter((edit) => !taken.some((other) => isSameEdit(edit, other)));
    const isFree = further.every((edit) => !taken.some((other) => conflict(edit, other)));
    taken.push(...(isFree ? further : []));
    return { reason, edits: isFree ? further : [] };
  });
  return { edits, swapped, kept, notes };
}

function nameOf({ activation }: Use): string {
  return getActivation(activation).name();
}

/** The use at a cursor; those that a selection touches, or the one that it names exactly. */
function usesIn(analysis: DocumentAnalysis, scope: SwapScope): readonly Use[] {
  const { range, cell } = scope;
  if (isEmpty(range)) {
    const use = analysis.useAt(range.start, cell);
    return use === undefined ? [] : [use];
  }
  const exact = analysis.uses.find((use) => use.cell === cell && isSameRange(use.range, range));
  return exact === undefined ? selectedUses(analysis, scope) : [exact];
}

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}

function targetOf({ target, name, arguments: values, reason, change, withheld }: SwapOffer): SwapTarget {
  return { target, name, arguments: values, reason, change, ...(withheld === undefined ? {} : { withheld }) };
}

/** Of what offers depend on. */
function kindOf({ framework, form, called, role, path, given, inPlace }: Use): string {
  return JSON.stringify([framework, form, called, role, path, given, inPlace]);
}
