import * as l10n from '@vscode/l10n';
import { detailFacts, rangeText, summarizeFacts } from '../../src/core/cards/facts';
import type { Facts } from '../../src/core/numerics/facts';
import { table } from './dom';

/** Facts as rows, functions as columns; a fact that does not exist for a function leaves its cell empty. */
export function factsTable(names: readonly string[], facts: readonly Facts[]): HTMLTableElement {
  const columns = facts.map(rowsOf);
  const labels = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const rows = labels.map((label) => [label, ...columns.map((column) => column.get(label) ?? '–')]);
  return table(l10n.t('Facts side by side'), [l10n.t('Fact'), ...names], rows, { class: 'facts' });
}

function rowsOf(facts: Facts): ReadonlyMap<string, string> {
  const summary = (['saturation', 'zeroCentered', 'slope'] as const).map((fact) =>
    summarizeFacts(facts, [fact]).join('; '),
  );
  const [saturation = '', centring = '', slope = ''] = summary;
  return new Map([
    [l10n.t('Range'), rangeText(facts)],
    [l10n.t('Flat parts'), saturation],
    [l10n.t('Centring'), centring],
    [l10n.t('Slope'), slope],
    ...detailFacts(facts).map(({ label, text }) => [label, text] as const),
  ]);
}
