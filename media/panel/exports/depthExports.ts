import * as l10n from '@vscode/l10n';
import type { PropagatedLayer } from '../../../src/core/numerics/propagation/propagate';
import type { CurveChart } from '../chart/curveChart';
import type { Actions, Scene } from '../context';
import { depthSentences } from '../model/depth';
import { entryName } from '../model/entryName';
import type { ExportItem } from './exportMenu';
import { commaSeparated, copyItem, saveItems } from './files';

const columns = ['preSecond', 'actMean', 'actSecond', 'zeroDerivative', 'smallDerivative', 'gradSecondRatio'] as const;

/** What can be saved and copied of the depth view; the columns are named as on the command line. */
export function depthExports(
  scene: Scene,
  chart: CurveChart,
  layers: readonly PropagatedLayer[],
  actions: Actions,
): readonly ExportItem[] {
  const { entry } = scene.state.depth;
  const name = `${entry.subject.activation.replaceAll('_', '-')}-depth`;
  const rows = layers.map((layer, index) => [index + 1, ...columns.map((column) => layer[column])]);
  const csv = (): string => commaSeparated(['layer', ...columns], rows);
  const sentences = depthSentences(entryName(entry), layers, scene.slope).join('\n');
  return [...saveItems(name, { chart, csv }, actions), copyItem(l10n.t('Copy as text'), sentences, actions)];
}
