import * as l10n from '@vscode/l10n';
import { getActivation } from '../../core/activations';
import { frameworks } from '../../core/frameworks';
import type { Arguments } from '../../core/text';
import type { UseForm } from '../../core/uses/use';
import { formatTable, withoutControls } from '../output';
import { placeText, skippedText } from './placeText';
import type { ReportedUse } from './report';
import type { ScanResult } from './scanPaths';

/** One line per use: where, what, whose, in which form; then what was left out. */
export function formatUses({ files, skipped }: ScanResult): string {
  const rows = files.flatMap(({ path, uses }) => uses.map((use) => row(path, use)));
  const count = files.filter(({ uses }) => uses.length > 0).length;
  return [
    ...(rows.length === 0 ? [] : [formatTable(rows), '']),
    ...skipped.map(skippedText),
    l10n.t('Uses of activations: {0}, in {1} of {2} files', rows.length, count, files.length),
  ].join('\n');
}

function row(path: string, use: ReportedUse): readonly string[] {
  return [
    placeText(path, use.range),
    withoutControls([getActivation(use.activation).name(), argumentText(use)].filter(Boolean).join(' ')),
    frameworks.find(({ id }) => id === use.framework)?.name ?? use.framework,
    formName(use.form),
    use.certainty === 'likely' ? l10n.t('likely') : '',
  ];
}

/** The arguments that are not what the catalogue has for defaults. */
function argumentText({ activation, arguments: values }: ReportedUse): string {
  const defaults: Arguments = Object.fromEntries(
    getActivation(activation).parameters.map((parameter) => [parameter.name, parameter.default]),
  );
  const shown = Object.entries(values).filter(([name, value]) => value !== null && value !== defaults[name]);
  return shown.length === 0 ? '' : `(${shown.map(([name, value]) => `${name}=${String(value)}`).join(', ')})`;
}

function formName(form: UseForm): string {
  switch (form) {
    case 'class':
      return l10n.t('class');
    case 'function':
      return l10n.t('function');
    case 'method':
      return l10n.t('method');
    case 'string':
      return l10n.t('string');
    case 'expression':
      return l10n.t('by hand');
  }
}
