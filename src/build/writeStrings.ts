/**
 * Writes what follows from the source: `npm run l10n`.
 *
 * - `l10n/bundle.l10n.json`, from which translators work
 * - the names of the rules in the manifest, which complete settings, with their descriptions in both languages
 */
import { readFile, writeFile } from 'node:fs/promises';
import { describeRules, ruleKey } from './ruleDescriptions';
import { chineseBundle, collectStrings, englishBundle, formatJsonFile } from './strings';

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, 'utf8')) as Content;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, { propertyNames?: unknown }> };
  };
}

async function writeStrings(): Promise<void> {
  await writeFile(englishBundle, formatJsonFile(await collectStrings()));
  const rules = describeRules(await readJson<Record<string, string>>(chineseBundle));
  const manifest = await readJson<Manifest>('package.json');
  const severity = manifest.contributes.configuration.properties['activationInsight.problems.severity'];
  if (severity !== undefined) {
    severity.propertyNames = rules.schema;
  }
  await writeFile('package.json', formatJsonFile(manifest));
  await writeDescriptions('package.nls.json', rules.english);
  await writeDescriptions('package.nls.zh-cn.json', rules.chinese);
}

/** Puts the descriptions of the rules behind what else the file says. */
async function writeDescriptions(path: string, descriptions: Readonly<Record<string, string>>): Promise<void> {
  const others = Object.entries(await readJson<Record<string, string>>(path)).filter(([key]) => !ruleKey.test(key));
  await writeFile(path, formatJsonFile({ ...Object.fromEntries(others), ...descriptions }));
}

void writeStrings();
