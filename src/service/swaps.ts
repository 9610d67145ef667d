import { getActivation, type ActivationId } from '../core/activations';
import type { TextEdit } from '../core/edits/textEdit';
import type { SwapOffer, SwapSelection } from '../core/swaps/offer';
import { offersFor, swapAll, swapUse } from '../core/swaps/swap';
import type { Position, Range } from '../core/text';
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

/** What activations there are to be swapped, the most frequent first. */
export function sourcesIn(analysis: DocumentAnalysis, scope: SwapScope | undefined): readonly SwapSource[] {
  const counts = new Map<ActivationId, number>();
  for (const { activation } of madeIn(analysis, scope)) {
    counts.set(activation, (counts.get(activation) ?? 0) + 1);
  }
  return [...counts]
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
  const uses = madeIn(analysis, scope).filter(({ activation }) => activation === from);
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
  const { edits, swapped, withheld, notes } = swapAll(analysis, selectionOf(scope, from), target);
  const taken = [...edits];
  const kept = withheld.map(({ use, reason }) => {
    const own = swapUse(analysis, use, target)?.edits ?? [];
    const further = own.filter((edit) => !taken.some((other) => isSame(edit, other)));
    const isFree = further.every((edit) => !taken.some((other) => overlap(edit, other)));
    taken.push(...(isFree ? further : []));
    return { reason, edits: isFree ? further : [] };
  });
  return { edits, swapped, kept, notes };
}

function nameOf({ activation }: Use): string {
  return getActivation(activation).name();
}

/** The use at a cursor; those that a selection touches, or the one that it names exactly. */
function usesIn(analysis: DocumentAnalysis, { range, cell }: SwapScope): readonly Use[] {
  if (compare(range.start, range.end) === 0) {
    const use = analysis.useAt(range.start, cell);
    return use === undefined ? [] : [use];
  }
  const touched = analysis.uses.filter((use) => use.cell === cell && touch(use.range, range));
  const exact = touched.filter((use) => isSameRange(use.range, range));
  return exact.length === 1 ? exact : touched;
}

/** Uses that make an activation, not those that only use it under another name. */
function madeIn(analysis: DocumentAnalysis, scope: SwapScope | undefined): readonly Use[] {
  const uses = scope === undefined ? analysis.uses : usesIn(analysis, scope);
  return uses.filter(({ madeAt }) => madeAt === undefined);
}

function selectionOf(scope: SwapScope | undefined, from: ActivationId): SwapSelection {
  const { range, cell } = scope ?? {};
  return { from, ...(range === undefined ? {} : { range }), ...(cell === undefined ? {} : { cell }) };
}

function targetOf({ target, name, arguments: values, reason, change, withheld }: SwapOffer): SwapTarget {
  return { target, name, arguments: values, reason, change, ...(withheld === undefined ? {} : { withheld }) };
}

/** Of what offers depend on. */
function kindOf({ framework, form, called, role, path, given, inPlace }: Use): string {
  return JSON.stringify([framework, form, called, role, path, given, inPlace]);
}

function compare(one: Position, other: Position): number {
  return one.line - other.line || one.character - other.character;
}

function touch(one: Range, other: Range): boolean {
  return compare(one.start, other.end) < 0 && compare(other.start, one.end) < 0;
}

function isSameRange(one: Range, other: Range): boolean {
  return compare(one.start, other.start) === 0 && compare(one.end, other.end) === 0;
}

function isSame(one: TextEdit, other: TextEdit): boolean {
  return one.cell === other.cell && isSameRange(one.range, other.range) && one.newText === other.newText;
}

/** Whether two edits cannot both be made: they change the same code, or insert different texts at the same place. */
function overlap(one: TextEdit, other: TextEdit): boolean {
  return one.cell === other.cell && (touch(one.range, other.range) || isSameRange(one.range, other.range));
}
