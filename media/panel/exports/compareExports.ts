import type { Curve } from '../../../src/core/cards/plot/plotCurve';
import type { ChartStage } from '../chart/chartStage';
import type { Actions, Scene } from '../context';
import { entryName } from '../model/entryName';
import type { Entry, Span } from '../model/state';
import { seriesColour, seriesStyle } from '../model/series';
import { drawChartsSvg } from './curvesSvg';
import type { ExportItem } from './exportMenu';
import { commaSeparated, sampleRows, saveItems } from './files';

/** What can be saved of a comparison, as it is drawn: functions, slopes or differences. */
export function compareExports(
  { colours }: Scene,
  stages: readonly ChartStage[],
  compared: readonly { readonly entry: Entry; readonly curve: Curve }[],
  span: Span,
  actions: Actions,
): readonly ExportItem[] {
  const labelled = compared.map(({ entry, curve }) => ({ label: entryName(entry), curve }));
  const labels = labelled.map(({ label: text }, index) => ({
    text,
    colour: seriesColour(index, colours),
    dashes: seriesStyle(index).dashes,
  }));
  const contents = {
    parts: stages.map(({ chart }, index) => ({
      labels: stages.length === 1 ? labels : labels.slice(index, index + 1),
      picture: () => chart.picture(),
    })),
    svg: () => drawChartsSvg([{ curves: labelled, x: [span.from, span.to] }], colours),
    csv: () => {
      const head = ['x', ...labelled.map(({ label }) => label)];
      return commaSeparated(
        head,
        sampleRows(
          span,
          labelled.map(
            ({ curve }) =>
              (x) =>
                curve.evaluate(x),
          ),
        ),
      );
    },
  };
  return saveItems('activations', contents, colours, actions);
}
