import type { Curve } from '../../../src/core/cards/plot/plotCurve';
import type { CurveChart } from '../chart/curveChart';
import type { Actions, Scene } from '../context';
import { entryName } from '../model/entryName';
import type { Entry, Span } from '../model/state';
import { drawCurvesSvg } from './curvesSvg';
import type { ExportItem } from './exportMenu';
import { commaSeparated, sampleRows, saveItems } from './files';

/** What can be saved of a comparison, as it is drawn: functions, slopes or differences. */
export function compareExports(
  { colours }: Scene,
  chart: CurveChart,
  compared: readonly { readonly entry: Entry; readonly curve: Curve }[],
  span: Span,
  actions: Actions,
): readonly ExportItem[] {
  const labelled = compared.map(({ entry, curve }) => ({ label: entryName(entry), curve }));
  const contents = {
    chart,
    svg: () => drawCurvesSvg(labelled, [span.from, span.to], colours),
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
  return saveItems('activations', contents, actions);
}
