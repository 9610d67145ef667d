import * as l10n from '@vscode/l10n';
import { escapeXml } from '../../../src/core/cards/image';
import { paletteOf } from '../../../src/core/cards/palette';
import { renderPlot } from '../../../src/core/cards/plot/plot';
import { summarizeFacts, cardFacts } from '../../../src/core/cards/facts';
import { computeFacts } from '../../../src/core/numerics/facts';
import type { PanelCard } from '../../../src/panel.protocol';
import type { CurveChart } from '../chart/curveChart';
import type { Actions, Scene } from '../context';
import { bindCurves, curveOf, fitHeight, plotSubject } from '../model/curves';
import { adjustableParameters, findActivation } from '../model/panelActivation';
import type { Entry, Span } from '../model/state';
import { themeKind } from '../theme';
import type { ExportItem } from './exportMenu';
import { commaSeparated, copyItem, sampleRows, saveItems } from './files';

/** What can be saved and copied of the function view. */
export function functionExports(scene: Scene, chart: CurveChart, span: Span, actions: Actions): readonly ExportItem[] {
  const { entry } = scene.state.function;
  const { activation } = entry.subject;
  const own = scene.card?.activation === activation ? scene.card : undefined;
  const spelling = own?.spellings.find(({ framework }) => framework === own.framework) ?? own?.spellings[0];
  const code = spelling?.code[0];
  const contents = {
    chart,
    svg: () => drawSvg(entry, span, scene.slope),
    csv: () => sampleTable(entry, span),
  };
  return [
    ...saveItems(activation.replaceAll('_', '-'), contents, actions),
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

/** The picture of the one renderer that hovers use, too, with the background of the theme behind it. */
function drawSvg(entry: Entry, { from, to }: Span, slope: number): string {
  const activation = findActivation(entry.subject.activation);
  const bound = bindCurves(activation, entry.values);
  const x = [from, to] as const;
  const y = fitHeight([curveOf('value', bound), curveOf('derivative', bound)], x);
  const palette = paletteOf(themeKind());
  const facts = computeFacts(activation, entry.values, { slope });
  const { svg } = renderPlot(plotSubject(bound, facts), {
    width: 720,
    height: 400,
    fontSize: 13,
    palette,
    range: { x, y, slopeFactor: 1 },
  });
  const title = `<title>${escapeXml(activation.name())}</title>`;
  const background = `<rect width="100%" height="100%" fill="${palette.background}"/>`;
  return svg.replace(/^<svg[^>]*>/, (opening) => opening + title + background);
}

function sampleTable(entry: Entry, span: Span): string {
  const bound = bindCurves(findActivation(entry.subject.activation), entry.values);
  const rows = sampleRows(span, [(x) => bound.value(x), (x) => bound.slope(x)]);
  return commaSeparated(['x', 'f(x)', "f'(x)"], rows);
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
