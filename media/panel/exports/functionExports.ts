import * as l10n from '@vscode/l10n';
import { summarizeFacts, cardFacts } from '../../../src/core/cards/facts';
import { computeFacts } from '../../../src/core/numerics/facts';
import type { PanelCard } from '../../../src/panel.protocol';
import { axisTitles } from '../cardView';
import { mapReach, surfaceOf } from '../chart/heatMap';
import { ownCard, type Actions, type Scene } from '../context';
import { evenPlaces } from '../controls/valuesTable';
import { asymptotesOf } from '../model/asymptoteLines';
import { bindCurves, curveNames, curveOf } from '../model/curves';
import { adjustableParameters, findActivation } from '../model/panelActivation';
import type { Entry, Span } from '../model/state';
import { drawChartsSvg } from './curvesSvg';
import type { ExportItem } from './exportMenu';
import { commaSeparated, copyItem, sampleRows, saveItems } from './files';
import type { PicturePart } from './pictures';

/** What can be saved and copied of the function view. */
export function functionExports(scene: Scene, part: PicturePart, span: Span, actions: Actions): readonly ExportItem[] {
  const { entry } = scene.state.function;
  const { activation } = entry.subject;
  const own = ownCard(scene, entry);
  const spelling = own?.spellings.find(({ framework }) => framework === own.framework) ?? own?.spellings[0];
  const code = spelling?.code[0];
  const contents =
    scene.state.function.drawnAs === 'map'
      ? { parts: [part], csv: () => mapTable(entry, span) }
      : { parts: [part], svg: () => drawSvg(scene, span), csv: () => sampleTable(entry, span, own?.kinkChoices) };
  return [
    ...saveItems(activation.replaceAll('_', '-'), contents, scene.colours, actions),
    ...(own === undefined
      ? []
      : [
          copyItem(l10n.t('Copy as LaTeX'), `${own.formula.latex}\n${own.derivativeFormula.latex}`, actions),
          copyItem(l10n.t('Copy as Markdown'), asMarkdown(entry, own, scene.slope), actions),
        ]),
    ...(own?.numpy === undefined ? [] : [copyItem(l10n.t('Copy as Python (NumPy)'), own.numpy, actions)]),
    ...(spelling === undefined || code === undefined
      ? []
      : [copyItem(l10n.t('Copy as Python ({0})', spelling.framework), code, actions)]),
  ];
}

/** What the chart shows, with f for the function, f′ and f″ in the colours that they have there. */
function drawSvg(scene: Scene, { from, to }: Span): string {
  const { state, colours, slope } = scene;
  const { entry, curves } = state.function;
  const activation = findActivation(entry.subject.activation);
  const bound = bindCurves(activation, entry.values, ownCard(scene, entry)?.kinkChoices);
  const facts = computeFacts(activation, entry.values, { slope });
  const chart = {
    title: activation.name(),
    x: [from, to] as const,
    xTitle: axisTitles(entry).x,
    regions: facts.saturation,
    asymptotes: curves.includes('value') ? asymptotesOf(facts) : [],
    curves: curveNames.flatMap((name, style) =>
      curves.includes(name) ? [{ label: `f${'′'.repeat(style)}(x)`, style, curve: curveOf(name, bound) }] : [],
    ),
  };
  return drawChartsSvg([chart], colours);
}

function sampleTable(entry: Entry, span: Span, choices: PanelCard['kinkChoices']): string {
  const bound = bindCurves(findActivation(entry.subject.activation), entry.values, choices);
  const rows = sampleRows(span, [(x) => bound.value(x), (x) => bound.slope(x)]);
  return commaSeparated(['x', 'f(x)', "f'(x)"], rows);
}

function mapTable({ subject, values }: Entry, span: Span): string {
  const { axes, evaluate } = surfaceOf(findActivation(subject.activation), values);
  const reach = mapReach(span);
  const places = evenPlaces(-reach, reach, 81);
  const rows = places.flatMap((second) => places.map((first) => [first, second, evaluate(first, second)]));
  return commaSeparated([...axes, 'f'], rows);
}

function asMarkdown({ subject, values }: Entry, card: PanelCard, slope: number): string {
  const activation = findActivation(subject.activation);
  const parameters = adjustableParameters(activation).map(({ name }) => `\`${name}\` = ${String(values[name] ?? '')}`);
  const facts = computeFacts(activation, values, { slope });
  return [
    `### ${[activation.name(), ...parameters].join(', ')}`,
    `$$${card.formula.latex}$$`,
    `$$${card.derivativeFormula.latex}$$`,
    summarizeFacts(facts, cardFacts)
      .map((phrase) => `- ${phrase}`)
      .join('\n'),
    '',
  ].join('\n\n');
}
