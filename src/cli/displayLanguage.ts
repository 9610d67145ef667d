import * as l10n from '@vscode/l10n';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './assets';

/**
 * Chooses the language of everything that is printed from the environment, as other command-line tools do. Without a
 * translation it stays English.
 */
export function setDisplayLanguage(environment: NodeJS.ProcessEnv = process.env): void {
  const setting = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  for (const language of languageNames(setting)) {
    const bundle = join(packageRoot, 'l10n', `bundle.l10n.${language}.json`);
    if (existsSync(bundle)) {
      l10n.config({ contents: readFileSync(bundle, 'utf8') });
      return;
    }
  }
}

/** `zh_CN.UTF-8` → `zh-cn`, `zh`; any Chinese that has no bundle of its own reads the simplified one. */
function languageNames(setting: string): readonly string[] {
  const name = setting
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-')
    .toLowerCase();
  const [language = ''] = name.split('-');
  return language === 'zh' ? [name, language, 'zh-cn'] : [name, language].filter((part) => part !== '');
}
