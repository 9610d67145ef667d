/**
 * Proves that what the extension declares and what its code does agree: settings, commands, translations, and the list
 * of files that ship. Prints every disagreement and fails if there is one.
 */
import { listFiles, PackageManager } from '@vscode/vsce';
import { readdir, readFile } from 'node:fs/promises';
import { readSourceFiles } from './sourceFiles';
import { describeRules, ruleKey } from './ruleDescriptions';
import { chineseBundle, collectStrings, englishBundle, formatJsonFile } from './strings';

interface Manifest {
  readonly contributes: {
    readonly commands?: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly propertyNames?: unknown }>> };
  };
}

const shipped = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/commandLine.js',
  'dist/extension.js',
  'dist/formulas.json',
  'dist/panel.css',
  'dist/panel.js',
  'dist/tree-sitter-python.wasm',
  'dist/web-tree-sitter.wasm',
  'dist/worker.js',
  'l10n/bundle.l10n.json',
  'l10n/bundle.l10n.zh-cn.json',
  'media/icon.png',
  'media/walkthrough/chart-dark.png',
  'media/walkthrough/chart-light.png',
  'media/walkthrough/compare-dark.png',
  'media/walkthrough/compare-light.png',
  'media/walkthrough/hover-dark.png',
  'media/walkthrough/hover-light.png',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
];

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, 'utf8')) as Content;
}

function compare(what: string, declared: Iterable<string>, used: Iterable<string>): string[] {
  const [declaredSet, usedSet] = [new Set(declared), new Set(used)];
  return [
    ...[...declaredSet]
      .filter((name) => !usedSet.has(name))
      .map((name) => `${what}: "${name}" is declared, but not used`),
    ...[...usedSet]
      .filter((name) => !declaredSet.has(name))
      .map((name) => `${what}: "${name}" is used, but not declared`),
  ];
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
}

function compareTranslations(what: string, english: Record<string, string>, other: Record<string, string>): string[] {
  const wrong = Object.entries(other).filter(
    ([key, text]) => placeholders(text) !== placeholders(english[key] ?? text),
  );
  return [
    ...compare(what, Object.keys(other), Object.keys(english)),
    ...wrong.map(([key]) => `${what}: "${key}" has other placeholders than the English`),
  ];
}

async function checkSettingsAndCommands(manifest: Manifest): Promise<string[]> {
  const sources = (await readSourceFiles('src')).filter(({ path }) => /editor|extension\.ts/.test(path));
  const text = sources.map((source) => source.text).join('\n');
  const names = [...text.matchAll(/'(activationInsight\.[\w.]+)'/g)].map((match) => match[1] ?? '');
  const commands = (manifest.contributes.commands ?? []).map(({ command }) => command);
  return compare(
    'settings and commands',
    [...Object.keys(manifest.contributes.configuration.properties), ...commands],
    names,
  );
}

async function checkManifestStrings(): Promise<string[]> {
  const english = await readJson<Record<string, string>>('package.nls.json');
  const manifest = await readFile('package.json', 'utf8');
  const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1] ?? '');
  const chinese = await readJson<Record<string, string>>('package.nls.zh-cn.json');
  return [
    ...compare('package.nls.json', Object.keys(english), used),
    ...compareTranslations('package.nls.zh-cn.json', english, chinese),
  ];
}

/** The manifest and its translations describe every rule as the rule does itself. */
async function checkRules({ contributes }: Manifest): Promise<string[]> {
  const rules = describeRules(await readJson<Record<string, string>>(chineseBundle));
  const schema = contributes.configuration.properties['activationInsight.problems.severity']?.propertyNames;
  const parts: readonly (readonly [what: string, declared: unknown, expected: unknown])[] = [
    ['package.json', schema, rules.schema],
    ['package.nls.json', await readDescriptions('package.nls.json'), rules.english],
    ['package.nls.zh-cn.json', await readDescriptions('package.nls.zh-cn.json'), rules.chinese],
  ];
  return parts
    .filter(([, declared, expected]) => JSON.stringify(declared) !== JSON.stringify(expected))
    .map(([what]) => `${what} does not describe the rules as they are; "npm run l10n" writes it anew`);
}

async function readDescriptions(path: string): Promise<object> {
  const strings = await readJson<Record<string, string>>(path);
  return Object.fromEntries(Object.entries(strings).filter(([key]) => ruleKey.test(key)));
}

async function checkStrings(): Promise<string[]> {
  const strings = await collectStrings();
  const english = Object.fromEntries(Object.keys(strings).map((text) => [text, text]));
  const chinese = await readJson<Record<string, string>>(chineseBundle);
  const stale = (await readFile(englishBundle, 'utf8')) !== formatJsonFile(strings);
  return [
    ...compareTranslations(chineseBundle, english, chinese),
    ...(stale ? [`${englishBundle} is not what the source says; "npm run l10n" writes it anew`] : []),
  ];
}

async function checkShippedFiles(): Promise<string[]> {
  const built = new Set(await readdir('dist').catch(() => []));
  // Each rule has a page; a test holds pages and rules against each other.
  const pages = (await readdir('docs/rules')).map((name) => `docs/rules/${name}`);
  const expected = [...shipped, ...pages].filter((path) => built.size > 0 || !path.startsWith('dist/'));
  const listed = (await listFiles({ packageManager: PackageManager.None })).filter(
    (path) => !path.startsWith('media/readme/'),
  );
  return compare('files that ship', expected, listed);
}

async function checkAll(): Promise<void> {
  const manifest = await readJson<Manifest>('package.json');
  const checks = [
    checkSettingsAndCommands(manifest),
    checkManifestStrings(),
    checkRules(manifest),
    checkStrings(),
    checkShippedFiles(),
  ];
  const disagreements = (await Promise.all(checks)).flat();
  for (const disagreement of disagreements) {
    console.error(disagreement);
  }
  const none = disagreements.length === 0;
  console.log(none ? 'Manifest, translations and package agree.' : `${disagreements.length} disagreements.`);
  process.exitCode = none ? 0 : 1;
}

void checkAll();
