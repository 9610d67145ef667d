import * as l10n from '@vscode/l10n';
import type { PropagatedLayer } from '../../../src/core/numerics/propagation/propagate';
import type { Actions, Scene } from '../context';
import { depthSentences } from '../model/depth';
import { entryName } from '../model/entryName';
import { drawChartsSvg, type SvgChart } from './curvesSvg';
import type { ExportItem } from './exportMenu';
import { commaSeparated, copyItem, saveItems } from './files';
import type { PicturePart } from './pictures';

const columns = ['preSecond', 'actMean', 'actSecond', 'zeroDerivative', 'smallDerivative', 'gradSecondRatio'] as const;

/** A chart as the parts of pictures that it becomes. */
export interface SavedChart {
  readonly part: PicturePart;
  readonly svg: SvgChart;
}

/** What can be saved and copied of the depth view; the columns are named as on the command line. */
export function depthExports(
  scene: Scene,
  charts: readonly { saved(): SavedChart }[],
  layers: readonly PropagatedLayer[],
  actions: Actions,
): readonly ExportItem[] {
  const { entry } = scene.state.depth;
  const name = `${entry.subject.activation.replaceAll('_', '-')}-depth`;
  const rows = layers.map((layer, index) => [index + 1, ...columns.map((column) => layer[column])]);
  const csv = (): string => commaSeparated(['layer', ...columns], rows);
  const saved = charts.map((chart) => chart.saved());
  const parts = saved.map(({ part }) => part);
  const svg = (): string =>
    drawChartsSvg(
      saved.map((chart) => chart.svg),
      scene.colours,
    );
  const sentences = depthSentences(entryName(entry), layers, scene.slope).join('\n');
  return [
    ...saveItems(name, { parts, svg, csv }, scene.colours, actions),
    copyItem(l10n.t('Copy as text'), sentences, actions),
  ];
}
