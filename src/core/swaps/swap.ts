import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../activations';
import type { DocumentAnalysis } from '../uses/analysis';
import type { Arguments } from '../text';
import type { Use } from '../uses/use';
import { Change } from './change';
import { changeText } from './changeText';
import { swapClass } from './forms/layerClass';
import { swapExpression } from './forms/handWritten';
import { swapFunction } from './forms/functionCall';
import { swapMethod } from './forms/tensorMethod';
import { swapString } from './forms/stringName';
import { adjustGains } from './gains';
import { adjustKernelInitializer } from './kernelInitializer';
import type { FollowUp, SwapOffer, SwapOptions, SwapResult, SwapSelection, WithheldUse } from './offer';
import { refused, type Outcome } from './outcome';
import { canBeSwapped, isStructural, rankedTargets, reasonFor, structural } from './ranking';
import { addRecipe, recipeTitle } from './recipes';
import { selectedUses } from './selection';
import { originOf, siteOf, type SwapSite } from './site';
import { withheldReason } from './withheld';

export type * from './offer';

/** A use whose swap is written, with the arguments that the target has in its place. */
interface SwappedUse {
  readonly use: Use;
  readonly values: Arguments;
}

/** Every activation that can take the place of a use, the likeliest first, what is withheld last. */
export function offersFor(analysis: DocumentAnalysis, use: Use): readonly SwapOffer[] {
  const site = siteAt(analysis, use);
  if (site === undefined || !canBeSwapped(site.use.activation)) {
    return [];
  }
  const own = site.use.form === 'expression' ? [offerFor(analysis, site, site.use.activation)] : [];
  const offers = rankedTargets(site.use.activation, analysis.code).flatMap(({ target, isRecommended }) => {
    const offer = offerFor(analysis, site, target);
    return offer.edits.length > 0 || isRecommended || structural.includes(target) ? [offer] : [];
  });
  const all = [...own.filter(({ edits }) => edits.length > 0), ...offers];
  return [
    ...all.filter(({ withheld }) => withheld === undefined),
    ...all.filter(({ withheld }) => withheld !== undefined),
  ];
}

/** The swap of one use; nothing where the framework cannot write the target in its place. */
export function swapUse(analysis: DocumentAnalysis, use: Use, target: ActivationId): SwapOffer | undefined {
  const site = siteAt(analysis, use);
  const offer = site && canBeSwapped(site.use.activation) ? offerFor(analysis, site, target) : undefined;
  return offer !== undefined && offer.edits.length > 0 ? offer : undefined;
}

/** Swaps every use that the selection names. Uses that are already the target stay as they are. */
export function swapAll(
  analysis: DocumentAnalysis,
  selection: SwapSelection,
  target: ActivationId,
  { force = false }: SwapOptions = {},
): SwapResult {
  const change = new Change(analysis.code);
  const withheld: WithheldUse[] = [];
  const swapped: SwappedUse[] = [];
  for (const use of selectedUses(analysis, selection)) {
    if (use.activation === target && use.form !== 'expression') {
      continue;
    }
    const site = siteOf(analysis, use);
    const reason = site && canBeSwapped(use.activation) ? withheldReason(site, target) : notSwappable(use);
    if (site === undefined || !canBeSwapped(use.activation) || (reason !== undefined && !force)) {
      withheld.push({ use, reason: reason ?? notSwappable(use) });
      continue;
    }
    const outcome = write(site, target, change);
    if (outcome.kind === 'refused') {
      withheld.push({ use, reason: outcome.reason });
    } else {
      swapped.push({ use, values: outcome.arguments });
    }
  }
  finish(analysis, swapped, target, change);
  return { edits: change.edits(), swapped: swapped.length, withheld, notes: change.notes };
}

function notSwappable(use: Use): string {
  return l10n.t('No activation takes the place of {0} by itself.', getActivation(use.activation).name());
}

function siteAt(analysis: DocumentAnalysis, use: Use): SwapSite | undefined {
  const origin = originOf(analysis, use);
  return origin && siteOf(analysis, origin);
}

function write(site: SwapSite, target: ActivationId, change: Change): Outcome {
  if (isStructural(target)) {
    return refused(structuralReason(target));
  }
  switch (site.use.form) {
    case 'class':
      return swapClass(site, target, change);
    case 'function':
      return swapFunction(site, target, change);
    case 'method':
      return swapMethod(site, target, change);
    case 'string':
      return swapString(site, target, change);
    case 'expression':
      return swapExpression(site, target, change);
  }
}

function structuralReason(target: ActivationId): string {
  const name = getActivation(target).name();
  return structural.includes(target)
    ? l10n.t('{0} has linear maps of its own and changes widths: the layers around it are to be rewritten.', name)
    : l10n.t('{0} works on whole vectors, not on each number: no single edit brings it.', name);
}

function offerFor(analysis: DocumentAnalysis, site: SwapSite, target: ActivationId): SwapOffer {
  const { use } = site;
  const { outcome, change } = attempt(analysis, site, target);
  const isWritten = outcome.kind === 'written';
  const values = isWritten ? outcome.arguments : {};
  const withheld = withheldReason(site, target) ?? (isWritten ? undefined : outcome.reason);
  return {
    target,
    name: getActivation(target).name(),
    arguments: values,
    reason:
      use.activation === target
        ? l10n.t('The library’s own call of the same function.')
        : reasonFor(use.activation, target),
    change: changeText(use, { activation: target, arguments: values }),
    edits: isWritten ? change.edits() : [],
    ...(withheld === undefined ? {} : { withheld }),
    notes: change.notes,
    followUps: isWritten ? followUpsOf(analysis, site, target) : [],
  };
}

function followUpsOf(analysis: DocumentAnalysis, site: SwapSite, target: ActivationId): readonly FollowUp[] {
  const title = recipeTitle(site.use.activation, target);
  if (title === undefined) {
    return [];
  }
  const { change } = attempt(analysis, site, target);
  return addRecipe(site, target, change) ? [{ title, edits: change.edits() }] : [];
}

/** The swap of one use, in a change of its own. */
function attempt(
  analysis: DocumentAnalysis,
  site: SwapSite,
  target: ActivationId,
): { readonly outcome: Outcome; readonly change: Change } {
  const change = new Change(analysis.code);
  const outcome = write(site, target, change);
  if (outcome.kind === 'written') {
    finish(analysis, [{ use: site.use, values: outcome.arguments }], target, change);
  }
  return { outcome, change };
}

/** What goes with every swap: initialization, and what the reader is to know. */
function finish(
  analysis: DocumentAnalysis,
  swapped: readonly SwappedUse[],
  target: ActivationId,
  change: Change,
): void {
  // The name in an initializer is edited by itself where it is what is swapped.
  const uses = swapped.map(({ use }) => use).filter(({ role }) => role !== 'initialization');
  const values = swapped[0]?.values ?? {};
  for (const from of new Set(uses.map(({ activation }) => activation))) {
    if (from !== target) {
      const isPartial = analysis.uses.some(
        (use) => use.activation === from && !uses.includes(use) && keepsInitialization(use),
      );
      adjustGains({ from, to: target, toArguments: values, isPartial }, change);
    }
  }
  for (const use of uses.filter(({ framework }) => /^(?:keras|tensorflow|tfa)/.test(framework))) {
    const node = siteOf(analysis, use)?.node;
    if (node !== undefined) {
      adjustKernelInitializer(node, { from: use.activation, to: target }, change);
    }
  }
  noteParameters(uses, target, change);
}

/** Whether a use is a layer of its own for which weights are scaled. */
function keepsInitialization({ madeAt, form, role, framework }: Use): boolean {
  return (
    madeAt === undefined && form !== 'expression' && framework === 'torch' && (role === 'hidden' || role === 'unknown')
  );
}

function noteParameters(uses: readonly Use[], target: ActivationId, change: Change): void {
  if (uses.length > 0 && target === 'prelu') {
    change.note(
      l10n.t('PReLU adds parameters: saved weights no longer fit, and weight decay should leave its slopes alone.'),
    );
  }
  if (target !== 'prelu' && uses.some(({ activation }) => activation === 'prelu')) {
    change.note(l10n.t('The learned slopes go: saved weights no longer fit without them.'));
  }
}
