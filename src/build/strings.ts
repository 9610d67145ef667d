import { getL10nJson } from '@vscode/l10n-dev';
import { readSourceFiles } from './sourceFiles';

export const englishBundle = 'l10n/bundle.l10n.json';
export const chineseBundle = 'l10n/bundle.l10n.zh-cn.json';

/** The strings of the source, as `@vscode/l10n-dev` finds them: English string → what the bundle holds for it, in the order of the alphabet so that changes read well. */
export async function collectStrings(): Promise<Record<string, unknown>> {
  const files = [...(await readSourceFiles('src')), ...(await readSourceFiles('media'))];
  const strings = await getL10nJson(files.map(({ text }) => ({ contents: text, extension: '.ts' })));
  return Object.fromEntries(Object.entries(strings).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** JSON as prettier formats it in these files. */
export function formatJsonFile(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
