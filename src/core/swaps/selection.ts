import type { DocumentAnalysis } from '../uses/analysis';
import { isBefore, isSameRange, type Range } from '../text';
import type { Use } from '../uses/use';
import type { SwapSelection } from './offer';
import { originOf } from './site';

/** Where an activation only reappears under another name, its origin is meant, once. */
export function selectedUses(analysis: DocumentAnalysis, { from, range, cell }: SwapSelection): readonly Use[] {
  const touched = analysis.uses.filter(
    (use) =>
      (from === undefined || use.activation === from) &&
      (range === undefined || (use.cell === cell && touches(use.range, range))),
  );
  const origins = touched.flatMap((use) => originOf(analysis, use) ?? []);
  const chosen = analysis.uses.filter((use) => origins.includes(use) && !isWithinExpression(use, origins));
  const layers = chosen.filter(({ role }) => role !== 'initialization');
  // Initializers are changed along with their layers.
  return layers.length > 0 ? layers : chosen;
}

function touches(one: Range, other: Range): boolean {
  return !isBefore(other.end, one.start) && !isBefore(one.end, other.start);
}

/** A hand-written expression is replaced as a whole, with what is used in it. */
function isWithinExpression(use: Use, chosen: readonly Use[]): boolean {
  return chosen.some(
    (other) =>
      other !== use &&
      other.form === 'expression' &&
      other.cell === use.cell &&
      !isSameRange(other.range, use.range) &&
      !isBefore(use.range.start, other.range.start) &&
      !isBefore(other.range.end, use.range.end),
  );
}
